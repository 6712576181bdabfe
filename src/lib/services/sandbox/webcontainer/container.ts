import type { WebContainer } from '@webcontainer/api';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';

export type ContainerState = 'off' | 'booting' | 'unreachable' | 'ready';

export interface ContainerOptions {
	/** The person's own key at the vendor; null for none. Only read before the first boot of the page. */
	readonly apiKey: string | null;
	/** Whether the person agreed that the vendor learns of this page and runs the project. Asked before each boot. */
	readonly isAllowed: () => boolean;
	/** Where the vendor's frame comes from; the vendor's own address when absent. Only read once per page. */
	readonly host?: string;
	/** Longest wait for a boot. ms. */
	readonly bootMs?: number;
	readonly isOnline?: () => boolean;
}

/** bolt.new waits as long; a cold start over a slow line takes most of it. */
const BOOT_MS = 25_000;

/**
 * The one container of this page. The vendor's `boot` never fails and never gives up: so its promise is kept, every
 * wait for it has an end, and its frame is loaded anew when there is a network again.
 */
export class Container {
	readonly #options: ContainerOptions;
	readonly #watchers = new Set<(state: ContainerState) => void>();
	#state: ContainerState = 'off';
	#pending: Promise<WebContainer> | null = null;
	#isConfigured = false;

	constructor(options: ContainerOptions) {
		this.#options = options;
		addEventListener('online', this.#reload);
	}

	get state(): ContainerState {
		return this.#state;
	}

	/** Calls `listener` with each new state. Returns the unsubscriber. */
	watch(listener: (state: ContainerState) => void): () => void {
		this.#watchers.add(listener);
		return () => this.#watchers.delete(listener);
	}

	/** The booted container. Fails with `consent-missing`, `sandbox-unreachable` or `stopped`; never waits longer than the cap. */
	async ready(signal?: AbortSignal): Promise<Result<WebContainer, Problem>> {
		const { isAllowed, bootMs = BOOT_MS, isOnline = () => navigator.onLine } = this.#options;
		if (!isAllowed()) return err(CONSENT_MISSING);
		if (!isOnline()) return this.#unreachable('There is no network.');
		if (this.#state === 'unreachable') this.#reload();
		const pending = (this.#pending ??= this.#boot());
		if (this.#state !== 'ready') this.#setState('booting');
		const booted = await within(pending, bootMs, signal);
		if (booted === 'stopped') return err(STOPPED);
		return booted === 'late'
			? this.#unreachable(`No answer within ${Math.round(bootMs / 1000)} seconds.`)
			: booted;
	}

	/** Ends the container and all in it; the next `ready` boots a fresh one. */
	async teardown(): Promise<void> {
		const pending = this.#pending;
		if (!pending || this.#state !== 'ready') return;
		this.#pending = null;
		this.#setState('off');
		(await pending).teardown();
	}

	/** Ends the container for good. */
	async close(): Promise<void> {
		removeEventListener('online', this.#reload);
		await this.teardown();
	}

	async #boot(): Promise<WebContainer> {
		const { host, apiKey } = this.#options;
		if (host !== undefined) Object.assign(globalThis, { WEBCONTAINER_API_IFRAME_URL: host });
		const { WebContainer, configureAPIKey } = await import('@webcontainer/api');
		if (apiKey !== null && !this.#isConfigured) configureAPIKey(apiKey);
		this.#isConfigured = true;
		const container = await WebContainer.boot({ coep: 'require-corp', forwardPreviewErrors: true });
		this.#setState('ready');
		return container;
	}

	/** A frame that could not be loaded shows the browser's error page and says nothing. */
	readonly #reload = (): void => {
		if (this.#state === 'ready' || !this.#pending) return;
		const frame = document.querySelector<HTMLIFrameElement>('iframe[src*="/headless?"]');
		if (frame) frame.setAttribute('src', frame.src);
	};

	#unreachable(detail: string): Result<never, Problem> {
		if (this.#state !== 'ready') this.#setState('unreachable');
		return err({ ...UNREACHABLE, detail });
	}

	#setState(state: ContainerState): void {
		if (this.#state === state) return;
		this.#state = state;
		for (const listener of [...this.#watchers]) listener(state);
	}
}

/** The result of `work`, or what came before it. */
function within(
	work: Promise<WebContainer>,
	ms: number,
	signal: AbortSignal | undefined,
): Promise<Result<WebContainer, Problem> | 'late' | 'stopped'> {
	return new Promise((resolve) => {
		const timer = setTimeout(() => resolve('late'), ms);
		const stop = (): void => resolve('stopped');
		signal?.addEventListener('abort', stop, { once: true });
		if (signal?.aborted) stop();
		const end = (result: Result<WebContainer, Problem>): void => {
			clearTimeout(timer);
			signal?.removeEventListener('abort', stop);
			resolve(result);
		};
		work.then(
			(container) => end(ok(container)),
			(error: unknown) => end(err({ ...UNREACHABLE, detail: String(error) })),
		);
	});
}

const UNREACHABLE: Problem = {
	type: 'sandbox-unreachable',
	message: 'Node projects need the network: they run in WebContainers, which cannot be reached now.',
	action: 'Check the connection and try again',
};
const CONSENT_MISSING: Problem = {
	type: 'consent-missing',
	message: 'This is a Node project. It runs in WebContainers of StackBlitz, which you have not allowed.',
	action: 'Allow WebContainers in Settings',
};
const STOPPED: Problem = { type: 'stopped', message: 'The start was stopped.' };
