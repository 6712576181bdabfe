import MiniSearch from 'minisearch';
import type { CreationId } from '#lib/model/id.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { FoundOperation, Published } from '#lib/model/published.ts';
import type { Discovery } from './discovery.ts';

/** Where it reads from. */
export interface DiscoverySource {
	/** Every creation outside the trash. */
	ids(): Promise<Result<readonly CreationId[], Problem>>;
	/** What one says of itself; undefined when it is gone. */
	read(id: CreationId): Promise<Published | undefined>;
	/** Calls back when a creation was changed, made or removed. */
	watch(listener: (id: CreationId) => void): void;
}

const MAX_CHARACTERS = 200;
/** Shortest word in which a typo is forgiven, and how many: one in four letters. */
const FUZZY_FROM = 4;
const FUZZINESS = 0.25;
const MAX_FOUND = 200;

/** Reads every creation at the first question, and what changed at each later one. */
export function createDiscovery(source: DiscoverySource): Discovery {
	const index = new OperationIndex();
	const stale = new Set<CreationId>();
	let built: Promise<Result<void, Problem>> | undefined;
	source.watch((id) => stale.add(id));

	const takeIn = async (ids: Iterable<CreationId>): Promise<void> => {
		for (const id of ids) index.put(id, await source.read(id));
	};
	const build = async (): Promise<Result<void, Problem>> => {
		const ids = await source.ids();
		if (!ids.ok) return ids;
		await takeIn(ids.value);
		return ok(undefined);
	};
	const fresh = async <T>(answer: () => T): Promise<Result<T, Problem>> => {
		const ready = await (built ??= build());
		if (!ready.ok) {
			built = undefined;
			return ready;
		}
		const changed = [...stale];
		stale.clear();
		await takeIn(changed);
		return ok(answer());
	};
	return {
		search: (text, limit = 20) => fresh(() => index.find(text, Math.max(1, Math.min(limit, MAX_FOUND)))),
		list: () => fresh(() => index.all()),
		users: (id) => fresh(() => index.all().filter(({ links }) => links.some(({ to }) => to === id))),
	};
}

interface Entry {
	readonly id: string;
	readonly name: string;
	readonly summary: string;
	readonly path: string;
	readonly creation: string;
}

class OperationIndex {
	readonly #index = new MiniSearch<Entry>({
		fields: ['name', 'summary', 'creation', 'path'],
		tokenize: (text) =>
			plain(text)
				.split(/[\p{Z}\p{P}\p{S}\p{Cc}]+/u)
				.filter(Boolean),
		processTerm: (term) => term,
		searchOptions: { boost: { name: 3, summary: 2, creation: 1.5 } },
	});
	readonly #published = new Map<CreationId, Published>();
	readonly #operations = new Map<unknown, FoundOperation>();

	put(id: CreationId, published: Published | undefined): void {
		const before = this.#published.get(id);
		for (const { operation } of before?.operations ?? []) this.#drop(keyOf(id, operation));
		this.#published.delete(id);
		if (!published) return;
		this.#published.set(id, published);
		const { kind, title: creation } = published;
		for (const operation of published.operations) {
			const key = keyOf(id, operation.operation);
			this.#operations.set(key, { ...operation, creationId: id, kind, creation });
			const { summary, path, method } = operation;
			const name = `${operation.operation} ${wordsOf(operation.operation)} ${method}`;
			this.#index.add({ id: key, name, summary, path, creation });
		}
	}

	find(text: string, limit: number): readonly FoundOperation[] {
		const question = text.slice(0, MAX_CHARACTERS).trim();
		const options = {
			prefix: true,
			fuzzy: (term: string) => (term.length >= FUZZY_FROM ? FUZZINESS : false),
			maxFuzzy: 2,
		};
		const all = this.#index.search(question, { ...options, combineWith: 'AND' });
		const found = all.length > 0 ? all : this.#index.search(question, { ...options, combineWith: 'OR' });
		return found.slice(0, limit).flatMap(({ id }) => this.#operations.get(id) ?? []);
	}

	all(): readonly Published[] {
		return [...this.#published.values()].sort((a, b) => a.title.localeCompare(b.title));
	}

	#drop(key: string): void {
		if (this.#operations.delete(key)) this.#index.discard(key);
	}
}

const keyOf = (id: CreationId, operation: string): string => `${id} ${operation}`;

/** `listBooksById` → `list Books By Id`. */
const wordsOf = (name: string): string =>
	name.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2').replaceAll('_', ' ');

/** Without case and accents, so that "Über" is found by "uber". */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
