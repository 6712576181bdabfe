import type { CreationId } from '#lib/model/id.ts';
import type { FoundOperation, Published } from '#lib/model/published.ts';
import type { Problem, Result } from '#lib/model/result.ts';

/**
 * What all creations outside the trash offer each other. Follows every change, whichever tab made it. Fails as reads of
 * storage do.
 */
export interface Discovery {
	/** Operations that match, best first; tolerant of typos; none for an empty text. `limit` 20 when absent, 200 at most. */
	search(text: string, limit?: number): Promise<Result<readonly FoundOperation[], Problem>>;
	/** Every creation, in the order of their titles. */
	list(): Promise<Result<readonly Published[], Problem>>;
	/** Those that link to `id`. */
	users(id: CreationId): Promise<Result<readonly Published[], Problem>>;
}
