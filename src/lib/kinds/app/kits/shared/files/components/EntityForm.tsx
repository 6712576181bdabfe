import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { draftOf, faultOf, valueOf, type Draft } from '../format.ts';
import { inSentence, type Entity, type Field, type Row, type Values } from '../schema.ts';
import { addRow, changeRow } from '../store.ts';
import { Dialog } from './Dialog.tsx';
import { FieldInput } from './FieldInput.tsx';
import { useToast } from './Toast.tsx';

interface EntityFormProps {
	readonly entity: Entity;
	/** What stands in the fields at first. */
	readonly initial?: Values;
	/** Filled in while the form is open, as by a press on a day of a calendar. A new object counts as a new wish. */
	readonly preset?: Values | undefined;
	readonly submitLabel: string;
	/** Gets only what differs from `initial`. False when it could not be kept: then nothing typed is lost. */
	readonly onSubmit: (values: Values) => boolean;
}

const NOTHING: Values = {};

export function EntityForm({ entity, initial = NOTHING, preset, submitLabel, onSubmit }: EntityFormProps) {
	const form = useRef<HTMLFormElement>(null);
	const [draft, setDraft] = useState<Draft>(() => draftOf(entity, { ...initial, ...preset }));
	const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
	const [seenPreset, setSeenPreset] = useState(preset);
	if (preset !== seenPreset) {
		setSeenPreset(preset);
		setDraft((typed) => ({ ...typed, ...pick(draftOf(entity, preset ?? {}), preset) }));
	}
	const filledIn = useRef(preset);
	useEffect(() => {
		if (preset && preset !== filledIn.current) focusFirst(form.current);
		filledIn.current = preset;
	}, [preset]);

	const submit = (event: SubmitEvent<HTMLFormElement>): void => {
		event.preventDefault();
		const found = faultsOf(entity, draft);
		setFaults(found);
		if (Object.keys(found).length > 0) return;
		if (!onSubmit(changedValues(entity, draftOf(entity, initial), draft))) return;
		setDraft(draftOf(entity, initial));
		focusFirst(form.current);
	};
	// After the faults are on the page.
	useEffect(() => {
		form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
	}, [faults]);

	return (
		<form ref={form} className="fields" noValidate onSubmit={submit} aria-label={submitLabel}>
			{entity.fields.map((field) => (
				<FieldInput
					key={field.name}
					field={field}
					value={draft[field.name] ?? ''}
					fault={faults[field.name]}
					onChange={(value) => setDraft((typed) => ({ ...typed, [field.name]: value }))}
				/>
			))}
			<button type="submit" className="button">
				{submitLabel}
			</button>
		</form>
	);
}

interface AddFormProps {
	readonly entity: Entity;
	readonly initial?: Values;
	readonly preset?: Values | undefined;
	readonly onAdd?: (row: Row) => void;
}

/** The form for a new row: "Add recipe". */
export function AddForm({ entity, initial, preset, onAdd }: AddFormProps) {
	const say = useToast();
	return (
		<section className="panel">
			<EntityForm
				entity={entity}
				{...(initial ? { initial } : {})}
				preset={preset}
				submitLabel={`Add ${inSentence(entity.label)}`}
				onSubmit={(values) => {
					const row = addRow(entity.name, { ...initial, ...values });
					if (!row) return false;
					say(`${entity.label} added`);
					onAdd?.(row);
					return true;
				}}
			/>
		</section>
	);
}

interface EditDialogProps {
	readonly entity: Entity;
	readonly row: Values & { readonly id: string };
	readonly onClose: () => void;
}

export function EditDialog({ entity, row, onClose }: EditDialogProps) {
	const say = useToast();
	return (
		<Dialog title={`Edit ${inSentence(entity.label)}`} onClose={onClose}>
			<EntityForm
				entity={entity}
				initial={row}
				submitLabel="Save"
				onSubmit={(values) => {
					if (!changeRow(entity.name, row.id, values)) return false;
					say('Saved');
					onClose();
					return true;
				}}
			/>
		</Dialog>
	);
}

function faultsOf(entity: Entity, draft: Draft): Readonly<Record<string, string>> {
	const faults: Record<string, string> = {};
	for (const field of entity.fields) {
		const fault = faultOf(field, valueOf(field, draft[field.name] ?? ''));
		if (fault) faults[field.name] = fault;
	}
	return faults;
}

/** An emptied field becomes null, so that the change is kept in JSON. */
function changedValues(entity: Entity, before: Draft, after: Draft): Values {
	const isChanged = (field: Field): boolean => before[field.name] !== after[field.name];
	return Object.fromEntries(
		entity.fields
			.filter(isChanged)
			.map((field) => [field.name, valueOf(field, after[field.name] ?? '') ?? null]),
	);
}

function pick(draft: Draft, wanted: Values | undefined): Draft {
	return Object.fromEntries(Object.entries(draft).filter(([name]) => wanted && name in wanted));
}

function focusFirst(form: HTMLFormElement | null): void {
	form?.querySelector<HTMLElement>('input, textarea, select')?.focus();
}
