import '#lib/services/history/buffer.ts';
import type { History } from '#lib/services/history/history.ts';
import { Database } from '#lib/services/storage/database.ts';
import { createGitFiles } from '#lib/services/storage/git-files.ts';
import { answer } from './remote.ts';

const database = new Database({ name: self.name });
const opened = database.openChecked();
// Later than the import of buffer.ts: isomorphic-git needs what that sets.
const history = import('#lib/services/history/create-history.ts').then(({ createHistory }) =>
	createHistory(createGitFiles(database)),
);

/** The history once there is a database behind it; else the reason why not. */
async function ready() {
	const database = await opened;
	return database.ok ? { ok: true as const, value: await history } : database;
}

const functions: History = {
	async commit(...call) {
		const there = await ready();
		return there.ok ? there.value.commit(...call) : there;
	},
	async log(...call) {
		const there = await ready();
		return there.ok ? there.value.log(...call) : there;
	},
	async read(...call) {
		const there = await ready();
		return there.ok ? there.value.read(...call) : there;
	},
	async changes(...call) {
		const there = await ready();
		return there.ok ? there.value.changes(...call) : there;
	},
	async exportRepository(...call) {
		const there = await ready();
		return there.ok ? there.value.exportRepository(...call) : there;
	},
	async importRepository(...call) {
		const there = await ready();
		return there.ok ? there.value.importRepository(...call) : there;
	},
	treeHash: async (files) => (await history).treeHash(files),
};
answer(functions);
