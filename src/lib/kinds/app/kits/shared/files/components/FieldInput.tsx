import { useId, type HTMLInputTypeAttribute } from 'react';
import { useEntities, useRefChoices } from './entities.tsx';
import { NUMBER_TYPES, type Field, type FieldType } from '../schema.ts';
import { RatingInput } from './Rating.tsx';

export interface FieldInputProps {
	readonly field: Field;
	/** Text as typed; `true` for a ticked box. */
	readonly value: string;
	readonly fault?: string | undefined;
	readonly onChange: (value: string) => void;
}

/** The labelled input that suits the field's type. */
export function FieldInput(props: FieldInputProps) {
	const { field, value, fault, onChange } = props;
	if (field.type === 'rating')
		return (
			<RatingInput
				label={field.label}
				value={Number(value)}
				fault={fault}
				onChange={(rating) => onChange(rating ? String(rating) : '')}
			/>
		);
	if (field.type === 'boolean') return <CheckField {...props} />;
	if (field.type === 'ref') return <RefField {...props} />;
	if (field.type === 'enum')
		return <SelectField {...props} choices={(field.options ?? []).map((title) => ({ id: title, title }))} />;
	return <TextField {...props} />;
}

const inputTypes: Partial<Record<FieldType, HTMLInputTypeAttribute>> = {
	number: 'number',
	integer: 'number',
	money: 'number',
	percent: 'number',
	duration: 'number',
	date: 'date',
	dateTime: 'datetime-local',
	time: 'time',
	email: 'email',
	phone: 'tel',
	url: 'url',
	color: 'color',
};

function TextField({ field, value, fault, onChange }: FieldInputProps) {
	const id = useId();
	const unit = unitOf(field);
	const shared = {
		id,
		value,
		'aria-invalid': fault !== undefined,
		'aria-describedby': fault || unit || field.type === 'tags' ? `${id}-note` : undefined,
		required: field.required ?? false,
	};
	return (
		<div className={`field field-${field.type}`}>
			<label className="label" htmlFor={id}>
				{field.label}
			</label>
			{field.type === 'longText' ? (
				<textarea {...shared} rows={2} onChange={(event) => onChange(event.target.value)} />
			) : (
				<input
					{...shared}
					type={inputTypes[field.type] ?? 'text'}
					step={NUMBER_TYPES.has(field.type) ? 'any' : undefined}
					inputMode={NUMBER_TYPES.has(field.type) ? 'decimal' : undefined}
					autoComplete="off"
					onChange={(event) => onChange(event.target.value)}
				/>
			)}
			{fault ? (
				<span className="fault" id={`${id}-note`}>
					{fault}
				</span>
			) : (
				(unit || field.type === 'tags') && (
					<span className={unit ? 'unit' : 'hint'} id={`${id}-note`}>
						{unit ?? 'Separate with commas'}
					</span>
				)
			)}
		</div>
	);
}

function CheckField({ field, value, onChange }: FieldInputProps) {
	return (
		<label className="field field-check">
			<input
				type="checkbox"
				checked={value === 'true'}
				onChange={(event) => onChange(String(event.target.checked))}
			/>
			{field.label}
		</label>
	);
}

interface SelectFieldProps extends FieldInputProps {
	readonly choices: readonly { readonly id: string; readonly title: string }[];
	readonly hint?: string | undefined;
}

function SelectField({ field, value, fault, onChange, choices, hint }: SelectFieldProps) {
	const id = useId();
	const isKnown = value === '' || choices.some((choice) => choice.id === value);
	return (
		<div className={`field field-${field.type}`}>
			<label className="label" htmlFor={id}>
				{field.label}
			</label>
			<select
				id={id}
				value={value}
				aria-invalid={fault !== undefined}
				aria-describedby={fault || hint ? `${id}-note` : undefined}
				onChange={(event) => onChange(event.target.value)}
			>
				<option value="">None</option>
				{!isKnown && <option value={value}>{field.type === 'ref' ? '(deleted)' : value}</option>}
				{choices.map((choice) => (
					<option key={choice.id} value={choice.id}>
						{choice.title}
					</option>
				))}
			</select>
			{(fault || hint) && (
				<span className={fault ? 'fault' : 'hint'} id={`${id}-note`}>
					{fault ?? hint}
				</span>
			)}
		</div>
	);
}

function RefField(props: FieldInputProps) {
	const { ref = '' } = props.field;
	const choices = useRefChoices(ref);
	const target = useEntities().find((entity) => entity.name === ref);
	const hint = choices.length === 0 && target ? `Add one under ${target.plural} first` : undefined;
	return <SelectField {...props} choices={choices} hint={hint} />;
}

function unitOf(field: Field): string | undefined {
	if (field.type === 'percent') return '%';
	if (field.type === 'duration') return 'min';
	return NUMBER_TYPES.has(field.type) ? field.unit : undefined;
}
