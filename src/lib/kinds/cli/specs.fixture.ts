import type { Entity, Field, Spec } from '#lib/model/spec.ts';

/** A spec of a kit with only what a test cares about. */
export const specOf = (kit: string, title: string, rest: Partial<Spec> = {}): Spec => ({
	sentence: title,
	title,
	kind: 'cli',
	also: [],
	kit,
	entities: [],
	features: [],
	triggers: [],
	steps: [],
	options: {},
	...rest,
});

export const entity = (name: string, plural: string, ...fields: readonly Field[]): Entity => ({
	name,
	label: name.charAt(0).toUpperCase() + name.slice(1),
	plural,
	fields: [...fields],
});
