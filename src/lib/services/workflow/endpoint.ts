import { authorizationOf } from './authentication.ts';
import { asText, isRecord, recordOf, textOf } from './data.ts';
import type { Execution, Frame } from './execution.ts';
import { standardFault } from './fault.ts';

/** An address with the headers that its authentication asks for. */
export interface Endpoint {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
}

/** `endpoint` of the DSL: a URI or URI template, an expression, or `{ uri, authentication }`. */
export async function endpointOf(
	execution: Execution,
	endpoint: unknown,
	input: unknown,
	frame: Frame,
): Promise<Endpoint> {
	const filled = await execution.fill(isRecord(endpoint) ? endpoint['uri'] : endpoint, input, frame);
	const shape = isRecord(filled) ? filled : isRecord(endpoint) ? endpoint : {};
	const uri = textOf(isRecord(filled) ? filled['uri'] : filled);
	if (!uri) throw standardFault('configuration', 'The call has no address to go to.');
	const url = expand(uri, input);
	if (!URL.canParse(url)) throw standardFault('configuration', `"${url.slice(0, 200)}" is no address.`);
	const authorization = await authorizationOf(execution, shape['authentication'], { url, input, frame });
	return { url, headers: authorization ? { authorization } : {} };
}

/** `{petId}` and `{?status,limit}` of a URI template (RFC 6570) from the members of the input. */
function expand(uri: string, input: unknown): string {
	const members = recordOf(input);
	return uri.replaceAll(/\{([?&]?)([\w.,]+)\}/g, (_, operator: string, names: string) => {
		const found = names.split(',').map((name) => [name, memberAt(members, name)] as const);
		const given = found.filter(([, value]) => value !== undefined && value !== null);
		if (!operator) return given.map(([, value]) => encodeURIComponent(asText(value))).join(',');
		const pairs = given.map(([name, value]) => `${name}=${encodeURIComponent(asText(value))}`);
		return pairs.length > 0 ? operator + pairs.join('&') : '';
	});
}

const memberAt = (members: unknown, path: string): unknown =>
	path.split('.').reduce((value, name) => recordOf(value)[name], members);
