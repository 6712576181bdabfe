import type { CorsStatus, Service } from '#lib/commands/connectors/connectors.ts';

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
