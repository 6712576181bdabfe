import axe from 'axe-core';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { newCreationId, newRunId } from '#lib/model/id.ts';
import { ok } from '#lib/model/result.ts';
import type { WorkflowRun, WorkflowStep } from '#lib/model/workflow.ts';
import type { WorkflowActions } from './actions.ts';
import WorkflowPane from './WorkflowPane.svelte';

const [orderText = ''] = Object.values(
	import.meta.glob<string>('/src/lib/kinds/workflow/kits/order/files/workflow.yaml', {
		query: '?raw',
		import: 'default',
		eager: true,
	}),
);
const runId = newRunId();
const started: unknown[] = [];
const actions: WorkflowActions = {
	start: async (input) => {
		started.push(input);
		return ok(runId);
	},
	cancel: vi.fn(async () => ok(undefined)),
	retryFrom: vi.fn(async () => ok(runId)),
	resolve: vi.fn(async () => ok(undefined)),
	setSchedule: vi.fn(async () => ok(undefined)),
	send: vi.fn(async () => ok(undefined)),
	evaluate: async (expression, data) => ok([expression, data]),
};
const run = (status: WorkflowRun['status'], more: Partial<WorkflowRun> = {}): WorkflowRun => ({
	id: runId,
	creationId: newCreationId(),
	definition: orderText,
	definitionHash: '',
	status,
	input: '{}',
	at: [],
	trigger: 'person',
	traceparent: '',
	startedAt: Date.now() - 5_000,
	...more,
});
const step = (reference: string, seq: number, more: Partial<WorkflowStep> = {}): WorkflowStep => ({
	runId,
	key: `${reference}#@${more.attempt ?? 1}`,
	reference,
	attempt: 1,
	seq,
	kind: 'set',
	state: 'done',
	input: '{"item":"lamp"}',
	output: '{"inStock":12}',
	startedAt: Date.now() - 4_000,
	endedAt: Date.now() - 3_900,
	...more,
});

let written: string | undefined;
// What is fetched late is fetched before, so that no test waits for it.
beforeAll(() => import('./Diagram.svelte'), 120_000);
beforeEach(async () => {
	written = undefined;
	started.length = 0;
	await page.viewport(1100, 800);
});

type Props = Partial<Parameters<typeof render<typeof WorkflowPane>>[1]>;
async function show(props: Props = {}) {
	const target = document.createElement('div');
	target.style.cssText = 'block-size: 760px';
	document.body.append(target);
	return render(
		WorkflowPane,
		{
			text: orderText,
			runs: [],
			steps: [],
			chosen: undefined,
			example: { item: 'lamp', quantity: 2, price: 39.5, customer: 'mara@example.com' },
			actions,
			onchange: (text: string) => (written = text),
			onopen: () => undefined,
			onproblem: () => undefined,
			...props,
		},
		{ baseElement: target },
	);
}
const node = (name: string | RegExp) => page.getByRole('group', { name });
/** The drawing is fetched and laid out beside the page. */

test('the diagram draws every step with the ways between them', async () => {
	await show();
	await expect.element(node(/^Check stock, Set data/)).toBeVisible();
	await expect.element(node(/^Is there enough, Choose, tooFew, enough/)).toBeVisible();
	expect(document.querySelectorAll('.svelte-flow__edge').length).toBeGreaterThanOrEqual(10);
});

test('a step that is chosen is edited in the form, and only its lines change', async () => {
	await show();
	await expect.element(node(/^Refuse order/)).toBeVisible();
	await node(/^Refuse order/).click();
	const form = page.getByRole('region', { name: 'Step refuseOrder' });
	await form.getByRole('textbox', { name: 'Name' }).fill('sayNo');
	await userEvent.tab();
	await expect.poll(() => written).toBe(orderText.replaceAll('refuseOrder', 'sayNo'));
	await expect.element(page.getByRole('region', { name: 'Step sayNo' })).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).click();
	expect(written).toBe(orderText);
});

test('a step is added from the palette after the chosen one, moved and deleted by keyboard in the outline', async () => {
	await show();
	await page.getByRole('tab', { name: 'Outline' }).click();
	const steps = page.getByRole('list', { name: 'Steps', exact: true });
	await steps.getByRole('button', { name: /^Check stock/ }).click();
	await page.getByRole('button', { name: 'Add step' }).click();
	await page.getByRole('button', { name: /^Pause/ }).click();
	expect(written).toContain('  - pause:\n      wait:\n        seconds: 5\n  - isThereEnough:');
	await steps.getByRole('button', { name: /^Pause/ }).click();
	await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
	expect(written).toMatch(/- isThereEnough:[\s\S]*- pause:/);
	await steps.getByRole('button', { name: /^Pause/ }).click();
	await userEvent.keyboard('{Delete}');
	expect(written).toBe(orderText);
});

