import type { Pair } from './brackets.ts';
import { bareType, mediaFor, preferredMedia } from './media.ts';
import type { Body, Matched, Parameter, Violation } from './openapi.ts';
import { copyOf, readBodyOf } from './read-body.ts';
import { rawPairs, readPath, readQuery, readSimple } from './read-styles.ts';
import { decodePercent } from './references.ts';
import { violationsOf } from './validate.ts';

/** What of a request does not fit its operation. Empty: it fits. Reads `bytes`, else a clone of the body. */
export async function checkRequest(
	matched: Matched,
	request: Request,
	bytes?: ArrayBuffer,
): Promise<readonly Violation[]> {
	const { parameters, body } = matched.operation;
	const pairs = rawPairs(new URL(request.url).search);
	const found = parameters.flatMap((parameter) => checkParameter(parameter, matched, request, pairs));
	return [...found, ...(body ? await checkBody(body, request, bytes) : [])];
}

function checkParameter(
	parameter: Parameter,
	matched: Matched,
	request: Request,
	pairs: readonly Pair[],
): readonly Violation[] {
	const where = `${parameter.in}.${parameter.name}`;
	const value = valueOf(parameter, matched, request, pairs);
	if (value !== undefined) return violationsOf(value, parameter.schema, where);
	const isMissing = parameter.isRequired && canTravel(parameter);
	return isMissing ? [{ where, message: `${where} is required` }] : [];
}

function valueOf(
	parameter: Parameter,
	{ operation, path }: Matched,
	request: Request,
	pairs: readonly Pair[],
): unknown {
	if (parameter.in === 'query') return readQuery(parameter, pairs, operation.parameters);
	if (parameter.in === 'path') {
		const text = Object.hasOwn(path, parameter.name) ? path[parameter.name] : undefined;
		return text === undefined ? undefined : readPath(parameter, text);
	}
	const text =
		parameter.in === 'header' ? request.headers.get(parameter.name) : cookieOf(request, parameter.name);
	return text === null ? undefined : readSimple(parameter, text);
}

function cookieOf(request: Request, name: string): string | null {
	const pairs = (request.headers.get('cookie') ?? '').split(';').map((each) => each.trim());
	const own = pairs.find((pair) => pair.startsWith(`${name}=`));
	return own === undefined ? null : decodePercent(own.slice(name.length + 1));
}

const travels = new Map<string, boolean>();

/** A browser does not let a page say cookies and some headers, so their absence proves nothing there. */
function canTravel(parameter: Parameter): boolean {
	if (parameter.in === 'path' || parameter.in === 'query') return true;
	const header = parameter.in === 'cookie' ? 'cookie' : parameter.name.toLowerCase();
	const known = travels.get(header);
	if (known !== undefined) return known;
	const answer = holdsHeader(header);
	travels.set(header, answer);
	return answer;
}

function holdsHeader(name: string): boolean {
	try {
		return new Request('https://example.com', { headers: { [name]: '1' } }).headers.has(name);
	} catch {
		return false;
	}
}

async function checkBody(body: Body, request: Request, bytes?: ArrayBuffer): Promise<readonly Violation[]> {
	const sent = request.headers.get('content-type') ?? '';
	const media = sent === '' ? preferredMedia(body.content) : mediaFor(body.content, sent);
	const isEmpty = request.body === null;
	if (isEmpty || !media) {
		const hasNone = isEmpty || (await copyOf(request, bytes).text()) === '';
		if (hasNone) return body.isRequired ? [REQUIRED] : [];
		return Object.keys(body.content).length === 0
			? []
			: [wrongType(bareType(sent), Object.keys(body.content))];
	}
	const read = await readBodyOf(copyOf(request, bytes), media);
	if (read.type === 'broken') return [{ where: 'body', message: `body ${read.message}` }];
	if (read.type === 'empty') return body.isRequired ? [REQUIRED] : [];
	return read.type === 'value' ? violationsOf(read.value, media.schema, 'body') : [];
}

const REQUIRED: Violation = { where: 'body', message: 'body is required' };

/** The finding that a body came as something else than what is documented. */
export const wrongType = (sent: string, documented: readonly string[]): Violation => ({
	where: 'content-type',
	message: `content-type must be ${documented.join(' or ')}, not ${sent || 'missing'}`,
});
