import { expect, test } from 'vitest';
import { newCreationId, newMessageId } from '#lib/model/id.ts';
import type { Message } from '#lib/model/thread.ts';
import { factsOf, rivalOf } from './comparison.ts';

const asked = newMessageId();
const creationId = newCreationId();
const answer = (facts: Partial<Message>): Message => ({
	id: newMessageId(),
	creationId,
	parentId: asked,
	role: 'assistant',
	text: '',
	at: 1,
	state: 'done',
	...facts,
});

test('an answer is told by checks, cost, tokens, time and files', () => {
	const facts = factsOf(
		answer({
			checks: {
				score: 0.5,
				list: [
					{ name: 'starts', isPassed: true },
					{ name: 'axe', isPassed: false },
				],
			},
			costNanoUsd: 4_200_000,
			usage: { input: 1_000, cacheRead: 0, cacheWrite: 0, output: 200, reasoning: 0 },
			durationMs: 12_340,
			changes: [{ path: 'a.ts', status: 'changed', added: 3, removed: 1 }],
		}),
	);
	expect(facts.map(({ value }) => value)).toEqual([
		'1 of 2 passed',
		'$0.0042',
		'1,000 in, 200 out',
		'12.3 s',
		'1 changed, +3 −1',
	]);
});

test('what is not known is not called free or nothing', () => {
	expect(factsOf(answer({ costNanoUsd: null })).map(({ value }) => value)).toEqual([
		'none ran',
		'cost unknown',
		'not known',
		'not known',
		'none changed',
	]);
});

test('the rival is the newest other answer to the same wish', () => {
	const first = answer({});
	const older = answer({ at: 2 });
	const newer = answer({ at: 3 });
	const elsewhere = answer({ at: 9, parentId: newMessageId() });
	const arriving = answer({ at: 8, state: 'streaming' });
	expect(rivalOf(first, [first, newer, older, elsewhere, arriving])).toBe(newer);
	expect(rivalOf(first, [first])).toBeUndefined();
});
