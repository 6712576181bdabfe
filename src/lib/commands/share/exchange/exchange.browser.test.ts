import { afterEach, expect, inject, test, vi } from 'vitest';
import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import { lentProviderId, type LendTerms } from '#lib/model/lending.ts';
import type { LlmRequest, StreamPart } from '#lib/model/llm.ts';
import { NANO } from '#lib/model/spending.ts';
import { openModels } from '#lib/models-house.ts';
import { MemoryNetwork } from '#lib/services/collab/memory-transport.ts';
import type { Transport } from '#lib/services/collab/transport.ts';
import { collect } from '#lib/services/llm/collect.ts';
import { guarded } from '#lib/services/llm/guard.ts';
import { RECORDED } from '#lib/services/llm/provider.suite.ts';
import { openai } from '#lib/services/llm/providers/openai.ts';
import type { Workspace } from '../../workspace/workspace.svelte.ts';
import { modelParts } from '../../generate/model-parts.ts';
import { joined, linkTo, openTab, shared, valueOf, type Tab } from '../together.test-data.ts';
import { lendModel, stopLending } from './exchange-commands.ts';

vi.setConfig({ testTimeout: 60_000 });

const KEY = 'sk-proj-of-the-lender-0123456789';
const tabs: Tab[] = [];
afterEach(async () => {
	for (const tab of tabs.splice(0)) await tab.close();
});

/** Everything that any device of the network sends. */
const wire: Uint8Array[] = [];
function tapped(transport: Transport): Transport {
	return {
		label: transport.label,
		join: (meeting, onLink) =>
			transport.join(meeting, (link) => {
				const send = link.send.bind(link);
				link.send = (message) => {
					wire.push(message);
					return send(message);
				};
				onLink(link);
			}),
	};
}

/** A tab whose person has a key with the vendor's stand-in, asked as the key worker asks. */
async function device(network: MemoryNetwork, scenario: string): Promise<Tab> {
	const tab = await openTab(() => tapped(network.transport('memory')));
	tabs.push(tab);
	const keys = {
		generate: (request: LlmRequest, signal: AbortSignal) =>
			guarded(openai, request, {
				key: KEY,
				baseUrl: `${inject('standin')}/openai/${scenario}/whole`,
				fetch: (input, init) => fetch(input, init),
				signal,
			}),
	};
	Object.assign(tab.services, { ...openModels(tab.services.storage), keys: async () => keys });
	return tab;
}

async function scene({
	role = 'editor',
	scenario = 'text',
}: { role?: 'editor' | 'viewer'; scenario?: string } = {}) {
	wire.length = 0;
	const network = new MemoryNetwork();
	const [ann, ben] = [await device(network, scenario), await device(network, scenario)];
	const hers = await shared(ann);
	const his = await joined(ben, await linkTo(ann, hers, role));
	await expect.poll(() => his.files.has(MANIFEST_PATH)).toBe(true);
	await expect.poll(() => his.together.role).toBe(role);
	return { ann, ben, hers, his };
}

const ref = { provider: 'openai', model: 'gpt-5-mini' };
const lend = async (tab: Tab, { id }: Workspace, terms: Partial<LendTerms> = {}) =>
	tab.dispatch(lendModel, {
		...{ creationId: id, ref, unit: 'tokens', perMember: 20_000, inAll: 50_000, facts: {} },
		...terms,
	});

const ask = (
	tab: Tab,
	{ id: creationId, together }: Workspace,
	lender: Workspace,
	more: Partial<LlmRequest> = {},
) =>
	collect(
		modelParts(
			{
				model: { provider: lentProviderId(authorOf(lender)), model: ref.model },
				messages: [{ role: 'user', parts: [{ type: 'text', text: 'Say it.' }] }],
				maxOutputTokens: 4_000,
				...more,
			},
			{ services: tab.services, creationId, signal: new AbortController().signal },
		),
	).then((parts) => ({ parts, left: together.exchange.choices[0]?.note }));

function authorOf({ together }: Workspace) {
	if (!together.room) throw new Error('no room');
	return together.room.author;
}

const textIn = (parts: readonly StreamPart[]): string =>
	parts.flatMap((part) => (part.type === 'text-delta' ? [part.text] : [])).join('');
const used = RECORDED.usage.input + RECORDED.usage.cacheRead + RECORDED.usage.output;

