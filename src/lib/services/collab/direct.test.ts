import { afterEach, expect, test, vi } from 'vitest';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { DirectCall } from './answering.ts';
import { textOf, utf8, type Bytes } from './bytes.ts';
import type { Room } from './collab.ts';
import { deferred, found, joinBy, linkTo, person, reasons, until, valueOf } from './collab.test-data.ts';
import { signDirect, writeAsk, type DirectMessage } from './direct-message.ts';
import { Intruder } from './intruder.test-data.ts';
import { LIMITS, RATES } from './limits.ts';
import { MemoryNetwork } from './memory-transport.ts';

vi.setConfig({ testTimeout: 60_000 });

const rooms: Room[] = [];
const intruders: Intruder[] = [];
afterEach(async () => {
	for (const intruder of intruders.splice(0)) intruder.leave();
	for (const room of rooms.splice(0)) await room.leave();
});

/** An owner who shouts back, and a guest. */
async function scene(role: 'viewer' | 'editor' = 'editor', now?: () => number) {
	const network = new MemoryNetwork();
	const [ada, ben] = [person('Ada', now), person('Ben', now)];
	const owner = await found(ada, network.transport('ada'));
	const guest = await joinBy(ben, await linkTo(owner, role), network.transport('ben'));
	rooms.push(owner, guest);
	await until(() => owner.linked.length === 1 && guest.linked.length === 1);
	const calls: DirectCall[] = [];
	owner.direct.serve('shout', {
		role: 'viewer',
		answer: async (call) => {
			calls.push(call);
			for (const word of textOf(call.payload).split(' ')) await call.send(utf8(word.toUpperCase()));
			return ok(undefined);
		},
	});
	const evil = network.transport('evil', (other) => other !== 'evil');
	const intrude = async (): Promise<Intruder> => {
		const intruder = await Intruder.by(await linkTo(owner, 'editor'), evil);
		intruders.push(intruder);
		await until(() => intruder.footholds.length === 2 && owner.members.length === 3);
		await until(() => guest.members.length === 3);
		return intruder;
	};
	return { network, ada, ben, owner, guest, calls, intrude };
}

async function ask(
	from: Room,
	to: Room,
	text: string,
	more: { topic?: string; signal?: AbortSignal; silenceMs?: number } = {},
): Promise<{ readonly words: readonly string[]; readonly result: Result<void, Problem> }> {
	const words: string[] = [];
	const result = await from.direct.ask(to.author, {
		topic: 'shout',
		payload: utf8(text),
		signal: new AbortController().signal,
		onPart: (part) => words.push(textOf(part)),
		...more,
	});
	return { words, result };
}

const failure = (type: string) => ({ ok: false, error: { type } });

/** What an intruder says to one of them, signed by itself, whatever it claims. */
async function say(eve: Intruder, to: Room, change: Partial<DirectMessage>): Promise<Bytes> {
	const message = await signDirect(eve.device, eve.signer.roomId, {
		type: 'ask',
		from: eve.device.author,
		to: to.author,
		session: eve.sessionOf(to.author),
		request: Date.now(),
		index: 0,
		payload: writeAsk('shout', utf8('hello')),
		...change,
	});
	tell(eve, to, message);
	return message;
}

function tell(eve: Intruder, to: Room, message: Bytes): void {
	eve.tellFrame(to.author, { type: 'direct', message });
}

test('a member asks another, and gets the parts of the answer in their order', async () => {
	const { owner, guest, calls } = await scene();
	const { words, result } = await ask(guest, owner, 'one two three');
	expect(result).toEqual(ok(undefined));
	expect(words).toEqual(['ONE', 'TWO', 'THREE']);
	expect(calls[0]?.from).toEqual({ author: guest.author, name: 'Ben', role: 'editor' });
});

test('many requests at once keep their answers apart', async () => {
	const { owner, guest } = await scene();
	const texts = Array.from({ length: LIMITS.directAsks }, (_, index) => `a${index} b${index}`);
	const answers = await Promise.all(texts.map((text) => ask(guest, owner, text)));
	expect(answers.map(({ words }) => words.join(' '))).toEqual(texts.map((text) => text.toUpperCase()));
});

