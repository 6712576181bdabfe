import type { Completion } from './line-editor.ts';

export interface Known {
	/** Names of all commands. */
	readonly commands: readonly string[];
	/** The creation's own command, and what may follow it. */
	readonly name: string;
	readonly subcommands: readonly string[];
	/** Paths of files below the home. */
	readonly paths: readonly string[];
	/** Folder below the home; empty at the top. */
	readonly folder: string;
}

/** What Tab puts in after this text: commands first, then files. */
export function completionOf(before: string, known: Known): Completion {
	const part = before.split(/[|;&]|\$\(/).at(-1) ?? '';
	const words = part.trimStart().split(/\s+/);
	const word = words.at(-1) ?? '';
	const isFirst = words.length === 1;
	const names = isFirst
		? known.commands
		: words.length === 2 && words[0] === known.name && known.subcommands.length > 0
			? known.subcommands.concat(word === '' ? [] : filesBelow(word, known))
			: filesBelow(word, known);
	const fitting = [...new Set(names)].filter((name) => name.startsWith(word)).sort();
	const [first = '', ...more] = fitting;
	if (first === '') return { insert: '', options: [] };
	if (more.length === 0)
		return { insert: `${first.slice(word.length)}${first.endsWith('/') ? '' : ' '}`, options: [first] };
	return { insert: commonStart(fitting).slice(word.length), options: fitting.slice(0, 80) };
}

/** Files and folders one level below what is typed, as they would be written. */
function filesBelow(word: string, { paths, folder }: Known): string[] {
	const typed = word.slice(0, word.lastIndexOf('/') + 1);
	const start = (folder === '' ? '' : `${folder}/`) + typed;
	return paths
		.filter((path) => path.startsWith(start))
		.map((path) => typed + path.slice(start.length).replace(/\/.*$/, '/'))
		.filter((path) => !/\s/.test(path));
}

function commonStart(names: readonly string[]): string {
	const [first = ''] = names;
	let length = first.length;
	for (const name of names) while (!name.startsWith(first.slice(0, length))) length--;
	return first.slice(0, length);
}
