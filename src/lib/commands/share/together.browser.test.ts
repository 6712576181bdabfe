import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { newUlid } from '#lib/model/id.ts';
import { isClientOf } from '#lib/services/collab/client-id.ts';
import { MemoryNetwork } from '#lib/services/collab/memory-transport.ts';
import { renameCreation } from '../creation/shelf.ts';
import { addFile } from '../workspace/file.ts';
import { modelOf } from './model-writers.ts';
import { exportZip } from './share.ts';
import {
	approveMember,
	closeInvite,
	joinShared,
	leaveRoom,
	removeMember,
	setMemberRole,
	useHere,
} from './room.ts';
import { joined, linkTo, openTab, read, shared, valueOf, write, type Tab } from './together.test-data.ts';

let network = new MemoryNetwork();
const tabs: Tab[] = [];
const newTab = async (database?: string): Promise<Tab> => {
	const tab = await openTab(() => network.transport('memory'), database);
	tabs.push(tab);
	return tab;
};
afterEach(async () => {
	for (const tab of tabs.splice(0)) await tab.close();
	network = new MemoryNetwork();
});

const filesOf = ({ files }: { readonly files: ReadonlyMap<string, unknown> }) =>
	Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)));

test('who joins by a link gets the files, the title and a first version, and both edit the same text', async () => {
	const [ann, ben] = [await newTab(), await newTab()];
	const hers = await shared(ann);
	expect(hers.together.state).toBe('connecting');
	write(hers, 'notes.md', 'one\n');
	const his = await joined(ben, await linkTo(ann, hers, 'editor'));
	await expect.poll(() => read(his, 'notes.md')).toBe('one\n');
	await expect.poll(() => his.head).not.toBeNull();
	expect(await ben.services.storage.creation(his.id)).toMatchObject({ title: 'Recipes', kind: 'app' });
	await expect.poll(() => hers.together.state).toBe('connected');
	expect(hers.together.members.map(({ name, role }) => `${name} ${role}`)).toEqual([
		'Ben editor',
		'Ann owner',
	]);

	write(his, 'notes.md', 'one\ntwo\n');
	write(hers, 'notes.md', 'zero\none\n');
	await expect.poll(() => read(hers, 'notes.md')).toBe('zero\none\ntwo\n');
	await expect.poll(() => filesOf(his)).toEqual(filesOf(hers));
});

test('a new title reaches the lists of the others', async () => {
	const [ann, ben] = [await newTab(), await newTab()];
	const hers = await shared(ann);
	const his = await joined(ben, await linkTo(ann, hers, 'viewer'));
	await expect.poll(() => his.files.size).toBe(2);
	valueOf(await ann.dispatch(renameCreation, { creationId: hers.id, title: 'Cookbook' }));
	await expect.poll(async () => (await ben.services.storage.creation(his.id))?.title).toBe('Cookbook');
});

test('what was edited while nobody was reached is there after the return, on both sides', async () => {
	const [ann, ben] = [await newTab(), await newTab()];
	const hers = await shared(ann);
	write(hers, 'notes.md', 'middle\n');
	const his = await joined(ben, await linkTo(ann, hers, 'editor'));
	await expect.poll(() => read(his, 'notes.md')).toBe('middle\n');
	const { id } = his;
	await ben.close();
	write(hers, 'notes.md', 'first\nmiddle\n');

	const elsewhere = new MemoryNetwork();
	const offline = await openTab(() => elsewhere.transport('alone'), ben.database);
	write(await offline.open(id), 'notes.md', 'middle\nlast\n');
	await offline.close();

	const back = await (await newTab(ben.database)).open(id);
	await expect.poll(() => read(back, 'notes.md')).toBe('first\nmiddle\nlast\n');
	await expect.poll(() => read(hers, 'notes.md')).toBe('first\nmiddle\nlast\n');
});