test('a request that one role may make is refused to a lesser one, and told to the audit', async () => {
	const { ada, owner, guest } = await scene('viewer');
	let count = 0;
	owner.direct.serve('write', { role: 'editor', answer: async () => ok(void count++) });
	expect((await ask(guest, owner, 'x', { topic: 'write' })).result).toMatchObject(failure('role-missing'));
	expect(count).toBe(0);
	expect(reasons(ada)).toContain('role');
});

test('what nobody offers, what is too large, and who is not there, is a failure that says so', async () => {
	const { owner, guest } = await scene();
	expect((await ask(guest, owner, 'x', { topic: 'sing' })).result).toMatchObject(failure('not-offered'));
	const large = 'x'.repeat(LIMITS.directBytes);
	expect((await ask(guest, owner, large)).result).toMatchObject(failure('message-too-large'));
	await owner.leave();
	await until(() => guest.linked.length === 0);
	expect((await ask(guest, owner, 'x')).result).toMatchObject(failure('peer-away'));
});

test('a megabyte goes through, there and back', async () => {
	const { owner, guest } = await scene();
	const text = 'x'.repeat(LIMITS.directBytes - 100);
	expect((await ask(guest, owner, text)).words).toEqual([text.toUpperCase()]);
});

test('an answer in more pieces than may come at once comes whole, and is no fault of whoever gives it', async () => {
	const { ben, owner, guest } = await scene();
	const count = RATES.parts.burst * 2;
	const text = Array.from({ length: count }, (_, index) => `w${index}`).join(' ');
	const { words, result } = await ask(guest, owner, text);
	expect(result).toEqual(ok(undefined));
	expect(words).toEqual(text.toUpperCase().split(' '));
	expect(reasons(ben)).toEqual([]);
});

test('calling off ends the request here, stops whoever answers it, and harms nothing after', async () => {
	const { ben, owner, guest } = await scene();
	const stopped = deferred<string>();
	const stop = new AbortController();
	owner.direct.serve('wait', {
		role: 'viewer',
		answer: async ({ signal, send }) => {
			signal.addEventListener('abort', () => stopped.resolve('stopped'));
			await send(utf8('begun'));
			await stopped.promise;
			await send(utf8('too late'));
			return ok(undefined);
		},
	});
	const asking = guest.direct.ask(owner.author, {
		topic: 'wait',
		payload: new Uint8Array(),
		signal: stop.signal,
		onPart: () => stop.abort(),
	});
	expect(await asking).toMatchObject(failure('called-off'));
	expect(await stopped.promise).toBe('stopped');
	expect((await ask(guest, owner, 'still there')).words).toEqual(['STILL', 'THERE']);
	expect(reasons(ben)).toEqual([]);
});

test('who is silent for too long is waited for no longer', async () => {
	const { owner, guest } = await scene();
	owner.direct.serve('wait', { role: 'viewer', answer: () => new Promise(() => undefined) });
	const { result } = await ask(guest, owner, 'x', { topic: 'wait', silenceMs: 1 });
	expect(result).toMatchObject(failure('peer-silent'));
});

test('when the link goes, the request fails and whoever answers stops', async () => {
	const { owner, guest } = await scene();
	const [begun, stopped] = [deferred(), deferred()];
	owner.direct.serve('wait', {
		role: 'viewer',
		answer: ({ signal }) => {
			signal.addEventListener('abort', () => stopped.resolve());
			begun.resolve();
			return new Promise(() => undefined);
		},
	});
	const asking = ask(owner, guest, 'x', { topic: 'none' });
	expect((await asking).result).toMatchObject(failure('not-offered'));
	const waiting = ask(guest, owner, 'x', { topic: 'wait' });
	await begun.promise;
	await guest.leave();
	await stopped.promise;
	expect((await waiting).result).toMatchObject(failure('peer-away'));
});

test('a service that ends calls off what it answers', async () => {
	const { owner, guest } = await scene();
	const begun = deferred();
	const stop = owner.direct.serve('wait', {
		role: 'viewer',
		answer: () => {
			begun.resolve();
			return new Promise(() => undefined);
		},
	});
	const waiting = ask(guest, owner, 'x', { topic: 'wait' });
	await begun.promise;
	stop();
	expect((await waiting).result).toMatchObject(failure('not-offered'));
});

