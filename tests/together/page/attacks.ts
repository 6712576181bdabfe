import { hexOf } from '#lib/model/digest.ts';
import type { Author } from '#lib/model/collab.ts';
import { randomBytes, utf8, type Bytes } from '#lib/services/collab/bytes.ts';
import { clientIdOf } from '#lib/services/collab/client-id.ts';
import { kindAt, type Envelope } from '#lib/services/collab/envelope.ts';
import { writeFrame, type Frame } from '#lib/services/collab/frames.ts';
import { Signer } from '#lib/services/collab/gate.test-data.ts';
import type { Intruder } from '#lib/services/collab/intruder.test-data.ts';
import { LIMITS } from '#lib/services/collab/limits.ts';

/** What never may stand in anybody's document. */
const WORD = 'EVIL';
const NO_CUTS = { update: 0, comment: 0, snapshot: 0 };

const presence = (seq: number): { readonly payload: Bytes; readonly seq: number } => ({
	payload: utf8(JSON.stringify({ state: 'here', name: WORD, clientId: seq })),
	seq,
});

/** A statement in a signed envelope, its last bit turned. */
const turned = ({ bytes }: Envelope): Bytes => {
	const changed = bytes.slice();
	changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
	return changed;
};

const snapshot = { covers: new Map(), state: new Uint8Array([0, 0]) };

/** What a device of a room can try against the others, by name. */
export const attacks = {
	write: async (eve) => eve.say(await eve.signer.type(WORD)),
	'write in the name of the owner': async (eve) => eve.say(await eve.as(eve.founder).type(WORD)),
	'write with a bit turned': async (eve) =>
		eve.send({ type: 'envelopes', envelopes: [turned(await eve.signer.type(WORD))] }),
	'say the same twice': async (eve) => {
		const word = await eve.signer.type('twice ');
		await eve.say(word, word, word);
	},
	'leave a gap': async (eve) => {
		await eve.signer.type('never sent');
		await eve.say(await eve.signer.type(WORD));
	},
	'write under the number of another': async (eve) => {
		eve.signer.doc.clientID = clientIdOf(eve.founder);
		await eve.say(await eve.signer.type(WORD));
	},
	'write too much at once': async (eve) =>
		eve.say(await eve.signer.say('update', new Uint8Array(LIMITS.updateBytes + 2 * LIMITS.aclBytes))),
	'sign garbage': async (eve) => eve.say(await eve.signer.say('update', randomBytes(200))),
	'sign half an update': async (eve) =>
		eve.say(await eve.signer.say('update', eve.signer.edit(WORD).slice(0, -3))),
	'speak the protocol of y-webrtc': async (eve) => {
		for (let count = 0; count < 30; count++) await eve.send(Uint8Array.from([0, 2, 3, 1, 0, 0]));
	},
	'show the owner somewhere': async (eve) => {
		const { payload, seq } = presence(Date.now());
		await eve.say(await eve.as(eve.founder).say('presence', payload, { seq }));
	},
	'make a snapshot': async (eve) => eve.say(await eve.signer.snapshot(snapshot, 1_000)),
	'show an old snapshot': async (eve) => {
		const old = eve.heard
			.flatMap((frame) => (frame.type === 'envelopes' ? frame.envelopes : []))
			.find((bytes) => kindAt(bytes) === 'snapshot');
		if (old === undefined) throw new Error('has none');
		await eve.send({ type: 'envelopes', envelopes: [old] });
	},
	'make itself an editor': async (eve) =>
		eve.say(
			await eve.signer.record({ type: 'role', member: eve.device.author, role: 'editor', cuts: NO_CUTS }),
		),
	'approve itself': async (eve) =>
		eve.say(await eve.signer.record({ type: 'approve', member: eve.device.author })),
	'comment in the name of the owner': async (eve) => eve.say(await eve.as(eve.founder).comment('evil', WORD)),
	comment: async (eve) => eve.say(await eve.signer.comment('evil', WORD)),
	'tell each something else': async (eve) => {
		const versions = [eve.signer, new Signer(eve.device, eve.signer.roomId)];
		for (const [index, { author }] of eve.footholds.entries())
			eve.tell(author, await (versions[index] ?? eve.signer).type(`${WORD}${index} `));
	},
} satisfies Record<string, (eve: Intruder) => Promise<void>>;

export type Attack = keyof typeof attacks;

/** One message of each kind that can be sent without end; some of them are different each time. */
export const floods = {
	'bytes that are no frame': async () => {
		const noise = randomBytes(40);
		return () => noise;
	},
	forgeries: async (eve) => framed(await eve.as(eve.founder).type(WORD)),
	repetitions: async (eve) => {
		const word = await eve.signer.type('again ');
		await eve.say(word);
		return framed(word);
	},
	'envelopes of strangers': async (eve) => {
		const nobody = new Signer({ ...eve.device, author: nameless() }, eve.signer.roomId);
		return framed(await nobody.type(WORD));
	},
	'envelopes with a gap before them': async (eve) => {
		await eve.signer.type('never sent');
		return framed(await eve.signer.type(WORD));
	},
	'what it has': async () => {
		const reaches = Array.from({ length: 200 }, () => ({
			stream: 'update' as const,
			author: nameless(),
			seq: 1_000_000,
			id: 'ab'.repeat(32),
			cut: undefined,
		}));
		return constant({ type: 'have', reaches, neighbours: [] });
	},
	'what it wants': async (eve) =>
		constant({
			type: 'want',
			reaches: eve.footholds.map(({ author }) => ({
				stream: 'update' as const,
				author,
				seq: 0,
				id: '00'.repeat(32),
				cut: undefined,
			})),
		}),
	'presence of itself': async (eve) => {
		const signed = await Promise.all(
			Array.from({ length: 2_000 }, (_, index) => {
				const { payload, seq } = presence(Date.now() + index);
				return eve.signer.say('presence', payload, { seq });
			}),
		);
		const messages = signed.map((envelope) => framed(envelope)());
		return (index) => messages[index % messages.length] ?? new Uint8Array();
	},
	'empty envelopes, many to a message': async () =>
		constant({ type: 'envelopes', envelopes: Array.from({ length: 20_000 }, () => new Uint8Array()) }),
} satisfies Record<string, (eve: Intruder) => Promise<(index: number) => Bytes>>;

export type Flood = keyof typeof floods;

const nameless = (): Author => hexOf(randomBytes(16)) as Author;

const constant = (frame: Frame): (() => Bytes) => {
	const message = writeFrame(frame);
	return () => message;
};

const framed = ({ bytes }: Envelope): (() => Bytes) => constant({ type: 'envelopes', envelopes: [bytes] });