test('what was on disk and not signed when a tab was killed reaches the others at the next opening', async () => {
	const [ann, ben] = [await newTab(), await newTab()];
	const hers = await shared(ann);
	const his = await joined(ben, await linkTo(ann, hers, 'editor'));
	await expect.poll(() => his.files.size).toBe(2);
	const { id } = his;
	await ben.close();
	// A realm without a room writes as a tab does that dies before it signs.
	const dying = await openTab(() => network.transport('memory'), ben.database);
	const tree = valueOf(await dying.services.storage.openTree(id));
	const device = valueOf(await (await dying.services.collab()).device());
	const { claimClientId } = await import('./client-id.ts');
	tree.doc.clientID = (await claimClientId(device.author)).id;
	tree.write(new Map([['late.md', 'unsigned']]), 'person');
	valueOf(await tree.saved());
	tree.close();
	await dying.close();

	await (await newTab(ben.database)).open(id);
	await expect.poll(() => read(hers, 'late.md')).toBe('unsigned');
});

test('a viewer runs into a closed door until the owner gives another role', async () => {
	const [ann, ben] = [await newTab(), await newTab()];
	const hers = await shared(ann);
	const his = await joined(ben, await linkTo(ann, hers, 'viewer'));
	await expect.poll(() => his.together.role).toBe('viewer');
	const add = { creationId: his.id, path: 'mine.md' };
	expect(await ben.dispatch(addFile, add)).toMatchObject({ ok: false, error: { type: 'not-allowed' } });
	const member = valueOf(await his.together.opened()).author;
	valueOf(await ann.dispatch(setMemberRole, { creationId: hers.id, member, role: 'editor' }));
	await expect.poll(() => his.together.role).toBe('editor');
	// Commands ask what is on disk, which is there a moment later.
	await expect.poll(() => ben.services.roleOn(his.id)).toBe('editor');
	valueOf(await ben.dispatch(addFile, add));
	await expect.poll(() => read(hers, 'mine.md')).toBe('');
	valueOf(await ann.dispatch(setMemberRole, { creationId: hers.id, member, role: 'viewer' }));
	await expect.poll(() => his.together.role).toBe('viewer');
	await ben.services.workspaces.release(his.id);
	await expect.poll(() => ben.services.roleOn(his.id)).toBe('viewer');
});

test('who must be let in sees nothing until then', async () => {
	const [ann, ben] = [await newTab(), await newTab()];
	const hers = await shared(ann);
	const his = await joined(ben, await linkTo(ann, hers, 'editor', true));
	await expect.poll(() => his.together.isWaiting).toBe(true);
	expect(his.together.role).toBe('viewer');
	expect(his.files.size).toBe(0);
	expect(his.head).toBeNull();
	const member = valueOf(await his.together.opened()).author;
	await expect.poll(() => hers.together.members.length).toBe(2);
	valueOf(await ann.dispatch(approveMember, { creationId: hers.id, member }));
	await expect.poll(() => his.files.size).toBe(2);
	expect(his.together.isWaiting).toBe(false);
});

test('who was removed keeps what was read, may change nothing, and can go on with a copy', async () => {
	const [ann, ben] = [await newTab(), await newTab()];
	const hers = await shared(ann);
	const his = await joined(ben, await linkTo(ann, hers, 'editor'));
	await expect.poll(() => his.together.role).toBe('editor');
	await expect.poll(() => his.files.size).toBe(2);
	const member = valueOf(await his.together.opened()).author;
	valueOf(await ann.dispatch(removeMember, { creationId: hers.id, member }));
	await expect.poll(() => his.together.role).toBe('viewer');
	expect(await ben.services.roleOn(his.id)).toBe('viewer');
	write(hers, 'later.md', 'not for Ben');
	valueOf(await ben.dispatch(leaveRoom, { creationId: his.id }));
	expect(his.together.state).toBe('alone');
	expect(await ben.services.roleOn(his.id)).toBe('owner');
	expect(his.files.size).toBe(2);
});

