import { CacheFirst } from 'workbox-strategies';
import type { Progress } from '#lib/services/offline/messages.ts';
import { isolate } from './isolate.ts';
import type { Entry, Lists as PrecacheLists } from './lists.ts';

const CACHE = 'aether-background';

type Lists = Pick<PrecacheLists, 'background' | 'later' | 'onUse'>;
/** The two steps that are fetched ahead. */
export type Step = 'background' | 'later';

/** Everything of the product beyond the shell: answers from the cache, and fills it quietly. */
export class Background {
	readonly #keys: ReadonlyMap<string, string>;
	readonly #lists: Lists;
	readonly #strategy: CacheFirst;
	#filling: Promise<boolean> | undefined;

	constructor(lists: Lists, origin: string) {
		this.#lists = lists;
		this.#keys = new Map(
			[...lists.background, ...lists.later, ...lists.onUse].map(([url, revision]) => [
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

	/**
	 * Fetches what a step lacks, one file after the other. False when the network gave out; the next call goes on from there.
	 * `prepare-rest` says that only the later step is missing, `prepare-end` that nothing is.
	 */
	fill(step: Step, event: ExtendableEvent, report: (progress: Progress) => void): Promise<boolean> {
		this.#filling ??= this.#fill(step, event, report).finally(() => {
			this.#filling = undefined;
		});
		return this.#filling;
	}

	/** Fetches the newer files of what an older version kept beyond the background. False when the network gave out. */
	async renew(event: ExtendableEvent): Promise<boolean> {
		const kept = new Set((await this.#kept()).map(stemOf));
		for (const [url] of [...this.#lists.later, ...this.#lists.onUse])
			if (kept.has(stemOf(url)) && !(await this.#fetch(url, event))) return false;
		return true;
	}

	async #fill(step: Step, event: ExtendableEvent, report: (progress: Progress) => void): Promise<boolean> {
		const { background, later } = this.#lists;
		const totalBytes = bytesOf(background) + bytesOf(later);
		let doneBytes = step === 'later' ? bytesOf(background) : 0;
		for (const [url, , bytes] of this.#lists[step]) {
			const fetched = await this.#fetch(url, event);
			if (!fetched) {
				report({ type: 'prepare-failed', doneBytes, totalBytes });
				return false;
			}
			doneBytes += bytes;
			report({ type: 'prepare-progress', doneBytes, totalBytes });
		}
		const isWhole = step === 'later' || (await this.#has(later));
		report({ type: isWhole ? 'prepare-end' : 'prepare-rest', doneBytes, totalBytes });
		return true;
	}

	async #has(list: readonly Entry[]): Promise<boolean> {
		const kept = new Set(await this.#kept());
		return list.every(([url]) => kept.has(this.#keys.get(new URL(url, location.origin).href) ?? ''));
	}

	async #kept(): Promise<string[]> {
		return (await (await caches.open(CACHE)).keys()).map(({ url }) => url);
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

const bytesOf = (list: readonly Entry[]): number => list.reduce((sum, [, , bytes]) => sum + bytes, 0);

/** A file's name without what differs from version to version: `/vendor/pglite-wasm`. */
const stemOf = (url: string): string => new URL(url, location.origin).pathname.replace(/\..*$/, '');
