import { describe, expect, test } from 'vitest';
import { applyEdits } from './apply.ts';
import { collect } from './collect.ts';
import type { EditBlock, Refusal } from './edits.ts';
import { readReply } from './reader.ts';

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
			'in the text of the block before',
			FILE,
			[
				['  let sum = 0;', '  let sum = 1;'],
				['  let sum = 1;\n  for', '  let sum = 2;\n  for'],
			].slice(0, 1) as Pair[],
			swap('sum = 0', 'sum = 1'),
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
			'by its first and last line, keeping what it only carries along',
			FILE,
			[
				[
					'  for (const row of rows) {\n    // counts it just once\n    sum += row.price;\n  }',
					'  for (const row of rows) {\n    // counts it just once\n    sum += row.cost;\n  }',
				],
			],
			swap('row.price', 'row.cost'),
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

const long = Array.from({ length: 30 }, (_, index) => `const value${index} = compute(${index});`).join('\n');

describe('what may lose work is held and asked about', () => {
	const held: readonly (readonly [string, string])[] = [
		['rest unchanged', `const a = 2;\n// ... rest of the code unchanged\n${long.slice(0, 900)}`],
		['existing code', `const a = 2;\n// ... existing code ...\n${long}`],
		['a comment in markup', `<p>\n{/* ... existing imports ... */}\n${long}`],
		['keep', `# keep the existing functions\n${long}`],
		['a much shorter text', 'const a = 2;\n'],
	];
	test.each(held)('%s', (_name, content) => {
		const files = new Map([['a.ts', long]]);
		const applied = applyEdits(files, [{ type: 'write', path: 'a.ts', content }]);
		expect(applied.files.get('a.ts')).toBe(long);
		expect(applied.outcomes[0]?.result).toMatchObject({ ok: false, error: { type: 'held', content } });
		expect(
			applyEdits(files, [{ type: 'write', path: 'a.ts', content }], {
				accepted: new Set(['a.ts']),
			}).files.get('a.ts'),
		).toBe(content);
	});

	test.each([
		'// merge with existing rows\n',
		'// keep-alive every ...spread\nconst a = [...b];\n',
		'// the rest of the day\n',
		'print("...")\n',
		'// Loading...\n',
	])('an honest line is not held: %j', (line) => {
		const applied = applyEdits(new Map([['a.ts', long]]), [
			{ type: 'write', path: 'a.ts', content: `${line}${long}` },
		]);
		expect(applied.outcomes[0]?.result).toEqual({ ok: true, value: { status: 'changed' } });
	});
});

describe('files', () => {
	test('a locked file refuses, the others change', () => {
		const files = new Map([
			['a', 'a'],
			['b', 'b'],
		]);
		const operations = ['a', 'b'].map((path) => ({ type: 'write', path, content: 'x' }) as const);
		const applied = applyEdits(files, operations, { locked: new Set(['a']) });
		expect(Object.fromEntries(applied.files)).toEqual({ a: 'a', b: 'x' });
		expect(applied.outcomes.map(({ path, result }) => [path, result.ok])).toEqual([
			['a', false],
			['b', true],
		]);
	});

	test('files tied by a move share their fate', () => {
		const files = new Map([
			['a', 'one\n'],
			['c', 'c'],
		]);
		const applied = applyEdits(files, [
			{ type: 'move', from: 'a', to: 'b' },
			{
				type: 'edit',
				format: 'blocks',
				path: 'b',
				blocks: [{ type: 'replace', search: 'no', replace: 'x' }],
			},
			{ type: 'delete', path: 'c' },
		]);
		expect(Object.fromEntries(applied.files)).toEqual({ a: 'one\n' });
	});

	test('a move does not run over another file', () => {
		const applied = applyEdits(
			new Map([
				['a', '1'],
				['b', '2'],
			]),
			[{ type: 'move', from: 'a', to: 'b' }],
		);
		expect(Object.fromEntries(applied.files)).toEqual({ a: '1', b: '2' });
	});

	test.each(['../up', '.git/config', ''])('the path %j is refused', (path) => {
		expect(applyEdits(new Map(), [{ type: 'write', path, content: 'x' }]).files.size).toBe(0);
	});

	test('bytes are not edited as text', () => {
		const bytes = new Uint8Array([255, 0]);
		const applied = applyEdits(new Map([['a.png', bytes]]), [{ type: 'write', path: 'a.png', content: 'x' }]);
		expect(applied.files.get('a.png')).toBe(bytes);
	});
});

