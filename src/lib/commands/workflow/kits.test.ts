import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isFilePath, type Files } from '#lib/model/files.ts';
import { newCreationId, urnOf } from '#lib/model/id.ts';
import type { Spec } from '#lib/model/spec.ts';
import { WORKFLOW_KIT_IDS } from '#lib/kinds/workflow/cues.ts';
import { workflowKind } from '#lib/kinds/workflow/index.ts';
import { runExample } from './run-example.test-data.ts';

/** Only what these tests look at. */
interface Parsed {
	readonly do: readonly Record<string, Record<string, unknown>>[];
	readonly schedule?: unknown;
	readonly input: { readonly schema: { readonly document: unknown } };
}
interface ParsedApi {
	readonly paths: Readonly<Record<string, unknown>>;
}

const specOf = (kit: string, steps: Spec['steps'] = [], triggers: Spec['triggers'] = []): Spec => ({
	sentence: 'x',
	title: 'A "quoted" title: with #signs',
	kind: 'workflow',
	also: [],
	kit,
	entities: [],
	features: [],
	triggers,
	steps,
	options: {},
});

async function made(spec: Spec): Promise<Files> {
	const files = await workflowKind.render(spec);
	if (!files.ok) throw new Error(files.error.message);
	const manifest = {
		id: urnOf(newCreationId()),
		name: 'x',
		title: 'x',
		kind: 'workflow',
		version: '1.0.0',
		entry: 'workflow.yaml',
		openapi: 'openapi.yaml',
	};
	return new Map(files.value).set('aether.json', JSON.stringify(manifest));
}

const problemsOf = async (files: Files): Promise<readonly string[]> => [
	...workflowKind.check(files).map(({ message }) => message),
	...((await workflowKind.interpret?.(files)) ?? []).map(({ message, line }) => `${line}: ${message}`),
];

describe.each(WORKFLOW_KIT_IDS)('%s', (kit) => {
	test('makes a workflow that holds together, whatever its title', async () => {
		const files = await made(specOf(kit));
		expect(await problemsOf(files)).toEqual([]);
		expect([...files.keys()].filter((path) => !isFilePath(path))).toEqual([]);
		expect(parse(String(files.get('workflow.yaml')))).toMatchObject({
			document: { dsl: '1.0.3', title: 'A "quoted" title: with #signs' },
		});
	});

	test('runs to its end with its example', async () => {
		const files = await made(specOf(kit));
		const { end } = await runExample(files);
		expect(end).toMatchObject({ type: 'completed' });
	});

	test('offers to start a run with its own input schema', async () => {
		const files = await made(specOf(kit));
		const { input } = parse(String(files.get('workflow.yaml'))) as Parsed;
		const { paths } = parse(String(files.get('openapi.yaml'))) as ParsedApi;
		expect(Object.keys(paths)).toEqual(['/runs', '/runs/{id}', '/runs/{id}/cancel', '/events']);
		expect(paths['/runs']).toMatchObject({
			post: { requestBody: { content: { 'application/json': { schema: input.schema.document } } } },
		});
	});
});

const yamlOf = async (spec: Spec): Promise<string> => String((await made(spec)).get('workflow.yaml'));
const stepsOf = async (spec: Spec): Promise<Parsed['do']> => (parse(await yamlOf(spec)) as Parsed).do;

test('the steps of a sentence become tasks in their order, with retries where they were asked for', async () => {
	const steps = await stepsOf(
		specOf('flow-steps', [
			{ action: 'check stock' },
			{ action: 'charge the card', retries: 3 },
			{ action: 'send a mail' },
		]),
	);
	expect(steps.map((step) => Object.keys(step)[0])).toEqual(['checkStock', 'chargeCard', 'sendMail']);
	expect(steps[1]?.['chargeCard']).toMatchObject({ catch: { retry: { limit: { attempt: { count: 3 } } } } });
	expect(steps[2]?.['sendMail']).toHaveProperty('emit');
});