test('two tabs of one device: one keeps the room, the other follows, and what it writes reaches everybody', async () => {
	const [ann, ben] = [await newTab(), await newTab()];
	const hers = await shared(ann);
	write(hers, 'notes.md', 'a');
	const his = await joined(ben, await linkTo(ann, hers, 'editor'));
	await expect.poll(() => read(his, 'notes.md')).toBe('a');
	const second = await newTab(ben.database);
	const other = await second.open(his.id);
	await expect.poll(() => other.together.state).toBe('elsewhere');
	expect(other.together.role).toBe('editor');
	expect(other.together.members.length).toBe(2);
	expect(other.tree.doc.clientID).not.toBe(his.tree.doc.clientID);

	write(other, 'notes.md', 'ab');
	await expect.poll(() => read(hers, 'notes.md')).toBe('ab');
	write(hers, 'notes.md', 'abc');
	await expect.poll(() => read(other, 'notes.md')).toBe('abc');

	// The person goes on in this tab: the room comes here, the other one waits for it.
	valueOf(await second.dispatch(useHere, { creationId: other.id }));
	await expect.poll(() => other.together.state).toBe('connected');
	await expect.poll(() => his.together.state).toBe('elsewhere');
	expect(his.together.role).toBe('editor');
	write(his, 'notes.md', 'abc.');
	await expect.poll(() => read(hers, 'notes.md')).toBe('abc.');
	valueOf(await ben.dispatch(useHere, { creationId: his.id }));
	await expect.poll(() => his.together.state).toBe('connected');
	await expect.poll(() => other.together.state).toBe('elsewhere');

	await ben.close();
	await expect.poll(() => other.together.state).toBe('connected');
	write(other, 'notes.md', 'abcd');
	await expect.poll(() => read(hers, 'notes.md')).toBe('abcd');
});

test('sharing in one tab makes the other one follow', async () => {
	const database = newUlid();
	const [first, second] = [await newTab(database), await newTab(database)];
	const { keep } = await import('../../../../tests/support/small-app.ts');
	const id = await keep(first.services.storage);
	const other = await second.open(id);
	expect(other.together.state).toBe('alone');
	await first.open(id);
	const { startSharing } = await import('./room.ts');
	valueOf(await first.dispatch(startSharing, { creationId: id, name: 'Ann' }));
	await expect.poll(() => other.together.state).toBe('elsewhere');
	expect(other.together.role).toBe('owner');
	await expect.poll(() => other.together.members.length).toBe(1);
});

test('what a command writes while nobody has the creation open reaches the others once it is', async () => {
	const [ann, ben] = [await newTab(), await newTab()];
	const hers = await shared(ann);
	const his = await joined(ben, await linkTo(ann, hers, 'editor'));
	await expect.poll(() => his.together.role).toBe('editor');
	await ben.services.workspaces.release(his.id);
	valueOf(await ben.dispatch(addFile, { creationId: his.id, path: 'quiet.md', text: 'unseen' }));
	expect(valueOf(await ben.services.storage.rooms.load(his.id))?.envelopes ?? []).toHaveLength(0);
	await ben.services.workspaces.hold(his.id);
	await expect.poll(() => read(hers, 'quiet.md')).toBe('unseen');
});

test('what a model wrote carries its name, and whose device asked it', async () => {
	const [ann, ben] = [await newTab(), await newTab()];
	const hers = await shared(ann);
	const own = hers.tree.doc.clientID;
	await hers.together.writeAsModel('some-model', () => write(hers, 'notes.md', 'by a model\n'));
	expect(hers.tree.doc.clientID).toBe(own);
	const his = await joined(ben, await linkTo(ann, hers, 'editor'));
	await expect.poll(() => read(his, 'notes.md')).toBe('by a model\n');
	write(his, 'notes.md', 'by a model\nby Ben\n');
	await expect.poll(() => read(hers, 'notes.md')).toBe('by a model\nby Ben\n');
	const writers = [...Y.decodeStateVector(Y.encodeStateVector(his.tree.doc)).keys()];
	const models = writers.map((client) => modelOf(his.tree.doc, client));
	expect(models.filter((model) => model !== undefined)).toEqual(['some-model']);
	const [client = 0] = writers.filter((number) => modelOf(his.tree.doc, number));
	const founder = his.together.members.find(({ role }) => role === 'owner');
	expect(founder && isClientOf(client, founder.author)).toBe(true);
});

