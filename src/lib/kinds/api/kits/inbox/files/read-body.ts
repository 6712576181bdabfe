import { Problem } from '../../shared/files/http.ts';

const MOST = 256 * 1024;

/** What was sent: JSON and forms as data, other text as it is. */
export async function readBody(request: Request): Promise<{ contentType: string; body: unknown }> {
	const contentType = request.headers.get('content-type') ?? 'text/plain';
	const bytes = await request.clone().arrayBuffer();
	if (bytes.byteLength > MOST) throw new Problem(413, 'A message may have at most 256 kB.');
	if (/^multipart\/form-data\b/i.test(contentType)) return { contentType, body: await formOf(request) };
	const text = new TextDecoder().decode(bytes);
	if (/^application\/x-www-form-urlencoded\b/i.test(contentType))
		return { contentType, body: Object.fromEntries(new URLSearchParams(text)) };
	return { contentType, body: isJson(contentType) ? parse(text) : text };
}

const isJson = (contentType: string): boolean => /^application\/(?:[\w.-]+\+)?json\b/i.test(contentType);

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Problem(400, text.trim() ? 'The body is not valid JSON.' : 'The body is empty.');
	}
}

/** Texts of a form; of files only their names. */
async function formOf(request: Request): Promise<Record<string, string>> {
	try {
		const form = await request.formData();
		return Object.fromEntries(
			[...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
		);
	} catch {
		throw new Problem(400, 'The form could not be read.');
	}
}
