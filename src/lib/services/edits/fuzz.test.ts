import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyEdits } from './apply.ts';
import { splitText } from './text.ts';

const EDITS = 10_000;

const sources = readdirSync('src', { recursive: true })
	.map((name) => join('src', String(name)))
	.filter((path) => /\.(ts|tsx|svelte|css|html)$/.test(path) && !path.includes('services/edits'))
	.sort()
	.map((path) => readFileSync(path, 'utf8'))
	.filter((text) => splitText(text).lines.length > 12 && text.length < 40_000);

/** A small repeatable source of chance (mulberry32). */
function chanceFrom(seed: number) {
	let state = seed;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let value = Math.imul(state ^ (state >>> 15), 1 | state);
		value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
		return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
	};
	return {
		below: (limit: number) => Math.floor(next() * limit),
		pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
	};
}
type Chance = ReturnType<typeof chanceFrom>;

const textOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
const widthOf = (line: string) => /^\s*/.exec(line)?.[0].length ?? 0;
const least = (lines: readonly string[]) => Math.min(...lines.filter((line) => line.trim()).map(widthOf));

/** What models do to the text they search. Each is done to the searched and to the new lines alike. */
const slips: Readonly<
	Record<string, (lines: readonly string[], chance: Chance, cut: number) => readonly string[]>
> = {
	none: (lines) => lines,
	'spaces at line ends': (lines) => lines.map((line) => `${line}  `),
	'no indentation': (lines, _chance, cut) => lines.map((line) => line.slice(Math.min(widthOf(line), cut))),
	'one level less': (lines, _chance, cut) => lines.map((line) => line.slice(Math.min(widthOf(line), cut, 1))),
	'one level more': (lines) => lines.map((line) => (line.trim() ? `\t${line}` : line)),
	'spaces for tabs': (lines) => lines.map((line) => line.replace(/^\t+/, (tabs) => '  '.repeat(tabs.length))),
	'first line trimmed': (lines) => lines.map((line, index) => (index === 0 ? line.trimStart() : line)),
	'blank lines around': (lines) => ['', ...lines, ''],
	'plain signs': (lines) =>
		lines.map((line) => line.replace(/[’‘]/g, "'").replace(/[“”]/g, '"').replace(/–|—/g, '-')),
	'a stale word': (lines, chance) => {
		const at = chance.below(lines.length);
		return lines.map((line, index) => (index === at ? line.replace(/\w+/, 'stale') : line));
	},
	'a line forgotten': (lines, chance) => lines.toSpliced(chance.below(lines.length), 1),
	'a line left out by ...': (lines, chance) =>
		lines.length < 4 ? lines : lines.toSpliced(1 + chance.below(lines.length - 2), 1, '...'),
};

/** Slips after which the new text is known, but for its white space. */
const KEEPS_WORDS = new Set(Object.keys(slips).filter((name) => !name.startsWith('a ')));
const words = (text: string) =>
	text.replace(/\s+/g, '').replace(/[’‘]/g, "'").replace(/[“”]/g, '"').replace(/[–—]/g, '-');

/** The new lines for some lines of a file. */
function rewrite(lines: readonly string[], chance: Chance): readonly string[] {
	// A new line beside a blank one has no indentation to go by.
	const at = chance.pick([...lines.keys()].filter((index) => lines[index]?.trim()));
	const indent = /^\s*/.exec(lines[at] ?? '')?.[0] ?? '';
	return chance.pick([
		() => lines.map((line, index) => (index === at ? `${indent}changed();` : line)),
		() => lines.toSpliced(at, 0, `${indent}added();`),
		() => lines.toSpliced(at, 1),
		() => [
			...lines.slice(0, at),
			`${indent}if (more) {`,
			`${indent}\tnested();`,
			`${indent}}`,
			...lines.slice(at),
		],
	])();
}

test(`of ${EDITS} edits of real source files none lands in the wrong place`, { timeout: 120_000 }, () => {
	const chance = chanceFrom(20_261_123);
	const wrong: string[] = [];
	const counts = new Map<string, { applied: number; rejected: number }>();
	for (let turn = 0; turn < EDITS; turn++) {
		const text = chance.pick(sources);
		const file = splitText(text).lines;
		const length = 1 + chance.below(9);
		const from = chance.below(file.length - length);
		const lines = file.slice(from, from + length);
		if (lines.every((line) => line.trim() === '')) continue;
		const written = rewrite(lines, chance);
		const [name, slip] = chance.pick(Object.entries(slips));
		const seed = chance.below(1_000_000);
		const cut = least(lines);
		const block = {
			type: 'replace' as const,
			search: textOf(slip(lines, chanceFrom(seed), cut)),
			replace: textOf(slip(written, chanceFrom(seed), cut)),
		};
		// A slip may turn the block into exactly what stands elsewhere; then that is what was asked for.
		if (name !== 'none' && `\n${text}`.includes(`\n${block.search}`)) continue;
		const applied = applyEdits(new Map([['a', text]]), [
			{ type: 'edit', format: 'blocks', path: 'a', blocks: [block] },
		]);
		const result = applied.files.get('a') as string;
		const isApplied = applied.outcomes[0]?.result.ok === true;
		const count = counts.get(name) ?? { applied: 0, rejected: 0 };
		counts.set(name, count);
		count[isApplied ? 'applied' : 'rejected']++;
		if (!isApplied) {
			if (result !== text) wrong.push(`${name}: rejected, and yet changed`);
			continue;
		}
		const before = textOf(file.slice(0, from));
		const after = textOf(file.slice(from + length));
		const isThere =
			result.startsWith(before) && result.endsWith(after) && result.length >= before.length + after.length;
		const expected = before + textOf(written) + after;
		const isSame =
			name === 'none'
				? result === expected
				: KEEPS_WORDS.has(name)
					? words(result) === words(expected)
					: true;
		if (!isThere || !isSame)
			wrong.push(
				`${name} at line ${from + 1}\n--- search\n${block.search}\n--- replace\n${block.replace}\n--- lines\n${lines.join('\n')}\n--- got\n${result.slice(before.length, result.length - after.length)}`,
			);
	}
	if (process.env.FUZZ_COUNTS) console.warn(Object.fromEntries(counts));
	expect(wrong.slice(0, 5)).toEqual([]);
	expect((counts.get('none')?.applied ?? 0) / Math.max(1, counts.get('none')?.rejected ?? 0)).toBeGreaterThan(
		3,
	);
});
