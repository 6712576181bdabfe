import type { ConnectorFacts, CorsStatus, Service } from '#lib/commands/connectors/connectors.ts';

/** What a person is asked for, in a word or two. */
export const AUTH_WORDS: Readonly<Record<Service['auth'], string>> = {
	none: 'No key',
	apiKey: 'API key',
	bearer: 'Token',
	basic: 'User name and password',
	oauth2: 'Access token',
};

/** Whether pages may call it. */
export const CORS_WORDS: Readonly<Record<CorsStatus, string>> = {
	yes: 'Answers pages',
	no: 'Needs a relay',
	unknown: 'Not known if it answers pages',
};

/** What was read of a service, in a sentence. */
export function readWords({ operations, mcp }: ConnectorFacts): string {
	if (!mcp) return `Read: ${operations === 1 ? '1 operation' : `${operations} operations`}.`;
	if (mcp.wantsKey) return 'This server lists its tools only to who brings a key.';
	const { reads, leftOut } = mcp;
	const tools = operations === 1 ? '1 tool' : `${operations} tools`;
	const kinds = `${reads} only read, as the server says; you are asked before a model calls any other.`;
	return `Read: ${tools}, of which ${kinds}${leftOut > 0 ? ` ${leftOut} were left out.` : ''}`;
}
