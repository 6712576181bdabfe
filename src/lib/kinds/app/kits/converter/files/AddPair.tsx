import { useId, useState } from 'react';
import { quantities } from './units.ts';

/** Any two units of one quantity become a card of their own. */
export function AddPair({ onAdd }: { readonly onAdd: (from: string, to: string) => void }) {
	const [quantityId, setQuantityId] = useState('length');
	const [chosen, setChosen] = useState<readonly [string, string]>(['metre', 'foot']);
	const units = quantities.find(({ id }) => id === quantityId)?.units ?? [];
	const choices = units.map(({ id, label }) => ({ id, label }));
	const [from, to] = chosen;

	const changeQuantity = (id: string): void => {
		const [first, second] = quantities.find((quantity) => quantity.id === id)?.units ?? [];
		setQuantityId(id);
		setChosen([first?.id ?? '', second?.id ?? '']);
	};

	return (
		<form
			className="panel fields"
			aria-label="Add pair"
			onSubmit={(event) => {
				event.preventDefault();
				if (from !== to) onAdd(from, to);
			}}
		>
			<Select label="Quantity" value={quantityId} choices={quantities} onChange={changeQuantity} />
			<Select label="From" value={from} choices={choices} onChange={(id) => setChosen([id, to])} />
			<Select label="To" value={to} choices={choices} onChange={(id) => setChosen([from, id])} />
			<button type="submit" className="button" disabled={from === to}>
				Add pair
			</button>
		</form>
	);
}

interface SelectProps {
	readonly label: string;
	readonly value: string;
	readonly choices: readonly { readonly id: string; readonly label: string }[];
	readonly onChange: (id: string) => void;
}

function Select({ label, value, choices, onChange }: SelectProps) {
	const id = useId();
	return (
		<div className="field field-enum">
			<label className="label" htmlFor={id}>
				{label}
			</label>
			<select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
				{choices.map((choice) => (
					<option key={choice.id} value={choice.id}>
						{choice.label}
					</option>
				))}
			</select>
		</div>
	);
}
