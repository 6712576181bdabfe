import { expect, test } from 'vitest';
import type { FlowWish } from '#lib/model/flow-wish.ts';
import { parseWorkflow } from '#lib/services/workflow/definition.ts';
import { amendWorkflow } from './amend.ts';
import { flowGraph } from './graph.ts';
import TEXT from './kits/order/files/workflow.yaml?raw';

function amended(...wishes: readonly FlowWish[]): string {
	const result = amendWorkflow(TEXT, wishes);
	if (!result.ok) throw new Error(result.error.message);
	expect(parseWorkflow(result.value.text)).toMatchObject({ ok: true });
	return result.value.text;
}
const refusal = (wish: FlowWish): string | undefined => {
	const result = amendWorkflow(TEXT, [wish]);
	return result.ok ? undefined : result.error.type;
};
const linesOf = (text: string): ReadonlySet<string> => new Set(text.split('\n').map((line) => line.trim()));
/** Lines of the first that the second has not. */
const beyond = (text: string, other: string): readonly string[] =>
	[...linesOf(text)].filter((line) => !linesOf(other).has(line));
function flowsOf(text: string): readonly string[] {
	const parsed = parseWorkflow(text);
	if (!parsed.ok) throw new Error('It cannot be read.');
	const last = (id: string): string => id.split('/').at(-1) ?? id;
	return flowGraph(parsed.value.source).edges.map(
		({ inner }) => `${last(inner.source)} → ${last(inner.target)}`,
	);
}

test('more retries of a step that has some change one number and nothing else', () => {
	const text = amended({ type: 'retry', step: 'the charge', count: 5 });
	expect(text).toBe(TEXT.replace('count: 3', 'count: 5'));
	expect(amended({ type: 'retry', step: 'charge', count: 0 })).not.toContain('attempt:');
});

test('a step without retries gets them, keeps its comments, and leads where it led', () => {
	const text = amended({ type: 'retry', step: 'refuse', count: 2 });
	expect(beyond(TEXT, text)).toEqual([]);
	expect(text).toContain('refuseOrderOnce:');
	expect(flowsOf(text)).toContain('refuseOrderOnce → end');
});

test('a step that sends a mail comes after the stock check', () => {
	const text = amended({ type: 'add', action: 'send a mail', place: { at: 'after', step: 'stock check' } });
	expect(beyond(TEXT, text)).toEqual([]);
	expect(flowsOf(text)).toEqual(
		expect.arrayContaining(['checkStock → sendMail', 'sendMail → isThereEnough']),
	);
});

test('what led to a step, or on from it, leads over the new one', () => {
	const before = amended({
		type: 'add',
		action: 'wait one minute',
		place: { at: 'before', step: 'refuse order' },
	});
	expect(flowsOf(before)).toEqual(
		expect.arrayContaining(['isThereEnough → waitOneMinute', 'waitOneMinute → refuseOrder']),
	);
	const after = amended({ type: 'add', action: 'note it', place: { at: 'after', step: 'refuse order' } });
	expect(flowsOf(after)).toEqual(expect.arrayContaining(['refuseOrder → note', 'note → end']));
});

test('the mail step is removed, with the lines of its own and no others', () => {
	const text = amended({ type: 'remove', step: 'mail' });
	expect(text).not.toContain('askForMail');
	expect(beyond(text, TEXT).every((line) => line.includes('continue'))).toBe(true);
	expect(text).toContain('# Stands in for the payment service');
});

test('it runs each Monday at nine, and later by hand again', () => {
	const text = amended({ type: 'schedule', cron: '0 9 * * 1' });
	expect(parseWorkflow(text)).toMatchObject({ value: { source: { schedule: { cron: '0 9 * * 1' } } } });
	expect(text).toContain('# An order on its way');
	expect(amended({ type: 'schedule', cron: null })).not.toContain('schedule:');
});

test('several wishes are carried out one after the other, or none of them', () => {
	const text = amended({ type: 'remove', step: 'mail' }, { type: 'retry', step: 'charge', count: 9 });
	expect(text).toContain('count: 9');
	expect(refusal({ type: 'remove', step: 'the elephant' })).toBe('step-missing');
	expect(
		amendWorkflow(TEXT, [
			{ type: 'remove', step: 'mail' },
			{ type: 'remove', step: 'elephant' },
		]).ok,
	).toBe(false);
});

test('where a person could mean two steps, or a step would never run, nothing is changed', () => {
	expect(refusal({ type: 'remove', step: 'order stock' })).toBe('step-ambiguous');
	expect(
		refusal({ type: 'add', action: 'send a mail', place: { at: 'after', step: 'is there enough' } }),
	).toBe('step-unreachable');
});
