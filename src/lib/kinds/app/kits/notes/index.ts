import type { Spec } from '#lib/model/spec.ts';
import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { documentsOf } from '../shared/documents.ts';
import { modelSource } from '../shared/model-source.ts';
import { sensibleEntities } from '../shared/sensible.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

/** What the note itself already is or has. */
const OWN_FIELDS = /^(?:title|name|text|body|content|note|notes|entry|tags?|pinned|markdown|description)$/i;

/** Markdown notes with preview, tags, pins and search. */
export const notes: KitRenderer = {
	render(spec) {
		return assemble({
			title: spec.title,
			templates,
			generated: {
				'model.ts': modelSource(spec, {
					entities: [{ name: 'note', label: 'Note', plural: 'Notes', fields: noteFields(spec) }],
					constants: [
						{
							doc: 'Fields shown above the text: all but the text and the tags.',
							name: 'properties',
							type: 'readonly string[]',
							value: propertiesOf(spec).map(({ name }) => name),
						},
					],
				}),
			},
			documents: documentsOf(spec, 'Notes in Markdown, with preview, tags, pins and search.', [
				'`src/model.ts`: what a note has beside its text.',
				'`src/markdown.tsx`: which Markdown is understood. It makes elements, never HTML text.',
				'`src/Editor.tsx` and `src/NoteList.tsx`: the two halves of the page.',
			]),
		});
	},
};

function propertiesOf(spec: Spec) {
	if (spec.entities.length === 0 || spec.entities[0]?.fields.length === 0) return [];
	const [entity] = sensibleEntities(spec, { name: 'note', label: 'Note', plural: 'Notes', fields: [] });
	return entity.fields
		.filter(({ name, type }) => !OWN_FIELDS.test(name) && type !== 'ref')
		.map((field) => ({ ...field, required: false }));
}

function noteFields(spec: Spec) {
	return [
		{ name: 'text', label: 'Note', type: 'longText' as const },
		{ name: 'tags', label: 'Tags', type: 'tags' as const },
		...propertiesOf(spec),
	];
}
