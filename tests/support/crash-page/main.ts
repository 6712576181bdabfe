import { newCreationId, type CreationId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import { currentDatabase } from '#lib/services/storage/current.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';
import { createHistoryClient } from '#lib/workers/history.ts';
import { creationOf, filesAfter, messageOf, stepOf, textAfter, type Acknowledgement } from './content.ts';

const storage = createStorage();
const history = createHistoryClient();
const LIMIT = 16 * 1024 * 1024;
const author = { type: 'starter' } as const;

function valueOf<T>(result: Result<T, Problem>): T {
	if (!result.ok) throw new Error(`${result.error.type}: ${result.error.detail ?? result.error.message}`);
	return result.value;
}

const harness = {
	open: () => storage.open(),

	/** The one creation that everything is written to; made at the first start. */
	async begin(): Promise<string> {
		valueOf(await storage.open());
		const id = newCreationId();
		valueOf(await storage.create(creationOf(id, 0), filesAfter(0), []));
		return id;
	},

	/** Writes everywhere at once until the browser dies; tells of each thing that is safe. */
	async write(id: CreationId, from: number): Promise<void> {
		valueOf(await storage.open());
		const tell = (acknowledgement: Acknowledgement) => console.log(`ack ${JSON.stringify(acknowledgement)}`);
		const loops = [writeCreations, writeTree, writeVersions, writeMessages, writeData];
		await Promise.all(loops.map((loop) => loop(id, from, tell)));
	},

	/** What is there after a crash. */
	async state(id: CreationId) {
		valueOf(await storage.open());
		const tree = valueOf(await storage.openTree(id));
		const versions = valueOf(await history.log(id, { limit: 1_000 }));
		const newest = await Promise.all(
			versions.slice(0, 5).map(async ({ id: version }) => valueOf(await history.read(id, version))),
		);
		return {
			treeStep: stepOf(tree.files().get('src/main.ts')),
			dataStep: Number((await storage.appData(id, LIMIT).read()).get('step') ?? 0),
			versions: versions.map((version) => version.id),
			versionSteps: newest.map((files) => stepOf(files.get('src/main.ts'))),
			damaged: await storage.damaged(),
		};
	},

	/** Which of the acknowledged creations and messages are not there, or not whole. */
	async missing(creations: readonly [CreationId, number][], messages: readonly string[]): Promise<string[]> {
		const missing: string[] = [];
		for (const [id, step] of creations) {
			const tree = await storage.openTree(id);
			const isWhole =
				tree.ok && stepOf(tree.value.files().get('src/main.ts')) === step && (await storage.creation(id));
			if (!isWhole) missing.push(id);
			if (tree.ok) tree.value.close();
		}
		const rows = await (await currentDatabase()).messages.bulkGet([...messages]);
		return [...missing, ...messages.filter((_, index) => rows[index] === undefined)];
	},

	/** The whole repository, bytes as numbers. */
	async repository(id: CreationId): Promise<[string, number[]][]> {
		const files = valueOf(await history.exportRepository(id));
		return [...files].map(([path, content]) => [path, typeof content === 'string' ? [] : [...content]]);
	},

	/** One attempt at each kind of write with `bytes` of content: the type of the problem, or `ok`. */
	async fill(id: CreationId, bytes: number): Promise<Record<string, string>> {
		const content = Array.from({ length: Math.ceil(bytes / 16) }, () =>
			Math.random().toString(36).slice(2, 18),
		).join('');
		const tree = valueOf(await storage.openTree(id));
		tree.write(new Map([['large.txt', content]]), 'person');
		const files = new Map([['large.txt', content]]);
		const results: Record<string, Result<unknown, Problem>> = {
			create: await storage.create(creationOf(newCreationId(), 1), files, []),
			tree: await tree.saved(),
			commit: await history.commit(id, files, { message: 'Large', author }),
			data: await storage.appData(id, Infinity).write(new Map([['large', content]])),
			thumbnail: await storage.putThumbnail(id, content),
		};
		return Object.fromEntries(
			Object.entries(results).map(([name, result]) => [name, result.ok ? 'ok' : result.error.type]),
		);
	},

	/** Gives back what could be written. */
	async empty(id: CreationId): Promise<Result<void, Problem>> {
		const tree = valueOf(await storage.openTree(id));
		tree.write(new Map([['large.txt', null]]), 'person');
		return tree.saved();
	},

	count: async () => (await currentDatabase()).creations.count(),
};

type Loop = (id: CreationId, from: number, tell: (acknowledgement: Acknowledgement) => void) => Promise<void>;

const writeCreations: Loop = async (_id, from, tell) => {
	for (let step = from; ; step++) {
		const id = newCreationId();
		valueOf(await storage.create(creationOf(id, step), filesAfter(step), [messageOf(id)]));
		tell({ type: 'creation', id, step });
	}
};

const writeTree: Loop = async (id, from, tell) => {
	const tree = valueOf(await storage.openTree(id));
	for (let step = from; ; step++) {
		tree.write(new Map([['src/main.ts', textAfter(step)]]), 'person');
		valueOf(await tree.saved());
		tell({ type: 'tree', step });
	}
};

const writeVersions: Loop = async (id, from, tell) => {
	for (let step = from; ; step++) {
		const version = valueOf(await history.commit(id, filesAfter(step), { message: `Step ${step}`, author }));
		tell({ type: 'version', id: version.id, step });
	}
};

const writeMessages: Loop = async (id, _from, tell) => {
	for (;;) {
		const message = messageOf(id);
		valueOf(await storage.putMessage(message));
		tell({ type: 'message', id: message.id });
	}
};

const writeData: Loop = async (id, from, tell) => {
	const data = storage.appData(id, LIMIT);
	for (let step = from; ; step++) {
		valueOf(
			await data.write(
				new Map([
					['step', String(step)],
					['rows', textAfter(step)],
				]),
			),
		);
		tell({ type: 'data', step });
	}
};

declare global {
	interface Window {
		harness: typeof harness;
	}
}
window.harness = harness;