test('more requests at once than one device answers are told to wait', async () => {
	const { owner, guest } = await scene();
	const go = deferred();
	owner.direct.serve('wait', { role: 'viewer', answer: async () => ok(await go.promise) });
	const held = Array.from({ length: LIMITS.directAsks }, () => ask(guest, owner, 'x', { topic: 'wait' }));
	expect((await ask(guest, owner, 'x', { topic: 'wait' })).result).toMatchObject(failure('peer-busy'));
	go.resolve();
	for (const each of held) expect((await each).result).toEqual(ok(undefined));
});

test('a request in the name of another, to another, or with a signature that is not its own, is not answered', async () => {
	const { ada, owner, guest, calls, intrude } = await scene();
	const eve = await intrude();
	await say(eve, owner, { from: guest.author });
	await until(() => reasons(ada).includes('impostor'));
	await say(eve, owner, { to: guest.author });
	await until(() => reasons(ada).includes('replay'));
	const honest = await say(eve, owner, {});
	await until(() => calls.length === 1);
	const changed = honest.slice();
	changed[changed.length - 65] = 33;
	tell(eve, owner, changed);
	await until(() => reasons(ada).includes('forged'));
	expect(calls).toHaveLength(1);
});

test('a request is answered once, however often it is sent, and not on another page', async () => {
	const { ada, owner, guest, calls, intrude } = await scene();
	const eve = await intrude();
	const sent = await say(eve, owner, {});
	await until(() => calls.length === 1);
	tell(eve, owner, sent);
	await until(() => reasons(ada).includes('replay'));
	expect(calls).toHaveLength(1);
	tell(eve, guest, sent);
	expect((await ask(guest, owner, 'on')).words).toEqual(['ON']);
});

test('the answer of a third, and an answer nobody asked for, reach nobody', async () => {
	const { ben, owner, guest, intrude } = await scene();
	const eve = await intrude();
	const [begun, go] = [deferred(), deferred()];
	owner.direct.serve('wait', {
		role: 'viewer',
		answer: async ({ send }) => {
			begun.resolve();
			await go.promise;
			await send(utf8('truth'));
			return ok(undefined);
		},
	});
	const start = Date.now();
	const asking = ask(guest, owner, 'x', { topic: 'wait' });
	await begun.promise;
	for (let request = start - 2; request < start + 8; request++)
		await say(eve, guest, { type: 'part', request, payload: utf8('lie') });
	await until(() => reasons(ben).includes('unasked'));
	go.resolve();
	expect(await asking).toEqual({ words: ['truth'], result: ok(undefined) });
});

test('whoever floods with requests is slowed down and banned in the end, and others do not notice', async () => {
	const start = Date.now();
	// The clock stands: nothing of what a peer may send per second is given back meanwhile.
	const { ada, owner, guest, calls, intrude } = await scene('editor', () => start);
	const eve = await intrude();
	for (let count = 0; count < RATES.asks.burst + LIMITS.faults + 10; count++)
		await say(eve, owner, { request: start + count });
	await until(() => eve.closed > 0);
	expect(calls.length).toBeLessThanOrEqual(RATES.asks.burst);
	expect(reasons(ada)).toContain('flood');
	expect(ada.audited.some(({ event }) => event === 'collab.banned')).toBe(true);
	expect((await ask(guest, owner, 'on')).words).toEqual(['ON']);
});

test('a member who was removed is not answered any more', async () => {
	const { owner, guest, calls } = await scene();
	valueOf(await owner.admin.remove(guest.author));
	const { result } = await ask(guest, owner, 'x');
	expect(result.ok).toBe(false);
	expect(calls).toEqual([]);
});

test.each<[string, (eve: Intruder, to: Room) => Promise<void>]>([
	['bytes that are no message', async (eve, to) => tell(eve, to, utf8('x'.repeat(300)))],
	['a message that is too large', async (eve, to) => tell(eve, to, new Uint8Array(LIMITS.directBytes * 2))],
])('%s is a fault and nothing else', async (_what, send) => {
	const { ada, owner, guest, intrude } = await scene();
	const eve = await intrude();
	await send(eve, owner);
	await until(() => reasons(ada).some((reason) => reason === 'garbage' || reason === 'oversized'));
	expect((await ask(guest, owner, 'on')).words).toEqual(['ON']);
});
