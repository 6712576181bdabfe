import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { BROKER_PATH, isBrokerResponse } from './broker.ts';
import type { HostMessage, RestartMessage, StartMessage, VendorTexts } from './messages.ts';

/** Longest wait for a first service worker to take over the page. ms. */
const CONTROLLER_MS = 10_000;
/** Longest wait for a frame to say that it is ready. ms. */
const READY_MS = 6_000;

/** What the document in the frame takes itself; all else is for the program, wherever that runs. */
const FOR_DOCUMENT: ReadonlySet<HostMessage['type']> = new Set(['preload', 'ping', 'appearance']);

/** One broker frame with its opaque frame and the ports to it. */
export class Frame {
	readonly element: HTMLIFrameElement;
	readonly #port: MessagePort;
	/** Straight to the worker of the program, so that its messages need not go through the document. */
	#line: MessagePort | null = null;
	#listener: (data: unknown) => void = () => undefined;
	/** Bytes posted to it, estimated from buffers only. */
	bytesOut = 0;

	constructor(element: HTMLIFrameElement, port: MessagePort) {
		this.element = element;
		this.#port = port;
		this.#hear(port);
	}

	listen(listener: (data: unknown) => void): void {
		this.#listener = listener;
	}

	post(message: HostMessage, transfer: Transferable[] = []): void {
		for (const item of transfer) if (item instanceof ArrayBuffer) this.bytesOut += item.byteLength;
		const port = FOR_DOCUMENT.has(message.type) ? this.#port : (this.#line ?? this.#port);
		port.postMessage(message, transfer);
	}

	/** Has the document begin a worker. Nothing that an earlier one said arrives any more. */
	postToNewWorker(message: StartMessage | RestartMessage): void {
		this.#line?.close();
		const { port1, port2 } = new MessageChannel();
		this.#line = port1;
		this.#hear(port1);
		this.#port.postMessage(message, [port2]);
	}

	/** Ends everything in it. Nothing it said afterwards arrives. */
	remove(): void {
		this.#listener = () => undefined;
		this.#line?.close();
		this.#port.close();
		this.element.remove();
	}

	#hear(port: MessagePort): void {
		port.onmessage = (event: MessageEvent<unknown>) => {
			this.#listener(event.data);
		};
		// What cannot be cloned arrives as nothing, for example shared memory.
		port.onmessageerror = () => {
			this.#listener(undefined);
		};
	}
}

/** Makes frames, and keeps one ready so that a start does not wait for it. */
export class Frames {
	readonly #runtime: () => Promise<string>;
	#spare: Promise<Result<Frame, Problem>> | null = null;
	#isBrokerKnown = false;
	#lot: HTMLElement | null = null;
	readonly #elements = new Set<HTMLIFrameElement>();

	constructor(runtime: () => Promise<string>) {
		this.#runtime = runtime;
	}

