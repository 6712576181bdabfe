import { textOf, type Files } from '#lib/model/files.ts';
import { check as checkCommon } from '../check.ts';
import type { FileProblem } from '../kind.ts';
import { DEFINITION_PATH } from './paths.ts';

/**
 * What every kind checks, and what lines show: the parts that a workflow must have. The whole is read by `inspect`: a
 * reader of YAML would weigh too much where the kits are listed.
 */
export function check(files: Files): readonly FileProblem[] {
	return [...checkCommon(files), ...definitionProblems(files)];
}

function definitionProblems(files: Files): readonly FileProblem[] {
	const text = textOf(files.get(DEFINITION_PATH));
	if (text === undefined)
		return [problem(`${DEFINITION_PATH} is missing.`, { action: `Write the steps into ${DEFINITION_PATH}` })];
	if (text.trimStart().startsWith('{')) return [];
	const lines = text.split(/\r?\n/);
	const tab = lines.findIndex((line) => /^ *\t/.test(line));
	if (tab >= 0) return [problem('YAML is indented with spaces, not with tabs.', { line: tab + 1 })];
	return PARTS.filter(({ pattern }) => !lines.some((line) => pattern.test(line))).map(({ message }) =>
		problem(message, { line: 1 }),
	);
}

const PARTS = [
	{ pattern: /^document\s*:/, message: 'The workflow has to say what it is, under "document:".' },
	{ pattern: /^do\s*:/, message: 'The workflow has no steps: they stand under "do:".' },
];

const problem = (
	message: string,
	more: { readonly line?: number; readonly action?: string },
): FileProblem => ({
	type: 'definition-invalid',
	path: DEFINITION_PATH,
	message,
	...more,
});
