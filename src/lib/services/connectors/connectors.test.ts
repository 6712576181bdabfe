import { expect, test } from 'vitest';
import { loadServices, searchServices } from './catalogue.ts';
import { authSchema, serviceSchema, type Auth } from '#lib/model/service.ts';
import { authOptions, withAuth } from './connector.ts';
import { corsVerdict, relaySnippet, viaRelay } from './relay.ts';

test('the catalogue holds fifty services and more, each once, each with what it must have', async () => {
	const services = await loadServices();
	expect(services.length).toBeGreaterThanOrEqual(50);
	expect(new Set(services.map(({ id }) => id)).size).toBe(services.length);
	expect(services.filter(({ documentUrl }) => documentUrl).length).toBeGreaterThan(30);
});

test('services are found by name first, then by what they are for', async () => {
	const services = await loadServices();
	const ids = (query: string) => searchServices(services, query).map(({ id }) => id);
	expect(ids('git')[0]).toMatch(/^git/);
	expect(ids('stripe')).toEqual(['stripe']);
	expect(ids('weather forecast')).toContain('open-meteo');
	expect(ids('POKEAPI')).toEqual(['pokeapi']);
	expect(ids('zzzz')).toEqual([]);
	expect(ids('')).toHaveLength(services.length);
});

const document = {
	securitySchemes: {
		key: { type: 'apiKey', name: 'X-Key', in: 'header' },
		session: { type: 'apiKey', name: 'sid', in: 'cookie' },
		login: { type: 'http', scheme: 'basic' },
		token: { type: 'http', scheme: 'bearer' },
		google: { type: 'oauth2' },
		digest: { type: 'http', scheme: 'digest' },
	},
	operations: [{ security: [['token'], ['key']] }, { security: [['token']] }, { security: [] }],
} as const;

test('the ways a document offers are listed by how much they open, and what a browser cannot do says why', () => {
	const options = authOptions(document);
	expect(options.map(({ scheme }) => scheme)).toEqual([
		'token',
		'key',
		'',
		'login',
		'google',
		'session',
		'digest',
	]);
	expect(options.find(({ scheme }) => scheme === 'session')?.impossible).toMatch(/cookies/);
	expect(options.find(({ scheme }) => scheme === 'digest')?.impossible).toMatch(/not supported/);
	for (const { auth } of options) expect(authSchema.safeParse(auth).success).toBe(true);
	expect(authOptions({ securitySchemes: {}, operations: [] })).toMatchObject([{ auth: { type: 'none' } }]);
});

const request = () =>
	new Request('https://api.example.com/a?x=1%202&key=old', {
		method: 'POST',
		body: '{}',
		headers: { 'x-a': 'b' },
	});

test.each<[Auth, string, string | null, string]>([
	[{ type: 'bearer' }, 'Bearer t', 'Bearer t', 'authorization'],
	[{ type: 'oauth2', scheme: 'google' }, 't', 'Bearer t', 'authorization'],
	[{ type: 'basic' }, 'ü:p', 'Basic w7w6cA==', 'authorization'],
	[{ type: 'apiKey', in: 'header', name: 'X-Key' }, ' k ', 'k', 'x-key'],
	[{ type: 'none' }, '', null, 'authorization'],
])('a secret of %j goes where it belongs', async (auth, secret, value, header) => {
	const result = withAuth(request(), auth, secret);
	if (!result.ok) throw new Error(result.error.message);
	expect(result.value.headers.get(header)).toBe(value);
	expect(result.value.headers.get('x-a')).toBe('b');
	expect(await result.value.text()).toBe('{}');
});

test('a key in the query replaces the one that was there and leaves the rest as it was written', () => {
	const result = withAuth(request(), { type: 'apiKey', in: 'query', name: 'key' }, 'a&b');
	expect(result.ok && result.value.url).toBe('https://api.example.com/a?x=1%202&key=a%26b');
});

test('what cannot be done is said, without the secret', () => {
	expect(withAuth(request(), { type: 'apiKey', in: 'cookie', name: 'sid' }, 'topsecret')).toMatchObject({
		ok: false,
		error: { type: 'auth-impossible' },
	});
	const broken = withAuth(request(), { type: 'bearer' }, 'top\nsecret');
	expect(broken).toMatchObject({ ok: false, error: { type: 'secret-invalid' } });
	expect(JSON.stringify(broken)).not.toContain('secret"');
	expect(JSON.stringify(broken)).not.toContain('top');
	expect(withAuth(request(), { type: 'bearer' }, ' ')).toMatchObject({
		ok: false,
		error: { type: 'secret-invalid' },
	});
});

