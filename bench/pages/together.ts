import { WebrtcProvider } from 'y-webrtc';
import * as Y from 'yjs';
import { found, joinBy, linkTo, person } from '#lib/services/collab/collab.test-data.ts';
import type { Room } from '#lib/services/collab/collab.ts';
import { isAuthentic, type Envelope } from '#lib/services/collab/envelope.ts';
import { Founding, Judge } from '#lib/services/collab/gate.test-data.ts';
import { meshTransport } from '#lib/services/collab/mesh.ts';
import { serverSignalling } from '#lib/services/collab/signalling.ts';

/** So many are measured at once. */
const BATCH = 50;

/** One peer of a room of ours, or of one of stock y-webrtc: the same document, the same signalling server. */
let doc = new Y.Doc();
let leave: () => unknown = () => undefined;
let linked = (): number => 0;
let room: Room | undefined;
const seen = new Map<string, number>();

const now = (): number => performance.timeOrigin + performance.now();
const meshAt = (url: string) =>
	meshTransport({ signalling: [serverSignalling(url, (at) => new WebSocket(at))] });

function watch(next: Y.Doc): void {
	doc = next;
	seen.clear();
	doc.getText('text').observe(({ changes }) => {
		const at = now();
		for (const { insert } of changes.delta)
			for (const word of typeof insert === 'string' ? insert.matchAll(/<[^>]*>/g) : [])
				if (!seen.has(word[0])) seen.set(word[0], at);
	});
}

function enter(entered: Room, url: string | undefined): void {
	room = entered;
	watch(entered.doc);
	linked = () => entered.linked.length;
	leave = () => entered.leave();
	if (url !== undefined) entered.attach(meshAt(url));
}

const bench = {
	/** Founds a room around `edits` edits that are in a snapshot already. */
	async found(url: string, edits: number): Promise<string> {
		const ada = person('Ada');
		typeInto(ada.doc, edits);
		enter(await found(ada), url);
		if (room === undefined) throw new Error('no room');
		return linkTo(room, 'editor');
	},

	async join(link: string, url: string): Promise<void> {
		enter(await joinBy(person('Guest'), link), url);
	},

	stock(name: string, url: string, edits: number): void {
		const own = new Y.Doc();
		if (edits > 0) typeInto(own, edits);
		watch(own);
		const provider = new WebrtcProvider(name, own, {
			signaling: [url],
			password: 'secret',
			filterBcConns: false,
			peerOpts: { config: { iceServers: [] } },
		});
		linked = () =>
			[...(provider.room?.webrtcConns.values() ?? [])].filter(({ connected }) => connected).length;
		leave = () => {
			provider.disconnect();
			provider.destroy();
		};
	},

	linked: () => linked(),
	length: () => doc.getText('text').length,
	leave: async (): Promise<void> => void (await leave()),

	/** Types so many words, one each `pauseMs`. When each was typed; milliseconds since 1970. */
	async type(name: string, count: number, pauseMs: number): Promise<[string, number][]> {
		const typed: [string, number][] = [];
		for (let index = 0; index < count; index++) {
			const word = `<${name}.${index}>`;
			typed.push([word, now()]);
			doc.getText('text').insert(0, word);
			await new Promise((resolve) => setTimeout(resolve, pauseMs));
		}
		return typed;
	},

	/** When each word came into this document. */
	seen: (): [string, number][] => [...seen],

	/** Milliseconds from the wish to join until so many characters are here. */
	async timeToJoin(start: () => unknown, length: number): Promise<number> {
		const since = performance.now();
		await start();
		while (doc.getText('text').length < length)
			await new Promise<void>((resolve) => {
				const look = (): void => {
					doc.off('update', look);
					resolve();
				};
				doc.on('update', look);
				setTimeout(look, 100);
			});
		return performance.now() - since;
	},
	joinTimed: (link: string, url: string, length: number) =>
		bench.timeToJoin(() => bench.join(link, url), length),
	stockTimed: (name: string, url: string, length: number) =>
		bench.timeToJoin(() => bench.stock(name, url, 0), length),

	/** Microseconds for each of `count` small edits: to sign it, to verify it, all of the gate, and to merge it only. */
	async envelopes(count: number) {
		const founding = await Founding.begin();
		const { guest, join } = await founding.invite('editor');
		const judge = new Judge(founding.roomId);
		await judge.judgeAll([founding.found, join]);
		const key = judge.gate.members.of(guest.device.author)?.key;
		if (key === undefined) throw new Error('is no member');
		const plain = new Y.Doc();
		const samples: Record<string, number[]> = { sign: [], verify: [], gate: [], merge: [] };
		// The clock of a page is too coarse for one.
		const timed = async <T>(name: string, given: readonly T[], work: (one: T) => unknown): Promise<void> => {
			const since = performance.now();
			for (const one of given) await work(one);
			samples[name]?.push(((performance.now() - since) * 1000) / given.length);
		};
		for (let done = 0; done < count; done += BATCH) {
			const updates = Array.from({ length: BATCH }, () => guest.edit('x'));
			const signed: Envelope[] = [];
			await timed('sign', updates, async (update) => signed.push(await guest.say('update', update)));
			await timed('verify', signed, (envelope) => isAuthentic(envelope, key, founding.roomId));
			await timed('gate', signed, (envelope) => judge.judge(envelope));
			await timed('merge', updates, (update) => Y.applyUpdate(plain, update));
		}
		if (judge.state().text.length !== plain.getText('text').length) throw new Error('something was refused');
		return samples;
	},
};

function typeInto(into: Y.Doc, edits: number): void {
	const text = into.getText('text');
	for (let done = 0; done < edits; done++)
		text.insert((done * 7919) % (text.length + 1), String.fromCharCode(97 + (done % 26)));
}

Object.assign(window, { bench });
