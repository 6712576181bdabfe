import { expect, test } from 'vitest';
import { compositeText, EMPTY_COMPOSITE, type Composite } from '#lib/model/composite.ts';
import { interpreterOf } from '../kind.ts';
import { appKind } from './index.ts';

const REF = `urn:aether:${'0'.repeat(26)}`;

function filesOf(composite: Composite | string, entry = 'composite.json', links = {}) {
	const manifest = { id: REF, name: 'x', title: 'X', kind: 'app', version: '1.0.0', entry, links };
	const text = typeof composite === 'string' ? composite : compositeText(composite);
	return new Map([
		['aether.json', JSON.stringify(manifest)],
		['composite.json', text],
		['src/main.tsx', ''],
	]);
}
const books: Composite = {
	...EMPTY_COMPOSITE,
	panels: [{ id: 'list', type: 'operation', alias: 'books', operation: 'listBooks', title: 'Books' }],
};

test('an app whose entry is composite.json is read by the house, any other one is built', async () => {
	expect(await interpreterOf(appKind, filesOf(EMPTY_COMPOSITE))?.(filesOf(EMPTY_COMPOSITE))).toEqual([]);
	expect(interpreterOf(appKind, filesOf(EMPTY_COMPOSITE, 'src/main.tsx'))).toBeUndefined();
});

test('what is wrong with a composite is said, each with its file', () => {
	const linked = { books: { ref: REF, range: '^1.0.0' } };
	expect(appKind.check(filesOf(books, 'composite.json', linked))).toEqual([]);
	expect(appKind.check(filesOf(books))).toMatchObject([
		{ path: 'composite.json', message: expect.stringContaining('link “books”') as string },
	]);
	expect(appKind.check(filesOf('{', 'composite.json'))).toMatchObject([{ type: 'composite-invalid' }]);
	expect(appKind.check(filesOf('{', 'src/main.tsx'))).toEqual([]);
});
