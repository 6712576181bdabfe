import { createBirpc } from 'birpc';
import type * as z from 'zod/mini';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { autoLockSchema, newKeySchema, passphraseSchema } from '#lib/model/vault.ts';
import { createDesk } from '#lib/services/llm/desk/desk.ts';
import { exchangeCode } from '#lib/services/llm/desk/openrouter.ts';
import { redactor } from '#lib/services/llm/desk/redact.ts';
import { AutoLock } from '#lib/services/vault/auto-lock.ts';
import { createVault } from '#lib/services/vault/create-vault.ts';
import { createKeyRing } from '#lib/services/vault/key-ring.ts';
import { createServiceSecrets } from '#lib/services/vault/service-secrets.ts';
import {
	callSchema,
	changeSchema,
	envelopeSchema,
	exchangeSchema,
	idSchema,
	passkeyChangeSchema,
	proofSchema,
	type KeyDesk,
	type KeyDeskCallbacks,
} from './keys-protocol.ts';
import { PartBatch } from './part-batch.ts';
import { isSealed } from './seal.ts';
import {
	keepSecret,
	newSecretSchema,
	secretIdSchema,
	sendWithSecret,
	serviceCallSchema,
} from './service-call.ts';
import { vendorOf } from './vendors.ts';

// The worker's name is the profile. Nothing here hands out a key: no function of `desk` returns one.
const profile = self.name;
const sealed = isSealed();
const channel = new BroadcastChannel(`aether-vault-${profile}`);
const running = new Map<string, AbortController>();

const vault = createVault({
	profile,
	store: { read: () => page.readVault(), write: (change) => page.writeVault(change) },
	exclusive: (work) => navigator.locks.request(`aether-vault-${profile}`, work),
});
const ring = createKeyRing(vault);
const secrets = createServiceSecrets(vault);
const autoLock = new AutoLock(vault);
const desk = createDesk({
	providers: vendorOf,
	find: (provider) => ring.find(provider),
	fetch: (input, init) => fetch(input, init),
});
vault.watch(() => void page.changed.asEvent());
channel.onmessage = () => vault.lock();

/** Reads what the page hands in; only where this worker is sealed may a secret come in. */
function door<Input, Output>(
	schema: z.ZodMiniType<Input>,
	work: (input: Input) => Promise<Result<Output, Problem>>,
): (raw: unknown) => Promise<Result<Output, Problem>> {
	return async (raw) => {
		const input = schema.safeParse(raw);
		if (!input.success) return err(UNREADABLE);
		if (!(await sealed)) return err(UNSEALED);
		try {
			const done = await autoLock.during(() => work(input.data));
			void autoLock.touch();
			return done;
		} catch (cause) {
			return err({ ...BROKEN, detail: redactor(null)(cause instanceof Error ? cause.name : 'unknown') });
		}
	};
}

/** The keys changed, though the vault did not. */
function told<Output>(result: Result<Output, Problem>): Result<Output, Problem> {
	if (result.ok) void page.changed.asEvent();
	return result;
}

const functions: { readonly [Name in keyof KeyDesk]: (raw: unknown) => ReturnType<KeyDesk[Name]> } = {
	status: () => vault.status(),
	listKeys: () => ring.list(),
	createVault: door(passphraseSchema, (passphrase) => vault.create(passphrase)),
	unlock: door(proofSchema, (proof) => vault.unlock(proof)),
	lock: async (isEverywhere) => {
		vault.lock();
		if (isEverywhere === true) channel.postMessage({ type: 'lock' });
		return ok(undefined);
	},
	changePassphrase: door(changeSchema, ({ proof, passphrase }) => vault.changePassphrase(proof, passphrase)),
	addPasskey: door(passkeyChangeSchema, ({ proof, passkey }) => vault.addPasskey(proof, passkey)),
	setAutoLock: door(autoLockSchema, (minutes) => vault.setAutoLock(minutes)),
	eraseVault: async () => {
		const erased = await vault.erase();
		channel.postMessage({ type: 'lock' });
		return erased;
	},
	setKey: door(newKeySchema, async (key) => told(await ring.set(key))),
	removeKey: door(idSchema, async (provider) => told(await ring.remove(provider))),
	exchangeCode: door(exchangeSchema, async ({ persist, ...sign }) => {
		const key = await exchangeCode(sign, (input, init) => fetch(input, init));
		if (!key.ok) return key;
		const origin = 'https://openrouter.ai';
		return told(await ring.set({ provider: 'openrouter', origin, key: key.value, persist }));
	}),
	models: async (raw) => {
		const provider = idSchema.safeParse(raw);
		const signal = AbortSignal.timeout(MODELS_WITHIN_MS);
		return autoLock.during(() => desk.models(provider.data ?? '', signal));
	},
	generate: async (raw) => {
		const call = callSchema.safeParse(raw);
		if (call.success) await autoLock.during(() => generate(call.data.id, call.data.request));
	},
	setSecret: door(newSecretSchema, async (secret) => told(await keepSecret(secret, secrets))),
	removeSecret: door(secretIdSchema, async (id) => told(await secrets.remove(id))),
	listSecrets: () => secrets.ids(),
	sendWithSecret: door(serviceCallSchema, (call) =>
		sendWithSecret(call, secrets, (input, init) => fetch(input, init)),
	),
	abort: async (raw) => running.get(String(raw))?.abort(),
};

async function generate(id: string, request: unknown): Promise<void> {
	const stopped = new AbortController();
	const batch = new PartBatch((parts) => void page.parts.asEvent(id, parts));
	running.set(id, stopped);
	for await (const part of desk.generate(request, stopped.signal)) batch.add(part);
	batch.flush();
	running.delete(id);
}

/** A vendor that has not listed its models by then is not there. */
const MODELS_WITHIN_MS = 20_000;

let receive: (envelope: unknown) => void;

/** Takes what the page has sent. */
export function hear(data: unknown): void {
	const envelope = envelopeSchema.safeParse(data);
	if (envelope.success) receive(envelope.data);
}

// Without a prototype, so that a message finds the functions above and nothing else.
const page = createBirpc<KeyDeskCallbacks, object>(
	{ __proto__: null, ...functions },
	{
		post: (data) => postMessage(data),
		on: (listener) => void (receive = listener),
		timeout: -1,
	},
);

const UNSEALED: Problem = {
	type: 'vault-unsealed',
	message:
		'This browser does not keep the part that holds keys from reaching the whole network, so no key is taken.',
	action: 'Reload the page',
};
const UNREADABLE: Problem = { type: 'input-invalid', message: 'This cannot be taken as it is.' };
const BROKEN: Problem = {
	type: 'vault-broken',
	message: 'The vault stopped at an error of its own. Nothing was changed.',
	action: 'Reload the page',
};
