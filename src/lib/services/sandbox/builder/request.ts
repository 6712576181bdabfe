import type { Files } from '#lib/model/files.ts';
import type { PackageSet } from '#lib/model/package.ts';
import type { Program } from '../messages.ts';
import type { BuildProblem } from '../sandbox.ts';

/** The key of what is built before it is asked for: every new creation begins with what these builds have read. */
export const AHEAD = ' ahead';

export interface BuildRequest {
	/** Which creation: keeps what was already transformed. */
	readonly key: string;
	readonly files: Files;
	readonly entry: string;
	/** Names a creation may import, with their exports. */
	readonly libraries: ReadonlyMap<string, readonly string[]>;
	/** Added packages that bare imports may lead to. */
	readonly packages?: PackageSet;
	/** Keys of packages that the worker has from an earlier build; only between `Builder` and its worker. */
	readonly known?: readonly string[];
}

export type BuildOutcome =
	| {
			readonly type: 'built';
			readonly program: Program;
			/** Libraries that the program imports directly. */
			readonly vendors: readonly string[];
			/** Source map of the module, as JSON. */
			readonly map: string;
			readonly warnings: readonly BuildProblem[];
			/** ms inside the builder. */
			readonly buildMs: number;
	  }
	| { readonly type: 'failed'; readonly problems: readonly BuildProblem[] }
	| { readonly type: 'entry-missing' }
	/** A newer build of the same creation was asked for. */
	| { readonly type: 'superseded' };
