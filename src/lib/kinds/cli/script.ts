import type { Files } from '#lib/model/files.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { BuildModule } from '../alone.ts';
import { factsOf, isPython } from './program.ts';
import { pythonScript } from './python-script.ts';
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

/** Makes the script. Fails with what the build fails with. */
export async function scriptOf(files: Files, build: BuildModule): Promise<Result<Script, Problem>> {
	const { entry } = factsOf(files);
	const facts = scriptFacts(files);
	if (!isPython(entry)) {
		const made = await standalone(files, build);
		return made.ok ? ok({ ...facts, content: made.value }) : made;
	}
	return ok({ ...facts, content: pythonScript(files, entry) });
}
