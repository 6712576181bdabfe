import { sha256Hex } from '#lib/model/digest.ts';
import { parseJson } from '#lib/model/json.ts';
import * as z from 'zod/mini';
import type { EventLine } from '#lib/model/delivery.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Message } from './incoming.ts';
import { callOf, headerOf, type OutsideAnswer, type OutsideNetwork } from './outside.ts';

/** What an address had to say, and where the next question goes on. */
export interface Polled {
	readonly messages: readonly Message[];
	readonly cursor?: string;
}

/** One line of an ntfy topic: https://docs.ntfy.sh/subscribe/api/ */
const ntfySchema = z.object({ id: z.string(), event: z.string(), message: z.optional(z.string()) });
/** The message of ntfy that `text` is, if it is one of its lines: undefined where it is something else. */
export const ntfyLine = (text: string) => z.safeParse(ntfySchema, parseJson(text)).data;
const namedSchema = z.object({ id: z.union([z.string(), z.number()]) });

/**
 * Asks the address once: a topic of ntfy (`…/json?poll=1`), a batch of CloudEvents, lines or a list of JSON, or one
 * document that counts as new when its `ETag` or its content is. Fails as the network does, or with `poll-failed`.
 */
export async function pollLine(
	line: EventLine,
	network: Pick<OutsideNetwork, 'send'>,
): Promise<Result<Polled, Problem>> {
	const isNtfy = new URL(line.address).searchParams.get('poll') === '1';
	const answer = await network.send(isNtfy ? ntfyCall(line) : plainCall(line));
	if (!answer.ok) return answer;
	const { status, bytes } = answer.value;
	if (status === 304) return ok({ messages: [] });
	if (status < 200 || status >= 300) return err(failed(status));
	const text = new TextDecoder().decode(bytes);
	return ok(isNtfy ? ntfyMessages(text) : await plainMessages(text, answer.value));
}

function ntfyCall(line: EventLine) {
	const address = new URL(line.address);
	address.searchParams.set('since', line.cursor ?? String(Math.floor(line.createdAt / 1000)));
	return callOf(line.id, address.href, {});
}

/** Only tags are sent back that a server gave: what stands for content that was seen has a `#` in front. */
const plainCall = ({ id, address, cursor }: EventLine) =>
	callOf(id, address, cursor && !cursor.startsWith('#') ? { headers: [['if-none-match', cursor]] } : {});

function ntfyMessages(text: string): Polled {
	const lines = text.split('\n').flatMap((line) => ntfyLine(line) ?? []);
	const cursor = lines.at(-1)?.id;
	const messages = lines
		.filter(({ event }) => event === 'message')
		.map(({ id, message }) => ({ id, text: message ?? '' }));
	return { messages, ...(cursor ? { cursor } : {}) };
}

async function plainMessages(text: string, answer: OutsideAnswer): Promise<Polled> {
	const cursor = headerOf(answer, 'etag')?.slice(0, 500) ?? `#${await digest(text)}`;
	const type = headerOf(answer, 'content-type') ?? '';
	const whole = parseJson(text);
	if (Array.isArray(whole)) return { messages: await Promise.all(whole.map(named)), cursor };
	if (!/ndjson|jsonl/.test(type)) return { messages: [{ id: await digest(text), text }], cursor };
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	return { messages: await Promise.all(lines.map((line) => named(parseJson(line)))), cursor };
}

/** A thing of a list, by its own id or by what stands in it: seen again it is the same. */
async function named(value: unknown): Promise<Message> {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	const own = z.safeParse(namedSchema, value);
	return { id: own.success ? String(own.data.id) : await digest(text), text };
}

const digest = async (text: string): Promise<string> => (await sha256Hex(text)).slice(0, 32);

const failed = (status: number): Problem => ({
	type: 'poll-failed',
	message: `The address answered ${status}.`,
});
