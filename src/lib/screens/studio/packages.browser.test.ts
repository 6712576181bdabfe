import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { textOf } from '#lib/model/files.ts';
import { err, ok } from '#lib/model/result.ts';
import type { PackageFacts, Packages } from '#lib/services/packages/packages.ts';
import { openFakeApp, type FakeApp } from '../../../../tests/support/studio/fake-app.ts';
import StudioHarness from '../../../../tests/support/studio/StudioHarness.svelte';

vi.setConfig({ testTimeout: 120_000 });

const facts: PackageFacts = {
	name: 'tiny',
	version: '1.2.3',
	tarball: 'https://packages.test/tiny.tgz',
	integrity: 'sha512-x',
	unpackedBytes: 3_000,
	tarballBytes: 1_000,
	license: 'MIT',
	homepage: null,
	dependencies: { deep: '2.0.0' },
	warnings: ['It has an install script.'],
	parts: [
		{
			name: 'deep',
			version: '2.0.0',
			tarball: '',
			integrity: '',
			unpackedBytes: 2_000,
			dependencies: {},
			warnings: [],
		},
	],
};

const registry: Packages = {
	look: (name) =>
		Promise.resolve(
			name === 'tiny'
				? ok(facts)
				: err({ type: 'package-missing', message: `The registry has no package "${name}".` }),
		),
	add: () => Promise.resolve(ok([])),
	list: () => Promise.resolve([]),
	remove: () => Promise.resolve(ok(undefined)),
	setFor: () => Promise.resolve({ roots: {}, packages: new Map() }),
};

let fake: FakeApp;
afterEach(() => fake.close());

test('a package is looked up, added to package.json and taken out again', async () => {
	await page.viewport(1440, 900);
	fake = await openFakeApp(undefined, registry);
	await render(StudioHarness, { app: fake.app, id: fake.id });
	await page.getByRole('button', { name: 'Add package' }).click();
	const dialog = page.getByRole('dialog', { name: 'Add package' });
	await dialog.getByRole('button', { name: /^Allow / }).click();
	const field = dialog.getByRole('searchbox', { name: 'Package name' });
	await field.fill('gone');
	await dialog.getByRole('button', { name: 'Look up' }).click();
	await expect.element(dialog.getByRole('alert')).toHaveTextContent('The registry has no package "gone".');
	await field.fill('tiny');
	await dialog.getByRole('button', { name: 'Look up' }).click();
	const found = dialog.getByRole('region', { name: 'Package tiny' });
	await expect.element(found).toHaveTextContent(/MIT.*3 kB, 5 kB with all it needs.*deep@2\.0\.0/s);
	await expect.element(found).toHaveTextContent('It has an install script.');
	await found.getByRole('button', { name: 'Add tiny' }).click();
	const used = dialog.getByRole('list', { name: 'In use here' });
	await expect.element(used).toHaveTextContent('tiny 1.2.3');
	expect(await packageJson()).toContain('"tiny": "1.2.3"');
	await used.getByRole('button', { name: 'Remove tiny' }).click();
	await expect.element(dialog.getByText('No package was added to this creation.')).toBeVisible();
	expect(await packageJson()).not.toContain('tiny');
});

async function packageJson(): Promise<string> {
	const held = await fake.app.hold(fake.id);
	if (!held.ok) throw new Error(held.error.message);
	const text = textOf(held.value.files.get('package.json')) ?? '';
	fake.app.release(fake.id);
	return text;
}
