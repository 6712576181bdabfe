import type { Adapter } from '#lib/model/lock.ts';
import { adaptAnswer, adaptRequest } from '#lib/services/openapi/adapt.ts';

/** The request in the new shape. */
export async function rewritten(rules: Adapter, request: Request): Promise<Request> {
	const isJson = isJsonType(request.headers.get('content-type'));
	const text = isJson ? await request.clone().text() : undefined;
	const { url, body } = adaptRequest(rules, request.url, text);
	const { method, headers } = request;
	const other = request.body === null ? null : await request.blob();
	return new Request(url, { method, headers, body: body ?? other });
}

/** The answer in the shape that the caller knows. */
export async function restored(rules: Adapter, response: Response): Promise<Response> {
	if (!isJsonType(response.headers.get('content-type'))) return response;
	const { status, statusText } = response;
	const headers = new Headers(response.headers);
	headers.delete('content-length');
	return new Response(adaptAnswer(rules, await response.text()), { status, statusText, headers });
}

const isJsonType = (type: string | null): boolean => /[/+]json\b/.test(type ?? '');
