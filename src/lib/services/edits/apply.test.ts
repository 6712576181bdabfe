import { describe, expect, test } from 'vitest';
import { applyEdits } from './apply.ts';
import type { EditBlock, Refusal } from './edits.ts';

const FILE = `import { ref } from './ref';

// total of all rows
export function total(rows) {
  let sum = 0;
  for (const row of rows) {
    // count it once
    sum += row.price;
  }
  return sum;
}
`;

type Pair = readonly [search: string, replace: string];

const edit = (text: string, ...pairs: readonly Pair[]) => {
	const blocks = pairs.map(([search, replace]): EditBlock => ({ type: 'replace', search, replace }));
	const applied = applyEdits(new Map([['a.js', text]]), [
		{ type: 'edit', format: 'blocks', path: 'a.js', blocks },
	]);
	const refusal = applied.outcomes.map(({ result }) => (result.ok ? null : result.error))[0] ?? null;
	return { text: applied.files.get('a.js'), refusal };
};

const swap = (from: string, to: string) => FILE.replace(from, to);

describe('a block is found in one place', () => {
	const right: readonly (readonly [string, string, readonly Pair[], string])[] = [
		['as it stands', FILE, [['  let sum = 0;', '  let sum = 1;']], swap('sum = 0', 'sum = 1')],
		[
			'when the file has spaces at line ends',
			swap('sum = 0;', 'sum = 0;  '),
			[['  let sum = 0;', '  let sum = 1;']],
			swap('sum = 0', 'sum = 1'),
		],
		[
			'when the block lost its indentation',
			FILE,
			[['// count it once\nsum += row.price;', '// count it\nif (row) {\n  sum += row.price;\n}']],
			swap(
				'    // count it once\n    sum += row.price;',
				'    // count it\n    if (row) {\n      sum += row.price;\n    }',
			),
		],
		[
			'when only the search lost its indentation',
			FILE,
			[['// count it once', '    // count it']],
			swap('count it once', 'count it'),
		],
		[
			'when only the first line lost its indentation',
			FILE,
			[['// count it once\n    sum += row.price;', '// count it\n    sum += row.cost;']],
			swap('once\n    sum += row.price', 'twice').replace(
				'    // count it twice',
				'    // count it\n    sum += row.cost',
			),
		],
		[
			'when the file has tabs',
			FILE.replaceAll('  ', '\t'),
			[
				[
					'  for (const row of rows) {\n    // count it once\n    sum += row.price;',
					'  for (const row of rows) {\n    // count it once\n    if (row) {\n      sum += row.price;\n    }',
				],
			],
			FILE.replaceAll('  ', '\t').replace(
				'\t\tsum += row.price;',
				'\t\tif (row) {\n\t\t\tsum += row.price;\n\t\t}',
			),
		],
		[
			'when the block has tabs',
			FILE,
			[
				[
					'\tfor (const row of rows) {\n\t\t// count it once',
					'\tfor (const row of rows) {\n\t\t// count it\n\t\tlog();',
				],
			],
			swap('    // count it once', '    // count it\n    log();'),
		],
		[
			'when the file has Windows line ends',
			FILE.replaceAll('\n', '\r\n'),
			[['  let sum = 0;', '  let sum = 1;\n  let n = 0;']],
			swap('sum = 0;', 'sum = 1;\n  let n = 0;').replaceAll('\n', '\r\n'),
		],
		[
			'when the file has typographic signs',
			swap('// count it once', '// “count” it — once…'),
			[
				[
					'    // "count" it - once...\n    sum += row.price;',
					'    // "count" it - once...\n    sum += row.cost;',
				],
			],
			swap('// count it once', '// “count” it — once…').replace('price', 'cost'),
		],
		[
			'by a line beside it',
			'if(a){\n  go();\n}\nif(b){\n  go();\n}\n',
			[['if(b){\n  go();', 'if(b){\n  stop();']],
			'if(a){\n  go();\n}\nif(b){\n  stop();\n}\n',
		],
		[
			'in blocks out of order',
			FILE,
			[
				['  return sum;', '  return sum + 1;'],
				['  let sum = 0;', '  let sum = 1;'],
			],
			swap('return sum', 'return sum + 1').replace('sum = 0', 'sum = 1'),
		],
		[
			'without the blank line above it',
			FILE,
			[['\n    // count it once\n    sum += row.price;', '    // count it\n    sum += row.price;']],
			swap('count it once', 'count it'),
		],
		[
			'with a line of = in the new text',
			'# T\nbody\n',
			[['body', 'Heading\n=======\nbody']],
			'# T\nHeading\n=======\nbody\n',
		],
		[
			'with $& in the new text',
			FILE,
			[['  return sum;', "  return 'a'.replace(/a/, '$&$1$$');"]],
			FILE.replace('return sum;', () => "return 'a'.replace(/a/, '$&$1$$');"),
		],
		['and taken out', FILE, [['    // count it once\n', '']], swap('    // count it once\n', '')],
		['without a newline at the end of the file', 'a\nb\nc', [['c', 'C\nd']], 'a\nb\nC\nd'],
		['at the very end, taken out', 'a\nb\nc', [['c', '']], 'a\nb'],
		[
			'with ... for lines left out',
			FILE,
			[
				[
					'  for (const row of rows) {\n...\n  return sum;',
					'  for (const one of rows) {\n...\n  return sum + 1;',
				],
			],
			swap('const row of', 'const one of').replace('return sum', 'return sum + 1'),
		],
		[
			'by its first and last line, when the lines between differ in form only',
			swap('sum += row.price;', 'sum += price( row, "eur" );'),
			[
				[
					"  for (const row of rows) {\n    // count it once\n    sum += price(row, 'eur')\n  }",
					"  for (const row of all) {\n    // count it once\n    sum += price(row, 'eur')\n  }",
				],
			],
			swap('sum += row.price;', 'sum += price( row, "eur" );').replace('row of rows', 'row of all'),
		],
		['in an empty file', '', [['', 'x\n']], 'x\n'],
	];
	test.each(right)('%s', (_name, text, pairs, expected) => {
		expect(edit(text, ...pairs)).toEqual({ text: expected, refusal: null });
	});

	test('in the text that the block before made', () => {
		expect(edit(FILE, ['  let sum = 0;', '  let all = 0;'], ['  let all = 0;', '  let all = 5;']).text).toBe(
			swap('let sum = 0', 'let all = 5'),
		);
	});
});

