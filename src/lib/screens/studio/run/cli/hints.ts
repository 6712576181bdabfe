/** Lines to try: of the README's example block, else of the help's "Examples". At most six. */
export function examplesOf(readme: string | undefined, help: string): readonly string[] {
	const block = /^#+\s*(?:Examples?|Usage|Try it)\b[^\n]*\n[\s\S]*?```[^\n]*\n([\s\S]*?)\n```/im.exec(
		readme ?? '',
	)?.[1];
	const listed = /^Examples?:\n((?:[ \t]+\S.*\n?|\n)+)/im.exec(help)?.[1];
	const lines = (block ?? listed ?? '').split('\n').map((line) => line.replace(/^\s*(?:\$ )?/, '').trimEnd());
	return [...new Set(lines.filter((line) => line !== '' && !line.startsWith('#')))].slice(0, 6);
}

/** Names under "Commands" of a help text. */
export function subcommandsOf(help: string): readonly string[] {
	const listed = /^Commands?:\n((?:[ \t]+.*\n?)+)/im.exec(help)?.[1] ?? '';
	const indent = /^[ \t]+/.exec(listed)?.[0].length ?? 2;
	return listed
		.split('\n')
		.flatMap((line) => new RegExp(`^[ \\t]{${indent}}([a-z][\\w-]*)`, 'i').exec(line)?.[1] ?? []);
}
