import { expect, test } from 'vitest';
import type { Kind } from '#lib/kinds/kind.ts';
import { newCreationId, newMessageId } from '#lib/model/id.ts';
import type { LlmRequest } from '#lib/model/llm.ts';
import type { Message } from '#lib/model/thread.ts';
import { estimateRequestTokens } from '#lib/services/catalogue/tokens.ts';
import { compose, requestOf, type RequestFacts } from './request.ts';

const kind: Kind = {
	id: 'app',
	label: 'App',
	kits: [],
	entry: 'src/main.ts',
	guide: 'Write small files.',
	check: () => [],
	render: () => Promise.reject(new Error('not in this test')),
};
const creationId = newCreationId();
const said = (role: Message['role'], text: string): Message => ({
	id: newMessageId(),
	creationId,
	parentId: null,
	role,
	text,
	at: 0,
	state: 'done',
});
const facts: RequestFacts = {
	kind,
	mode: 'build',
	files: new Map([
		['aether.json', '{}'],
		['src/main.ts', 'export const answer = 42;\n'.repeat(200)],
	]),
	history: [said('person', 'Make an app'), said('assistant', 'Made it. '.repeat(50))],
	sentence: 'Add a due date to every entry',
	windowTokens: 200_000,
	isWholeOnly: false,
	pictureCount: 0,
};

test('the shares are what the request really takes, and nothing is counted twice', () => {
	const composed = compose(facts);
	const { instructions, history, files, wish } = composed.shares;
	const request: LlmRequest = {
		...requestOf(creationId, composed, []),
		model: { provider: '', model: '' },
	};
	const whole = estimateRequestTokens(request);
	const sum = instructions + history + files + wish;
	// The estimate before sending adds a margin of 15 % and a few tokens a message.
	expect(whole / sum).toBeGreaterThan(1.1);
	expect(whole / sum).toBeLessThan(1.2);
});

test('the room for the answer is not room for the question', () => {
	expect(compose(facts).shares.limit).toBe(184_000);
	expect(compose({ ...facts, windowTokens: 8_000 }).shares.limit).toBe(6_000);
});

test('pictures weigh as part of the wish', () => {
	const [without, withTwo] = [compose(facts), compose({ ...facts, pictureCount: 2 })];
	expect(withTwo.shares.wish - without.shares.wish).toBe(3_200);
});

test('files that do not fit are named and left out', () => {
	const composed = compose({ ...facts, windowTokens: 6_000 });
	expect(composed.words).toContain('content not shown: src/main.ts');
	expect(composed.shares.files).toBeLessThan(300);
});

test('the rules of the team stand before the files, as content, and are counted', () => {
	const [without, ruled] = [compose(facts), compose({ ...facts, teamRules: 'Say "guests".' })];
	expect(ruled.words).toMatch(
		/^<data path="AETHER.md of the team">\nSay "guests"\.\n<\/data>\n\n<data path=/,
	);
	expect(ruled.words.endsWith(without.words)).toBe(true);
	expect(ruled.shares.instructions).toBeGreaterThan(without.shares.instructions);
	expect(compose({ ...facts, teamRules: ' ' }).words).toBe(without.words);
});
