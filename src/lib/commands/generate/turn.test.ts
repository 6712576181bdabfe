import { expect, test } from 'vitest';
import type { Files } from '#lib/model/files.ts';
import type { LlmRequest, StreamPart } from '#lib/model/llm.ts';
import type { Checked, Finding } from './checks.ts';
import { MAX_REPAIRS, takeTurn, type TurnPorts, type TurnStep } from './turn.ts';

const files: Files = new Map([['src/a.ts', 'const one = 1;\nconst two = 2;\n']]);
const request: Omit<LlmRequest, 'model'> = {
	messages: [{ role: 'user', parts: [{ type: 'text', text: 'Make one 11' }] }],
	maxOutputTokens: 1000,
};
const edit = (search: string, replace: string): string =>
	`Done.\n<aether:edit path="src/a.ts" key="k1">\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n</aether:edit key="k1">\n`;

type Script = readonly (readonly StreamPart[])[];

const answer = (text: string, reason: 'stop' | 'length' = 'stop'): readonly StreamPart[] => [
	{ type: 'start' },
	{ type: 'text-delta', text },
	{ type: 'usage', usage: { input: 10, cacheRead: 0, cacheWrite: 0, output: 5, reasoning: 0 } },
	{ type: 'finish', reason, vendorReason: reason },
];

const cut = (text: string): readonly StreamPart[] => [
	{ type: 'start' },
	{ type: 'text-delta', text },
	{
		type: 'error',
		error: { kind: 'network', message: 'Lost.', action: 'Try again', isRetryable: true },
	},
];

interface Played extends TurnPorts {
	readonly asked: Omit<LlmRequest, 'model'>[];
	readonly steps: TurnStep[];
	text: string;
}

/** Ports that answer by a script and check by `findings`, one list per check. */
function play(script: Script, findings: readonly (readonly Finding[])[] = []): Played {
	let checks = 0;
	const played: Played = {
		asked: [],
		steps: [],
		text: '',
		async *ask(asked) {
			const parts = script[played.asked.length] ?? [];
			played.asked.push(asked);
			await Promise.resolve();
			yield* parts;
		},
		check: () => Promise.resolve(checkedOf(findings[checks++] ?? findings.at(-1) ?? [])),
		step: (step) => played.steps.push(step),
		arrived: (text) => (played.text += text),
		read: () => undefined,
	};
	return played;
}

const checkedOf = (findings: readonly Finding[]): Checked => ({
	findings,
	report: { score: findings.length ? 0.6 : 1, list: [] },
});

const turn = (ports: TurnPorts, more: { isBuild?: boolean; locked?: string[]; begun?: string } = {}) =>
	takeTurn(
		{
			request,
			files,
			locked: new Set(more.locked ?? []),
			isBuild: more.isBuild ?? true,
			...(more.begun ? { begun: more.begun } : {}),
		},
		ports,
	);

const lastWords = (asked: Omit<LlmRequest, 'model'> | undefined): string =>
	JSON.stringify(asked?.messages.at(-1)?.parts);

test('an edit that fits and holds together is one call', async () => {
	const ports = play([answer(edit('const one = 1;', 'const one = 11;'))]);
	const result = await turn(ports);
	expect(result.files.get('src/a.ts')).toBe('const one = 11;\nconst two = 2;\n');
	expect(result).toMatchObject({ prose: 'Done.', repairs: 0, error: null, report: { score: 1 } });
	expect(ports.asked).toHaveLength(1);
});

test('what the checks find goes back once, with its place, and the repaired files are taken', async () => {
	const finding = { name: 'Builds', path: 'src/a.ts', line: 1, message: 'eleven is not defined' };
	const ports = play(
		[
			answer(edit('const one = 1;', 'const one = eleven;')),
			answer(edit('const one = eleven;', 'const one = 11;')),
		],
		[[finding], []],
	);
	const result = await turn(ports);
	expect(result.files.get('src/a.ts')).toContain('const one = 11;');
	expect(result.repairs).toBe(1);
	expect(lastWords(ports.asked[1])).toContain('Builds in src/a.ts:1: eleven is not defined');
	expect(ports.steps.map(({ type }) => type)).toEqual(['writing', 'checking', 'repairing', 'checking']);
	expect(result.usage).toMatchObject({ input: 20, output: 10 });
});

