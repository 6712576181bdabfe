import type { Entity } from '#lib/model/spec.ts';
import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { documentsOf } from '../shared/documents.ts';
import { examplesConstant } from '../shared/examples.ts';
import { filterConstant } from '../shared/filters.ts';
import { modelSource } from '../shared/model-source.ts';
import { sensibleEntities } from '../shared/sensible.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

const HABIT: Entity = {
	name: 'habit',
	label: 'Habit',
	plural: 'Habits',
	fields: [{ name: 'name', label: 'Name', type: 'text' }],
};

/** What the grid itself records. */
const OWN_FIELDS = /^(?:done|completed?|date|day|streak|lastDone|checked)$/i;

/** A week at a glance, and streaks. */
export const habits: KitRenderer = {
	render(spec) {
		const [given, ...others] = sensibleEntities(spec, HABIT);
		const fields = given.fields.filter(({ name }, index) => index === 0 || !OWN_FIELDS.test(name));
		const entities = [{ ...given, fields }, ...others] as const;
		return assemble({
			title: spec.title,
			templates,
			generated: {
				'model.ts': modelSource(spec, {
					entities,
					constants: [filterConstant(spec, entities), examplesConstant(spec)],
				}),
			},
			documents: documentsOf(spec, `A week at a glance for ${given.plural.toLowerCase()}, with streaks.`, [
				'`src/model.ts`: what belongs to a habit beside its name.',
				'`src/streaks.ts`: how a streak is counted. `src/Week.tsx`: the grid.',
			]),
		});
	},
};
