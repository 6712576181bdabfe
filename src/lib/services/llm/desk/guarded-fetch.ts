/** What no caller can talk this fetch out of. A redirect would carry the key along to wherever the answer points. */
const LOCKED: RequestInit = {
	mode: 'cors',
	redirect: 'error',
	credentials: 'omit',
	referrerPolicy: 'no-referrer',
	cache: 'no-store',
	keepalive: false,
};

/** A fetch that reaches `origin` and nothing else. Rejects with a TypeError for any other address. */
export function guardedFetch(origin: string, inner: typeof fetch): typeof fetch {
	return async (input, init = {}) => {
		const url = new URL(input instanceof Request ? input.url : input);
		if (url.origin !== origin || url.username || url.password)
			throw new TypeError(`A call to ${url.origin} was refused: this key belongs to ${origin}.`);
		if (init.mode === 'no-cors') return knock(url, inner, init.signal);
		return input instanceof Request
			? inner(new Request(input, { ...init, ...LOCKED }))
			: inner(url, { ...init, ...LOCKED });
	};
}

/** Asks only whether somebody is there: no header, no body, no query. Browsers allow no other redirect mode here. */
function knock(url: URL, inner: typeof fetch, signal: AbortSignal | null | undefined): Promise<Response> {
	const bare: RequestInit = { ...LOCKED, mode: 'no-cors', redirect: 'follow' };
	return inner(new URL(url.pathname, url), { ...bare, ...(signal ? { signal } : {}) });
}
