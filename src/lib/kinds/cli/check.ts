import { textOf, type Files } from '#lib/model/files.ts';
import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import { check as checkFiles } from '../check.ts';
import type { FileProblem } from '../kind.ts';
import { factsOf, isPython } from './program.ts';

/** npm packages that make sense in a command line tool. */
export const LIBRARIES: readonly string[] = ['zod', 'zod/mini'];
const SOURCE = /\.([cm]?[jt]s|py)$/;
/** What makes a program answer `--help`; in Python the library does. */
const HELP = /--help|\bargparse\b/;

/** Problems that can be seen without building: those of every kind, and a default export and help. Empty means fine. */
export function check(files: Files): readonly FileProblem[] {
	const problems = checkFiles(files).map(explained);
	const isBroken = problems.some(({ path }) => path === MANIFEST_PATH);
	return isBroken ? problems : [...problems, ...mainProblems(files), ...helpProblems(files)];
}

const NODE = /^"(?:node:)?(?:assert|buffer|child_process|crypto|events|fs|https?|module|net|os|path|process|readline|stream|timers|tty|url|util|worker_threads|zlib)(?:\/\w+)?"/; // prettier-ignore

/** Models write for Node by habit: the complaint then says what stands there instead. */
function explained(problem: FileProblem): FileProblem {
	const module = problem.type === 'import-missing' ? NODE.exec(problem.message)?.[0] : undefined;
	if (module === undefined) return problem;
	const message = `${module} is part of Node, which is not here. Files, arguments and input come with \`io\`.`;
	return { ...problem, message };
}

function mainProblems(files: Files): readonly FileProblem[] {
	const { entry } = factsOf(files);
	if (isPython(entry)) return [];
	if (/\bexport\s+default\b|\bas\s+default\b/.test(textOf(files.get(entry)) ?? '')) return [];
	return [
		{
			type: 'main-missing',
			path: entry,
			message: `${entry} has no default export: it must be the function that runs the command.`,
			action: 'Write `export default async function main(io) { … }`',
		},
	];
}

/** A tool that cannot be asked what it does is no use to a stranger. */
function helpProblems(files: Files): readonly FileProblem[] {
	const sources = [...files].filter(([path]) => SOURCE.test(path));
	if (sources.some(([, content]) => HELP.test(textOf(content) ?? ''))) return [];
	return [
		{
			type: 'help-missing',
			path: factsOf(files).entry,
			message: 'Nothing answers --help.',
			action: 'Print a usage text for --help and end with exit code 0',
		},
	];
}
