/** Headers by which a creation would pass for somebody else, or tell the network what only the house knows. */
const OURS = [
	/^(cookie2?|set-cookie2?|host|origin|referer|connection|content-length|transfer-encoding|forwarded|via)$/,
	/^(traceparent|tracestate|baggage)$/,
	/^(sec|proxy|access-control|x-forwarded|x-aether|x-relay)-/,
];

type Header = readonly [string, string];

/** What of a creation's headers goes out. Where the person's secret goes along, the creation says nothing of who it is. */
export function headersOut(headers: Headers, hasSecret: boolean): readonly Header[] {
	return [...headers].filter(
		([name]) => !OURS.some((pattern) => pattern.test(name)) && !(hasSecret && name === 'authorization'),
	);
}

/** What of an answer's headers comes in: its body is already decoded, and a creation has no cookies. */
export const headersIn = (headers: readonly Header[]): [string, string][] =>
	headers
		.filter(([name]) => !/^(content-encoding|content-length|transfer-encoding|set-cookie2?)$/i.test(name))
		.map(([name, value]) => [name, value]);
