import * as z from 'zod/mini';
import { expect, test } from 'vitest';
import { bytesOfSize, manifestSchema, nameFromTitle } from './manifest.ts';

const good = {
	id: 'urn:aether:01J9ZQ4W7M0000000000000000',
	name: 'books',
	title: 'Books',
	kind: 'app',
	version: '1.0.0',
	entry: 'src/main.tsx',
};

test('a small honest manifest is accepted', () => {
	expect(
		manifestSchema.safeParse({ ...good, grants: { storage: '16MiB', net: ['https://api.example.com/v1'] } })
			.success,
	).toBe(true);
});

test.each([
	['an entry outside the folder', { entry: '../../etc/passwd' }],
	['a network grant that is no web address', { grants: { net: ['javascript:alert(1)'] } }],
	['a grant nobody knows', { grants: { filesystem: true } }],
	['a key nobody knows', { postinstall: 'rm -rf /' }],
	['a kind nobody knows', { kind: 'kernel' }],
	['a size in words', { grants: { storage: 'lots' } }],
	['an id of another scheme', { id: 'urn:other:1' }],
	['more CPU than there is time', { grants: { cpuMs: 1e12 } }],
])('%s is refused', (_what, lie) => {
	expect(manifestSchema.safeParse({ ...good, ...lie }).success).toBe(false);
});

test('sizes are counted in bytes', () => {
	expect(bytesOfSize('16MiB')).toBe(16_777_216);
	expect(bytesOfSize('3KiB')).toBe(3072);
});

test.each([
	['My Recipes!', 'my-recipes'],
	['Über Ärger', 'uber-arger'],
	['🎉', 'creation'],
	['  --x--  ', 'x'],
])('the title %j becomes the name %s', (title, name) => {
	expect(nameFromTitle(title)).toBe(name);
});

test('the published JSON Schema says the same as the schema in use', async () => {
	const published = {
		$id: 'urn:aether:schema:manifest',
		title: 'aether.json',
		...z.toJSONSchema(manifestSchema),
	};
	await expect(`${JSON.stringify(published, null, 2)}\n`).toMatchFileSnapshot(
		'../../../static/schema/aether.schema.json',
	);
});
