import { textOf, type Files } from '#lib/model/files.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { factsOf, isPython } from './program.ts';
import type { BuildModule } from '../alone.ts';
import { standalone } from './standalone.ts';

/** A tool as one file that runs outside of the browser. */
export interface Script {
	/** `shout.mjs` or `shout.py`. */
	readonly name: string;
	readonly content: string;
	readonly mediaType: string;
	/** The line that runs it: `node shout.mjs --help`. */
	readonly howTo: string;
}

/** What the script of these files is called and how it is run, without making it. */
export function scriptFacts(files: Files): Pick<Script, 'name' | 'howTo' | 'mediaType'> {
	const { name, entry } = factsOf(files);
	if (isPython(entry))
		return { name: `${name}.py`, howTo: `python3 ${name}.py --help`, mediaType: 'text/x-python' };
	return { name: `${name}.mjs`, howTo: `node ${name}.mjs --help`, mediaType: 'text/javascript' };
}

/** Makes the script. Fails with what the build fails with, and `script-unfit` for Python of several files. */
export async function scriptOf(files: Files, build: BuildModule): Promise<Result<Script, Problem>> {
	const { entry } = factsOf(files);
	const facts = scriptFacts(files);
	if (!isPython(entry)) {
		const made = await standalone(files, build);
		return made.ok ? ok({ ...facts, content: made.value }) : made;
	}
	const others = [...files.keys()].filter((path) => isPython(path) && path !== entry);
	if (others.length > 0) return err(severalFiles(others[0] ?? ''));
	return ok({ ...facts, content: textOf(files.get(entry)) ?? '' });
}

const severalFiles = (other: string): Problem => ({
	type: 'script-unfit',
	message: `This tool has several Python files (${other} among them), so no single script is the whole of it.`,
	action: 'Export the creation instead: its zip holds all files',
});
