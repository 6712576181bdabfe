import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { RunJq } from './jq.ts';

/** One started jq. */
export interface JqInstance {
	raw(input: string, program: string, flags: readonly string[]): Promise<string>;
}

/** Bytes of the stack that one instance may lose: each run leaves its arguments and frames there, and 256 KB are all it has. */
const STACK_BYTES = 96 * 1024;
/** What a run leaves besides its arguments. */
const RUN_BYTES = 1_000;
/** Most characters of data that fit on a fresh stack with room to work. */
export const MOST_DATA = 160 * 1024;

/** Runs jq in this realm, on instances that are replaced before their stack is used up and after they have died. */
export function runJqIn(create: () => Promise<JqInstance>): RunJq {
	let instance: Promise<JqInstance> | undefined;
	let left = 0;
	return async (program, data) => {
		const bytes = RUN_BYTES + new Blob([program, data]).size;
		if (bytes > MOST_DATA) return err(tooLarge);
		if (!instance || left < bytes) {
			instance = create();
			left = STACK_BYTES;
		}
		left -= bytes;
		try {
			return printed(await (await instance).raw('null', program, ['-n', '-c', '--argjson', '__', data]));
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			if (!message.startsWith('jq:')) instance = undefined;
			return err(invalid(message));
		}
	};
}

/** jq that is told to halt prints nothing. */
const printed = (text: string): Result<string, Problem> =>
	text ? ok(text) : err(invalid('it gave no value'));

const invalid = (message: string): Problem => ({ type: 'expression-invalid', message });

const tooLarge: Problem = {
	type: 'expression-large',
	message: `An expression can work on ${MOST_DATA / 1024} kB of data. Take the part it needs first, with "input.from".`,
};
