import Dexie from 'dexie';
import { expect, inject, test } from 'vitest';
import { newUlid } from '#lib/model/id.ts';
import { createPackages } from '#lib/services/packages/create-packages.ts';
import type { Packages } from '#lib/services/packages/packages.ts';
import { unpack } from '#lib/services/packages/unpack.ts';
import { createEmbeddedSandbox } from '#lib/services/sandbox/embedded.ts';
import { line, optionsFor, started } from '#lib/services/sandbox/sandbox.suite.ts';
import { tryPackage } from '#lib/services/sandbox/trial.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';
import { networkFetch } from './network-fetch.ts';

declare module 'vitest' {
	interface ProvidedContext {
		readonly registries: string;
	}
}

const control = inject('registries');

/** Packages of this project's own `node_modules` over a registry on this machine. */
async function openHouse() {
	const registry = await (await fetch(`${control}/open`)).text();
	const name = newUlid();
	const storage = createStorage({ name });
	await storage.open();
	let calls = 0;
	const packages = createPackages({
		fetch: (request) => {
			calls++;
			return networkFetch(request, (input, init) => fetch(input, init));
		},
		store: storage.packages,
		registry: () => Promise.resolve(registry),
		provided: () => Promise.resolve(new Set(['react', 'react-dom'])),
		trial: tryPackage,
		unpack,
	});
	return {
		packages,
		calls: () => calls,
		closeRegistry: () => fetch(`${control}/close?port=${new URL(registry).port}`),
		close: async () => {
			await storage.close();
			await Dexie.delete(name);
		},
	};
}

async function add(packages: Packages, name: string): Promise<string> {
	const facts = await packages.look(name);
	if (!facts.ok) throw new Error(JSON.stringify(facts.error));
	const added = await packages.add(facts.value);
	if (!added.ok) throw new Error(JSON.stringify(added.error));
	return facts.value.version;
}

test('real packages are added once and run in the sandbox with the registry gone', async () => {
	const house = await openHouse();
	const versions: Record<string, string> = {};
	// An ES module for browsers, two CommonJS ones with parts, one of conditions, one that brings another along.
	for (const name of ['nanoid', 'ms', 'semver', 'pluralize', 'yaml'])
		versions[name] = await add(house.packages, name);
	await house.closeRegistry();
	const calls = house.calls();
	const sandbox = createEmbeddedSandbox({ packages: (files) => house.packages.setFor(files) });
	const session = await started(sandbox, {
		entry: 'main.ts',
		files: {
			'package.json': JSON.stringify({ dependencies: versions }),
			'main.ts': `import { nanoid } from 'nanoid'; import ms from 'ms'; import { satisfies } from 'semver'; import gt from 'semver/functions/gt'; import plural from 'pluralize'; import { parse } from 'yaml';
			console.log('ran', nanoid().length, ms('2 days'), satisfies('1.2.3', '^1.0.0'), gt('2.0.0', '1.0.0'), plural('cat'), parse('n: 4').n);`,
		},
	});
	expect(await line(session, 'ran')).toBe('ran 21 172800000 true true cats 4');
	expect(house.calls()).toBe(calls);
	session.stop();
	await house.close();
}, 120_000);

test('a package that needs parts of Node is refused, and nothing of it is kept', async () => {
	const house = await openHouse();
	const facts = await house.packages.look('sirv');
	if (!facts.ok) throw new Error(JSON.stringify(facts.error));
	const added = await house.packages.add(facts.value);
	expect(added.ok ? '' : added.error.message).toMatch(
		/^"sirv" was not added: .* a part of Node that no browser has\.$/,
	);
	expect(await house.packages.list()).toEqual([]);
	await house.closeRegistry();
	await house.close();
});

test('a package that was not added fails the build with the way out', async () => {
	const sandbox = createEmbeddedSandbox({
		packages: () => Promise.resolve({ roots: {}, packages: new Map() }),
	});
	const outcome = await sandbox.start(optionsFor({ files: { 'main.ts': `import 'left-pad';` } }));
	expect(outcome.ok ? {} : outcome.error).toMatchObject({
		type: 'build-failed',
		action: 'Add package left-pad',
		problems: [{ missingPackage: 'left-pad' }],
	});
});
