import * as z from 'zod/mini';

/** Most characters of a thumbnail. */
export const MAX_THUMBNAIL = 150_000;
/** Most characters of one piece of output. */
export const MAX_OUTPUT = 64_000;
/** Most characters of one event; the house measures its bytes. */
export const MAX_EVENT = 80_000;
/** Most characters of one line of console output. */
export const MAX_LINE = 8_000;

const id = z.int().check(z.gte(0));
const text = (max: number) => z.string().check(z.maxLength(max));
const bytes = z.nullable(z.instanceof(ArrayBuffer));
const headers = z.array(z.tuple([text(200), text(16_000)])).check(z.maxLength(200));
const level = z.enum(['debug', 'log', 'info', 'warn', 'error']);
const byteChange = z.tuple([text(400), z.nullable(z.instanceof(Uint8Array))]);
const change = z.tuple([z.string(), z.nullable(z.string())]);

/** Everything a sandbox may say. It is hostile input: who says it is known by the port alone. */
export const frameMessageSchema = z.discriminatedUnion('type', [
	/** The runtime stands, nothing of the creation has run. */
	z.object({ type: z.literal('ready') }),
	/** The document is not in an opaque origin, or its engine keeps a way out: it must not run. */
	z.object({ type: z.literal('refused') }),
	/** The creation's program has been evaluated. */
	z.object({ type: z.literal('started') }),
	z.object({ type: z.literal('pong'), id }),
	z.object({
		type: z.literal('logs'),
		lines: z.array(z.object({ level, text: text(MAX_LINE) })).check(z.maxLength(200)),
	}),
	z.object({ type: z.literal('error'), message: text(4_000), stack: text(16_000) }),
	z.object({ type: z.literal('storage'), id, changes: z.array(change).check(z.maxLength(20_000)) }),
	z.object({
		type: z.literal('fetch'),
		id,
		url: text(16_000),
		method: text(20),
		headers,
		body: bytes,
	}),
	z.object({
		type: z.literal('response'),
		id,
		status: z.int().check(z.gte(200), z.lte(599)),
		statusText: text(200),
		headers,
		body: bytes,
	}),
	z.object({ type: z.literal('response-failed'), id, message: text(4_000) }),
	z.object({
		type: z.literal('download'),
		name: text(200),
		mediaType: text(200),
		bytes: z.instanceof(ArrayBuffer),
	}),
	z.object({ type: z.literal('open-link'), url: text(4_000) }),
	/** What a runtime asks of the house: answered by `lent` or `not-lent` with the same id. */
	z.object({ type: z.literal('bytes-read'), id }),
	z.object({ type: z.literal('bytes-write'), id, changes: z.array(byteChange).check(z.maxLength(50_000)) }),
	z.object({ type: z.literal('asset'), id, name: text(120) }),
	/** Text that shall be seen at once, before an answer is complete. */
	z.object({ type: z.literal('output'), channel: text(60), text: text(MAX_OUTPUT) }),
	/** An event as JSON: answered by `published` with the same id. */
	z.object({ type: z.literal('publish'), id, event: text(MAX_EVENT) }),
	/** Has handlers for events, so they may come. */
	z.object({ type: z.literal('events-listen') }),
	/** Answer to `event`: the handlers are through with it. */
	z.object({ type: z.literal('event-done'), id, problem: z.nullable(text(400)) }),
	z.object({ type: z.literal('thumbnail'), svg: text(MAX_THUMBNAIL) }),
	/** Answer to `stop`: everything said before it has arrived. */
	z.object({ type: z.literal('bye') }),
]);
export type FrameMessage = z.infer<typeof frameMessageSchema>;
