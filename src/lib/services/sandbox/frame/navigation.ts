import { blobOfDataUrl } from './network.ts';
import type { Post } from './port.ts';

/** Keeps the blobs behind `blob:` addresses, since nothing in the frame may fetch them. */
export function installBlobs(): ReadonlyMap<string, Blob> {
	const blobs = new Map<string, Blob>();
	const create = URL.createObjectURL.bind(URL);
	const revoke = URL.revokeObjectURL.bind(URL);
	URL.createObjectURL = (source) => {
		const url = create(source);
		if (source instanceof Blob) blobs.set(url, source);
		return url;
	};
	URL.revokeObjectURL = (url) => {
		revoke(url);
		// A download that was pressed just before still needs it.
		setTimeout(() => blobs.delete(url), 1_000);
	};
	return blobs;
}

/** Links and downloads go to the host; routes stay in the frame and out of the host's Back button. */
export function installNavigation(
	post: Post,
	blobs: ReadonlyMap<string, Blob>,
	warn: (text: string) => void,
): void {
	const open = (url: string): void => {
		if (navigator.userActivation.isActive) post({ type: 'open-link', url: url.slice(0, 4_000) });
		else warn(`The link ${url.slice(0, 200)} was not opened: nobody pressed anything.`);
	};
	const follow = (link: Element): void => {
		const address = addressOf(link);
		if (link.hasAttribute('download')) void offer(link, blobs, post, warn);
		else if (address.startsWith('#')) goToHash(address);
		else if (/^(https?|mailto|tel):/i.test(address)) open(address);
		else warn(`The link "${address.slice(0, 200)}" leads nowhere inside a creation. Use #routes.`);
	};
	addEventListener('click', (event) => {
		const link = linkOf(event);
		if (!link || event.defaultPrevented) return;
		event.preventDefault();
		follow(link);
	});
	// eslint-disable-next-line @typescript-eslint/unbound-method -- called with the link as `this`
	const click = HTMLElement.prototype.click;
	// A link that was never put into the page sends its click to nobody.
	HTMLAnchorElement.prototype.click = function () {
		if (this.isConnected || !this.hasAttribute('href')) click.call(this);
		else follow(this);
	};
	Object.defineProperty(self, 'open', {
		value: (url?: string | URL) => {
			if (url !== undefined) open(String(url));
			return null;
		},
		writable: true,
		configurable: true,
	});
	installHistory();
}

function linkOf(event: MouseEvent): Element | null {
	for (const target of event.composedPath())
		if (target instanceof Element && /^(a|area)$/i.test(target.localName) && addressOf(target) !== '')
			return target;
	return null;
}

const addressOf = (link: Element): string =>
	link.getAttribute('href') ?? link.getAttributeNS('http://www.w3.org/1999/xlink', 'href') ?? '';

async function offer(
	link: Element,
	blobs: ReadonlyMap<string, Blob>,
	post: Post,
	warn: (text: string) => void,
): Promise<void> {
	const url = addressOf(link);
	const blob = blobs.get(url) ?? (url.startsWith('data:') ? blobOfDataUrl(url) : null);
	if (!blob) return warn('Only files made by the creation itself can be downloaded.');
	if (!navigator.userActivation.isActive)
		return warn('The download was not offered: nobody pressed anything.');
	const bytes = await blob.arrayBuffer();
	const name = (link.getAttribute('download') || 'download').slice(0, 200);
	post({ type: 'download', name, mediaType: blob.type.slice(0, 200), bytes }, [bytes]);
}

/** A fragment navigation that replaces, so that Back of the shell does not step through the creation. */
function goToHash(hash: string): void {
	if (location.hash === hash || (hash === '#' && location.hash === '')) return scrollTo(hash);
	try {
		location.replace(`about:srcdoc${hash}`);
	} catch {
		location.hash = hash;
	}
}

function scrollTo(hash: string): void {
	document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
}

interface Entry {
	readonly state: unknown;
	readonly url: string | null;
}

/** `history` kept in memory: the native one throws on addresses and fills the host's Back list. */
function installHistory(): void {
	const entries: Entry[] = [{ state: null, url: null }];
	let index = 0;
	const go = (steps: number): void => {
		const next = entries[index + steps];
		if (!next || steps === 0) return;
		index += steps;
		const hash = hashOf(next.url);
		if (hash !== null) goToHash(hash);
		queueMicrotask(() => dispatchEvent(new PopStateEvent('popstate', { state: next.state })));
	};
	const put = (state: unknown, url: unknown): void => {
		const address = typeof url === 'string' || url instanceof URL ? String(url) : null;
		entries[index] = { state, url: address };
		const hash = hashOf(address);
		if (hash !== null) goToHash(hash);
	};
	const members = {
		pushState: (state: unknown, _title: unknown, url?: unknown) => {
			entries.splice(++index);
			put(state, url);
		},
		replaceState: (state: unknown, _title: unknown, url?: unknown) => {
			put(state, url);
		},
		back: () => {
			go(-1);
		},
		forward: () => {
			go(1);
		},
		go,
	};
	for (const [name, value] of Object.entries(members)) Object.defineProperty(history, name, { value });
	Object.defineProperty(history, 'state', { get: () => entries[index]?.state });
	Object.defineProperty(history, 'length', { get: () => entries.length });
}

function hashOf(url: string | null): string | null {
	const start = url?.indexOf('#') ?? -1;
	return url === null || start < 0 ? null : url.slice(start);
}
