import type { TaskKind } from '#lib/model/task.ts';

/** A step that can be added: what it is for, and what it begins with. */
export interface PaletteItem {
	readonly id: string;
	readonly kind: TaskKind;
	readonly label: string;
	readonly hint: string;
	/** Name of the new step; numbered where it is taken. */
	readonly name: string;
	readonly body: unknown;
}

const SOURCE = 'https://aether.invalid/workflow';

export const PALETTE: readonly PaletteItem[] = [
	{
		id: 'set',
		kind: 'set',
		label: 'Set data',
		hint: 'Work out values',
		name: 'setData',
		body: { set: '${ . + { done: true } }' },
	},
	{
		id: 'switch',
		kind: 'switch',
		label: 'Choose',
		hint: 'Go on by a condition',
		name: 'choose',
		body: { switch: [{ yes: { when: '.amount > 100', then: 'continue' } }, { otherwise: { then: 'end' } }] },
	},
	{
		id: 'http',
		kind: 'call',
		label: 'Call an address',
		hint: 'An address that was granted',
		name: 'callAddress',
		body: { call: 'http', with: { method: 'get', endpoint: 'https://example.com/' } },
	},
	{
		id: 'openapi',
		kind: 'call',
		label: 'Call a linked creation',
		hint: 'One of its operations',
		name: 'callCreation',
		body: { call: 'openapi', with: { document: { endpoint: 'aether:api' }, operationId: 'list' } },
	},
	{
		id: 'emit',
		kind: 'emit',
		label: 'Send event',
		hint: 'Tell whoever listens',
		name: 'tell',
		body: {
			emit: { event: { with: { source: SOURCE, type: 'something.happened', data: '${ . }' } } },
			output: { as: '${ $input }' },
		},
	},
	{
		id: 'listen',
		kind: 'listen',
		label: 'Wait for event',
		hint: 'A decision, an answer',
		name: 'waitForEvent',
		body: {
			listen: { to: { one: { with: { type: 'something.decided' } } } },
			output: { as: '${ $input + { answer: .[0] } }' },
		},
	},
	{
		id: 'wait',
		kind: 'wait',
		label: 'Pause',
		hint: 'Go on later',
		name: 'pause',
		body: { wait: { seconds: 5 } },
	},
	{
		id: 'for',
		kind: 'for',
		label: 'Loop',
		hint: 'Once for each of a list',
		name: 'forEach',
		body: { for: { each: 'item', in: '.items' }, do: [{ eachItem: { set: '${ .seen += [$item] }' } }] },
	},
	{
		id: 'fork',
		kind: 'fork',
		label: 'Branches',
		hint: 'At the same time',
		name: 'atTheSameTime',
		body: { fork: { branches: [{ first: { set: { one: true } } }, { second: { set: { two: true } } }] } },
	},
	{
		id: 'try',
		kind: 'try',
		label: 'Try and retry',
		hint: 'Catch what fails',
		name: 'tryIt',
		body: {
			try: [{ attempt: { set: '${ . }' } }],
			catch: {
				retry: { delay: { seconds: 1 }, backoff: { exponential: {} }, limit: { attempt: { count: 3 } } },
			},
		},
	},
	{
		id: 'raise',
		kind: 'raise',
		label: 'Fail',
		hint: 'End with an error',
		name: 'fail',
		body: {
			raise: {
				error: {
					type: 'https://serverlessworkflow.io/spec/1.0.0/errors/validation',
					status: 400,
					title: 'It cannot go on',
				},
			},
		},
	},
];

/** `setData`, or `setData2` where that is taken. */
export function freeName(wanted: string, taken: readonly string[]): string {
	let name = wanted;
	for (let number = 2; taken.includes(name); number++) name = `${wanted}${number}`;
	return name;
}
