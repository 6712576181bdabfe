import { headersFor } from '../../scripts/headers.mjs';

/** A copy with the headers that hosts without a configuration leave out. */
export function isolate(response: Response, pathname: string): Response {
	if (response.type === 'opaque' || response.type === 'error' || response.status === 0) return response;
	const headers = new Headers(response.headers);
	for (const [name, value] of Object.entries(headersFor(pathname))) headers.set(name, value);
	return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