test('the same fault again ends the repairs, and the better of both states is kept', async () => {
	const finding = { name: 'Builds', path: 'src/a.ts', message: 'no' };
	const wrong = answer(edit('const one = 1;', 'const one = x;'));
	const again = answer(edit('const one = x;', 'const one = y;'));
	const ports = play([wrong, again, again, again], [[finding], [finding], [finding]]);
	const result = await turn(ports);
	expect(ports.asked).toHaveLength(2);
	expect(result.undone.findings).toEqual([finding]);
});

test('there are never more than three repairs', async () => {
	const script = Array.from({ length: 9 }, (_, at) =>
		answer(edit(`const one = ${at + 1};`, `const one = ${at + 2};`)),
	);
	const findings = Array.from({ length: 9 }, (_, at) => [
		{ name: 'Runs', message: `fault ${'abcdefghi'[at] ?? ''}` },
	]);
	const ports = play(script, findings);
	await turn(ports);
	expect(ports.asked).toHaveLength(1 + MAX_REPAIRS);
});

test('an edit that fits nowhere changes nothing, and the model is shown what is similar', async () => {
	const ports = play([
		answer(edit('const won = 1;', 'const one = 11;')),
		answer(edit('const one = 1;', 'const one = 11;')),
	]);
	const result = await turn(ports);
	expect(lastWords(ports.asked[1])).toContain('const one = 1;');
	expect(result.files.get('src/a.ts')).toContain('const one = 11;');
	expect(result.undone.refused).toEqual([]);
});

test('a repair that makes it worse is not kept', async () => {
	const small = { name: 'Runs', message: 'small' };
	const ports = play(
		[answer(edit('const one = 1;', 'const one = 11;')), answer(edit('const one = 11;', 'const one = 12;'))],
		[[small], [small, { name: 'Runs', message: 'big' }, { name: 'Runs', message: 'bigger' }]],
	);
	const result = await turn(ports);
	expect(result.files.get('src/a.ts')).toContain('const one = 11;');
	expect(result.undone.findings).toEqual([small]);
});

test('a locked file stays as it is whatever the model writes', async () => {
	const script = Array.from({ length: 5 }, () => answer(edit('const one = 1;', 'const one = 11;')));
	const result = await turn(play(script), { locked: ['src/a.ts'] });
	expect(result.files).toEqual(files);
	expect(result.undone.refused[0]?.refusal.type).toBe('locked');
});

test('an answer that met its limit is gone on with inside the open file', async () => {
	const whole = 'Here.\n<aether:file path="src/b.ts" key="k1">\nexport const first = 1;\nexport const second';
	const rest = ' = 2;\n</aether:file key="k1">\n';
	const ports = play([answer(whole, 'length'), answer(`export const second${rest}`)]);
	const result = await turn(ports);
	expect(result.files.get('src/b.ts')).toBe('export const first = 1;\nexport const second = 2;\n');
	expect(lastWords(ports.asked[1])).toContain('Go on exactly where it stopped');
});

test('a lost connection keeps what arrived and changes no file; going on finishes the same answer', async () => {
	const begun = 'Here.\n<aether:file path="src/b.ts" key="k1">\nexport const first = 1;\nexport const sec';
	const lost = await turn(play([cut(begun)]));
	expect(lost.files).toEqual(files);
	expect(lost).toMatchObject({ raw: begun, error: { kind: 'network' } });
	const ports = play([answer('export const second = 2;\n</aether:file key="k1">\n')]);
	const result = await turn(ports, { begun: lost.raw });
	expect(result.files.get('src/b.ts')).toBe('export const first = 1;\nexport const second = 2;\n');
	expect(ports.asked).toHaveLength(1);
});

test('a question changes no files even when the answer holds some', async () => {
	const ports = play([answer(edit('const one = 1;', 'const one = 11;'))]);
	const result = await turn(ports, { isBuild: false });
	expect(result.files).toEqual(files);
	expect(ports.steps).toEqual([{ type: 'writing' }]);
});
