import * as z from 'zod/mini';
import { parseJson } from '#lib/model/json.ts';
import { streamPartSchema } from '#lib/model/llm-schema.ts';
import type { ContentPart, LlmRequest, StreamPart } from '#lib/model/llm.ts';
import { requestSchema } from './desk/request.ts';
import { base64 } from './dialects/base64.ts';

// How a request for a lent model and its answer travel between two devices: JSON, pictures in base64.

type Bytes = Uint8Array<ArrayBuffer>;

const IMAGE = 'image';
const partsSchema = z.array(streamPartSchema).check(z.maxLength(10_000));
const sentImage = z.object({ type: z.literal(IMAGE), mediaType: z.string(), data: z.base64() });
const sentSchema = z.looseObject({
	messages: z.array(z.looseObject({ parts: z.array(z.looseObject({ type: z.string() })) })),
});

/** Which model answers is the lender's business, so none is named. */
export function writeLentRequest({ model: _model, ...request }: LlmRequest): Bytes {
	const messages = request.messages.map((message) => ({ ...message, parts: message.parts.map(sent) }));
	return utf8(JSON.stringify({ ...request, messages }));
}

const sent = (part: ContentPart): unknown =>
	part.type === IMAGE ? { ...part, data: base64(part.data) } : part;

/** The request as it is for this model. Undefined when the bytes are none; nothing comes along that is no part of one. */
export function readLentRequest(bytes: Uint8Array, model: LlmRequest['model']): LlmRequest | undefined {
	const value = z.safeParse(sentSchema, parseJson(textOf(bytes)));
	if (!value.success) return undefined;
	const messages = value.data.messages.map((message) => ({ ...message, parts: message.parts.map(received) }));
	const request = z.safeParse(requestSchema, { ...value.data, messages, model });
	return request.success ? request.data : undefined;
}

function received(part: unknown): unknown {
	const image = z.safeParse(sentImage, part);
	if (!image.success) return part;
	return { ...image.data, data: Uint8Array.from(atob(image.data.data), (letter) => letter.charCodeAt(0)) };
}

/** Without what the vendor told of its price and its own usage: the borrower pays nothing, and need not know. */
export const writeLentParts = (parts: readonly StreamPart[]): Bytes => utf8(JSON.stringify(parts.map(plain)));

function plain(part: StreamPart): StreamPart {
	if (part.type !== 'usage') return part;
	const { costNanoUsd: _cost, ...usage } = part.usage;
	return { type: 'usage', usage };
}

/** Undefined when the bytes are no parts of an answer. */
export function readLentParts(bytes: Uint8Array): readonly StreamPart[] | undefined {
	const parts = z.safeParse(partsSchema, parseJson(textOf(bytes)));
	return parts.success ? parts.data.map(plain) : undefined;
}

const utf8 = (text: string): Bytes => new Uint8Array(new TextEncoder().encode(text));
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
