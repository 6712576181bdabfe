/** The answer of one case. */
export interface CaseResult {
	/** What names the case to a person: its id or its sentence. */
	readonly id: string;
	/** What differed from what was expected; empty when it passed. */
	readonly differences: readonly string[];
}

/** Runs every case of one area. `files` are the texts of the area's folder by relative path. */
export type AreaRunner = (files: Readonly<Record<string, string>>) => Promise<readonly CaseResult[]>;
