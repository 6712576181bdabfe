import { createBirpc } from 'birpc';
import { err, ok, type Problem } from '#lib/model/result.ts';
import { networkFetch } from './network-fetch.ts';
import { envelopeSchema, fetchSchema, type NetworkDesk } from './network-protocol.ts';
import { callSchema } from './network-request.ts';
import { sendOpenly } from './network-send.ts';
import { NetworkStreams } from './network-stream.ts';
import { isSealed } from './seal.ts';

// The policy of this worker's own script says which origins it reaches; nothing leaves where no policy holds.
const sealed = isSealed();
const streams = new NetworkStreams((input, init) => fetch(input, init));

const functions = {
	async fetch(raw: unknown) {
		const request = fetchSchema.safeParse(raw);
		if (!request.success) return err(UNREADABLE);
		if (!(await sealed)) return err(UNSEALED);
		return networkFetch(request.data, (input, init) => fetch(input, init));
	},
	async send(raw: unknown) {
		const call = callSchema.safeParse(raw);
		if (!call.success) return err(UNREADABLE);
		if (!(await sealed)) return err(UNSEALED);
		return sendOpenly(call.data, (input, init) => fetch(input, init));
	},
	async open(raw: unknown) {
		const call = callSchema.safeParse(raw);
		if (!call.success) return err(UNREADABLE);
		return (await sealed) ? streams.open(call.data) : err(UNSEALED);
	},
	read: (raw: unknown) => streams.read(String(raw)),
	close: (raw: unknown) => {
		streams.close(String(raw));
		return Promise.resolve(ok(undefined));
	},
} satisfies { readonly [Name in keyof NetworkDesk]: (raw: unknown) => ReturnType<NetworkDesk[Name]> };

let receive: (envelope: unknown) => void;

/** Takes what the page has sent. */
export function hear(data: unknown): void {
	const envelope = envelopeSchema.safeParse(data);
	if (envelope.success) receive(envelope.data);
}

createBirpc<Record<string, never>, object>(
	{ __proto__: null, ...functions },
	{ post: (data) => postMessage(data), on: (listener) => void (receive = listener), timeout: -1 },
);

const UNREADABLE: Problem = { type: 'input-invalid', message: 'This cannot be taken as it is.' };
const UNSEALED: Problem = {
	type: 'network-unsealed',
	message: 'This browser does not hold AetherOS to the addresses you confirmed, so nothing is fetched.',
	action: 'Reload the page',
};
