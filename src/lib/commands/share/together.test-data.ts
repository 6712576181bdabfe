import '#lib/services/history/buffer.ts';
import type { AuditEvent } from '#lib/model/event.ts';
import { newUlid, type CreationId } from '#lib/model/id.ts';
import type { Result } from '#lib/model/result.ts';
import type { Role } from '#lib/model/role.ts';
import { createArchive } from '#lib/services/archive/create-archive.ts';
import { createCollab } from '#lib/services/collab/create-collab.ts';
import type { Transport } from '#lib/services/collab/transport.ts';
import { createHistory } from '#lib/services/history/create-history.ts';
import { Database } from '#lib/services/storage/database.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';
import { createGitFiles } from '#lib/services/storage/git-files.ts';
import { keep } from '../../../../tests/support/small-app.ts';
import { execute, type Command } from '../command.ts';
import type { Services } from '../services.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';
import { Teams } from '../team/teams.ts';
import { Workspaces } from '../workspace/workspaces.ts';
import { inviteOthers, joinShared, startSharing } from './room.ts';
import { roleOn } from './stored.ts';

export { keep };

export function valueOf<T>(result: Result<T, unknown>): T {
	if (!result.ok) throw new Error(JSON.stringify(result.error));
	return result.value;
}

/** One tab of one device, with what working together needs and no screens. */
export interface Tab {
	readonly services: Services;
	readonly database: string;
	readonly told: { readonly message: string; readonly run?: () => void }[];
	readonly navigated: string[];
	readonly downloaded: File[];
	/** What is to be done when the tab goes away. */
	readonly closing: (() => Promise<void>)[];
	dispatch<Input, Output>(
		command: Command<Input, Output>,
		input: NoInfer<Input>,
	): Promise<Result<Output, unknown>>;
	audited(): Promise<readonly AuditEvent[]>;
	open(id: CreationId): Promise<Workspace>;
	/** The tab goes away. What it has not written by then is lost. */
	close(): Promise<void>;
}

/** @param database names the device: two tabs of one device have the same. */
export async function openTab(transport: () => Transport, database = newUlid()): Promise<Tab> {
	const storage = createStorage({ name: database });
	valueOf(await storage.open());
	const index = new Database({ name: database });
	await index.openChecked();
	const history = createHistory(createGitFiles(index));
	const collab = createCollab({ store: storage.rooms, audit: (entry) => void storage.audit(entry) });
	const workspaces = new Workspaces();
	const teams = new Teams();
	const told: { message: string; run?: () => void }[] = [];
	const navigated: string[] = [];
	const downloaded: File[] = [];
	const closing: (() => Promise<void>)[] = [];
	const held: CreationId[] = [];
	const services = {
		storage,
		workspaces,
		teams,
		history: () => Promise.resolve(history),
		archive: () => Promise.resolve(createArchive()),
		collab: () => Promise.resolve(collab),
		openWays: () => Promise.resolve({ transports: [transport()], byHand: undefined }),
		events: { follow: () => undefined },
		shell: {
			notify: (message: string, action?: { run: () => void }) =>
				void told.push({ message, ...(action && { run: action.run }) }),
			download: (file: File) => void downloaded.push(file),
			navigate: (path: string) => void navigated.push(path),
		},
		roleOn: (id: CreationId) => roleOn(id, services),
	} as unknown as Services;
	workspaces.connect(services);
	teams.connect(services);
	return {
		services,
		database,
		told,
		navigated,
		downloaded,
		closing,
		dispatch: (command, input) => execute(command, input, services),
		audited: async () => index.rows('audit', await index.auditEvents.toArray()),
		open: async (id) => {
			held.push(id);
			return valueOf(await workspaces.hold(id));
		},
		close: async () => {
			for (const id of held.splice(0)) await workspaces.release(id);
			for (const close of closing.splice(0)) await close();
			index.close();
			await storage.close();
		},
	};
}

/** A creation on a device, shared, and open there. */
export async function shared(owner: Tab): Promise<Workspace> {
	const id = await keep(owner.services.storage);
	const workspace = await owner.open(id);
	valueOf(await owner.dispatch(startSharing, { creationId: id, name: 'Ann' }));
	return workspace;
}

export async function linkTo(
	owner: Tab,
	{ id }: Workspace,
	role: Exclude<Role, 'owner'>,
	needsApproval = false,
): Promise<string> {
	const terms = { creationId: id, role, expiresAt: Date.now() + 3_600_000, needsApproval };
	return valueOf(await owner.dispatch(inviteOthers, terms)).split('#')[1] ?? '';
}

/** Joins by a link, and opens what came of it. */
export async function joined(tab: Tab, fragment: string, name = 'Ben'): Promise<Workspace> {
	return tab.open(valueOf(await tab.dispatch(joinShared, { link: fragment, name })));
}

export const write = (workspace: Workspace, path: string, text: string): void =>
	workspace.tree.write(new Map([[path, text]]), 'person');

export const read = (workspace: Workspace, path: string): unknown => workspace.files.get(path);
