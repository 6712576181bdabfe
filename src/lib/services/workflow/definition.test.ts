import { Validator } from '@cfworker/json-schema';
import { expect, test } from 'vitest';
import { parseWorkflow } from './definition.ts';
import { durationMs } from './duration.ts';
import { openApiOf } from './open-api.ts';
import { dueAt, scheduleOf } from './schedule.ts';

const HEAD = "document: { dsl: '1.0.0', namespace: test, name: one, version: '1.0.0' }\n";

const problems = (text: string) => {
	const parsed = parseWorkflow(text);
	return parsed.ok ? [] : parsed.error.map(({ line, path, message }) => `${line} ${path} ${message}`);
};

const definition = (text: string) => {
	const parsed = parseWorkflow(HEAD + text);
	if (!parsed.ok) throw new Error(parsed.error[0]?.message);
	return parsed.value;
};

test('each mistake is named with its line and its place', () => {
	expect(problems(`${HEAD}do:\n  - a:\n      sett: {}\n  - b:\n      wait: soon\n`)).toEqual([
		expect.stringMatching(/^4 \/do\/0\/a A task has one of/),
		expect.stringMatching(/^6 \/do\/1\/b\/wait .*duration/),
	]);
	expect(problems('do: [')[0]).toMatch(/^1 /);
	expect(problems(`${HEAD}do: [{ a: { set: {}, then: nowhere } }]`)[0]).toContain('"nowhere"');
	expect(problems('document: { dsl: 0.8.0 }\ndo: []')).toHaveLength(4);
	expect(problems(`${HEAD}schedule: { cron: often }\ndo: []`)[0]).toContain('cron');
	expect(problems('just a text')[0]).toContain('object');
});

test('a document that grows without bounds when it is read is refused', () => {
	const levels = Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]`).join(
		'\n',
	);
	expect(problems(`a0: &a0 [x]\n${levels}\n${HEAD}do: []`)[0]).toMatch(/alias/i);
	expect(problems(`${HEAD}do: []\n# ${'x'.repeat(600_000)}`)[0]).toContain('512 kB');
});

test('durations are read as ISO 8601 or by their units', () => {
	expect(['PT30S', 'P1DT2H', 'PT0.5S', 'P2W'].map(durationMs)).toEqual([
		30_000, 93_600_000, 500, 1_209_600_000,
	]);
	expect(durationMs({ minutes: 1, seconds: 2, milliseconds: 3 })).toBe(62_003);
	expect(['', 'P', 'PT', '30', {}, { years: 1 }, { seconds: -1 }, 5].map(durationMs)).toEqual(
		Array(8).fill(undefined),
	);
});

test('the OpenAPI document takes the input that the workflow asks for', () => {
	const schema = '{ type: object, required: [name], properties: { name: { type: string } } }';
	const document = openApiOf(definition(`input: { schema: { document: ${schema} } }\ndo: []`), {
		title: 'One',
		version: '1.2.0',
	});
	const start = JSON.parse(JSON.stringify(document)) as {
		paths: { '/runs': { post: { requestBody: { content: { 'application/json': { schema: object } } } } } };
	};
	const input = new Validator(start.paths['/runs'].post.requestBody.content['application/json'].schema);
	expect([input.validate({ name: 'x' }).valid, input.validate({}).valid]).toEqual([true, false]);
	expect(Object.keys(start.paths)).toEqual(['/runs', '/runs/{id}', '/runs/{id}/cancel', '/events']);
});

const hour = 3_600_000;
const schedule = (text: string) => {
	const found = scheduleOf(definition(`${text}\ndo: []`));
	if (!found) throw new Error('There is no schedule.');
	return found;
};

test('times that passed while nothing was open are made up for as the document says', () => {
	const every = (catchUp: string) =>
		schedule(`metadata: { aether: { catchUp: ${catchUp} } }\nschedule: { every: PT1H }`);
	const now = 4.5 * hour;
	expect(dueAt(every('once'), 0, now)).toEqual({ starts: [4 * hour], doneUntil: 4 * hour, nextAt: 5 * hour });
	expect(dueAt(every('all'), 0, now).starts).toEqual([1, 2, 3, 4].map((n) => n * hour));
	expect(dueAt(every('skip'), 0, now)).toEqual({ starts: [], doneUntil: 4 * hour, nextAt: 5 * hour });
	expect(dueAt(every('skip'), 4 * hour, 5 * hour + 1_000).starts).toEqual([5 * hour]);
	expect(dueAt(every('all'), 0, 1_000 * hour).starts).toHaveLength(100);
});

test('a clock that is set back starts nothing twice', () => {
	expect(dueAt(schedule('schedule: { every: PT1H }'), 10 * hour, 3 * hour)).toEqual({
		starts: [],
		doneUntil: 10 * hour,
		nextAt: 11 * hour,
	});
});

test('cron expressions name times by the clock of the device', () => {
	const from = new Date(2026, 0, 1, 12).getTime();
	const due = dueAt(schedule("schedule: { cron: '0 9 * * *' }"), from, from);
	expect(due).toEqual({ starts: [], doneUntil: from, nextAt: new Date(2026, 0, 2, 9).getTime() });
});
