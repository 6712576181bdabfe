import type { Entity, Field, Spec } from '#lib/model/spec.ts';
import type { ApiKitId } from './cues.ts';

/** A spec with everything a test does not care about left empty. */
export function specOf(kit: ApiKitId, title: string, parts: Partial<Spec> = {}): Spec {
	return {
		sentence: title,
		title,
		kind: 'api',
		also: [],
		kit,
		entities: [],
		features: [],
		triggers: [],
		steps: [],
		options: {},
		...parts,
	};
}

export const entity = (name: string, plural: string, ...fields: Field[]): Entity => ({
	name,
	label: name.charAt(0).toUpperCase() + name.slice(1),
	plural,
	fields,
});

export const author = entity('author', 'Authors', { name: 'name', label: 'Name', type: 'text' });

export const book = entity(
	'book',
	'Books',
	{ name: 'title', label: 'Title', type: 'text', required: true },
	{ name: 'author', label: 'Author', type: 'ref', ref: 'author' },
	{ name: 'isbn', label: 'ISBN', type: 'text' },
	{ name: 'publishedYear', label: 'Published year', type: 'integer' },
	{ name: 'status', label: 'Status', type: 'enum', options: ['Unread', 'Reading', 'Read'] },
);

/** One plain spec per kit. The sample sources beside the templates are what this spec renders. */
export const sampleSpecs: Readonly<Record<ApiKitId, Spec>> = {
	records: specOf('records', 'Books', { entities: [book, author] }),
	random: specOf('random', 'Quotes', { sentence: 'an HTTP endpoint that returns a random quote' }),
	shortener: specOf('shortener', 'Link shortener'),
	poll: specOf('poll', 'Polls'),
	inbox: specOf('inbox', 'Webhooks'),
	convert: specOf('convert', 'Conversion', { sentence: 'an endpoint that converts celsius to fahrenheit' }),
	flags: specOf('flags', 'Feature flags'),
	tools: specOf('tools', 'Random number', {
		sentence: 'API which returns a random number between 1 and 6',
	}),
};