test('text that cannot be read leaves the last good diagram, says where, and opens the line', async () => {
	const opened: number[] = [];
	const screen = await show({ onopen: (line: number) => opened.push(line) });
	await expect.element(node(/^Check stock/)).toBeVisible();
	await screen.rerender({ text: orderText.replace('do:\n', 'do: [\n') });
	await expect.element(page.getByRole('alert')).toHaveTextContent(/workflow.yaml cannot be read, line/);
	await expect.element(node(/^Check stock/)).toBeVisible();
	await page.getByRole('button', { name: /^Open line/ }).click();
	expect(opened[0]).toBeGreaterThan(20);
});

test('a run starts with a form made from the schema, which begins with the example', async () => {
	await show();
	await page.getByRole('tab', { name: 'Runs' }).click();
	await page.getByRole('button', { name: 'Start', exact: true }).click();
	await page.getByLabelText('quantity (required)').fill('3');
	await page.getByRole('button', { name: 'Start run' }).click();
	expect(started).toEqual([{ item: 'lamp', quantity: 3, price: 39.5, customer: 'mara@example.com' }]);
});

test('a failed run shows its attempts, its error, and starts again from a step', async () => {
	const error = { type: 'x', status: 503, title: 'The payment service does not answer' };
	const at = '/do/3/chargeCard/try/0/reachPayment';
	await show({
		chosen: runId,
		runs: [run('faulted', { error: { ...error, instance: at }, endedAt: Date.now() })],
		steps: [
			step('/do/0/checkStock', 0),
			step(at, 1, { state: 'failed', error, key: `${at}#@1` }),
			step(at, 2, { state: 'failed', error, attempt: 2, key: `${at}#@2` }),
		],
	});
	await page.getByRole('tab', { name: 'Runs' }).click();
	await expect.element(page.getByRole('status', { name: 'Status of the run' })).toHaveTextContent('Failed');
	const row = page.getByRole('list', { name: 'Steps of the run' }).getByRole('listitem').nth(1);
	await expect.element(row).toHaveTextContent(/Reach payment\s+failed, attempt 2/);
	await row.getByText('Reach payment').click();
	await row.getByRole('button', { name: 'Run again from here' }).click();
	expect(actions.retryFrom).toHaveBeenCalledWith(runId, at);
	await row.getByRole('button', { name: 'Show in diagram' }).click();
	await expect.element(node(/^Reach payment/)).toHaveTextContent(/failed/);
});

test('a waiting run says for what, takes an event, and can be cancelled; a suspended one asks', async () => {
	const screen = await show({
		chosen: runId,
		runs: [run('waiting', { at: ['/do/0/checkStock'], waitingFor: 'approval.decided' })],
		exampleEvent: { type: 'approval.decided', data: { approved: true } },
	});
	await page.getByRole('tab', { name: 'Runs' }).click();
	await expect.element(page.getByText(/Waits for approval.decided at Check stock/)).toBeVisible();
	await page.getByRole('button', { name: 'Send event' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
	expect(actions.send).toHaveBeenCalledWith('approval.decided', { approved: true });
	await page.getByRole('button', { name: 'Cancel run' }).click();
	expect(actions.cancel).toHaveBeenCalledWith(runId);
	await screen.rerender({ runs: [run('suspended', { at: ['/do/0/checkStock'] })] });
	await page.getByRole('button', { name: 'It happened' }).click();
	expect(actions.resolve).toHaveBeenCalledWith(runId, 'happened', null);
});

test('an expression is tried on what a step really gave', async () => {
	await show({ chosen: runId, runs: [run('completed')], steps: [step('/do/0/checkStock', 0)] });
	await page.getByRole('tab', { name: 'Runs' }).click();
	await page.getByText('Check stock').first().click();
	await page.getByRole('button', { name: 'Use its data' }).click();
	await page.getByRole('textbox', { name: 'Expression' }).fill('${ .inStock }');
	await page.getByRole('button', { name: 'Evaluate' }).click();
	await expect
		.element(page.getByRole('status', { name: 'Result of the expression' }))
		.toHaveTextContent(/" .inStock ".*"inStock": 12/);
});

test.each([390, 1100])(
	'nothing is wrong with it for axe, and nothing sticks out, at %i px',
	async (width) => {
		await page.viewport(width, 800);
		await show({
			chosen: runId,
			runs: [run('completed', { output: '{}' })],
			steps: [step('/do/0/checkStock', 0)],
		});
		for (const tab of ['Diagram', 'Outline', 'Runs', 'Data']) {
			await page.getByRole('tab', { name: tab }).click();
			await expect.element(page.getByRole('tabpanel', { name: tab })).toBeVisible();
			if (tab === 'Diagram') await expect.element(node(/^Check stock/)).toBeInTheDocument();
			const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
			expect(violations.map(({ id, nodes }) => `${tab} ${id}: ${nodes[0]?.html}`)).toEqual([]);
			expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
		}
	},
);
