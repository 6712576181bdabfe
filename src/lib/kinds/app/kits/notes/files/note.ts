import type { Row } from '../../shared/files/schema.ts';

export const textOf = (row: Row): string => (typeof row['text'] === 'string' ? row['text'] : '');

/** The first line with words in it, without Markdown signs. */
export function titleOf(row: Row): string {
	return plainLines(row)[0] ?? 'New note';
}

/** What follows the title, for the list. */
export const excerptOf = (row: Row): string => plainLines(row).slice(1).join(' ').slice(0, 120);

/** Tags of the field and `#tags` inside the text. */
export function tagsOf(row: Row): readonly string[] {
	const listed = Array.isArray(row['tags']) ? row['tags'].map(String) : [];
	const inline = [...textOf(row).matchAll(/(?:^|\s)#([\p{L}\p{N}][\p{L}\p{N}_-]*)/gu)].map(
		([, tag = '']) => tag,
	);
	return [...new Set([...listed, ...inline])];
}

export const isPinned = (row: Row): boolean => row['pinned'] === true;

/** Pinned first, then the last written. */
export const byPinAndTime = (a: Row, b: Row): number =>
	Number(isPinned(b)) - Number(isPinned(a)) || b.updatedAt - a.updatedAt;

function plainLines(row: Row): readonly string[] {
	return textOf(row)
		.split('\n')
		.map((line) => line.replace(/^[\s#>*+-]+(?:\[[ x]\])?|[*_`~]+/gi, '').trim())
		.filter((line) => line !== '');
}
