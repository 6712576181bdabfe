import type { Command, ListedCommand } from '#lib/commands/command.ts';
import type { Services, Shell } from '#lib/commands/services.ts';
import { ModelShelf } from '#lib/commands/generate/model-shelf.svelte.ts';
import { ProfileFacts } from '#lib/commands/profile/profile-facts.svelte.ts';
import { VaultFacts } from '#lib/commands/vault/vault-facts.svelte.ts';
import { bytesOf } from '#lib/model/files.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { App } from '#lib/screens/app.ts';
import type { Keys } from '#lib/services/llm/keys.ts';
import { AppearanceChoice } from '#lib/screens/app/appearance.svelte.ts';
import { PresentCompany } from '#lib/screens/app/company.svelte.ts';
import { LateFacts } from '#lib/screens/app/late-facts.svelte.ts';
import { ToastList } from '#lib/screens/app/toasts.svelte.ts';
import { Offline } from '#lib/services/offline/offline.svelte.ts';
import { afterPaint } from '#lib/ui/paint.ts';
import { Foresight } from './foresight.ts';
import { once } from './once.ts';
import { loadProfiles } from './profiles.ts';
import { loadKits, loadStarter } from './recipes.ts';

/** What `boot` needs of the router. */
export interface Doors {
	readonly navigate: (path: string) => void;
	/** Loads the screen of `path` before anyone goes there. */
	readonly preload: (path: string) => Promise<unknown>;
}

/**
 * The app at once, so that the first paint waits for nothing; the house behind it (storage, history, sandbox) opens
 * after that paint, and every wish waits for it. Where it cannot open, `app.problem` says why.
 */
export function boot(doors: Doors): App {
	const toasts = new ToastList();
	const offline = new Offline();
	const late = new LateFacts();
	const shell = createShell(doors, toasts);
	const house = once(async () => {
		const services = await (await import('./house.ts')).openHouse(shell, offline);
		if (!services.ok) late.problem = services.error;
		return services;
	});
	void afterPaint().then(async () => {
		void house();
		late.commands = (await import('#lib/commands/index.ts')).commands;
	});
	return createApp({ preload: doors.preload, house, toasts, offline, late, shell, keys: new KeyDoor(house) });
}

/** Any creation's. */
const STUDIO = '/c/any';

interface Parts {
	readonly preload: Doors['preload'];
	readonly house: () => Promise<Result<Services, Problem>>;
	readonly toasts: ToastList;
	readonly offline: Offline;
	readonly late: LateFacts;
	readonly shell: Shell;
	readonly keys: KeyDoor;
}

type Within = <T>(work: (services: Services) => Promise<Result<T, Problem>>) => Promise<Result<T, Problem>>;

function createApp({ preload, house, toasts, offline, late, shell, keys }: Parts): App {
	const report = reporter(toasts);
	/** Does `work` in the open house, or gives the reason why it cannot open. */
	const within: Within = async (work) => {
		const services = await house();
		return services.ok ? work(services.value) : services;
	};
	/** For what no screen asks for while `app.problem` stands. */
	const open = async (): Promise<Services> => {
		const services = await house();
		if (services.ok) return services.value;
		throw new Error(services.error.message);
	};
	const foresight = new Foresight(open);
	return {
		dispatch: dispatcher(within, report),
		get commands() {
			return late.commands;
		},
		get problem() {
			return late.problem;
		},
		invoke: (command: ListedCommand, context) =>
			void within(async (services) => (await command.invocation(context)?.(services)) ?? NOTHING).then(
				report,
			),
		kits: async () => {
			await afterPaint();
			return loadKits();
		},
		understand: async (sentence, kind) => (await loadStarter()).understand(sentence, kind ? { kind } : {}),
		...holding(within, open),
		versions: (id) => within(async (services) => (await services.history()).log(id)),
		versionFiles: (id, version) => within(async (services) => (await services.history()).read(id, version)),
		weigh: (wish) =>
			within(async (services) => (await import('#lib/commands/generate/weigh.ts')).weighWish(wish, services)),
		search: async (text) => {
			await open();
			const found = report(await (await loadSearch()).search(text));
			return found.ok ? found.value : [];
		},
		mesh: () => within((services) => Promise.resolve(ok(services.mesh))),
		warm: () => void warm(open, preload).then(foresight.usual),
		foresee: (spec) => foresight.foresee(spec),
		warmSandbox: () => void open().then(warmSandbox),
		status: offline,
		company: new PresentCompany(),
		appearance: new AppearanceChoice(),
		toasts,
		vault: new VaultFacts(() => keys.open()),
		profiles: new ProfileFacts(loadProfiles),
		models: new ModelShelf(
			() => keys.openIfUsed(),
			async () => (await open()).storage.setting('connected'),
		),
		download: (name, content) => shell.download(new File([new Uint8Array(bytesOf(content))], name)),
		usage: async () => (await open()).storage.usage(),
		persist: async () => void (await (await open()).storage.persist()),
		takeShared: () => offline.takeShared(),
		onOpenFiles: (listener) => offline.onOpenFiles(listener),
	};
}

