import type { AuditEntry } from '#lib/model/event.ts';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { ok } from '#lib/model/result.ts';
import { createEmbeddedSandbox } from '#lib/services/sandbox/embedded.ts';
import type { Sandbox, Session, StartOptions } from '#lib/services/sandbox/sandbox.ts';
import { Vendor } from '#lib/services/sandbox/vendor.ts';

/** A vendor whose frame runtime is the attacker's: then every byte on the port is theirs. */
class HostileVendor extends Vendor {
	readonly #code: string;

	constructor(code: string) {
		super();
		this.#code = code;
	}

	override runtime(): Promise<string> {
		return Promise.resolve(this.#code);
	}
}

export interface TrialOptions {
	readonly files: Readonly<Record<string, string>>;
	readonly kind?: 'app' | 'api';
	readonly limits?: StartOptions['limits'];
	/** Replaces the runtime of the frame: the port is in the hands of the attacker. */
	readonly runtime?: string;
}

export interface Trial {
	readonly id: number;
	readonly failure: string | null;
	readonly buildMs: number;
	readonly startMs: number;
}

interface Kept {
	readonly session: Session;
	readonly sandbox: Sandbox;
	readonly facts: Facts;
}

/** What the creation reached of the host. */
interface Facts {
	readonly fetched: string[];
	readonly downloads: string[];
	readonly links: string[];
	readonly audited: string[];
	readonly thumbnails: string[];
	readonly stored: Record<string, string>;
}

const creationId = creationIdSchema.parse('01J00000000000000000000000');
const kept: Kept[] = [];
const sandbox = createEmbeddedSandbox();
let ticks = 0;
setInterval(() => ticks++, 20);

const trials = {
	async ready(): Promise<void> {
		await navigator.serviceWorker.register('/service-worker.js', { type: 'module' });
		await navigator.serviceWorker.ready;
		await sandbox.warm();
	},

	async run(options: TrialOptions): Promise<Trial> {
		const facts: Facts = { fetched: [], downloads: [], links: [], audited: [], thumbnails: [], stored: {} };
		const used = options.runtime
			? createEmbeddedSandbox({ vendor: new HostileVendor(options.runtime) })
			: sandbox;
		const started = await used.start(startOptions(options, facts));
		if (!started.ok)
			return { id: -1, failure: `${started.error.type}: ${started.error.message}`, buildMs: 0, startMs: 0 };
		const session = started.value;
		session.on('thumbnail', (svg) => facts.thumbnails.push(svg));
		const { buildMs, startMs } = session.stats();
		return { id: kept.push({ session, sandbox: used, facts }) - 1, failure: null, buildMs, startMs };
	},

	preview(id: number): void {
		const stage = document.querySelector<HTMLElement>('#stage');
		if (stage) kept[id]?.session.preview(stage);
	},

	async update(id: number, files: Readonly<Record<string, string>>): Promise<number> {
		const since = performance.now();
		await kept[id]?.session.update(new Map(Object.entries(files)));
		return performance.now() - since;
	},

	logs: (id: number): string[] => kept[id]?.session.logs().map(({ text }) => text) ?? [],
	state: (id: number): string => {
		const state = kept[id]?.session.state;
		return state?.type === 'ended' ? `${state.end}: ${state.reason ?? ''}` : (state?.type ?? 'none');
	},
	facts: (id: number): Facts | undefined => kept[id]?.facts,
	appearance: (id: number, appearance: 'light' | 'dark'): void => kept[id]?.session.setAppearance(appearance),
	stop: (id: number): void => kept[id]?.session.stop(),
	resetAll: (): void => {
		sandbox.resetAll();
	},
	/** Grows while the host's own thread is free. */
	ticks: (): number => ticks,
};

function startOptions({ files, kind = 'app', limits }: TrialOptions, facts: Facts): StartOptions {
	const entry = Object.keys(files)[0] ?? 'main.ts';
	return {
		creationId,
		manifest: {
			id: `urn:aether:${creationId}`,
			name: 'trial',
			title: 'Trial',
			kind,
			version: '1.0.0',
			entry,
		},
		files: new Map(Object.entries(files)),
		...(limits ? { limits } : {}),
		ports: {
			storage: {
				read: () => Promise.resolve(new Map()),
				write: (changes) => {
					for (const [key, value] of changes) if (value !== null) facts.stored[key] = value.slice(0, 100);
					return Promise.resolve(ok(undefined));
				},
				watch: () => () => undefined,
			},
			fetch: (request) => {
				facts.fetched.push(request.url);
				return Promise.resolve(new Response('denied', { status: 403 }));
			},
			audit: (entry: AuditEntry) => facts.audited.push(`${entry.event} ${entry.outcome}`),
			download: (file) => facts.downloads.push(file.name),
			openLink: (url) => facts.links.push(url),
		},
	};
}

// Another tab can ask as well: a test driver gives a page up when any process under it dies, though the page lives.
const remote = new BroadcastChannel('trials');
remote.addEventListener('message', ({ data }: MessageEvent<{ state: number } | { answer: string }>) => {
	if ('state' in data && kept[data.state])
		remote.postMessage({ answer: `${trials.state(data.state)} ${ticks}` });
});

export type Trials = typeof trials;
Object.assign(globalThis, { trials });
