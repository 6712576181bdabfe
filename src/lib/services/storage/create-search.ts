import MiniSearch from 'minisearch';
import type { Creation } from '#lib/model/creation.ts';
import type { CreationId } from '#lib/model/id.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Bus } from './bus.ts';
import type { Database } from './database.ts';
import { attempt } from './problems.ts';
import { creationById, creationsByUpdate } from './queries.ts';
import type { Search, SearchFilter } from './search.ts';

/** Longest question looked at; more words only cost time. */
const MAX_CHARACTERS = 200;
const MAX_TERMS = 8;
/** Shortest word in which a typo is forgiven, and how many: one in four letters. */
const FUZZY_FROM = 4;
const FUZZINESS = 0.25;
const PAGE = 500;

interface Entry {
	readonly id: CreationId;
	readonly title: string;
	readonly tags: string;
	readonly summary: string;
}

/** The index, built at the first question. Runs in a worker. */
export function createSearchIndex(database: Database, bus: Bus): Search {
	const index = new SearchIndex(database);
	bus.listen((message) => {
		if (message.type === 'creation') index.refresh(message.id);
	});
	return { search: (text, filter) => index.search(text, filter) };
}

class SearchIndex {
	#database: Database;
	#index = new MiniSearch<Entry>({
		fields: ['title', 'tags', 'summary'],
		processTerm: (term) => plain(term),
		searchOptions: { boost: { title: 3, tags: 2 } },
	});
	#creations = new Map<unknown, Creation>();
	#built: Promise<Result<void, Problem>> | undefined;
	/** Changes not yet in the index: told while it was built, or since the last question. */
	#stale = new Set<CreationId>();

	constructor(database: Database) {
		this.#database = database;
	}

	refresh(id: CreationId): void {
		this.#stale.add(id);
	}

	async search(text: string, filter: SearchFilter = {}): Promise<Result<readonly CreationId[], Problem>> {
		this.#built ??= this.#build();
		const built = await this.#built;
		if (!built.ok) this.#built = undefined;
		const fresh = built.ok ? await attempt(() => this.#takeChanges()) : built;
		return fresh.ok ? ok(this.#find(text, filter)) : fresh;
	}

	async #build(): Promise<Result<void, Problem>> {
		const opened = await this.#database.openChecked();
		if (!opened.ok) return opened;
		return attempt(async () => {
			let after: string | undefined;
			do {
				const page = await creationsByUpdate(this.#database, {
					limit: PAGE,
					...(after !== undefined && { after }),
				});
				for (const creation of page.rows) this.#put(creation);
				after = page.next ?? undefined;
			} while (after !== undefined);
		});
	}

	async #takeChanges(): Promise<void> {
		const ids = [...this.#stale];
		this.#stale.clear();
		for (const id of ids) {
			const creation = await creationById(this.#database, id);
			this.#remove(id);
			if (creation !== undefined && creation.trashedAt === undefined) this.#put(creation);
		}
	}

	#put(creation: Creation): void {
		this.#remove(creation.id);
		this.#creations.set(creation.id, creation);
		const { id, title, tags, summary } = creation;
		this.#index.add({ id, title, tags: tags.join(' '), summary });
	}

	#remove(id: CreationId): void {
		if (this.#creations.delete(id)) this.#index.discard(id);
	}

	#find(text: string, filter: SearchFilter): CreationId[] {
		const terms = plain(text.slice(0, MAX_CHARACTERS))
			.split(/[\p{Z}\p{P}\p{S}\p{Cc}]+/u)
			.filter(Boolean)
			.slice(0, MAX_TERMS);
		const last = terms.length - 1;
		const options = {
			// The word being typed may go on; the ones before it are whole.
			prefix: (_: string, position: number) => position === last,
			fuzzy: (term: string) => (term.length >= FUZZY_FROM ? FUZZINESS : false),
			maxFuzzy: 2,
			filter: (result: { id: unknown }) => this.#fits(result.id, filter),
		};
		const question = terms.join(' ');
		const all = this.#index.search(question, { ...options, combineWith: 'AND' });
		const found =
			all.length > 0 || terms.length < 2
				? all
				: this.#index.search(question, { ...options, combineWith: 'OR' });
		const limit = Math.max(1, Math.min(filter.limit ?? 50, 500));
		return found.slice(0, limit).flatMap(({ id }) => this.#creations.get(id)?.id ?? []);
	}

	#fits(id: unknown, { kind, tag, favourite }: SearchFilter): boolean {
		const creation = this.#creations.get(id);
		if (creation === undefined) return false;
		return (
			(kind === undefined || creation.kind === kind) &&
			(tag === undefined || creation.tags.includes(tag)) &&
			(favourite !== true || creation.isFavourite)
		);
	}
}

/** Without case and accents, so that "Über" is found by "uber". */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