describe('patches', () => {
	const patch = (text: string, files: Readonly<Record<string, string>>) => {
		const { operations } = collect(readReply(text));
		return Object.fromEntries(applyEdits(new Map(Object.entries(files)), operations).files);
	};
	const update = (body: string, name = 'f.txt') =>
		`*** Begin Patch\n*** Update File: ${name}\n${body}\n*** End Patch\n`;
	const f = (text: string) => ({ 'f.txt': text });

	const cases: readonly (readonly [
		string,
		string,
		Readonly<Record<string, string>>,
		Readonly<Record<string, string>>,
	])[] = [
		['several hunks', update('@@\n-b\n+B\n@@\n-d\n+D'), f('a\nb\nc\nd\n'), f('a\nB\nc\nD\n')],
		['no @@ before the first hunk', update(' a\n+x'), f('a\nb\n'), f('a\nx\nb\n')],
		['a hunk that only adds goes to the end', update('@@\n+x\n+y'), f('a\nb\n'), f('a\nb\nx\ny\n')],
		['adding, then removing', update('@@\n+x\n@@\n a\n-b\n+B'), f('a\nb\n'), f('a\nB\nx\n')],
		['a newline is added at the end', update('@@\n-b\n+B'), f('a\nb'), f('a\nB\n')],
		[
			'the end of the file tells equal places apart',
			update('@@\n-x\n+y\n*** End of File'),
			f('x\na\nx\n'),
			f('x\na\ny\n'),
		],
		[
			'an anchor tells equal places apart',
			update('@@ two\n-x\n+y'),
			f('one\nx\ntwo\nx\n'),
			f('one\nx\ntwo\ny\n'),
		],
		[
			'anchors inside one another',
			update('@@ class B\n@@ def go\n-x\n+y'),
			f('class A\ndef go\nx\nclass B\ndef no\nx\ndef go\nx\n'),
			f('class A\ndef go\nx\nclass B\ndef no\nx\ndef go\ny\n'),
		],
		[
			'the order of the hunks tells equal places apart',
			update('@@\n-x\n+y\n@@\n-m\n+M\n@@\n-x\n+z'),
			f('x\nm\nx\n'),
			f('y\nM\nz\n'),
		],
		['two equal places are not chosen from', update('@@\n-x\n+y'), f('x\na\nx\n'), f('x\na\nx\n')],
		['white space differs', update('@@\n-  b\n+  B'), f('a\n\tb  \n'), f('a\n\tB\n')],
		['a blank line without its space', update('@@\n a\n\n-b\n+B'), f('a\n\nb\n'), f('a\n\nB\n')],
		['a blank line before the end marker', update('@@\n a\n-b\n+B\n'), f('a\nb\nc\n'), f('a\nB\nc\n')],
		[
			'markers with white space around them',
			' *** Begin Patch\n  *** Update File: f.txt\n@@\n-a\n+b\n*** End Patch  ',
			f('a\n'),
			f('b\n'),
		],
		[
			'a file that is there is written anew',
			'*** Begin Patch\n*** Add File: f.txt\n+new\n*** End Patch',
			f('old\n'),
			f('new\n'),
		],
		[
			'a file is moved over another',
			'*** Begin Patch\n*** Update File: f.txt\n*** Move to: g.txt\n@@\n-a\n+b\n*** End Patch',
			{ 'f.txt': 'a\n', 'g.txt': 'old\n' },
			{ 'g.txt': 'b\n' },
		],
		[
			'a section that fails leaves the others',
			'*** Begin Patch\n*** Add File: n.txt\n+n\n*** Update File: no.txt\n@@\n-a\n+b\n*** End Patch',
			{},
			{ 'n.txt': 'n\n' },
		],
		[
			'an unknown section voids the patch',
			'*** Begin Patch\n*** Add File: n.txt\n+n\n*** Frob File: x\n*** End Patch',
			f('a\n'),
			f('a\n'),
		],
		['an empty section voids the patch', update('').replace('\n\n', '\n'), f('a\n'), f('a\n')],
		['an empty patch does nothing', '*** Begin Patch\n*** End Patch', f('a\n'), f('a\n')],
		[
			'a patch without its end does nothing',
			'*** Begin Patch\n*** Update File: f.txt\n@@\n-a\n+b\n',
			f('a\n'),
			f('a\n'),
		],
		[
			'a folder is not deleted',
			'*** Begin Patch\n*** Delete File: dir\n*** End Patch',
			{ 'dir/a': 'a' },
			{ 'dir/a': 'a' },
		],
		['context that is not there', update('@@\n-nope\n+b'), f('a\n'), f('a\n')],
	];
	test.each(cases)('%s', (_name, text, before, after) => {
		expect(patch(text, before)).toEqual(after);
	});

	test('line numbers of a unified diff decide only where the lines are exactly there', () => {
		const diff = (start: number) => `--- a/f.txt\n+++ b/f.txt\n@@ -${start},1 +${start},1 @@\n-x\n+y\n`;
		expect(patch(diff(3), f('x\na\nx\n'))).toEqual(f('x\na\ny\n'));
		expect(patch(diff(2), f('x\na\nx\n'))).toEqual(f('x\na\nx\n'));
	});
});