test('a member asks a lent model: the answer streams in, the lender’s ledger counts it, the key is in nothing sent', async () => {
	const { ann, ben, hers, his } = await scene();
	expect(his.together.exchange.choices).toEqual([]);
	valueOf(await lend(ann, hers));
	await expect
		.poll(() => his.together.exchange.choices.map(({ note }) => note))
		.toEqual(['lent by Ann (20,000 tokens left)']);
	const { parts } = await ask(ben, his, hers);
	expect(textIn(parts)).toBe(RECORDED.text);
	expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'stop' });
	await expect
		.poll(() => hers.together.exchange.lending?.accounts)
		.toMatchObject([{ name: 'Ben', calls: 1, used }]);
	const [row] = await ann.services.storage.callsBetween(0, Date.now() + 1);
	expect(row).toMatchObject({ lentTo: 'Ben', provider: 'openai', model: 'gpt-5-mini', creationId: hers.id });
	const left = `lent by Ann (${(20_000 - used).toLocaleString('en')} tokens left)`;
	await expect.poll(() => his.together.exchange.choices[0]?.note).toBe(left);
	await expect
		.poll(async () => (await ann.audited()).find(({ event }) => event === 'model.lent')?.detail)
		.toMatchObject({ member: 'Ben', model: 'gpt-5-mini' });
	const sent = wire.map((bytes) => new TextDecoder('latin1').decode(bytes)).join('\n');
	expect(sent).toContain('Say it.');
	expect(sent).not.toContain(KEY);
	expect(sent).not.toContain(KEY.slice(0, 20));
});

test('the quota stops a request before it is sent, and other members have their own', async () => {
	const { ann, ben, hers, his } = await scene();
	valueOf(await lend(ann, hers, { perMember: 500 }));
	await expect.poll(() => his.together.exchange.choices.length).toBe(1);
	const { parts } = await ask(ben, his, hers);
	expect(parts).toMatchObject([{ type: 'error', error: { kind: 'budget-spent' } }]);
	expect(await ann.services.storage.callsBetween(0, Date.now() + 1)).toEqual([]);
});

test('money is a limit where the price is known, and no limit where nobody knows it', async () => {
	const { ann, ben, hers, his } = await scene();
	const unknown = { ref: { provider: 'openai', model: 'never-heard-of' }, unit: 'money' } as const;
	expect(await lend(ann, hers, unknown)).toMatchObject({ ok: false, error: { type: 'price-missing' } });
	const dollars = { unit: 'money', perMember: 0.4 * NANO, inAll: NANO } as const;
	valueOf(await lend(ann, hers, dollars));
	await expect.poll(() => his.together.exchange.choices[0]?.note).toBe('lent by Ann ($0.40 left)');
	const { parts } = await ask(ben, his, hers);
	expect(textIn(parts)).toBe(RECORDED.text);
	await expect.poll(() => hers.together.exchange.lending?.accounts[0]?.used).toBeGreaterThan(0);
});

test('a budget of the lender’s own holds for members as well', async () => {
	const { ann, ben, hers, his } = await scene();
	await ann.services.storage.changeSetting('budgets', (present) => ({ ...present, dayNanoUsd: 1 }));
	valueOf(await lend(ann, hers));
	await expect.poll(() => his.together.exchange.choices.length).toBe(1);
	const { parts } = await ask(ben, his, hers);
	expect(parts).toMatchObject([{ type: 'error', error: { kind: 'budget-spent' } }]);
});

test('who may not edit is offered no model, and gets none by asking', async () => {
	const { ann, ben, hers, his } = await scene({ role: 'viewer' });
	valueOf(await lend(ann, hers));
	const room = valueOf(await his.together.opened());
	const payload = new TextEncoder().encode('{}');
	const signal = new AbortController().signal;
	const question = { topic: 'model', payload, signal, onPart: () => undefined };
	expect(await room.direct.ask(authorOf(hers), question)).toMatchObject({
		ok: false,
		error: { type: 'role-missing' },
	});
	expect(his.together.exchange.choices).toEqual([]);
	expect((await ask(ben, his, hers)).parts).toMatchObject([
		{ type: 'error', error: { kind: 'unavailable' } },
	]);
});

test('lending ends with a word or with the tab, and what nobody lends cannot be asked', async () => {
	const { ann, ben, hers, his } = await scene();
	valueOf(await lend(ann, hers));
	await expect.poll(() => his.together.exchange.choices.length).toBe(1);
	valueOf(await ann.dispatch(stopLending, { creationId: hers.id }));
	await expect.poll(() => his.together.exchange.choices).toEqual([]);
	valueOf(await lend(ann, hers));
	await expect.poll(() => his.together.exchange.choices.length).toBe(1);
	await ann.close();
	await expect.poll(() => his.together.exchange.choices).toEqual([]);
	expect((await ask(ben, his, his)).parts).toMatchObject([{ type: 'error', error: { kind: 'unavailable' } }]);
});

test('what the vendor refuses the lender is told without the vendor’s words', async () => {
	const { ann, ben, hers, his } = await scene({ scenario: 'http-401' });
	valueOf(await lend(ann, hers));
	await expect.poll(() => his.together.exchange.choices.length).toBe(1);
	const { parts } = await ask(ben, his, hers);
	expect(parts.at(-1)).toMatchObject({ type: 'error', error: { isRetryable: true } });
	expect(JSON.stringify(parts)).not.toContain('detail');
});

test('what is lent cannot be lent on', async () => {
	const { ann, ben, hers, his } = await scene();
	valueOf(await lend(ann, hers));
	await expect.poll(() => his.together.exchange.choices.length).toBe(1);
	const lent = his.together.exchange.choices[0]?.ref;
	expect(await lend(ben, his, lent ? { ref: lent } : {})).toMatchObject({
		ok: false,
		error: { type: 'model-not-own' },
	});
});
