import type { Workbox } from 'workbox-window';
import type { Shared } from './inbox.ts';
import type { WorkerRequest } from './messages.ts';

/** How often at most a tab that becomes visible asks for a newer version. */
const UPDATE_EVERY_MS = 60 * 60 * 1000;
/** A browser that has not handed over the page by then never will. */
const CONTROL_WITHIN_MS = 20_000;
/** Rest after the last key or press before the rest of the product is fetched: a first creation must not share the line. */
const QUIET_MS = 3_000;
/** The same before what only some creations need. */
const LATER_QUIET_MS = 6_000;

interface LaunchQueue {
	setConsumer(consumer: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
}
declare global {
	interface Window {
		/** Chromium only. */
		readonly launchQueue?: LaunchQueue;
	}
}

/**
 * Keeps the product itself on this device and up to date, through the service worker at `/service-worker.js`.
 * Starts by itself when the page is idle, so that the first paint waits for nothing.
 */
export class Offline {
	/** False where the browser offers no service worker (some private modes, plain http): then no sandbox and no offline use. */
	readonly isSupported = 'serviceWorker' in navigator && isSecureContext;
	#isOnline = $state(navigator.onLine);
	#offlineReady = $state(0);
	#isUpdateWaiting = $state(false);
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on screen reads it
	readonly #flushers = new Set<() => Promise<unknown>>();
	#workbox: Workbox | undefined;
	#updateAskedAt = 0;
	#isPersisted = $state(false);
	#isResting = false;

	constructor() {
		this.#start();
	}

	/** What the browser says of the network; true proves nothing. */
	get isOnline(): boolean {
		return this.#isOnline;
	}
	/** 0–1 while the files for offline use are fetched in the background; 1 when all are here. */
	get offlineReady(): number {
		return this.#offlineReady;
	}
	/** A newer version of the product is here and waits. */
	get isUpdateWaiting(): boolean {
		return this.#isUpdateWaiting;
	}
	/** Whether the browser promised not to evict. */
	get isPersisted(): boolean {
		return this.#isPersisted;
	}

	#start(): void {
		void this.#watchPersistence();
		addEventListener('online', () => {
			this.#isOnline = true;
			this.#prepare();
		});
		addEventListener('offline', () => (this.#isOnline = false));
		if (!this.isSupported) return;
		this.#reloadOnUpdate();
		navigator.serviceWorker.addEventListener('message', (event) => {
			void this.#read(event.data);
		});
		whenIdle(() => void this.#register());
	}

	async #watchPersistence(): Promise<void> {
		const read = async (): Promise<void> => {
			this.#isPersisted = await navigator.storage.persisted();
		};
		try {
			await read();
			const permission = await navigator.permissions.query({ name: 'persistent-storage' });
			permission.addEventListener('change', () => void read());
		} catch {
			// Browsers without these say nothing, and "not promised" stays the honest answer.
		}
	}

	async #register(): Promise<void> {
		const { Workbox } = await import('workbox-window');
		// Vite serves the worker of `npm run dev` as a module.
		const workbox = new Workbox('/service-worker.js', { type: import.meta.env.DEV ? 'module' : 'classic' });
		workbox.addEventListener('waiting', () => (this.#isUpdateWaiting = true));
		try {
			const registration = await workbox.register({ immediate: true });
			if (!navigator.serviceWorker.controller) post(registration?.active, { type: 'claim' });
		} catch (cause) {
			console.warn('Offline use is not available here.', cause);
			return;
		}
		this.#workbox = workbox;
		this.#askForUpdates(workbox);
		if (await this.controlled()) whenQuiet(QUIET_MS, () => this.#prepare());
	}

	#askForUpdates(workbox: Workbox): void {
		this.#updateAskedAt = Date.now();
		document.addEventListener('visibilitychange', () => {
			if (document.hidden || Date.now() - this.#updateAskedAt < UPDATE_EVERY_MS) return;
			this.#updateAskedAt = Date.now();
			// Without network there is nothing newer; the next visit asks again.
			workbox.update().catch(() => undefined);
		});
	}

	#prepare(): void {
		if (!this.isSupported || this.#offlineReady === 1) return;
		post(navigator.serviceWorker.controller, { type: 'prepare' });
	}

	#prepareLater(): void {
		if (this.#isResting) return;
		this.#isResting = true;
		whenQuiet(LATER_QUIET_MS, () => {
			this.#isResting = false;
			post(navigator.serviceWorker.controller, { type: 'prepare-later' });
		});
	}

	async #read(message: unknown): Promise<void> {
		const { progressSchema } = await import('./messages.ts');
		const progress = progressSchema.safeParse(message);
		if (!progress.success) return;
		const { type, doneBytes, totalBytes } = progress.data;
		if (type === 'prepare-rest') this.#prepareLater();
		this.#offlineReady = type === 'prepare-end' ? 1 : Math.min(doneBytes / Math.max(totalBytes, 1), 0.99);
	}

	#reloadOnUpdate(): void {
		let hadController = navigator.serviceWorker.controller !== null;
		navigator.serviceWorker.addEventListener('controllerchange', () => {
			// The first visit's worker takes over without a reload.
			if (hadController) void this.#flushAndReload();
			hadController = true;
		});
	}

	async #flushAndReload(): Promise<void> {
		await Promise.allSettled([...this.#flushers].map((flush) => flush()));
		location.reload();
	}

	/** Resolves when the service worker answers this page's requests; false when it never will. A first sandbox needs it. */
	controlled(): Promise<boolean> {
		if (!this.isSupported) return Promise.resolve(false);
		if (navigator.serviceWorker.controller) return Promise.resolve(true);
		return new Promise((resolve) => {
			const timer = setTimeout(() => {
				resolve(false);
			}, CONTROL_WITHIN_MS);
			const answer = (): void => {
				clearTimeout(timer);
				resolve(true);
			};
			navigator.serviceWorker.addEventListener('controllerchange', answer, { once: true });
		});
	}

	/** Moves every tab to the waiting version: each flushes, then reloads. Does nothing when none waits. */
	update(): void {
		if (this.#isUpdateWaiting) this.#workbox?.messageSkipWaiting();
	}

	/** Runs `flush` before this tab reloads into another version. Returns the remover. */
	beforeReload(flush: () => Promise<unknown>): () => void {
		this.#flushers.add(flush);
		return () => this.#flushers.delete(flush);
	}

	/** What another app shared to this one, once; undefined when nothing lies there. */
	async takeShared(): Promise<Shared | undefined> {
		return (await import('./inbox.ts')).takeShared();
	}

	/** Files opened with the installed app, now and later. */
	onOpenFiles(listener: (files: readonly File[]) => void): void {
		window.launchQueue?.setConsumer((launch) => {
			if (!launch.files?.length) return;
			void Promise.all(launch.files.map((handle) => handle.getFile())).then(listener);
		});
	}
}

function post(worker: ServiceWorker | null | undefined, request: WorkerRequest): void {
	worker?.postMessage(request);
}

/** Once, when the person has rested for `quietMs`. */
function whenQuiet(quietMs: number, run: () => void): void {
	const ended = new AbortController();
	const rest = (): ReturnType<typeof setTimeout> =>
		setTimeout(() => {
			ended.abort();
			run();
		}, quietMs);
	let timer = rest();
	for (const event of ['keydown', 'input', 'pointerdown'])
		addEventListener(
			event,
			() => {
				clearTimeout(timer);
				timer = rest();
			},
			{ signal: ended.signal, passive: true },
		);
}

function whenIdle(run: () => void): void {
	if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 2_000 });
	else setTimeout(run, 200);
}