test('when what somebody wrote no longer counts, the tree goes on without it and the draft is kept', async () => {
	const [ann, ben] = [await newTab(), await newTab()];
	const hers = await shared(ann);
	const his = await joined(ben, await linkTo(ann, hers, 'editor'));
	await expect.poll(() => his.files.size).toBe(2);
	write(his, 'notes.md', 'by Ben');
	await expect.poll(() => read(hers, 'notes.md')).toBe('by Ben');
	const document = hers.tree.doc;
	const inviteId = hers.together.members.find(({ name }) => name === 'Ben')?.inviteId ?? '';
	valueOf(await ann.dispatch(closeInvite, { creationId: hers.id, inviteId, keep: [] }));
	await expect.poll(() => read(hers, 'notes.md')).toBe(undefined);
	expect(hers.tree.doc).not.toBe(document);
	expect(hers.together.room?.doc).toBe(hers.tree.doc);
	await expect.poll(() => ann.told.length).toBe(1);
	ann.told[0]?.run?.();
	const [draft] = (await ann.services.storage.recentCreations(10)).filter(({ id }) => id !== hers.id);
	expect(draft?.title).toBe('Recipes (recovered)');
	expect(ann.navigated).toEqual([`/c/${draft?.id ?? ''}`]);
	if (draft) expect(read(await ann.open(draft.id), 'notes.md')).toBe('by Ben');

	write(hers, 'notes.md', 'by Ann');
	await ann.close();
	const again = await (await newTab(ann.database)).open(hers.id);
	expect(filesOf(again)).toMatchObject({ 'notes.md': 'by Ann' });
	expect([...again.files.keys()].sort()).toEqual(['aether.json', 'notes.md', 'src/main.ts']);
});

test('what is exported holds nothing to come into the room by, and no audit row does', async () => {
	const ann = await newTab();
	const hers = await shared(ann);
	const link = await linkTo(ann, hers, 'editor');
	valueOf(await ann.dispatch(exportZip, { creationId: hers.id }));
	const zip = new Uint8Array((await ann.downloaded[0]?.arrayBuffer()) ?? new ArrayBuffer());
	const bundle = valueOf(await (await ann.services.archive()).unzip(zip));
	const room = valueOf(await ann.services.storage.rooms.load(hers.id));
	const secrets = room?.row.secrets.map(({ secret }) => String(secret)) ?? [];
	expect(secrets).toHaveLength(1);
	const exported = [bundle.files, bundle.git, bundle.data, bundle.bytes].flatMap((map) => [...map.values()]);
	const texts = exported.map((content) => (typeof content === 'string' ? content : String(content)));
	for (const secret of secrets) expect(texts.filter((text) => text.includes(secret))).toEqual([]);
	expect(texts.filter((text) => text.includes(link))).toEqual([]);
	const rows = JSON.stringify(await ann.audited());
	expect(rows).toContain('share.invite');
	expect(rows).not.toContain(link.slice(0, 40));
	expect(rows).not.toContain(link.slice(-40));
});

test('joining twice gives the same creation, and a broken link makes none', async () => {
	const [ann, ben] = [await newTab(), await newTab()];
	const hers = await shared(ann);
	const link = await linkTo(ann, hers, 'viewer');
	const his = await joined(ben, link);
	expect(valueOf(await ben.dispatch(joinShared, { link, name: 'Ben' }))).toBe(his.id);
	expect(await ben.dispatch(joinShared, { link: `${link}x`, name: 'Ben' })).toMatchObject({
		ok: false,
		error: { type: 'invitation-broken' },
	});
	expect(await ben.services.storage.recentCreations(10)).toHaveLength(1);
});
