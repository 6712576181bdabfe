import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import type { BuildOutcome } from './builder/request.ts';
import type { Built } from './programs.ts';
import type { Prepared } from './sandbox.ts';

/** The newest program that was built before anything was made of it. */
export class Ahead {
	#prepared: Prepared | undefined;
	#outcome: Promise<BuildOutcome> | undefined;

	note(prepared: Prepared, outcome: Promise<BuildOutcome>): void {
		this.#prepared = prepared;
		this.#outcome = outcome;
	}

	/** The program of `prepared`, if it is what was built; `undefined` where it must be built. */
	async find(prepared: Prepared): Promise<Built | undefined> {
		if (!this.#prepared || !isSameProgram(this.#prepared, prepared)) return undefined;
		const outcome = await this.#outcome;
		return outcome?.type === 'built' ? outcome : undefined;
	}
}

/** Whether both give the same program. Their manifests may differ, for each has its own id, unless a file reads it. */
function isSameProgram(one: Prepared, other: Prepared): boolean {
	if (one.entry !== other.entry || one.files.size !== other.files.size) return false;
	for (const [path, content] of one.files) {
		if (path === MANIFEST_PATH) continue;
		if (content !== other.files.get(path)) return false;
		if (typeof content === 'string' && content.includes(MANIFEST_PATH)) return false;
	}
	return true;
}