describe('a block that does not fit in exactly one place changes nothing', () => {
	const wrong: readonly (readonly [string, string, readonly Pair[], Refusal['type']])[] = [
		['two equal places', 'a();\nfoo();\nb();\nfoo();\n', [['foo();', 'bar();']], 'ambiguous'],
		[
			'flush-left text that is also there indented',
			'foo();\nif (a) {\n  foo();\n}\n',
			[['foo();', 'bar();']],
			'ambiguous',
		],
		['part of a line', 'let valid = 1;\nlet id = 1;\n', [['id = 1;', 'id = 2;']], 'not-found'],
		[
			'one word differs',
			FILE,
			[['    // count it once\n    sum += row.cost;', '    sum += 0;']],
			'not-found',
		],
		[
			'a changed line differs between right first and last lines',
			FILE,
			[
				[
					'  for (const row of rows) {\n    // count it once\n    sum += row.cost;\n  }',
					'  for (const row of rows) {\n    sum += 0;\n  }',
				],
			],
			'not-found',
		],
		[
			'a line is left out',
			FILE,
			[
				[
					'  for (const row of rows) {\n    sum += row.price;\n  }',
					'  for (const row of rows) {\n    sum += row.cost;\n  }',
				],
			],
			'not-found',
		],
		['nothing is searched in a file that has text', FILE, [['', 'x']], 'not-found'],
		[
			'one block fits, one does not',
			FILE,
			[
				['  let sum = 0;', '  let sum = 1;'],
				['nothingLikeThis();', 'x'],
			],
			'not-found',
		],
		[
			'... stands only in the search',
			FILE,
			[['  for (const row of rows) {\n...\n  return sum;', '  return 0;']],
			'not-found',
		],
	];
	test.each(wrong)('%s', (_name, text, pairs, type) => {
		const { text: after, refusal } = edit(text, ...pairs);
		expect(after).toBe(text);
		expect(refusal?.type).toBe(type);
	});

	test('the lines that look most like it are named with their numbers', () => {
		const { refusal } = edit(FILE, ['    sum += row.prize;', 'x']);
		expect(refusal).toMatchObject({
			type: 'not-found',
			block: 1,
			similar: [{ line: 8, text: '    sum += row.price;' }],
		});
	});

	test('the places between which it cannot choose are named', () => {
		expect(edit('a\nb\na\n', ['a', 'c']).refusal).toMatchObject({
			type: 'ambiguous',
			block: 1,
			lines: [1, 3],
		});
	});
});
