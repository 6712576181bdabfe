import { expect, test } from 'vitest';
import type { Contract } from '#lib/model/contract.ts';
import { adaptAnswer, adapterBetween, adaptRequest } from './adapt.ts';
import { bareSchema } from './contract.ts';

type Properties = Record<string, unknown>;
const object = (properties: Properties, required: string[] = []) =>
	bareSchema({ type: 'object', properties, required });
const text = { type: 'string' };

const contract = (
	body: Properties,
	needed: string[],
	answer: Properties,
	query: string[] = [],
): Contract => ({
	method: 'post',
	path: '/books',
	parameters: query.map((name) => ({ name, in: 'query', isRequired: false, schema: text })),
	body: { isRequired: true, content: { 'application/json': object(body, needed) } },
	responses: {
		200: { 'application/json': bareSchema({ type: 'array', items: object(answer, Object.keys(answer)) }) },
	},
});

const before = contract(
	{ title: text, pages: { type: 'integer' } },
	['title'],
	{ title: text, id: { type: 'integer' } },
	['tag'],
);

test('names that only changed are changed on the way there and on the way back', () => {
	const after = contract(
		{ name: text, pages: { type: 'integer' } },
		['name'],
		{ name: text, id: { type: 'integer' } },
		['label'],
	);
	const adapter = adapterBetween(before, after);
	if (!adapter) throw new Error('none');
	expect(adaptRequest(adapter, 'https://x.test/books?tag=a&tag=b', '{"title":"Dune","pages":1}')).toEqual({
		url: 'https://x.test/books?label=a&label=b',
		body: '{"name":"Dune","pages":1}',
	});
	expect(adaptAnswer(adapter, '[{"name":"Dune","id":1}]')).toBe('[{"title":"Dune","id":1}]');
	expect(adaptAnswer(adapter, 'no JSON')).toBe('no JSON');
});

test('what is newly needed and names its own value is given it, unless the caller does', () => {
	const state = { enum: ['new', 'read'], default: 'new' };
	const after = contract(
		{ title: text, pages: { type: 'integer' }, state },
		['title', 'state'],
		{ title: text, id: { type: 'integer' } },
		['tag'],
	);
	const adapter = adapterBetween(before, after);
	expect(adapter?.bodyDefaults).toEqual({ state: 'new' });
	if (adapter)
		expect(adaptRequest(adapter, 'https://x.test/', '{"title":"Dune"}').body).toBe(
			'{"state":"new","title":"Dune"}',
		);
});

test.each<[string, Contract]>([
	[
		'a needed member without a value of its own',
		contract(
			{ title: text, isbn: { type: 'integer' } },
			['title', 'isbn'],
			{ title: text, id: { type: 'integer' } },
			['tag'],
		),
	],
	[
		'two that may each be the old one',
		contract({ name: text, label: text }, ['name'], { title: text, id: { type: 'integer' } }, ['tag']),
	],
	[
		'another type under another name',
		contract({ name: { type: 'number' } }, ['name'], { title: text, id: { type: 'integer' } }, ['tag']),
	],
	[
		'an answer that lost a member',
		contract({ title: text, pages: { type: 'integer' } }, ['title'], { title: text }, ['tag']),
	],
	['another address', { ...before, path: '/volumes' }],
])('there is no adapter for %s', (_name, after) => {
	expect(adapterBetween(before, after)).toBeUndefined();
});
