/** A failure the caller can act on is a value. Bugs throw. */
export type Result<T, E> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const err = <E>(error: E): Result<never, E> => ({ ok: false, error });

/** What a person is told when something fails: plain words and at most one next action. */
export interface Problem {
	/** Stable machine name, `noun-adjective`: `quota-full`, `manifest-invalid`. */
	readonly type: string;
	/** One sentence in plain words, safe to show: never a secret, never a stack. */
	readonly message: string;
	/** What the person can do next, in the imperative: "Free some space in Settings". */
	readonly action?: string;
	/** Technical detail for the console and the bug report. */
	readonly detail?: string;
}