	/** A hidden place of a picture's proportions, where frames wait and run unseen. */
	get lot(): HTMLElement {
		if (this.#lot?.isConnected) return this.#lot;
		const lot = document.createElement('div');
		lot.inert = true;
		lot.setAttribute('aria-hidden', 'true');
		lot.style.cssText =
			'position:fixed;top:0;left:0;width:960px;height:600px;visibility:hidden;pointer-events:none;z-index:-1;overflow:hidden;contain:strict';
		document.body.append(lot);
		return (this.#lot = lot);
	}

	/** Boots a frame ahead, with the libraries that will probably be needed. */
	async prepare(preload: () => Promise<VendorTexts>, names: readonly string[]): Promise<void> {
		if (!this.#spare) {
			const spare = (this.#spare = this.#boot(this.lot));
			void preload().then(
				async (vendor) => {
					const frame = await spare;
					if (frame.ok && this.#spare === spare) frame.value.post({ type: 'preload', vendor, names });
				},
				() => undefined,
			);
		}
		const frame = await this.#spare;
		if (!frame.ok) this.#spare = null;
	}

	/** A ready frame inside `parent`. Fails with `sandbox-unreachable`. */
	async take(parent: HTMLElement): Promise<Result<Frame, Problem>> {
		for (const element of this.#elements) if (!element.isConnected) this.#elements.delete(element);
		const spare = this.#spare;
		this.#spare = null;
		if (spare) {
			const frame = await spare;
			if (frame.ok && frame.value.element.isConnected && move(frame.value.element, parent)) return frame;
			if (frame.ok) frame.value.remove();
		}
		return this.#boot(parent);
	}

	/** Removes every frame there is, also those that still boot: they all share one process, which hangs as a whole. */
	removeAll(): void {
		this.#spare = null;
		for (const element of this.#elements) element.remove();
		this.#elements.clear();
	}

	async #boot(parent: HTMLElement): Promise<Result<Frame, Problem>> {
		try {
			const [runtime, isThere] = await Promise.all([this.#runtime(), this.#hasBroker()]);
			if (!isThere) return err(unreachable('No service worker answered for the sandbox.'));
			return await this.#bootFrame(parent, runtime);
		} catch (error) {
			return err(unreachable(String(error)));
		}
	}

	#bootFrame(parent: HTMLElement, runtime: string): Promise<Result<Frame, Problem>> {
		const element = document.createElement('iframe');
		element.title = 'Sandbox';
		element.setAttribute('referrerpolicy', 'no-referrer');
		element.style.cssText = 'display:block;width:100%;height:100%;border:0';
		const { port1, port2 } = new MessageChannel();
		const frame = new Frame(element, port1);
		return new Promise((resolve) => {
			const finish = (problem: Problem | null): void => {
				clearTimeout(timer);
				removeEventListener('message', introduce);
				if (problem) frame.remove();
				resolve(problem ? err(problem) : ok(frame));
			};
			const timer = setTimeout(() => {
				finish(unreachable('The sandbox frame did not answer in time.'));
			}, READY_MS);
			const introduce = (event: MessageEvent<unknown>): void => {
				if (event.source !== element.contentWindow || event.origin !== location.origin) return;
				removeEventListener('message', introduce);
				element.contentWindow?.postMessage({ runtime }, location.origin, [port2]);
			};
			addEventListener('message', introduce);
			frame.listen((data) => {
				finish(isReady(data) ? null : unreachable('The sandbox refused to run: it is not isolated here.'));
			});
			this.#elements.add(element);
			element.src = BROKER_PATH;
			parent.append(element);
		});
	}

	/** Asks before a frame is made: a web server might hand out the whole product there instead. */
	async #hasBroker(): Promise<boolean> {
		if (this.#isBrokerKnown) return true;
		const ask = async (): Promise<boolean> =>
			fetch(BROKER_PATH, { signal: AbortSignal.timeout(CONTROLLER_MS) }).then(isBrokerResponse, () => false);
		this.#isBrokerKnown = (await ask()) || ((await nextController()) && (await ask()));
		return this.#isBrokerKnown;
	}
}

/** Whether a first service worker takes the page over in time; false where one is there already. */
function nextController(): Promise<boolean> {
	const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
	if (!workers || workers.controller) return Promise.resolve(false);
	return new Promise((resolve) => {
		const timer = setTimeout(() => {
			resolve(false);
		}, CONTROLLER_MS);
		workers.addEventListener(
			'controllerchange',
			() => {
				clearTimeout(timer);
				resolve(true);
			},
			{ once: true },
		);
	});
}

const isReady = (data: unknown): boolean =>
	typeof data === 'object' && data !== null && 'type' in data && data.type === 'ready';

/** Moves a running frame without restarting it, where the browser can; whether it could. */
export function move(element: HTMLIFrameElement, parent: HTMLElement): boolean {
	if (element.parentElement === parent) return true;
	const moveBefore: unknown = Reflect.get(parent, 'moveBefore');
	if (typeof moveBefore !== 'function' || !element.isConnected || !parent.isConnected) return false;
	try {
		Reflect.apply(moveBefore, parent, [element, null]);
		return true;
	} catch {
		return false;
	}
}

export const unreachable = (detail: string): Problem => ({
	type: 'sandbox-unreachable',
	message: 'The sandbox could not be reached, so nothing can run.',
	action: 'Reload the page',
	detail,
});
