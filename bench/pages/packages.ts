import { createPackages } from '#lib/services/packages/create-packages.ts';
import { unpack } from '#lib/services/packages/unpack.ts';
import { Builder } from '#lib/services/sandbox/builder/builder.ts';
import { Vendor } from '#lib/services/sandbox/vendor.ts';
import { memoryStore } from '../../src/lib/services/packages/support.test-data.ts';

const FILES = new Map([
	['package.json', '{}'],
	['main.ts', `import { zipSync } from 'fflate';\nexport default () => zipSync({});\n`],
]);

/** Adds `name` from a registry, then bundles a program with it, as often as asked, without the network. ms. */
async function adds(registry: string, name: string, version: string, count: number) {
	const builder = new Builder();
	const libraries = await new Vendor().libraries();
	const packages = createPackages({
		fetch: async ({ url, method }) => {
			const answer = await fetch(url, { method });
			const length = answer.headers.get('content-length');
			return {
				ok: true,
				value: {
					status: answer.status,
					length: length === null ? null : Number(length),
					bytes: new Uint8Array(await answer.arrayBuffer()),
				},
			};
		},
		store: memoryStore(),
		registry: () => Promise.resolve(registry),
		provided: () => Promise.resolve(new Set()),
		trial: () => Promise.resolve({ ok: true, value: undefined }),
		unpack,
	});
	const since = performance.now();
	const facts = await packages.look(name, version);
	if (!facts.ok) throw new Error(facts.error.message);
	const added = await packages.add(facts.value);
	if (!added.ok) throw new Error(added.error.message);
	const addMs = performance.now() - since;
	const manifest = JSON.stringify({ dependencies: { [name]: version } });
	const files = new Map(FILES).set('package.json', manifest);
	const set = await packages.setFor(files);
	const bundleMs: number[] = [];
	for (let n = 0; n < count; n++) {
		const from = performance.now();
		const edited = new Map(files).set('main.ts', `${FILES.get('main.ts') ?? ''}export const n = ${n};\n`);
		const outcome = await builder.build({
			key: 'bench',
			files: edited,
			entry: 'main.ts',
			libraries,
			packages: set,
		});
		if (outcome.type !== 'built') throw new Error(JSON.stringify(outcome));
		bundleMs.push(performance.now() - from);
	}
	return { addMs, bundleMs };
}

Object.assign(window, { bench: { adds } });
