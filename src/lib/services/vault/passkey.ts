import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { PasskeySlot } from '#lib/model/vault.ts';
import { fromBase64, fromBase64Url, randomBytes, toBase64, toBase64Url } from './bytes.ts';
import type { NewPasskey } from './vault.ts';

// Runs in the window: a worker cannot ask for a passkey.

/** Makes a passkey on this device and asks it for the bytes that wrap the vault. */
export async function createPasskey(): Promise<Result<NewPasskey, Problem>> {
	const salt = randomBytes(32);
	const made = await attempt(() =>
		navigator.credentials.create({
			publicKey: {
				challenge: randomBytes(32),
				rp: { name: 'AetherOS', id: location.hostname },
				user: { id: randomBytes(16), name: 'vault', displayName: 'AetherOS vault' },
				pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
				authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
				extensions: { prf: { eval: { first: salt } } },
			},
		}),
	);
	if (!made.ok) return made;
	const slot = { credentialId: toBase64Url(made.value.id), salt: toBase64(salt) };
	if (made.value.output) return ok({ ...slot, output: made.value.output });
	// Some authenticators answer only when they are asked, not when the passkey is made.
	return made.value.isPrf ? askPasskey([slot]) : err(UNSUPPORTED);
}

/** Asks for one of the passkeys that open the vault. */
export async function askPasskey(slots: readonly PasskeySlot[]): Promise<Result<NewPasskey, Problem>> {
	const evalByCredential = Object.fromEntries(
		slots.map(({ credentialId, salt }) => [credentialId, { first: fromBase64(salt) }]),
	);
	const asked = await attempt(() =>
		navigator.credentials.get({
			publicKey: {
				challenge: randomBytes(32),
				rpId: location.hostname,
				userVerification: 'required',
				allowCredentials: slots.map(({ credentialId }) => ({
					type: 'public-key',
					id: fromBase64Url(credentialId),
				})),
				extensions: { prf: { evalByCredential } },
			},
		}),
	);
	if (!asked.ok) return asked;
	const credentialId = toBase64Url(asked.value.id);
	const slot = slots.find((one) => one.credentialId === credentialId);
	if (!slot || !asked.value.output) return err(UNSUPPORTED);
	return ok({ ...slot, output: asked.value.output });
}

interface Answer {
	readonly id: Uint8Array;
	readonly isPrf: boolean;
	readonly output: Uint8Array | undefined;
}

async function attempt(ask: () => Promise<Credential | null>): Promise<Result<Answer, Problem>> {
	if (!('PublicKeyCredential' in window)) return err(UNSUPPORTED);
	try {
		const credential = await ask();
		if (!(credential instanceof PublicKeyCredential)) return err(REFUSED);
		const { prf } = credential.getClientExtensionResults();
		return ok({
			id: new Uint8Array(credential.rawId),
			isPrf: prf?.enabled === true,
			output: prf?.results ? bytesOf(prf.results.first) : undefined,
		});
	} catch (cause) {
		return err({ ...REFUSED, detail: cause instanceof Error ? cause.name : String(cause) });
	}
}

const bytesOf = (source: BufferSource): Uint8Array =>
	ArrayBuffer.isView(source)
		? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
		: new Uint8Array(source);

const REFUSED: Problem = {
	type: 'passkey-refused',
	message: 'The passkey was not given.',
	action: 'Try again, or use the passphrase',
};
const UNSUPPORTED: Problem = {
	type: 'passkey-unsupported',
	message: 'This browser or this passkey cannot open a vault.',
	action: 'Use the passphrase',
};
