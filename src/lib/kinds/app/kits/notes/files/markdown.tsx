import { createElement, type ReactNode } from 'react';

/** Markdown as elements. No HTML text is ever made, so a note cannot bring a script along. */
export function Markdown({ text }: { readonly text: string }) {
	return blocksOf(text.replaceAll('\r\n', '\n').split('\n')).map((block, index) => (
		<Block key={index} block={block} />
	));
}

interface ListItem {
	readonly text: string;
	/** Absent for an item that is no task. */
	readonly isDone?: boolean;
	/** Lines further in. */
	readonly inner: readonly string[];
}

type MarkdownBlock =
	| { readonly type: 'heading'; readonly level: number; readonly text: string }
	| { readonly type: 'code'; readonly text: string }
	| { readonly type: 'quote'; readonly lines: readonly string[] }
	| { readonly type: 'list'; readonly isOrdered: boolean; readonly items: readonly ListItem[] }
	| { readonly type: 'table'; readonly rows: readonly (readonly string[])[] }
	| { readonly type: 'rule' }
	| { readonly type: 'paragraph'; readonly text: string };

const FENCE = /^\s{0,3}(```|~~~)/;
const HEADING = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^\s{0,3}([-*_])(?:\s*\1){2,}\s*$/;
const QUOTE = /^\s{0,3}>\s?/;
const ITEM = /^(\s*)(?:[-*+]|\d{1,9}[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/;
const TABLE_LINE = /^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$/;

/** A block and the line after it. */
type Found = readonly [block: MarkdownBlock, next: number];

function blocksOf(lines: readonly string[]): readonly MarkdownBlock[] {
	const blocks: MarkdownBlock[] = [];
	for (let index = 0; index < lines.length;) {
		if (lines[index]?.trim() === '') {
			index++;
			continue;
		}
		const [block, next] = blockAt(lines, index);
		blocks.push(block);
		index = next;
	}
	return blocks;
}

function blockAt(lines: readonly string[], index: number): Found {
	const line = lines[index] ?? '';
	const heading = HEADING.exec(line);
	if (heading)
		return [{ type: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' }, index + 1];
	if (FENCE.test(line)) return codeAt(lines, index);
	if (RULE.test(line)) return [{ type: 'rule' }, index + 1];
	if (QUOTE.test(line)) {
		const end = endOf(lines, index, (next) => QUOTE.test(next));
		return [
			{ type: 'quote', lines: lines.slice(index, end).map((quoted) => quoted.replace(QUOTE, '')) },
			end,
		];
	}
	if (ITEM.test(line)) return listAt(lines, index);
	if (line.includes('|') && TABLE_LINE.test(lines[index + 1] ?? '')) return tableAt(lines, index);
	const end = endOf(lines, index + 1, (next) => next.trim() !== '' && !startsBlock(next));
	return [{ type: 'paragraph', text: lines.slice(index, end).join('\n') }, end];
}

const startsBlock = (line: string): boolean =>
	[HEADING, FENCE, RULE, QUOTE, ITEM].some((pattern) => pattern.test(line));

function endOf(lines: readonly string[], from: number, belongs: (line: string) => boolean): number {
	const offset = lines.slice(from).findIndex((line) => !belongs(line));
	return offset < 0 ? lines.length : from + offset;
}

function codeAt(lines: readonly string[], index: number): Found {
	const fence = FENCE.exec(lines[index] ?? '')?.[1] ?? '';
	const end = endOf(lines, index + 1, (line) => !line.trim().startsWith(fence));
	return [{ type: 'code', text: lines.slice(index + 1, end).join('\n') }, Math.min(end + 1, lines.length)];
}

function listAt(lines: readonly string[], index: number): Found {
	const indent = ITEM.exec(lines[index] ?? '')?.[1]?.length ?? 0;
	const items: ListItem[] = [];
	let next = index;
	while (next < lines.length) {
		const item = ITEM.exec(lines[next] ?? '');
		if (!item || (item[1]?.length ?? 0) > indent + 1 || (item[1]?.length ?? 0) < indent) break;
		const end = endOf(lines, next + 1, (line) => line.trim() !== '' && indentOf(line) > indent + 1);
		const inner = lines.slice(next + 1, end);
		const done = item[2] === undefined ? {} : { isDone: item[2] !== ' ' };
		items.push({ text: item[3] ?? '', inner, ...done });
		next = end;
	}
	return [{ type: 'list', isOrdered: /^\s*\d/.test(lines[index] ?? ''), items }, Math.max(next, index + 1)];
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

function tableAt(lines: readonly string[], index: number): Found {
	const end = endOf(lines, index + 2, (line) => line.includes('|'));
	const cells = (line: string): readonly string[] =>
		line
			.trim()
			.replace(/^\||\|$/g, '')
			.split('|')
			.map((cell) => cell.trim());
	return [
		{ type: 'table', rows: [cells(lines[index] ?? ''), ...lines.slice(index + 2, end).map(cells)] },
		end,
	];
}

function Block({ block }: { readonly block: MarkdownBlock }): ReactNode {
	switch (block.type) {
		case 'heading':
			// The page's own title is the only first-level heading.
			return createElement(`h${Math.min(6, block.level + 1)}`, null, inline(block.text));
		case 'code':
			return (
				<pre tabIndex={0}>
					<code>{block.text}</code>
				</pre>
			);
		case 'quote':
			return (
				<blockquote>
					<Markdown text={block.lines.join('\n')} />
				</blockquote>
			);
		case 'list':
			return createElement(
				block.isOrdered ? 'ol' : 'ul',
				null,
				block.items.map((item, index) => <Item key={index} item={item} />),
			);
		case 'table':
			return <Table rows={block.rows} />;
		case 'rule':
			return <hr />;
		case 'paragraph':
			return <p>{inline(block.text)}</p>;
	}
}

function Item({ item }: { readonly item: ListItem }) {
	return (
		<li className={item.isDone === undefined ? undefined : 'task'}>
			{item.isDone !== undefined && (
				<input type="checkbox" checked={item.isDone} disabled aria-label={item.text} />
			)}
			<span>{inline(item.text)}</span>
			{item.inner.length > 0 && <Markdown text={item.inner.join('\n')} />}
		</li>
	);
}

function Table({ rows: [head = [], ...rows] }: { readonly rows: readonly (readonly string[])[] }) {
	return (
		<div className="table-scroll" tabIndex={0} role="region" aria-label="Table">
			<table>
				<thead>
					<tr>
						{head.map((cell, index) => (
							<th key={index} scope="col">
								{inline(cell)}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map((row, index) => (
						<tr key={index}>
							{head.map((_, column) => (
								<td key={column}>{inline(row[column] ?? '')}</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

const INLINE =
	/(`+)(.+?)\1|\*\*(.+?)\*\*|__(.+?)__|\*(\S(?:.*?\S)?)\*|\b_(\S(?:.*?\S)?)_\b|~~(.+?)~~|!?\[([^\]\n]*)\]\(([^()\s]+)\)|(https?:\/\/[^\s<>()]+)/g;

