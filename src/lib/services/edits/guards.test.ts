import { describe, expect, test } from 'vitest';
import { applyEdits } from './apply.ts';

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
