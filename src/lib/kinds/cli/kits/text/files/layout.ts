import { UsageError } from '../../shared/files/cli.ts';
import { tableOf, widthOf } from '../../shared/files/table.ts';

/** Paragraphs broken into lines of at most `width` letters; a longer word stands alone. */
export function wrap(text: string, width: number): string[] {
	return text
		.trimEnd()
		.split(/\r?\n/)
		.flatMap((line) => {
			const lines = [''];
			for (const word of line.split(/\s+/).filter(Boolean)) {
				const last = lines.at(-1) ?? '';
				if (last === '') lines[lines.length - 1] = word;
				else if (widthOf(last) + 1 + widthOf(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
				else lines.push(word);
			}
			return lines;
		});
}

/** Lines with their numbers, lined up. */
export function numberLines(lines: readonly string[]): string[] {
	const width = String(lines.length).length;
	return lines.map((line, index) => `${String(index + 1).padStart(width)}  ${line}`);
}

interface Layout {
	readonly separator: string | undefined;
	readonly width: number | undefined;
	readonly choose: string | undefined;
	readonly join: string;
}

export function columns(lines: readonly string[], { separator, width, choose, join }: Layout): string[] {
	let rows = lines.map((line) => (separator ? line.split(separator) : line.trim().split(/\s+/)));
	if (choose !== undefined) {
		const places = choose.split(',').map(Number);
		if (!places.every((place) => Number.isInteger(place) && place > 0))
			throw new UsageError('--choose needs numbers from 1, such as 2,1.');
		rows = rows.map((row) => places.map((place) => row[place - 1] ?? ''));
	}
	if (width !== undefined)
		return rows.map((row) =>
			row
				.map((cell) => fit(cell, width))
				.join(join)
				.trimEnd(),
		);
	if (choose !== undefined || join !== '  ') return rows.map((row) => row.join(join));
	return tableOf(rows, false).split('\n').slice(0, -1);
}

function fit(cell: string, width: number): string {
	const cut = widthOf(cell) <= width ? cell : `${[...cell].slice(0, Math.max(0, width - 1)).join('')}…`;
	return cut + ' '.repeat(Math.max(0, width - widthOf(cut)));
}
