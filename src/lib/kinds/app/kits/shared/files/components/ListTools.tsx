import { useId } from 'react';
import { filterChoices, sortChoices, type Choice, type View } from '../select.ts';
import { inSentence, type Entity, type Row } from '../schema.ts';
import { useRefTitle } from './entities.tsx';

interface ListToolsProps {
	readonly entity: Entity;
	readonly rows: readonly Row[];
	readonly filterBy: readonly string[];
	readonly view: View;
	/** What the order 'oldest' is called where people arrange rows themselves. */
	readonly ownOrder?: string;
	readonly onSearch: (text: string) => void;
	readonly onSort: (sort: string) => void;
	readonly onFilter: (fieldName: string, value: string) => void;
}

export function ListTools({
	entity,
	rows,
	filterBy,
	view,
	ownOrder = 'Oldest',
	onSearch,
	onSort,
	onFilter,
}: ListToolsProps) {
	const refTitle = useRefTitle();
	const sorts = sortChoices(entity).map((sort) =>
		sort.value === 'oldest' ? { ...sort, label: ownOrder } : sort,
	);
	const fields = entity.fields.filter((field) => filterBy.includes(field.name));
	return (
		<div className="tools">
			<SearchBox label={`Search ${inSentence(entity.plural)}`} value={view.search} onChange={onSearch} />
			<PillSelect label="Sort by" value={view.sort} choices={sorts} onChange={onSort} />
			{fields.map((field) => (
				<PillSelect
					key={field.name}
					label={`Filter by ${inSentence(field.label)}`}
					value={view.filters[field.name] ?? ''}
					choices={[
						{ value: '', label: `${field.label}: all` },
						...filterChoices(field, rows, refTitle).map(({ value, label }) => ({
							value,
							label: field.type === 'boolean' ? `${field.label}: ${label.toLowerCase()}` : label,
						})),
					]}
					onChange={(value) => onFilter(field.name, value)}
				/>
			))}
		</div>
	);
}

interface SearchBoxProps {
	readonly label: string;
	readonly value: string;
	readonly onChange: (text: string) => void;
}

export function SearchBox({ label, value, onChange }: SearchBoxProps) {
	return (
		<input
			type="search"
			className="search"
			aria-label={label}
			placeholder={label}
			value={value}
			onChange={(event) => onChange(event.target.value)}
		/>
	);
}

interface PillSelectProps {
	readonly label: string;
	readonly value: string;
	readonly choices: readonly Choice[];
	readonly onChange: (value: string) => void;
}

export function PillSelect({ label, value, choices, onChange }: PillSelectProps) {
	const id = useId();
	return (
		<span className="pill-select">
			<label className="hidden" htmlFor={id}>
				{label}
			</label>
			<select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
				{choices.map((choice) => (
					<option key={choice.value} value={choice.value}>
						{choice.label}
					</option>
				))}
			</select>
		</span>
	);
}
