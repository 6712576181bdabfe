import { Failure } from '../../shared/files/cli.ts';

/** Cells of the table of common lines: more would take too long. */
const MOST = 4_000_000;

/** The lines of both texts in order, each with a space, a minus or a plus in front. */
export function compareLines(left: readonly string[], right: readonly string[]): string[] {
	const width = right.length + 1;
	if ((left.length + 1) * width > MOST) throw new Failure('These texts are too long to compare.');
	const common = new Uint32Array((left.length + 1) * width);
	for (let i = left.length - 1; i >= 0; i--)
		for (let j = right.length - 1; j >= 0; j--)
			common[i * width + j] =
				left[i] === right[j]
					? (common[(i + 1) * width + j + 1] ?? 0) + 1
					: Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
	const lines: string[] = [];
	let [i, j] = [0, 0];
	while (i < left.length || j < right.length) {
		if (i < left.length && j < right.length && left[i] === right[j]) {
			lines.push(`  ${left[i++] ?? ''}`);
			j++;
		} else if (
			j >= right.length ||
			(i < left.length && (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
		)
			lines.push(`- ${left[i++] ?? ''}`);
		else lines.push(`+ ${right[j++] ?? ''}`);
	}
	return lines;
}