test('triggers become a schedule: a time, or the type of an event', async () => {
	const cron = await yamlOf(specOf('flow-steps', [], [{ type: 'schedule', cron: '0 8 * * *' }]));
	const event = await yamlOf(specOf('flow-steps', [], [{ type: 'event', event: 'an order is created' }]));
	expect((parse(cron) as Parsed).schedule).toEqual({ cron: '0 8 * * *' });
	expect((parse(event) as Parsed).schedule).toEqual({ on: { one: { with: { type: 'order.created' } } } });
});

test('a condition compares a number of the input, and "otherwise" takes its opposite', async () => {
	const spec = specOf('flow-steps', [
		{ action: 'ask the boss', when: 'the amount is above 500' },
		{ action: 'approve', otherwise: true },
	]);
	const [ask, approve] = await stepsOf(spec);
	expect([ask?.['askBoss']?.['if'], approve?.['approve']?.['if']]).toEqual([
		'.amount > 500',
		'(.amount > 500) | not',
	]);
	const input: unknown = JSON.parse(String((await made(spec)).get('examples/input.json')));
	expect(input).toEqual({ amount: 501 });
});

test('steps at the same time are branches, and a step for each thing is a loop', async () => {
	const steps = await stepsOf(
		specOf('flow-steps', [
			{ action: 'check stock' },
			{ action: 'check credit', parallel: true },
			{ action: 'mail the invoice', each: 'customer' },
		]),
	);
	expect(steps[0]).toMatchObject({
		atTheSameTime: { fork: { branches: [{ checkStock: {} }, { checkCredit: {} }] } },
	});
	expect(steps[1]).toMatchObject({ mailInvoice: { for: { each: 'customer', in: '.customers' } } });
});

test('odd words in a step break neither YAML nor jq, and equal names are told apart', async () => {
	const files = await made(
		specOf('flow-steps', [
			{ action: 'say "hi" \\(.x) # now: - {a}' },
			{ action: 'say "hi" \\(.x) # now: - {a}' },
			{ action: 'end' },
			{ action: '料理する' },
		]),
	);
	expect(await problemsOf(files)).toEqual([]);
});

test('no text of a kit claims that something was done outside', async () => {
	for (const kit of WORKFLOW_KIT_IDS)
		expect(await yamlOf(specOf(kit, [{ action: 'send a mail' }]))).not.toMatch(
			/\b(mail|money) (was )?sent\b|charged: true/i,
		);
});

test('a payment that does not answer is tried four times, then the order stays unpaid', async () => {
	const { end, steps } = await runExample(await made(specOf('flow-order')), { paymentIsDown: true });
	expect(end).toMatchObject({ type: 'completed', output: { status: 'unpaid' } });
	expect(
		steps.filter(({ reference, state }) => /reachPayment$/.test(reference) && state === 'failed'),
	).toHaveLength(4);
});

test('a sentence becomes a workflow that runs to its end, whatever its steps', async () => {
	const files = await made(
		specOf('flow-steps', [
			{ action: 'check stock' },
			{ action: 'check credit', parallel: true },
			{ action: 'charge the card', retries: 2 },
			{ action: 'wait for approval' },
			{ action: 'wait two days' },
			{ action: 'ask the boss', when: 'the amount is above 500' },
			{ action: 'approve', otherwise: true },
			{ action: 'mail the invoice', each: 'customer' },
		]),
	);
	const { end } = await runExample(files);
	expect(end).toMatchObject({
		type: 'completed',
		output: {
			noted: [
				'stand-in: check stock',
				'stand-in: check credit',
				'stand-in: charge the card',
				'wait for approval',
				'asked for: ask the boss',
				'answered: ask the boss',
				'asked for: mail the invoice',
				'asked for: mail the invoice',
			],
		},
	});
});

test('a step that was asked to fail is retried, and the run fails when no try is left', async () => {
	const files = await made(specOf('flow-steps', [{ action: 'charge the card', retries: 2 }]));
	const { end, steps } = await runExample(files, { fail: 'chargeCard' });
	expect(end).toMatchObject({ type: 'faulted', error: { status: 503 } });
	expect(steps.filter(({ reference, state }) => /Fails$/.test(reference) && state === 'failed')).toHaveLength(
		3,
	);
});
