import { about, examples } from '../../shared/files/about.ts';
import { type Call, type Command, type Tool } from '../../shared/files/cli.ts';
import { escapeHtml, headingsOf, proseLines, toHtml } from './blocks.ts';

const commands: readonly Command[] = [
	{
		name: 'html',
		usage: '[FILE]',
		help: 'Turn Markdown into HTML',
		options: [
			{ name: 'page', short: 'p', help: 'A whole page with a style of its own, not just its body' },
			{ name: 'title', short: 't', value: 'TEXT', help: 'Title of the page (default: the first heading)' },
		],
		run: async (call) => {
			const text = await call.text();
			const title = call.value('title') ?? headingsOf(text)[0]?.text ?? 'Page';
			call.io.stdout.write(call.has('page') ? page(title, toHtml(text)) : toHtml(text));
		},
	},
	{
		name: 'toc',
		usage: '[FILE]',
		help: 'A table of contents as a list of links',
		options: [{ name: 'depth', short: 'd', value: 'N', help: 'Down to headings of this level (default 3)' }],
		run: async (call) => {
			const headings = headingsOf(await call.text()).filter(({ level }) => level <= call.count('depth', 3));
			const top = Math.min(...headings.map(({ level }) => level));
			for (const { level, text, slug } of headings)
				call.print(`${'  '.repeat(level - top)}- [${text}](#${slug})`);
		},
	},
	{
		name: 'links',
		usage: '[FILE…]',
		help: 'All links; --check finds those to headings and files that are not there',
		options: [{ name: 'check', short: 'c', help: 'Only broken ones; exit code 1 when there are any' }],
		run: links,
	},
	{
		name: 'text',
		usage: '[FILE]',
		help: 'Only the words, without marks',
		run: async (call) => call.io.stdout.write(plain(await call.text())),
	},
	{
		name: 'stats',
		usage: '[FILE]',
		help: 'Words, headings, links and reading time',
		run: async (call) => {
			const text = await call.text();
			const words = plain(text).match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
			call.print(
				`words     ${words}\nheadings  ${headingsOf(text).length}\nlinks     ${linksOf(text).length}\nminutes   ${Math.max(1, Math.round(words / 220))}`,
			);
		},
	},
];

export const tool: Tool = { ...about, commands, examples };

interface Link {
	readonly address: string;
	readonly line: number;
}

const linksOf = (text: string): Link[] =>
	proseLines(text).flatMap(({ line, number }) =>
		[...line.replace(/`[^`]*`/g, '').matchAll(/\]\(([^\s)]+)[^)]*\)|<(https?:[^>\s]+)>/g)].map((match) => ({
			address: match[1] ?? match[2] ?? '',
			line: number,
		})),
	);

async function links(call: Call): Promise<number> {
	const paths = call.words.length > 0 ? call.words : ['-'];
	let broken = 0;
	for (const path of paths) {
		const text = await call.read(path);
		for (const link of linksOf(text)) {
			const fault = call.has('check') ? await faultOf(call, path, text, link) : undefined;
			if (fault !== undefined) broken++;
			if (!call.has('check') || fault !== undefined)
				call.print(
					`${path === '-' ? '' : `${path}:`}${link.line}: ${link.address}${fault === undefined ? '' : ` (${fault})`}`,
				);
		}
	}
	if (call.has('check') && broken === 0) call.print('No broken links. Addresses on the web were not tried.');
	return broken > 0 ? 1 : 0;
}

/** What is wrong with a link within the files; the web cannot be asked from here. */
async function faultOf(
	call: Call,
	path: string,
	text: string,
	{ address }: Link,
): Promise<string | undefined> {
	if (/^[a-z]+:/i.test(address)) return undefined;
	const [file = '', anchor = ''] = decodeURI(address).split('#');
	const folder = path.includes('/') ? path.replace(/[^/]*$/, '') : '';
	const target =
		file === ''
			? text
			: await call.io.files.read(file.startsWith('/') ? file.slice(1) : folder + file).catch(() => undefined);
	if (target === undefined) return 'there is no such file';
	return anchor === '' || headingsOf(target).some(({ slug }) => slug === anchor)
		? undefined
		: 'there is no such heading';
}

const plain = (text: string): string =>
	text
		.replace(/^ {0,3}(?:```|~~~).*$/gm, '')
		.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/^ {0,3}(?:#{1,6}|>|[-*+]|\d+[.)])\s+/gm, '')
		.replace(/^\s*\|?\s*:?-{2,}.*$/gm, '')
		.replace(/(\*\*|__|\*|~~|`)(.+?)\1/g, '$2')
		.replace(/\n{3,}/g, '\n\n');

const STYLE =
	'body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.6 system-ui,sans-serif;color-scheme:light dark}pre{overflow:auto;padding:1rem;border:1px solid #8884;border-radius:6px}table{border-collapse:collapse}td,th{padding:.3rem .7rem;border:1px solid #8886}blockquote{margin-inline:0;padding-inline-start:1rem;border-inline-start:3px solid #8888}img{max-width:100%}';

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}</body>
</html>
`;
