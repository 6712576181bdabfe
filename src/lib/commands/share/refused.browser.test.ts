import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { AuditEvent } from '#lib/model/event.ts';
import type { Role } from '#lib/model/role.ts';
import { Intruder } from '#lib/services/collab/intruder.test-data.ts';
import { RATES } from '#lib/services/collab/limits.ts';
import { MemoryNetwork } from '#lib/services/collab/memory-transport.ts';
import { attacks, type Attack } from '../../../../tests/together/page/attacks.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';
import { joined, linkTo, openTab, read, shared, valueOf, write, type Tab } from './together.test-data.ts';

vi.setConfig({ testTimeout: 120_000 });

const latin = new TextDecoder('latin1');
const tabs: Tab[] = [];
const intruders: Intruder[] = [];
afterEach(async () => {
	for (const intruder of intruders.splice(0)) intruder.leave();
	for (const tab of tabs.splice(0)) await tab.close();
});

/** Two who work together in the product, and a way in for devices that run programs of their own. */
async function scene() {
	const network = new MemoryNetwork();
	const newTab = async (): Promise<Tab> => {
		const tab = await openTab(() => network.transport('honest'));
		tabs.push(tab);
		return tab;
	};
	const [ann, ben] = [await newTab(), await newTab()];
	const hers = await shared(ann);
	const his = await joined(ben, await linkTo(ann, hers, 'editor'));
	await expect.poll(() => his.files.size).toBe(2);
	const enter = async (role: Exclude<Role, 'owner'>): Promise<Intruder> => {
		const evil = network.transport('evil', (other) => other === 'honest');
		const eve = await Intruder.by(await linkTo(ann, hers, role), evil);
		intruders.push(eve);
		const isKnown = ({ together }: Workspace) =>
			together.members.some(({ author }) => author === eve.device.author);
		await expect.poll(() => eve.footholds.length === 2 && isKnown(hers) && isKnown(his)).toBe(true);
		return eve;
	};
	return { ann, ben, hers, his, enter };
}

async function stillWorks(hers: Workspace, his: Workspace, word: string): Promise<void> {
	write(his, 'notes.md', word);
	await expect.poll(() => read(hers, 'notes.md')).toBe(word);
	for (const { tree } of [hers, his])
		await expect.poll(() => latin.decode(Y.encodeStateAsUpdate(tree.doc))).not.toContain('EVIL');
}

/** What the audit logs of these tabs say of what a device sent, or signed for others to pass on. */
async function toldOf(eve: Intruder, ...told: readonly Tab[]): Promise<AuditEvent[]> {
	const rows = (await Promise.all(told.map((tab) => tab.audited()))).flat();
	const { author } = eve.device;
	return rows.filter(({ detail }) => detail.device === author || detail.author === author);
}

async function askForSnapshot(eve: Intruder): Promise<void> {
	const reach = {
		stream: 'snapshot',
		author: eve.founder,
		seq: 0,
		id: '00'.repeat(32),
		cut: undefined,
	} as const;
	await eve.send({ type: 'want', reaches: [reach] });
	await expect.poll(() => eve.heard.some(({ type }) => type === 'envelopes')).toBe(true);
}

const refusals: readonly (readonly [Exclude<Role, 'owner'>, Attack, RegExp])[] = [
	['viewer', 'write', /^role$/],
	['viewer', 'make itself an editor', /^role$/],
	['commenter', 'write', /^role$/],
	['editor', 'write in the name of the owner', /^forged$/],
	['editor', 'show the owner somewhere', /^forged$/],
	['editor', 'comment in the name of the owner', /^forged$/],
	['editor', 'write with a bit turned', /^forged$/],
	['editor', 'say the same twice', /^replay$/],
	['editor', 'write under the number of another', /^client-id$/],
	['editor', 'make a snapshot', /^role$/],
	['editor', 'sign garbage', /^(payload|client-id)$/],
	['editor', 'sign half an update', /^payload$/],
	['editor', 'speak the protocol of y-webrtc', /^garbage$/],
	['editor', 'write too much at once', /^oversized$/],
	['editor', 'tell each something else', /^fork$/],
];

test('whatever a device tries is in the audit log with its reason, and changes nothing', async () => {
	const { ann, ben, hers, his, enter } = await scene();
	for (const [role, attack, reason] of refusals) {
		const eve = await enter(role);
		await attacks[attack](eve);
		const rows = async () =>
			(await toldOf(eve, ann, ben)).filter(({ detail }) => reason.test(String(detail.reason)));
		await expect.poll(async () => (await rows()).length, { message: attack }).toBeGreaterThan(0);
		expect((await rows())[0]).toMatchObject({ event: 'collab.refused', outcome: 'denied' });
		await stillWorks(hers, his, `after: ${attack}`);
		eve.leave();
	}
	const ids = new Set(
		(await ann.audited()).filter(({ event }) => event === 'collab.refused').map((row) => row.creationId),
	);
	expect([...ids]).toEqual([hers.id]);
});

test('an old snapshot that is shown again is in the audit log', async () => {
	const { ann, hers, his, enter } = await scene();
	const eve = await enter('editor');
	await askForSnapshot(eve);
	valueOf(await valueOf(await hers.together.opened()).admin.snapshot());
	await attacks['show an old snapshot'](eve);
	await expect
		.poll(async () => (await toldOf(eve, ann)).map(({ detail }) => detail.reason))
		.toContain('stale');
	await stillWorks(hers, his, 'newest');
});

test('a flood of forgeries is one row a minute and ends in a ban, which is a row as well', async () => {
	const { ann, hers, his, enter } = await scene();
	const eve = await enter('editor');
	const forged = await eve.as(eve.founder).type('EVIL');
	// No more at once than is read.
	for (let count = 0; count < RATES.messages.burst / 2; count++) void eve.say(forged);
	await expect
		.poll(async () => (await toldOf(eve, ann)).map(({ event }) => event))
		.toContain('collab.banned');
	await stillWorks(hers, his, 'after the flood');
	const told = (await toldOf(eve, ann)).filter(({ detail }) => detail.reason === 'forged');
	const times = told.map(({ at }) => at).sort((a, b) => a - b);
	expect(told[0]).toMatchObject({ creationId: hers.id, detail: { count: 1 } });
	expect(times.filter((at, index) => index > 0 && at - (times[index - 1] ?? 0) < 59_000)).toEqual([]);
});
