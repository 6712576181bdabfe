import { expect, test } from 'vitest';
import { collect } from '../collect.ts';
import { never, providerSuite, RECORDED, requestTo, weather } from '../provider.suite.ts';
import { type BuiltInModel, builtInModel, chromeProvider, downloadBuiltInModel } from './chrome.ts';

type Availability = Awaited<ReturnType<BuiltInModel['availability']>>;

/** A built-in model that answers as the scenario says, like the stand-in does for vendors. */
function fakeModel(scenario: () => string, availability: Availability = 'available') {
	const prompts: unknown[] = [];
	const model: BuiltInModel = {
		availability: () => Promise.resolve(availability),
		create: ({ initialPrompts, monitor }) => {
			prompts.push(...(initialPrompts ?? []));
			const target = new EventTarget();
			monitor?.(target);
			for (const loaded of [0.5, 1])
				target.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded }));
			return Promise.resolve({
				destroy: () => {},
				async *promptStreaming(input: string) {
					prompts.push(input);
					if (scenario() === 'hang') await new Promise(() => {});
					yield RECORDED.text.slice(0, 5);
					if (scenario() === 'hang-midway') await new Promise(() => {});
					if (scenario() === 'too-long') throw new DOMException('Too long', 'QuotaExceededError');
					yield RECORDED.text.slice(5);
				},
			});
		},
	};
	return { model, prompts };
}

let scenario = 'text';
const access = (name: string) => {
	scenario = name;
	return { key: null, fetch };
};
providerSuite({
	provider: chromeProvider(fakeModel(() => scenario).model),
	access,
	lacks: ['reasoning', 'tools', 'usage'],
});

test('gets the system words and the history before the question', async () => {
	const { model, prompts } = fakeModel(() => 'text');
	const provider = chromeProvider(model);
	const said = (role: 'user' | 'assistant', text: string) =>
		({ role, parts: [{ type: 'text', text }] }) as const;
	const messages = [said('user', 'One'), said('assistant', 'Two'), said('user', 'Three')];
	await collect(provider.stream(requestTo(provider, { messages }), { ...access('text'), signal: never() }));
	expect(prompts).toEqual([
		{ role: 'system', content: 'Be brief.' },
		{ role: 'user', content: 'One' },
		{ role: 'assistant', content: 'Two' },
		'Three',
	]);
});

test.each<[Availability, string]>([
	['unavailable', 'Choose another provider.'],
	['downloadable', 'Download it in Settings.'],
	['downloading', 'Wait until it is downloaded.'],
])('a model that is %s says what to do', async (availability, action) => {
	const provider = chromeProvider(fakeModel(() => 'text', availability).model);
	const parts = await collect(provider.stream(requestTo(provider), { ...access('text'), signal: never() }));
	expect(parts).toMatchObject([{ type: 'error', error: { kind: 'unavailable', action } }]);
	expect(await provider.models({ ...access('text'), signal: never() })).toMatchObject({ ok: false });
});

test('a browser without the model says so', async () => {
	expect(builtInModel({})).toBeNull();
	const provider = chromeProvider(null);
	const parts = await collect(provider.stream(requestTo(provider), { ...access('text'), signal: never() }));
	expect(parts).toMatchObject([{ type: 'error', error: { kind: 'unavailable' } }]);
});

test('what it cannot do is refused in words', async () => {
	const provider = chromeProvider(fakeModel(() => 'text').model);
	const request = requestTo(provider, { tools: [weather] });
	const parts = await collect(provider.stream(request, { ...access('text'), signal: never() }));
	expect(parts).toMatchObject([{ type: 'error', error: { kind: 'request-invalid' } }]);
});

test('a conversation beyond its window is told as too long', async () => {
	const provider = chromeProvider(fakeModel(() => 'too-long').model);
	const parts = await collect(provider.stream(requestTo(provider), { ...access('text'), signal: never() }));
	expect(parts.at(-1)).toMatchObject({ type: 'error', error: { kind: 'context-too-long' } });
});

test('a download tells its progress', async () => {
	const shares: number[] = [];
	const { model } = fakeModel(() => 'text', 'downloadable');
	const done = await downloadBuiltInModel(model, (share) => shares.push(share), never());
	expect(done.ok).toBe(true);
	expect(shares).toEqual([0.5, 1]);
});