test('what is kept of a service has no room for its secret', () => {
	const facts = { base: 'https://a.example.com', auth: { type: 'bearer' } };
	expect(serviceSchema.safeParse(facts).success).toBe(true);
	expect(serviceSchema.safeParse({ ...facts, secret: 'x' }).success).toBe(false);
	expect(serviceSchema.safeParse({ ...facts, base: 'javascript:alert(1)' }).success).toBe(false);
});

const facts = { known: 'unknown', isOnline: true, hasRelay: false, isMixedContent: false } as const;

test.each([
	[{ ...facts, attempt: { type: 'answered', status: 401 } }, 'yes', false],
	[{ ...facts, attempt: { type: 'threw' } }, 'no', true],
	[{ ...facts, attempt: { type: 'threw' }, known: 'yes' }, 'yes', false],
	[{ ...facts, attempt: { type: 'threw' }, isOnline: false }, 'unknown', false],
	[{ ...facts, known: 'no', hasRelay: true }, 'no', true],
	[{ ...facts, known: 'yes', isMixedContent: true }, 'no', true],
	[facts, 'unknown', false],
] as const)('whether a page may call is judged from %j', (given, status, needsRelay) => {
	expect(corsVerdict(given)).toMatchObject({ status, needsRelay });
});

/** The relay as it would run at its host, with `upstream` behind it. */
async function relayWith(upstream: (request: Request) => Response) {
	const script = relaySnippet('https://aether.example.com/home', 'https://api.example.com/v1').replace(
		'await fetch(url, {',
		'await globalThis.upstream(url, {',
	);
	Object.assign(globalThis, {
		upstream: (url: URL, init: RequestInit) => Promise.resolve(upstream(new Request(url, init))),
	});
	if (!('parse' in URL))
		Object.assign(URL, { parse: (text: string) => (URL.canParse(text) ? new URL(text) : null) });
	const module = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(script)}`)) as {
		default: { fetch(request: Request): Promise<Response> };
	};
	return module.default;
}

test('a relay sends on what one page asks of one service, and nothing else', async () => {
	const seen: Request[] = [];
	const relay = await relayWith(
		(each) => (seen.push(each), new Response('fine', { status: 201, headers: { 'x-b': 'c' } })),
	);
	const fromPage = (headers: Record<string, string>) => {
		const made = viaRelay(
			new Request('https://api.example.com/v1/a?b=1', {
				method: 'POST',
				body: 'hi',
				headers: { authorization: 'x', ...headers },
			}),
			'https://relay.example.com/',
		);
		return made;
	};
	const answer = await relay.fetch(fromPage({ origin: 'https://aether.example.com' }));
	expect([
		answer.status,
		await answer.text(),
		answer.headers.get('x-b'),
		answer.headers.get('access-control-allow-origin'),
	]).toEqual([201, 'fine', 'c', 'https://aether.example.com']);
	expect(seen[0]).toMatchObject({ url: 'https://api.example.com/v1/a?b=1', method: 'POST' });
	expect([
		seen[0]?.headers.get('authorization'),
		seen[0]?.headers.get('origin'),
		seen[0]?.headers.get('x-relay-target'),
	]).toEqual(['x', null, null]);
	expect((await relay.fetch(fromPage({ origin: 'https://evil.example.com' }))).status).toBe(403);
	const elsewhere = viaRelay(
		new Request('https://other.example.com/', { headers: { origin: 'https://aether.example.com' } }),
		'https://relay.example.com/',
	);
	expect((await relay.fetch(elsewhere)).status).toBe(403);
	expect(seen).toHaveLength(1);
});

test('a relay answers the question that a browser asks first', async () => {
	const relay = await relayWith(() => new Response());
	const asked = new Request('https://relay.example.com/', {
		method: 'OPTIONS',
		headers: {
			origin: 'https://aether.example.com',
			'access-control-request-headers': 'authorization,x-relay-target',
		},
	});
	const answer = await relay.fetch(asked);
	expect([answer.status, answer.headers.get('access-control-allow-headers')]).toEqual([
		204,
		'authorization,x-relay-target',
	]);
});
