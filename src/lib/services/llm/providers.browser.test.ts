import { expect, inject, test } from 'vitest';
import { parseJson } from '#lib/model/json.ts';
import { at, isObject, listOf, textOf } from './json.ts';
import { collect } from './collect.ts';
import { never, providerSuite, RECORDED, requestTo, weather } from './provider.suite.ts';
import type { Access, Provider } from './provider.ts';
import { compatibleProvider } from './providers/compatible.ts';
import { providers } from './providers/index.ts';

const own = compatibleProvider({
	id: 'own-endpoint',
	title: 'My endpoint',
	baseUrl: 'https://endpoint.example/v1',
	needsKey: false,
});
const all: readonly Provider[] = [...providers, own];

const accessTo =
	({ id, needsKey }: Provider) =>
	(scenario: string, mode = 'whole'): Omit<Access, 'signal'> => ({
		key: needsKey ? 'sk-standin-0123456789' : null,
		baseUrl: `${inject('standin')}/${id}/${scenario}/${mode}`,
		fetch: (input, init) => fetch(input, init),
	});

for (const provider of all) providerSuite({ provider, access: accessTo(provider) });

/** The bodies that arrived under this mode. */
async function bodiesSeen(mode: string): Promise<readonly unknown[]> {
	const seen: unknown = await (await fetch(`${inject('standin')}/seen/`)).json();
	return listOf(seen)
		.filter((each) => at(each, 'call', 'mode') === mode)
		.map((each) => ({ body: parseJson(textOf(at(each, 'body'))), headers: at(each, 'headers') }));
}

test.each(all)('$id sends no header that tells about its SDK', async (provider) => {
	const mode = `headers-${provider.id}`;
	await collect(
		provider.stream(requestTo(provider), { ...accessTo(provider)('text', mode), signal: never() }),
	);
	const [seen] = await bodiesSeen(mode);
	const headers = at(seen, 'headers');
	const names = isObject(headers) ? Object.keys(headers) : [];
	expect(names).not.toEqual([]);
	expect(names.filter((name) => name.startsWith('x-stainless'))).toEqual([]);
	expect(names.includes('authorization')).toBe(provider.needsKey && provider.id !== 'gemini');
});

test.each(['openai', 'xai', 'anthropic', 'gemini'])(
	'%s gets its own signature back with the result of a tool',
	async (id) => {
		const provider = all.find((each) => each.id === id)!;
		const mode = `replay-${id}`;
		const access = { ...accessTo(provider)('tool', mode), signal: never() };
		const first = await collect(provider.stream(requestTo(provider, { tools: [weather] }), access));
		const call = first.find((part) => part.type === 'tool-call')!;
		const finish = first.find((part) => part.type === 'finish')!;
		const { id: callId, name, input } = call;
		const asked = requestTo(provider).messages;
		const answered = {
			role: 'assistant',
			parts: [{ type: 'tool-call', id: callId, name, input }],
			opaque: finish.opaque,
		} as const;
		const result = {
			role: 'user',
			parts: [{ type: 'tool-result', id: callId, name, result: { sky: 'blue' } }],
		} as const;
		const messages = [...asked, answered, result];
		await collect(provider.stream(requestTo(provider, { tools: [weather], messages }), access));
		const bodies = await bodiesSeen(mode);
		const sent = JSON.stringify(at(bodies.at(-1), 'body'));
		expect(sent).toContain(RECORDED.signature);
		expect(sent).toContain('blue');
		// The call itself must not stand there twice.
		expect(sent.match(/Köln/g)).toHaveLength(1);
	},
);

test('what one provider signed goes to no other', async () => {
	const [openai, anthropic] = ['openai', 'anthropic'].map((id) => all.find((each) => each.id === id)!);
	const opaque = {
		provider: 'openai',
		value: [{ type: 'reasoning', encrypted_content: RECORDED.signature }],
	};
	const messages = [
		...requestTo(openai!).messages,
		{ role: 'assistant', parts: [{ type: 'text', text: 'Yes.' }], opaque } as const,
		{ role: 'user', parts: [{ type: 'text', text: 'Go on.' }] } as const,
	];
	const access = { ...accessTo(anthropic!)('text', 'foreign'), signal: never() };
	await collect(anthropic!.stream(requestTo(anthropic!, { messages }), access));
	expect(JSON.stringify(await bodiesSeen('foreign'))).not.toContain(RECORDED.signature);
});