/** Nested marks deeper than this are shown as they were typed. */
const MAX_DEPTH = 6;

/** Bold, italic, struck, code and links inside a line. */
function inline(text: string, depth = 0): ReactNode {
	if (depth > MAX_DEPTH) return text;
	const parts: ReactNode[] = [];
	let end = 0;
	for (const match of text.matchAll(INLINE)) {
		parts.push(text.slice(end, match.index), mark(match, match.index, depth + 1));
		end = match.index + match[0].length;
	}
	parts.push(text.slice(end));
	return parts;
}

function mark(match: RegExpExecArray, key: number, depth: number): ReactNode {
	const [whole, , code, bold, alsoBold, italic, alsoItalic, struck, label, target, url] = match;
	if (code !== undefined) return <code key={key}>{code}</code>;
	const strong = bold ?? alsoBold;
	if (strong !== undefined) return <strong key={key}>{inline(strong, depth)}</strong>;
	const emphasis = italic ?? alsoItalic;
	if (emphasis !== undefined) return <em key={key}>{inline(emphasis, depth)}</em>;
	if (struck !== undefined) return <del key={key}>{inline(struck, depth)}</del>;
	const address = target ?? url ?? '';
	if (!/^(?:https?:\/\/|mailto:)/i.test(address)) return whole;
	return (
		<a key={key} href={address} target="_blank" rel="noreferrer">
			{label === undefined ? address : label || address}
		</a>
	);
}
