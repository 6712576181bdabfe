import type { CreationId } from '#lib/model/id.ts';
import type { KindId } from '#lib/model/kind.ts';
import type { Problem, Result } from '#lib/model/result.ts';

/** Finds creations by title, tags and summary; forgives typos. Follows every change, whichever tab made it. */
export interface Search {
	/** Best first; nothing for an empty text. Creations in the trash are not found. Fails as reads of storage do. */
	search(text: string, filter?: SearchFilter): Promise<Result<readonly CreationId[], Problem>>;
}

export interface SearchFilter {
	readonly kind?: KindId;
	readonly tag?: string;
	readonly favourite?: boolean;
	/** 50 when absent, 500 at most. */
	readonly limit?: number;
}
