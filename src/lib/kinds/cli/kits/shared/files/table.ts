/** Rows in columns that line up; numbers stand to the right. The first row may be a heading. */
export function tableOf(rows: readonly (readonly string[])[], heading = true): string {
	const count = Math.max(0, ...rows.map((row) => row.length));
	const columns = Array.from({ length: count }, (_, index) => {
		const cells = rows.map((row) => row[index] ?? '');
		const body = cells.slice(heading ? 1 : 0).filter((cell) => cell !== '');
		return {
			width: Math.max(...cells.map(widthOf)),
			isNumber: body.length > 0 && body.every((cell) => /^-?[\d.,]+ ?%?$/.test(cell)),
		};
	});
	const lines = rows.map((row) =>
		columns
			.map(({ width, isNumber }, index) => {
				const cell = row[index] ?? '';
				const space = ' '.repeat(width - widthOf(cell));
				return isNumber ? space + cell : cell + space;
			})
			.join('  ')
			.trimEnd(),
	);
	const rule = columns.map(({ width }) => '-'.repeat(width)).join('  ');
	if (heading && lines.length > 0) lines.splice(1, 0, rule);
	return lines.map((line) => `${line}\n`).join('');
}

/** Columns that a text takes: wide letters and pictures take two, marks on letters none. */
export function widthOf(text: string): number {
	let width = 0;
	for (const character of text.replace(/\p{M}|\u200d|\ufe0f/gu, ''))
		width +=
			/\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u.test(
				character,
			)
				? 2
				: 1;
	return width;
}

/** The lines of a text, without an empty one after the last line break. */
export function linesOf(text: string): string[] {
	const lines = text.split(/\r?\n/);
	if (lines.at(-1) === '') lines.pop();
	return lines;
}
