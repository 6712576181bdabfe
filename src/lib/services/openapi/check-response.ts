import { wrongType } from './check-request.ts';
import { coerce } from './coerce.ts';
import { bareType, mediaFor, preferredMedia } from './media.ts';
import type { ApiResponse, Operation, Violation } from './openapi.ts';
import { copyOf, readBodyOf } from './read-body.ts';
import { violationsOf } from './validate.ts';

const WITHOUT_BODY = new Set([204, 205, 304]);

/** What of a response does not fit its operation. Empty: it fits. Reads `bytes`, else a clone of the body. */
export async function checkResponse(
	operation: Operation,
	response: Response,
	bytes?: ArrayBuffer,
): Promise<readonly Violation[]> {
	const statuses = Object.keys(operation.responses);
	const documented = responseFor(operation, response.status);
	if (!documented) return statuses.length === 0 ? [] : [undocumented(response.status, statuses)];
	const headers = checkHeaders(documented, response);
	if (operation.method === 'head' || WITHOUT_BODY.has(response.status)) return headers;
	return [...headers, ...(await checkBody(documented, response, bytes))];
}

/** What the document says of a status: the status itself, its class, else the default. */
export function responseFor(operation: Operation, status: number): ApiResponse | undefined {
	const { responses } = operation;
	return responses[String(status)] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses['default'];
}

const undocumented = (status: number, statuses: readonly string[]): Violation => ({
	where: 'status',
	message: `status ${status} is not documented, only ${statuses.join(', ')}`,
});

function checkHeaders({ headers }: ApiResponse, response: Response): readonly Violation[] {
	return Object.entries(headers).flatMap(([name, schema]) => {
		const text = response.headers.get(name);
		return text === null || name === 'content-type'
			? []
			: violationsOf(coerce(text, schema), schema, `header.${name}`);
	});
}

async function checkBody(
	{ content }: ApiResponse,
	response: Response,
	bytes?: ArrayBuffer,
): Promise<readonly Violation[]> {
	const documented = Object.keys(content);
	if (documented.length === 0) return [];
	const sent = response.headers.get('content-type') ?? '';
	const media = sent === '' ? preferredMedia(content) : mediaFor(content, sent);
	const copy = copyOf(response, bytes);
	if (!media) return [(await copy.text()) === '' ? MISSING : wrongType(bareType(sent), documented)];
	const read = await readBodyOf(copy, media);
	if (read.type === 'broken') return [{ where: 'body', message: `body ${read.message}` }];
	if (read.type === 'empty') return mayBeEmpty(media.type) ? [] : [MISSING];
	return read.type === 'value' ? violationsOf(read.value, media.schema, 'body') : [];
}

const mayBeEmpty = (type: string): boolean => bareType(type).startsWith('text/') || bareType(type) === '*/*';
const MISSING: Violation = { where: 'body', message: 'body is missing although it is documented' };
