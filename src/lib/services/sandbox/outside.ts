import type { FrameMessage } from './protocol.ts';
import type { HostMessage, WireResponse } from './messages.ts';
import type { SandboxPorts } from './sandbox.ts';
import { Turns } from './turns.ts';

/** Requests of one creation that are under way at the same time, and that wait for those. */
const FETCHES = { atOnce: 32, waiting: 2_000 };
const DOWNLOAD_EVERY_MS = 500;
const LINK_EVERY_MS = 500;

type Fetch = Extract<FrameMessage, { type: 'fetch' }>;
type Download = Extract<FrameMessage, { type: 'download' }>;

/** What a creation wants of the world: each wish is checked here and then handed to the port lent for it. */
export class Outside {
	readonly #ports: SandboxPorts;
	readonly #post: (message: HostMessage, transfer?: Transferable[]) => void;
	readonly #turns = new Turns(FETCHES);
	#lastDownload = -DOWNLOAD_EVERY_MS;
	#lastLink = -LINK_EVERY_MS;

	constructor(ports: SandboxPorts, post: (message: HostMessage, transfer?: Transferable[]) => void) {
		this.#ports = ports;
		this.#post = post;
	}

	async fetch(asked: Fetch): Promise<void> {
		const request = requestOf(asked);
		if (!request) return this.#failFetch(asked.id, 'This request is not a plain web request.');
		const answer = this.#turns.take(() => this.#answer(asked.id, request));
		if (!answer) this.#post({ type: 'fetch-response', ...tooMany(asked.id) });
		await answer;
	}

	async #answer(id: number, request: Request): Promise<void> {
		try {
			const wire = await wireOf(id, await this.#ports.fetch(request));
			this.#post({ type: 'fetch-response', ...wire }, wire.body ? [wire.body] : []);
		} catch {
			this.#failFetch(id, 'The request failed.');
		}
	}

	/** Only right after the person pressed something: the browser knows it of the whole page, the frame is not asked. */
	download({ name, mediaType, bytes }: Download): boolean {
		const now = performance.now();
		if (!navigator.userActivation.isActive || now - this.#lastDownload < DOWNLOAD_EVERY_MS) return false;
		this.#lastDownload = now;
		const type = /^[\w.+-]+\/[\w.+-]+(;[\w\s=.-]*)?$/.test(mediaType)
			? mediaType
			: 'application/octet-stream';
		this.#ports.download(new File([bytes], safeName(name), { type }));
		return true;
	}

	openLink(url: string): boolean {
		const now = performance.now();
		const isPlain = URL.canParse(url) && ['http:', 'https:', 'mailto:'].includes(new URL(url).protocol);
		if (!isPlain || !navigator.userActivation.isActive || now - this.#lastLink < LINK_EVERY_MS) return false;
		this.#lastLink = now;
		this.#ports.openLink(new URL(url).href);
		return true;
	}

	#failFetch(id: number, message: string): void {
		this.#post({ type: 'fetch-failed', id, message });
	}
}

/** Null for anything but a valid http request. Nothing of the host travels with it. */
function requestOf({ url, method, headers, body }: Fetch): Request | null {
	try {
		if (!['http:', 'https:'].includes(new URL(url).protocol)) return null;
		return new Request(url, {
			method,
			headers: headers.map(([name, value]): [string, string] => [name, value]),
			body,
			credentials: 'omit',
			redirect: 'manual',
			referrerPolicy: 'no-referrer',
			cache: 'no-store',
		});
	} catch {
		return null;
	}
}

async function wireOf(id: number, response: Response): Promise<WireResponse> {
	const { status, statusText, headers } = response;
	const body = response.body === null ? null : await response.arrayBuffer();
	return { id, status: status === 0 ? 502 : status, statusText, headers: [...headers], body };
}

const tooMany = (id: number): WireResponse => ({
	id,
	status: 429,
	statusText: 'Too Many Requests',
	headers: [['retry-after', '1']],
	body: null,
});

// eslint-disable-next-line no-control-regex -- file systems refuse control characters, and so do we
const UNUSABLE = /[\u0000-\u001f\u007f\u202a-\u202e\\/:*?"<>|]/g;

/** A file name without a folder and without characters that some system refuses. */
const safeName = (name: string): string =>
	name.replaceAll(UNUSABLE, '_').replace(/^\.+/, '').slice(0, 120) || 'download';
