import { expect, test } from 'vitest';
import type { Auth } from '#lib/model/service.ts';
import { createVault } from '#lib/services/vault/create-vault.ts';
import { FLOOR } from '#lib/services/vault/kdf.ts';
import { MemoryVaultStore } from '#lib/services/vault/memory-store.ts';
import { createServiceSecrets } from '#lib/services/vault/service-secrets.ts';
import { sendWithSecret, type ServiceCall } from './service-call.ts';

const SECRET = 'top+secret/42';
const ID = 'service:01J:https://api.test';

const callWith = (auth: Auth, more: Partial<ServiceCall> = {}): ServiceCall => ({
	url: 'https://api.test/a?q=1',
	method: 'POST',
	headers: [['content-type', 'text/plain']],
	body: new TextEncoder().encode('hello'),
	origins: ['https://api.test'],
	limits: { bytes: 1_000, ms: 1_000 },
	secret: { id: ID, auth },
	...more,
});

async function drawer(place = 'https://api.test', secret = SECRET) {
	const secrets = createServiceSecrets(createVault({ profile: 'me', store: new MemoryVaultStore() }));
	await secrets.set({ id: ID, place, secret, persist: false });
	return secrets;
}

/** A service that says back all it was told. */
function echo(seen: Request[]): typeof fetch {
	return async (input, init) => {
		const request = new Request(input, init);
		seen.push(request);
		const told = {
			url: request.url,
			headers: Object.fromEntries(request.headers),
			body: await request.clone().text(),
		};
		return Response.json(told, {
			headers: { 'x-told': request.headers.get('authorization') ?? request.url },
		});
	};
}

test.each<[Auth, (request: Request) => string | null, string]>([
	[{ type: 'bearer' }, ({ headers }) => headers.get('authorization'), `Bearer ${SECRET}`],
	[{ type: 'basic' }, ({ headers }) => headers.get('authorization'), `Basic ${btoa(SECRET)}`],
	[{ type: 'apiKey', in: 'header', name: 'X-Key' }, ({ headers }) => headers.get('x-key'), SECRET],
	[{ type: 'apiKey', in: 'query', name: 'key' }, ({ url }) => new URL(url).searchParams.get('key'), SECRET],
])(
	'a service gets the secret as %j, and one that repeats it tells the caller nothing',
	async (auth, find, expected) => {
		const seen: Request[] = [];
		const answer = await sendWithSecret(callWith(auth), await drawer(), echo(seen));
		if (!answer.ok) throw new Error(answer.error.message);
		expect(seen[0] && find(seen[0])).toBe(expected);
		expect(await seen[0]?.text()).toBe('hello');
		expect(seen[0]?.redirect).toBe('error');
		const came = new TextDecoder().decode(answer.value.bytes) + JSON.stringify(answer.value.headers);
		expect(came).toContain('hello');
		for (const spelling of [SECRET, encodeURIComponent(SECRET), btoa(SECRET)])
			expect(came).not.toContain(spelling);
	},
);

test('a secret goes to no origin but its own, by no relay but its own, nor to a holder that has none', async () => {
	const seen: Request[] = [];
	const secrets = await drawer();
	const elsewhere = callWith({ type: 'bearer' }, { url: 'https://evil.test/' });
	expect(await sendWithSecret(elsewhere, secrets, echo(seen))).toMatchObject({
		error: { type: 'origin-changed' },
	});
	const other = callWith(
		{ type: 'bearer' },
		{ secret: { id: 'service:02K:https://api.test', auth: { type: 'bearer' } } },
	);
	expect(await sendWithSecret(other, secrets, echo(seen))).toMatchObject({
		error: { type: 'secret-missing' },
	});
	const relayed = callWith({ type: 'bearer' }, { relay: 'https://relay.evil.test/' });
	expect(await sendWithSecret(relayed, secrets, echo(seen))).toMatchObject({
		error: { type: 'origin-changed' },
	});
	expect(seen).toEqual([]);
});

test('a relay gets the request with the address it is for, and the body whole', async () => {
	const seen: Request[] = [];
	await sendWithSecret(
		callWith({ type: 'bearer' }, { relay: 'https://relay.test/r' }),
		await drawer('https://api.test by https://relay.test'),
		echo(seen),
	);
	expect(seen[0]).toMatchObject({ url: 'https://relay.test/r', method: 'POST' });
	expect(seen[0]?.headers.get('x-relay-target')).toBe('https://api.test/a?q=1');
	expect(await seen[0]?.text()).toBe('hello');
});

test('what the platform says of a failure is not handed on, since an address may hold the key', async () => {
	const auth: Auth = { type: 'apiKey', in: 'query', name: 'key' };
	const answer = await sendWithSecret(callWith(auth), await drawer(), (input) =>
		Promise.reject(new TypeError(`failed: ${new Request(input).url}`)),
	);
	expect(answer.ok).toBe(false);
	expect(JSON.stringify(answer)).not.toContain(encodeURIComponent(SECRET));
});

test('a secret that is kept lies in the vault, goes with the lock, and is no key of a vendor', async () => {
	const vault = createVault({
		profile: 'me',
		store: new MemoryVaultStore(),
		cost: () => Promise.resolve(FLOOR),
	});
	const secrets = createServiceSecrets(vault);
	const kept = { id: ID, place: 'https://api.test', secret: SECRET, persist: true };
	expect(await secrets.set(kept)).toMatchObject({ error: { type: 'vault-missing' } });
	await vault.create('correct horse battery');
	expect((await secrets.set(kept)).ok).toBe(true);
	expect(await secrets.find(ID, 'https://api.test')).toEqual({ ok: true, value: SECRET });
	vault.lock();
	expect(await secrets.ids()).toEqual([ID]);
	expect(await secrets.find(ID, 'https://api.test')).toMatchObject({ error: { type: 'vault-locked' } });
	expect(await secrets.set({ ...kept, id: 'openai' })).toMatchObject({ error: { type: 'secret-invalid' } });
});
