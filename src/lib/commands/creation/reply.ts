import { KIND_LABELS } from '#lib/model/kind.ts';
import type { Spec } from '#lib/model/spec.ts';

/** A creation made by the same wish. */
interface Companion {
	readonly id: string;
	readonly spec: Spec;
}

/** What the starter says after making something, in Markdown: what it made, with which fields, and what it left out. */
export function madeReply(
	spec: Spec,
	ignored: readonly string[],
	companions: readonly Companion[] = [],
): string {
	const entities = spec.entities
		.filter((entity) => entity.fields.length > 0)
		.map(
			(entity) =>
				`- **${entity.plural}**: ${entity.fields.map((field) => field.label.toLowerCase()).join(', ')}`,
		);
	return [
		`Made **${spec.title}**, ${article(KIND_LABELS[spec.kind])} that runs and keeps its data on this device.`,
		...(entities.length > 0 ? ['', ...entities] : []),
		...beside(companions),
		...leftOut(ignored),
	].join('\n');
}

const beside = (companions: readonly Companion[]): string[] =>
	companions.length === 0
		? []
		: [
				'',
				'It is linked with what was made beside it:',
				...companions.map(
					({ id, spec }) => `- [${spec.title}](/c/${id}), ${article(KIND_LABELS[spec.kind])}`,
				),
			];

export function changedReply(before: Spec, after: Spec, ignored: readonly string[]): string {
	const facts = [...fieldFacts(before, after), ...featureFacts(before, after)];
	if (before.title !== after.title) facts.push(`- Now called **${after.title}**`);
	return [
		facts.length > 0 ? 'Done.' : 'Done. The files now follow what you asked for.',
		...(facts.length > 0 ? ['', ...facts] : []),
		...leftOut(ignored),
	].join('\n');
}

/** The same after wishes about steps. `done` are sentences. */
export const stepsReply = (done: readonly string[], ignored: readonly string[]): string =>
	['Done.', '', ...done.map((each) => `- ${each}`), ...leftOut(ignored)].join('\n');

/** One line for lists: "Title, ingredients and rating". */
export function summaryOf(spec: Spec): string {
	const labels = (spec.entities[0]?.fields ?? []).map((field) => field.label.toLowerCase());
	if (labels.length === 0) return spec.sentence.slice(0, 300);
	const text = new Intl.ListFormat('en', { type: 'conjunction' }).format(labels.slice(0, 6));
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}`.slice(0, 300);
}

const article = (label: string): string =>
	/^[A-Z]+$/.test(label)
		? `${label === 'API' ? 'an' : 'a'} ${label}`
		: /^[AEIO]/.test(label)
			? `an ${label.toLowerCase()}`
			: `a ${label.toLowerCase()}`;

const leftOut = (ignored: readonly string[]): string[] =>
	ignored.length === 0
		? []
		: ['', `Not understood, so left out: ${ignored.map((words) => `“${words}”`).join(', ')}.`];

function fieldFacts(before: Spec, after: Spec): string[] {
	const known = new Map(
		before.entities.flatMap((entity) =>
			entity.fields.map((field) => [`${entity.name}.${field.name}`, field]),
		),
	);
	const facts: string[] = [];
	for (const entity of after.entities)
		for (const field of entity.fields) {
			const old = known.get(`${entity.name}.${field.name}`);
			known.delete(`${entity.name}.${field.name}`);
			if (!old) facts.push(`- Added **${field.label}** to ${entity.plural.toLowerCase()}`);
			else if (old.label !== field.label || old.type !== field.type)
				facts.push(`- Changed **${field.label}**`);
		}
	return [
		...facts,
		...[...known.values()].map(
			(field) => `- Removed **${field.label}** (what was entered stays in the data)`,
		),
	];
}

function featureFacts(before: Spec, after: Spec): string[] {
	const names = (features: readonly string[]) =>
		features.map((feature) => feature.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
	const added = names(after.features.filter((feature) => !before.features.includes(feature)));
	const removed = names(before.features.filter((feature) => !after.features.includes(feature)));
	return [...added.map((name) => `- Added ${name}`), ...removed.map((name) => `- Removed ${name}`)];
}
