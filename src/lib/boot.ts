import type { Command, ListedCommand } from '#lib/commands/command.ts';
import { execute } from '#lib/commands/command.ts';
import { commands } from '#lib/commands/index.ts';
import type { Kinds, Lazy, Services, Shell } from '#lib/commands/services.ts';
import { Workspaces } from '#lib/commands/workspace/workspaces.ts';
import { bytesOf } from '#lib/model/files.ts';
import { KIND_IDS } from '#lib/model/kind.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { App } from '#lib/screens/app.ts';
import { AppearanceChoice } from '#lib/screens/app/appearance.svelte.ts';
import { ToastList } from '#lib/screens/app/toasts.svelte.ts';
import { Offline } from '#lib/services/offline/offline.svelte.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';

/** What `boot` needs of the router. */
export interface Doors {
	readonly navigate: (path: string) => void;
}

const loadKinds: Lazy<Kinds> = async () => (await import('#lib/kinds/index.ts')).kinds;

/** Chooses the implementation behind each contract. Fails where this browser refuses to keep anything. */
export async function boot(doors: Doors): Promise<Result<App, Problem>> {
	const storage = createStorage();
	const opened = await storage.open();
	if (!opened.ok) return opened;
	const toasts = new ToastList();
	const workspaces = new Workspaces();
	const offline = new Offline();
	offline.beforeReload(() => workspaces.saved());
	const services: Services = {
		storage,
		workspaces,
		kinds: loadKinds,
		history: once(async () => (await import('#lib/workers/history.ts')).createHistoryClient()),
		archive: once(async () => (await import('#lib/workers/archive.ts')).createArchiveClient()),
		starter: once(loadStarter),
		sandbox: once(async () => (await import('#lib/services/sandbox/embedded.ts')).createEmbeddedSandbox()),
		shell: createShell(doors, toasts),
		roleOn: () => Promise.resolve('owner'),
	};
	workspaces.connect(services);
	return ok(createApp(services, toasts, offline));
}

async function loadStarter() {
	const [{ createStarter }, kinds] = await Promise.all([
		import('#lib/services/starter/create-starter.ts'),
		loadKinds(),
	]);
	return createStarter(kitsOf(kinds));
}

const kitsOf = (kinds: Kinds) => KIND_IDS.flatMap((id) => kinds[id]?.kits ?? []);

function createApp(services: Services, toasts: ToastList, offline: Offline): App {
	const { storage, workspaces } = services;
	const search = once(async () => (await import('#lib/workers/search.ts')).createSearchClient());
	const report = <T>(result: Result<T, Problem>): Result<T, Problem> => {
		if (!result.ok) toasts.problem(result.error);
		return result;
	};
	const dispatch = async <Input, Output>(
		command: Command<Input, Output>,
		input: NoInfer<Input>,
		options?: { readonly quiet?: boolean },
	): Promise<Result<Output, Problem>> => {
		const result = await execute(command, input, services);
		return options?.quiet ? result : report(result);
	};
	return {
		dispatch,
		commands,
		invoke: (command: ListedCommand, context) => void command.invocation(context)?.(services).then(report),
		kits: async () => kitsOf(await services.kinds()),
		understand: async (sentence, kind) =>
			(await services.starter()).understand(sentence, kind ? { kind } : {}),
		hold: (id) => workspaces.hold(id),
		release: (id) => void workspaces.release(id),
		versions: async (id) => (await services.history()).log(id),
		versionFiles: async (id, version) => (await services.history()).read(id, version),
		search: async (text) => {
			const found = report(await (await search()).search(text));
			return found.ok ? found.value : [];
		},
		warm: () => void warm(services),
		status: offline,
		appearance: new AppearanceChoice(),
		toasts,
		download: (name, content) => services.shell.download(new File([new Uint8Array(bytesOf(content))], name)),
		usage: () => storage.usage(),
		persist: async () => void (await storage.persist()),
		takeShared: () => offline.takeShared(),
		onOpenFiles: (listener) => offline.onOpenFiles(listener),
	};
}

/** What a first run needs, fetched while the person still types. */
async function warm(services: Services): Promise<void> {
	await Promise.all([
		services.starter(),
		services.sandbox().then((sandbox) => sandbox.warm()),
		services.history(),
	]);
}

function createShell(doors: Doors, toasts: ToastList): Shell {
	return {
		navigate: doors.navigate,
		notify: (message, action) => toasts.show(message, action),
		download: (file) => {
			const link = document.createElement('a');
			link.href = URL.createObjectURL(file);
			link.download = file.name;
			link.click();
			setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
		},
		openLink: (url) => {
			const address = URL.parse(url);
			if (!address || !['http:', 'https:', 'mailto:'].includes(address.protocol)) return;
			toasts.show(`This creation wants to open ${address.host || address.href}.`, {
				label: 'Open',
				run: () => void window.open(address.href, '_blank', 'noopener,noreferrer'),
			});
		},
	};
}

/** A failed load is tried again at the next use: the network may be back. */
function once<T>(load: Lazy<T>): Lazy<T> {
	let loaded: Promise<T> | undefined;
	return () =>
		(loaded ??= load().catch((error: unknown) => {
			loaded = undefined;
			throw error;
		}));
}
