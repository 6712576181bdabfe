import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kinds } from '#lib/kinds/index.ts';
import type { Kind, Kit } from '#lib/kinds/kind.ts';
import { newCreationId } from '#lib/model/id.ts';
import type { KindId } from '#lib/model/kind.ts';
import { createEmbeddedSandbox } from '#lib/services/sandbox/embedded.ts';
import type { Sandbox } from '#lib/services/sandbox/sandbox.ts';
import { createStarter } from '#lib/services/starter/create-starter.ts';
import { assemble } from '../creation/assemble.ts';
import { checkCreation, type Checked } from './checks.ts';
import { MUTATIONS } from './mutations.fixture.ts';

const all = Object.values(kinds).filter((kind) => kind !== undefined);
const starter = createStarter(all.flatMap(({ kits }) => kits));
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = createEmbeddedSandbox();
	await sandbox.warm();
});
afterAll(() => sandbox.resetAll());

type Files = ReadonlyMap<string, string>;

/** What pressing the kit on home makes. */
async function made(kind: Kind, kit: Kit): Promise<Files> {
	const understanding = starter.understand(kit.example, { kind: kind.id });
	if (understanding.type !== 'understood') throw new Error(`${kit.example}: ${understanding.reason}`);
	const files = await assemble(kind, { ...understanding.spec, kit: kit.id, also: [] }, newCreationId());
	if (!files.ok) throw new Error(`${kit.id}: ${files.error.message}`);
	return new Map([...files.value].map(([path, content]) => [path, String(content)]));
}

const checked = (kind: Kind, files: Files): Promise<Checked> =>
	checkCreation(files, {
		creationId: newCreationId(),
		kind,
		sandbox: () => Promise.resolve(sandbox),
		data: new Map(),
		prepare: (present, manifest) =>
			Promise.resolve(kind.program ? kind.program(present) : { files: present, entry: manifest.entry }),
		signal: new AbortController().signal,
	});

/** A kit with a bit of everything, by kind. */
const MUTATED: Readonly<Partial<Record<KindId, string>>> = {
	app: 'tracker',
	api: 'records',
	cli: 'cli-records',
	database: 'records',
	workflow: 'flow-order',
};

describe.each(all)('$id', (kind) => {
	test.each(kind.kits)('what the kit “$title” makes passes every check', async (kit) => {
		const { findings } = await checked(kind, await made(kind, kit));
		expect(findings).toEqual([]);
	});

	test('equal wishes give equal files', async () => {
		for (const kit of kind.kits) {
			const [one, other] = [await kind.render(spec(kind, kit)), await kind.render(spec(kind, kit))];
			expect(one).toEqual(other);
		}
	});

	test('at least 95 % of what is broken on purpose is found', { timeout: 300_000 }, async () => {
		const kit = kind.kits.find(({ id }) => id === MUTATED[kind.id]);
		if (!kit) throw new Error(`${kind.id} has no kit to break.`);
		const files = await made(kind, kit);
		const missed: string[] = [];
		let count = 0;
		for (const { name, of, apply } of MUTATIONS) {
			const mutant = of.includes(kind.id) ? apply(files) : null;
			if (!mutant) continue;
			count++;
			if ((await checked(kind, mutant)).findings.length === 0) missed.push(name);
		}
		console.warn(
			`${kind.id}: ${count - missed.length} of ${count} mutations found${missed.length ? `, missed: ${missed.join(', ')}` : ''}`,
		);
		expect(count).toBeGreaterThanOrEqual(14);
		expect(missed.length / count, missed.join(', ')).toBeLessThanOrEqual(0.05);
	});
});

function spec(kind: Kind, kit: Kit) {
	const understanding = starter.understand(kit.example, { kind: kind.id });
	if (understanding.type !== 'understood') throw new Error(understanding.reason);
	return { ...understanding.spec, kit: kit.id };
}
