import { useId } from 'react';
import { isString, useSetting } from '../../../shared/files/store.ts';
import type { Calculator, CalculatorProps } from '../calculator.ts';
import { evaluate } from '../evaluate.ts';

/** What each key adds, and what it is called where its sign is no word. */
const KEYS: readonly (readonly [text: string, name?: string])[] = [
	['C', 'Clear'],
	['(', 'Open bracket'],
	[')', 'Close bracket'],
	['÷', 'Divide'],
	['7'],
	['8'],
	['9'],
	['×', 'Multiply'],
	['4'],
	['5'],
	['6'],
	['−', 'Minus'],
	['1'],
	['2'],
	['3'],
	['+', 'Plus'],
	['0'],
	['.', 'Point'],
	['%', 'Percent'],
	['=', 'Equals'],
];

export const basic: Calculator = { id: 'basic', title: 'Calculator', Component: Keypad };

function Keypad({ onKeep }: CalculatorProps) {
	const id = useId();
	const [expression, setExpression] = useSetting('expression', '', isString);
	const result = evaluate(expression);
	const shown = result === undefined ? '' : String(Number(result.toPrecision(12)));

	const press = (key: string): void => {
		if (key === 'C') setExpression('');
		else if (key !== '=') setExpression(expression + key);
		else if (shown !== '') {
			if (shown !== expression) onKeep(`${expression} = ${shown}`);
			setExpression(shown);
		}
	};

	return (
		<section className="panel keypad">
			<div className="field">
				<label className="label" htmlFor={id}>
					Expression
				</label>
				<input
					id={id}
					className="expression"
					inputMode="none"
					autoComplete="off"
					value={expression}
					placeholder="0"
					onChange={(event) => setExpression(event.target.value)}
					onKeyDown={(event) => {
						if (event.key === 'Enter' || event.key === '=') {
							event.preventDefault();
							press('=');
						}
						if (event.key === 'Escape') press('C');
					}}
				/>
			</div>
			<div className="output main">
				<label htmlFor={`${id}result`}>Result</label>
				<output id={`${id}result`}>{shown || '–'}</output>
			</div>
			<Keys onPress={press} onBack={() => setExpression(expression.slice(0, -1))} />
		</section>
	);
}

interface KeysProps {
	readonly onPress: (key: string) => void;
	readonly onBack: () => void;
}

function Keys({ onPress, onBack }: KeysProps) {
	return (
		<div className="keys" role="group" aria-label="Keys">
			{KEYS.map(([key, name]) => (
				<button
					key={key}
					type="button"
					className={key === '=' ? 'key equals' : /[\d.]/.test(key) ? 'key' : 'key other'}
					aria-label={name}
					onClick={() => onPress(key)}
				>
					{key}
				</button>
			))}
			<button type="button" className="key other back" aria-label="Delete last" onClick={onBack}>
				⌫
			</button>
		</div>
	);
}
