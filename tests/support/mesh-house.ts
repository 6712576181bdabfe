import { Events } from '#lib/commands/mesh/events/event-bus.ts';
import { Mesh } from '#lib/commands/mesh/mesh.ts';
import { manifestText } from '#lib/commands/creation/assemble.ts';
import type { Kinds, Services } from '#lib/commands/services.ts';
import { Workflows } from '#lib/commands/workflow/workflows.ts';
import { Workspaces } from '#lib/commands/workspace/workspaces.ts';
import { newCreationId, newUlid, urnOf, type CreationId } from '#lib/model/id.ts';
import type { Files as ModelFiles } from '#lib/model/files.ts';
import type { KindId } from '#lib/model/kind.ts';
import { MANIFEST_PATH, type Manifest } from '#lib/model/manifest.ts';
import { createArchive } from '#lib/services/archive/create-archive.ts';
import type { Network } from '#lib/services/network/network.ts';
import { createOpenApi } from '#lib/services/openapi/create-openapi.ts';
import { createEmbeddedSandbox } from '#lib/services/sandbox/embedded.ts';
import type { Sandbox } from '#lib/services/sandbox/sandbox.ts';
import { createBus } from '#lib/services/storage/bus.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';
import { createJqClient } from '#lib/workers/jq.ts';
import { Database } from '#lib/services/storage/database.ts';
import { createGitFiles } from '#lib/services/storage/git-files.ts';
import { createPageNetwork } from './page-network.ts';
import '#lib/services/history/buffer.ts';
import { createHistory } from '#lib/services/history/create-history.ts';
import { createDiscovery } from '#lib/services/discovery/create-discovery.ts';
import { discoverySource } from '#lib/workers/discovery-source.ts';

/** Real storage, real sandbox, real mesh: what creations need to call each other, and no screens. */
export interface MeshHouse {
	readonly services: Services;
	readonly sandbox: Sandbox;
	readonly network: Network;
	/** Keeps a creation of these files. */
	make(facts: Partial<Manifest> & Pick<Manifest, 'kind' | 'name'>, files: Files): Promise<CreationId>;
	/** Keeps a creation whose files are complete. */
	keep(id: CreationId, kind: KindId, title: string, files: ModelFiles): Promise<void>;
	/** Audit rows so far, oldest first: event, outcome, detail. */
	rows(): Promise<{ event: string; outcome: string; detail: Record<string, unknown> }[]>;
	/** Ends what runs. What was begun may still read: the database goes with the page of the test file. */
	close(): void;
}

type Files = Readonly<Record<string, string>>;

const absent = (): Promise<never> => Promise.reject(new Error('Not in this test.'));

export async function openMeshHouse(kinds: Kinds = {}): Promise<MeshHouse> {
	const name = newUlid();
	const storage = createStorage({ name });
	await storage.open();
	const sandbox = createEmbeddedSandbox();
	await sandbox.warm();
	const network = createPageNetwork();
	const [workspaces, mesh] = [new Workspaces(), new Mesh()];
	const index = new Database({ name });
	await index.openChecked();
	const history = createHistory(createGitFiles(index));
	const discovery = createDiscovery(discoverySource(index, createBus(name)));
	const events = new Events({ delaysMs: [0, 0] });
	const jq = createJqClient();
	const workflows = new Workflows(name, () => Promise.resolve(jq));
	const services = {
		archive: () => Promise.resolve(createArchive()),
		...{ starter: absent, keys: absent, ledger: absent },
		...{ catalogue: absent, router: absent },
		history: () => Promise.resolve(history),
		discovery: () => Promise.resolve(discovery),
		storage,
		workspaces,
		mesh,
		network: () => Promise.resolve(network),
		events,
		workflows,
		kinds: () => Promise.resolve(kinds),
		sandbox: () => Promise.resolve(sandbox),
		openapi: () => Promise.resolve(createOpenApi()),
		shell: { notify: () => undefined, navigate: () => undefined, download: () => undefined },
		roleOn: () => Promise.resolve('owner'),
	} as unknown as Services;
	workspaces.connect(services);
	mesh.connect(services);
	events.connect(services);
	workflows.connect(services);
	events.start();
	workflows.wake();
	return {
		services,
		sandbox,
		network,
		make: (facts, files) => make(services, facts, files),
		keep: (id, kind, title, files) => keep(services, id, { kind, title }, files),
		rows: async () => {
			mesh.log.flush();
			const rows = index.rows('audit', await index.auditEvents.toArray());
			return rows.map(({ event, outcome, detail }) => ({ event, outcome, detail }));
		},
		close: () => {
			events.stop();
			workflows.close();
			jq.stop();
			sandbox.resetAll();
		},
	};
}

async function make(
	services: Services,
	facts: Partial<Manifest> & Pick<Manifest, 'kind' | 'name'>,
	files: Files,
): Promise<CreationId> {
	const id = newCreationId();
	const manifest: Manifest = {
		id: urnOf(id),
		title: facts.name,
		version: '1.0.0',
		entry: 'src/index.ts',
		...(files['openapi.yaml'] === undefined ? {} : { openapi: 'openapi.yaml' }),
		...facts,
	};
	const all = new Map([...Object.entries(files), [MANIFEST_PATH, manifestText(manifest)]]);
	await keep(services, id, { kind: facts.kind, title: manifest.title }, all);
	return id;
}

async function keep(
	services: Services,
	id: CreationId,
	facts: { readonly kind: KindId; readonly title: string },
	files: ModelFiles,
): Promise<void> {
	const now = Date.now();
	const created = await services.storage.create(
		{
			...{ id, ...facts, summary: '', tags: [], isFavourite: false },
			...{ createdAt: now, updatedAt: now, versionCount: 0, head: null },
		},
		files,
		[],
	);
	if (!created.ok) throw new Error(created.error.message);
}
