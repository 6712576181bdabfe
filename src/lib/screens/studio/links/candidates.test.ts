import { expect, test } from 'vitest';
import { newCreationId } from '#lib/model/id.ts';
import type { Published } from '#lib/model/published.ts';
import { aliasFor, candidatesFor } from './candidates.ts';

const creation = (title: string, ...paths: readonly string[]): Published => ({
	...{ creationId: newCreationId(), kind: 'api', title, version: '1.0.0', links: [] },
	operations: paths.map((path) => ({ operation: `get ${path}`, method: 'get', path, summary: '' })),
});

test('creations that answer all that was asked for come first, then what is named alike; what offers nothing is left out', () => {
	const all = [
		creation('Films', '/films'),
		creation('My log', '/entries'),
		creation('Books', '/books', '/books/{id}'),
		creation('Empty'),
	];
	const wants = [
		{ method: 'GET', path: '/books' },
		{ method: 'GET', path: '/books/7' },
	];
	const [first, second, ...others] = candidatesFor(wants, 'log', all);
	expect(first).toMatchObject({
		creation: { title: 'Books' },
		fits: true,
		fitting: ['get /books', 'get /books/{id}'],
	});
	expect(second).toMatchObject({ creation: { title: 'My log' }, fits: false, fitting: [] });
	expect(others.map((each) => each.creation.title)).toEqual(['Films']);
});

test('a title becomes a name for a link, whatever is in it', () => {
	expect(['Reading list!', 'Über-Büro', '日本'].map(aliasFor)).toEqual(['reading-list', 'uber-buro', 'link']);
});