const holding = (
	within: Within,
	open: () => Promise<Services>,
): Pick<App, 'hold' | 'release' | 'holdTeam' | 'releaseTeam'> => ({
	hold: (id) => within((services) => services.workspaces.hold(id)),
	release: (id) => void open().then((services) => services.workspaces.release(id)),
	holdTeam: (id) => within((services) => services.teams.hold(id)),
	releaseTeam: (id) => void open().then((services) => services.teams.release(id)),
});

/** The way to the key worker, which is heavy: who only wants to know what can be asked opens it when there may be something. */
class KeyDoor {
	readonly #house: Parts['house'];
	#isOpen = false;

	constructor(house: Parts['house']) {
		this.#house = house;
	}

	async open(): Promise<Keys | undefined> {
		const services = await this.#house();
		if (!services.ok) return undefined;
		this.#isOpen = true;
		return services.value.keys();
	}

	async openIfUsed(): Promise<Keys | undefined> {
		const services = await this.#house();
		if (!services.ok) return undefined;
		const isUsed = this.#isOpen || (await hasProviders(services.value.storage));
		return isUsed ? this.open() : undefined;
	}
}

async function hasProviders(storage: Services['storage']): Promise<boolean> {
	const [{ header, rows }, connected] = await Promise.all([
		storage.readVault(),
		storage.setting('connected'),
	]);
	return header !== null || rows.length > 0 || connected.length > 0;
}

/** Runs commands in the open house. */
function dispatcher(within: Within, report: ReturnType<typeof reporter>): App['dispatch'] {
	return async <Input, Output>(
		command: Command<Input, Output>,
		input: NoInfer<Input>,
		options?: { readonly quiet?: boolean },
	): Promise<Result<Output, Problem>> => {
		const { execute } = await import('#lib/commands/command.ts');
		const result = await within((services) => execute(command, input, services));
		return options?.quiet ? result : report(result);
	};
}

/** Shows the problem of a failed result, and hands the result on. */
function reporter(toasts: ToastList) {
	return <T>(result: Result<T, Problem>): Result<T, Problem> => {
		if (!result.ok) toasts.problem(result.error);
		return result;
	};
}

const loadSearch = once(async () => {
	const { active } = await loadProfiles();
	return (await import('#lib/workers/search.ts')).createSearchClient({ name: active.database });
});

const NOTHING: Result<void, Problem> = { ok: true, value: undefined };

/** What a first run needs, fetched while the person still types. */
async function warm(open: () => Promise<Services>, preload: Doors['preload']): Promise<void> {
	const services = await open();
	await Promise.all([
		preload(STUDIO),
		services.starter(),
		services.kinds(),
		services.sandbox().then((sandbox) => sandbox.warm()),
		services.history(),
		import('#lib/commands/creation/create.ts'),
		import('#lib/commands/creation/make.ts'),
		import('#lib/commands/generate/create.ts'),
		import('#lib/commands/workspace/workspace.svelte.ts'),
	]);
}

const warmSandbox = async (services: Services): Promise<void> => (await services.sandbox()).warm('frame');

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
		leave: (url) => location.assign(url),
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
