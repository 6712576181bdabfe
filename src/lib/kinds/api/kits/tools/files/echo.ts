import { json, type Call } from '../../shared/files/http.ts';

/** Answers with what was sent. */
export async function echo({ request, url }: Call): Promise<Response> {
	const text = await request.text();
	return json(
		{
			method: request.method,
			path: url.pathname,
			query: Object.fromEntries(url.searchParams),
			headers: Object.fromEntries(request.headers),
			body: text === '' ? null : text,
		},
		{ 'cache-control': 'no-store' },
	);
}
