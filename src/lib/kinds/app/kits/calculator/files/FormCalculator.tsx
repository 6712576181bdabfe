import { useId } from 'react';
import { useSetting } from '../../shared/files/store.ts';
import type { CalculatorProps, Input, Output } from './calculator.ts';

/** What stands in the inputs, by name. */
export type Inputs = Readonly<Record<string, string>>;

interface FormCalculatorProps extends CalculatorProps {
	readonly id: string;
	readonly inputs: readonly Input[];
	/** Gets what was typed as numbers; NaN where nothing usable stands. Returns null while something is missing. */
	readonly compute: (
		number: (name: string) => number,
		text: (name: string) => string,
	) => readonly Output[] | null;
}

/** Inputs on the left, results that follow every key on the right. */
export function FormCalculator({ id, inputs, compute, onKeep }: FormCalculatorProps) {
	const prefix = useId();
	const initial = Object.fromEntries(inputs.map((input) => [input.name, input.initial]));
	const [typed, setTyped] = useSetting<Inputs>(`inputs-${id}`, initial, isInputs);
	const text = (name: string): string => typed[name] ?? initial[name] ?? '';
	const outputs = compute((name) => (text(name).trim() === '' ? NaN : Number(text(name))), text);
	const main = outputs?.find(({ isMain }) => isMain);

	return (
		<section className="panel calculation">
			<div className="calculation-inputs">
				{inputs.map((input) => (
					<InputField
						key={input.name}
						input={input}
						value={text(input.name)}
						onChange={(value) => setTyped({ ...typed, [input.name]: value })}
					/>
				))}
			</div>
			<div className="calculation-outputs">
				{outputs?.map(({ label, text: result, isMain }, index) => (
					<div key={label} className={isMain ? 'output main' : 'output'}>
						<label htmlFor={`${prefix}output${index}`}>{label}</label>
						<output id={`${prefix}output${index}`}>{result}</output>
					</div>
				)) ?? <p className="hint">Fill in the fields to see the result.</p>}
				<div className="calculation-buttons">
					<button type="button" className="button quiet" onClick={() => setTyped(initial)}>
						Reset
					</button>
					<button
						type="button"
						className="button"
						disabled={!main}
						onClick={() => main && onKeep(lineOf(inputs, text, main))}
					>
						Keep result
					</button>
				</div>
			</div>
		</section>
	);
}

interface InputFieldProps {
	readonly input: Input;
	readonly value: string;
	readonly onChange: (value: string) => void;
}

function InputField({ input, value, onChange }: InputFieldProps) {
	const id = useId();
	return (
		<div className="field">
			<label className="label" htmlFor={id}>
				{input.label}
			</label>
			{input.type === 'choice' ? (
				<select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
					{input.choices?.map((choice) => (
						<option key={choice}>{choice}</option>
					))}
				</select>
			) : (
				<input
					id={id}
					type={input.type}
					step="any"
					inputMode={input.type === 'number' ? 'decimal' : undefined}
					value={value}
					onChange={(event) => onChange(event.target.value)}
				/>
			)}
			{input.unit && (
				<span className="unit" aria-hidden="true">
					{input.unit}
				</span>
			)}
		</div>
	);
}

/** "Total per person 32.20 (Bill 84, Tip 15 %, People 3)" */
function lineOf(inputs: readonly Input[], text: (name: string) => string, main: Output): string {
	const given = inputs
		.filter(({ name }) => text(name) !== '')
		.map(({ name, label, unit }) => `${label} ${text(name)}${unit ? ` ${unit}` : ''}`);
	return `${main.label} ${main.text} (${given.join(', ')})`;
}

const isInputs = (value: unknown): value is Inputs =>
	typeof value === 'object' &&
	value !== null &&
	Object.values(value).every((text) => typeof text === 'string');
