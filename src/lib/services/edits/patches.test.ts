import { describe, expect, test } from 'vitest';
import { applyEdits } from './apply.ts';
import { collect } from './collect.ts';
import { readReply } from './reader.ts';

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
