import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { requestFrom, type WireCall } from './network-request.ts';

/** Answers of one worker that may be open at the same time. */
const MAX_OPEN = 20;

/** An answer that goes on, as it begins. */
export interface OpenedStream {
	readonly id: string;
	readonly status: number;
	readonly headers: readonly (readonly [string, string])[];
}

interface Open {
	readonly reader: ReadableStreamDefaultReader<Uint8Array>;
	readonly stop: AbortController;
	/** Longest silence. ms. */
	readonly silentMs: number;
}

/** Answers whose pieces are fetched one by one, each no sooner than it is asked for. */
export class NetworkStreams {
	readonly #inner: typeof fetch;
	readonly #open = new Map<string, Open>();
	#next = 0;

	constructor(inner: typeof fetch) {
		this.#inner = inner;
	}

	/** `limits.ms` is the longest silence. Fails with `network-failed`, `network-timeout`, `redirect-refused` and `request-invalid`. */
	async open(call: WireCall): Promise<Result<OpenedStream, Problem>> {
		const request = requestFrom(call);
		if (!request.ok) return request;
		const { origin } = new URL(call.url);
		if (this.#open.size >= MAX_OPEN) return err(failed(origin, 'too many open answers'));
		const stop = new AbortController();
		const timer = setTimeout(() => stop.abort(new DOMException('', 'TimeoutError')), call.limits.ms);
		try {
			const response = await this.#inner(request.value, { ...QUIETLY, signal: stop.signal });
			if (response.url !== '' && !call.origins.includes(new URL(response.url).origin)) {
				stop.abort();
				return err(redirected(origin));
			}
			const id = String(this.#next++);
			const body = response.body ?? new Blob().stream();
			this.#open.set(id, { reader: body.getReader(), stop, silentMs: call.limits.ms });
			return ok({ id, status: response.status, headers: [...response.headers] });
		} catch (error) {
			return err(isLate(error) ? silent(call.limits.ms) : failed(origin, String(error)));
		} finally {
			clearTimeout(timer);
		}
	}

	/** The next piece; null at the end. Fails with `network-timeout` after too long a silence and `network-failed` at a cut. */
	async read(id: string): Promise<Result<Uint8Array | null, Problem>> {
		const open = this.#open.get(id);
		if (!open) return ok(null);
		const { reader, stop, silentMs } = open;
		const timer = setTimeout(() => stop.abort(new DOMException('', 'TimeoutError')), silentMs);
		try {
			const { value, done } = await reader.read();
			if (done) this.close(id);
			return ok(done ? null : value);
		} catch (error) {
			this.close(id);
			return err(isLate(error) ? silent(silentMs) : failed('The address', String(error)));
		} finally {
			clearTimeout(timer);
		}
	}

	close(id: string): void {
		this.#open.get(id)?.stop.abort();
		this.#open.delete(id);
	}
}

const QUIETLY = {
	mode: 'cors',
	redirect: 'follow',
	credentials: 'omit',
	referrerPolicy: 'no-referrer',
	cache: 'no-store',
} as const;

const isLate = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';

const redirected = (origin: string): Problem => ({
	type: 'redirect-refused',
	message: `${origin} sends on to another address, which you have not allowed.`,
});
const silent = (ms: number): Problem => ({
	type: 'network-timeout',
	message: `Nothing came for ${Math.ceil(ms / 1000)} s.`,
});
const failed = (origin: string, detail: string): Problem => ({
	type: 'network-failed',
	message: `${origin} cut the connection, is down, or does not answer pages of other sites (CORS).`,
	detail,
});
