import { CacheFirst } from 'workbox-strategies';
import type { Progress } from '#lib/services/offline/messages.ts';
import { isolate } from './isolate.ts';
import type { Entry } from './lists.ts';

const CACHE = 'aether-background';

/** Everything of the product beyond the shell: answers from the cache, and fills it quietly. */
export class Background {
	readonly #keys: ReadonlyMap<string, string>;
	readonly #entries: readonly Entry[];
	readonly #strategy: CacheFirst;
	#filling: Promise<boolean> | undefined;

	constructor(entries: readonly Entry[], origin: string) {
		this.#entries = entries;
		this.#keys = new Map(
			entries.map(([url, revision]) => [
				new URL(url, origin).href,
				new URL(revision === null ? url : `${url}?revision=${revision}`, origin).href,
			]),
		);
		this.#strategy = new CacheFirst({
			cacheName: CACHE,
			plugins: [
				{
					cacheKeyWillBeUsed: ({ request }) => Promise.resolve(this.#keys.get(request.url) ?? request),
					cacheWillUpdate: ({ response }) => Promise.resolve(isFile(response) ? response : null),
				},
			],
		});
	}

	has(url: URL): boolean {
		return this.#keys.has(url.href);
	}

	async answer(request: Request, event: ExtendableEvent): Promise<Response> {
		return isolate(await this.#strategy.handle({ request, event }), new URL(request.url).pathname);
	}

	/** Fetches what is missing, one file after the other. False when the network gave out; the next call goes on from there. */
	fill(event: ExtendableEvent, report: (progress: Progress) => void): Promise<boolean> {
		this.#filling ??= this.#fill(event, report).finally(() => {
			this.#filling = undefined;
		});
		return this.#filling;
	}

	async #fill(event: ExtendableEvent, report: (progress: Progress) => void): Promise<boolean> {
		const totalBytes = this.#entries.reduce((sum, [, , bytes]) => sum + bytes, 0);
		let doneBytes = 0;
		for (const [url, , bytes] of this.#entries) {
			const fetched = await this.#fetch(url, event);
			if (!fetched) {
				report({ type: 'prepare-failed', doneBytes, totalBytes });
				return false;
			}
			doneBytes += bytes;
			report({ type: 'prepare-progress', doneBytes, totalBytes });
		}
		report({ type: 'prepare-end', doneBytes, totalBytes });
		return true;
	}

	async #fetch(url: string, event: ExtendableEvent): Promise<boolean> {
		try {
			const [response, done] = this.#strategy.handleAll({ request: new Request(url), event });
			const isThere = isFile(await response);
			await done;
			return isThere;
		} catch {
			return false;
		}
	}

	/** Removes what this build does not name: the files of older versions. */
	async sweep(): Promise<void> {
		const wanted = new Set(this.#keys.values());
		const cache = await caches.open(CACHE);
		for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
	}
}

/** Some hosts answer for a missing file with a page. */
function isFile(response: Response): boolean {
	return response.status === 200 && !response.headers.get('content-type')?.startsWith('text/html');
}
