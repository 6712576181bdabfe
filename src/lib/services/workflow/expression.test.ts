import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { plainValue, templateOf } from './expression.ts';
import { createExprEngine } from './jq.ts';
import { createJqHere, runJqHere } from './jq-here.ts';

vi.setConfig({ testTimeout: 60_000 });

const jq = createJqHere();
const value = async (source: string, input: unknown = null, variables: Record<string, unknown> = {}) => {
	const values = await jq.evaluate([source], { input, variables });
	return values.ok ? values.value[0] : values.error;
};

test('a text is its expression, or has expressions in it, whatever brackets and quotes they hold', () => {
	const sources = (text: string) => templateOf(text).sources.map((source) => source.trim());
	expect(sources('${ .a }')).toEqual(['.a']);
	expect(sources('${ {a: "}"} | .a } and ${ "\\(.b | {c: "}"})" }')).toEqual([
		'{a: "}"} | .a',
		'"\\(.b | {c: "}"})"',
	]);
	expect(sources("${ 'a}b' }")).toEqual(["'a}b'"]);
	expect(sources('costs $5 {a}')).toEqual([]);
	expect(templateOf('Hello ${ .a }, ${ .b }!').fill(['Ada', { c: 1 }])).toBe('Hello Ada, {"c":1}!');
	expect(templateOf({ a: ['${ .x }', 1] }).fill([[2]])).toEqual({ a: [[2], 1] });
});

test('a plain path gives what jq gives, or is left to jq', async () => {
	const name = fc.constantFrom('a', 'b', '__proto__', 'constructor');
	const path = fc
		.array(name, { minLength: 1, maxLength: 3 })
		.map((names) => names.map((each) => `.${each}`).join(''));
	const input = fc.letrec((tie) => ({
		value: fc.oneof(
			{ maxDepth: 3 },
			fc.constantFrom(null, 1, 'x', true, [1]),
			fc.dictionary(name, tie('value'), { maxKeys: 2 }),
		),
	})).value;
	// Without the short cut: jq answers everything.
	const run = runJqHere();
	await fc.assert(
		fc.asyncProperty(path, input, async (source, data) => {
			const json: unknown = JSON.parse(JSON.stringify(data));
			const short = plainValue(source, { input: json, variables: {} });
			if (!short) return;
			const printed = await run(`$__ | ${source}`, JSON.stringify(json));
			expect(printed).toEqual({ ok: true, value: JSON.stringify(short.value) });
		}),
		{ numRuns: 40 },
	);
});

test('nothing is null, several values are a list, and texts in single quotes are texts', async () => {
	expect(await value('empty')).toBeNull();
	expect(await value('1, 2')).toEqual([1, 2]);
	expect(await value(".a + ' it is ' + \"it's\"", { a: 'x' })).toBe("x it is it's");
	expect(await value('$x.y + $z', null, { x: { y: 1 }, z: 2 })).toBe(3);
	expect(await value('. # the end', 5)).toBe(5);
});

test('functions of newer versions are there, and own ones of the same name win', async () => {
	expect(await value('" a " | [trim, ltrim, rtrim]')).toEqual(['a', 'a ', ' a']);
	expect(await value('[1, [2]] | map(toarray) | add(.[]; .[0])')).toMatchObject({
		type: 'expression-invalid',
	});
	expect(await value('add(.[])', [1, 2])).toBe(3);
	expect(await value('def trim: "own"; trim', 'x')).toBe('own');
	expect(await value('@base32 | @base32d', 'Hello')).toBe('Hello');
});

test('an expression that cannot be read or fails is named without jq’s own words around it', async () => {
	expect(await value('error("no such pet")')).toMatchObject({
		message: 'no such pet (in error("no such pet"))',
	});
	expect(await value('.a | nope')).toMatchObject({ message: 'nope/0 is not defined (in .a | nope)' });
	const both = await jq.evaluate(['1 + 1', '.a.b'], { input: { a: 1 }, variables: {} });
	expect(both).toMatchObject({ ok: false, error: { message: expect.stringContaining('in .a.b') as string } });
});

test('jq goes on for longer than one instance lives', async () => {
	const run = runJqHere();
	for (let i = 0; i < 150; i++)
		expect(await run(`$__ + ${i}`, '1')).toEqual({ ok: true, value: String(i + 1) });
});

test('data that no expression can hold is refused in words', async () => {
	const engine = createExprEngine(runJqHere());
	const large = { text: 'x'.repeat(200_000) };
	expect(await engine.evaluate(['.text | length'], { input: large, variables: {} })).toMatchObject({
		error: { type: 'expression-large' },
	});
	expect(await engine.evaluate(['.text'], { input: large, variables: {} })).toEqual({
		ok: true,
		value: [large.text],
	});
});
