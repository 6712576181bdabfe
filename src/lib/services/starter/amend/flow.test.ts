import { expect, test } from 'vitest';
import type { FlowWish } from '#lib/model/flow-wish.ts';
import { createStarter } from '../create-starter.ts';

const starter = createStarter([]);

test.each<readonly [string, FlowWish]>([
	['retry the charge five times', { type: 'retry', step: 'the charge', count: 5 }],
	['please retry charging the card up to 4 times', { type: 'retry', step: 'charging the card', count: 4 }],
	['try the payment again twice', { type: 'retry', step: 'the payment', count: 2 }],
	["don't retry the charge", { type: 'retry', step: 'the charge', count: 0 }],
	['the charge should be retried 6 times', { type: 'retry', step: 'the charge', count: 6 }],
	['let the charge be retried once', { type: 'retry', step: 'the charge', count: 1 }],
	['remove the mail step', { type: 'remove', step: 'mail' }],
	['leave out the step that asks for the mail', { type: 'remove', step: 'asks for the mail' }],
	['run it each Monday at 9', { type: 'schedule', cron: '0 9 * * 1' }],
	['every day at 7:30', { type: 'schedule', cron: '30 7 * * *' }],
	['start it nightly', { type: 'schedule', cron: '0 2 * * *' }],
	['remove the schedule', { type: 'schedule', cron: null }],
	['only run it by hand', { type: 'schedule', cron: null }],
	[
		'add a step that sends a mail after the stock check',
		{ type: 'add', action: 'send a mail', place: { at: 'after', step: 'stock check' } },
	],
	[
		'before the charge, wait one minute',
		{ type: 'add', action: 'wait one minute', place: { at: 'before', step: 'charge' } },
	],
	['send me a mail at the end', { type: 'add', action: 'send me a mail', place: { at: 'last' } }],
	['add a step to log the order first', { type: 'add', action: 'log the order', place: { at: 'first' } }],
])('"%s" is understood', (sentence, wish) => {
	expect(starter.amendFlow(sentence)).toEqual({ wishes: [wish], ignored: [] });
});

test('two wishes in one sentence are both read, and what is neither is named', () => {
	const { wishes, ignored } = starter.amendFlow(
		'retry the charge twice and run it every Monday at 9. sing a song',
	);
	expect(wishes.map(({ type }) => type)).toEqual(['retry', 'schedule']);
	expect(ignored).toEqual(['sing a song']);
});

test.each(['make it nicer', 'call it Orders', 'add a due date', 'what is the weather'])(
	'"%s" is no wish about steps',
	(sentence) => {
		expect(starter.amendFlow(sentence).wishes).toEqual([]);
	},
);
