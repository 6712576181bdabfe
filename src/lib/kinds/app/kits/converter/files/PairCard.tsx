import { useId } from 'react';
import { Icon } from '../../shared/files/components/Icon.tsx';
import { inSentence } from '../../shared/files/schema.ts';
import { useSetting } from '../../shared/files/store.ts';
import { convert, findUnit, formatResult, type Unit } from './units.ts';

interface PairCardProps {
	/** Ids of units. */
	readonly from: string;
	readonly to: string;
	readonly onRemove: () => void;
}

/** What was typed, and on which side. */
interface Typed {
	readonly text: string;
	readonly isRight: boolean;
}

export function PairCard({ from, to, onRemove }: PairCardProps) {
	const [typed, setTyped] = useSetting<Typed>(`pair-${from}-${to}`, { text: '1', isRight: false }, isTyped);
	const [left, right] = [findUnit(from), findUnit(to)];
	if (!left || !right) return null;
	const other = typed.isRight ? converted(typed.text, right, left) : converted(typed.text, left, right);
	const name = `${left.label} and ${inSentence(right.label)}`;
	return (
		<section className="panel pair" aria-label={name}>
			<div className="pair-head">
				<h2>
					{left.symbol} <Icon name="swap" size={16} /> {right.symbol}
				</h2>
				<button type="button" className="icon-button" aria-label={`Remove ${name}`} onClick={onRemove}>
					<Icon name="close" size={16} />
				</button>
			</div>
			<div className="pair-inputs">
				<UnitInput
					unit={left}
					value={typed.isRight ? other : typed.text}
					onChange={(text) => setTyped({ text, isRight: false })}
				/>
				<span className="equals" aria-hidden="true">
					=
				</span>
				<UnitInput
					unit={right}
					value={typed.isRight ? typed.text : other}
					onChange={(text) => setTyped({ text, isRight: true })}
				/>
			</div>
			<p className="pair-rule">
				1 {left.symbol} = {formatResult(convert(1, left, right))} {right.symbol}
			</p>
		</section>
	);
}

interface UnitInputProps {
	readonly unit: Unit;
	readonly value: string;
	readonly onChange: (text: string) => void;
}

function UnitInput({ unit, value, onChange }: UnitInputProps) {
	const id = useId();
	return (
		<div className="field">
			<label className="label" htmlFor={id}>
				{unit.label}
			</label>
			<input
				id={id}
				type="number"
				step="any"
				inputMode="decimal"
				value={value}
				onChange={(event) => onChange(event.target.value)}
			/>
		</div>
	);
}

const converted = (text: string, from: Unit, to: Unit): string =>
	text.trim() === '' ? '' : formatResult(convert(Number(text), from, to));

const isTyped = (value: unknown): value is Typed =>
	typeof value === 'object' &&
	value !== null &&
	typeof Reflect.get(value, 'text') === 'string' &&
	typeof Reflect.get(value, 'isRight') === 'boolean';
