import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { VaultChange } from '#lib/model/secret.ts';
import { AUTO_LOCK_MINUTES, MIN_PASSPHRASE, type VaultStatus } from '#lib/model/vault.ts';
import { randomBytes, textOf, utf8, type Bytes } from './bytes.ts';
import { keysFrom, isGenuine, fitsRows, sign, type HeaderBody, type OpenKeys } from './header.ts';
import { affordableCost, type KdfCost } from './kdf.ts';
import { EXISTS, LOCKED, MISSING, SHORT, TAMPERED } from './problems.ts';
import { newRecovery } from './recovery.ts';
import { readContents, type Contents } from './contents.ts';
import { seal, unseal } from './seal.ts';
import { secretFrom } from './secret.ts';
import { openSlot, passkeySlot, passphraseSlot, recoverySlot, type Slot } from './slots.ts';
import type { NewPasskey, Proof, Secret, Vault, VaultStore } from './vault.ts';

export interface VaultOptions {
	/** Id of the profile: what is sealed for one opens in no other. */
	readonly profile: string;
	readonly store: VaultStore;
	/** Runs one writer at a time across tabs. */
	readonly exclusive?: <T>(work: () => Promise<T>) => Promise<T>;
	readonly cost?: () => Promise<KdfCost>;
}

export function createVault(options: VaultOptions): Vault {
	return new LocalVault(options);
}

type Edit = Pick<VaultChange, 'put' | 'remove'> & { readonly body: HeaderBody };

class LocalVault implements Vault {
	readonly #profile: string;
	readonly #store: VaultStore;
	readonly #exclusive: <T>(work: () => Promise<T>) => Promise<T>;
	readonly #cost: () => Promise<KdfCost>;
	readonly #listeners = new Set<() => void>();
	#keys: OpenKeys | undefined;
	/** Newest counter seen by this object: an older header is a step back. */
	#seen = 0;

	constructor({ profile, store, exclusive, cost }: VaultOptions) {
		this.#profile = profile;
		this.#store = store;
		this.#exclusive = exclusive ?? ((work) => work());
		this.#cost = cost ?? affordableCost;
	}

	get isOpen(): boolean {
		return this.#keys !== undefined;
	}

	async status(): Promise<VaultStatus> {
		const contents = await readContents(this.#store);
		const header = contents.ok ? contents.value.header : undefined;
		const isNone = contents.ok && header === undefined;
		return {
			state: isNone ? 'none' : this.#keys ? 'unlocked' : 'locked',
			passkeys: (header?.slots ?? [])
				.filter((slot) => slot.type === 'passkey')
				.map(({ credentialId, prfSalt }) => ({ credentialId, salt: prfSalt })),
			autoLockMinutes: header?.autoLockMinutes ?? AUTO_LOCK_MINUTES,
		};
	}

	async create(passphrase: string): Promise<Result<string, Problem>> {
		if (passphrase.length < MIN_PASSPHRASE) return err(SHORT);
		const cost = await this.#cost();
		return this.#exclusive(async () => {
			const contents = await readContents(this.#store);
			if (!contents.ok || contents.value.header) return err(EXISTS);
			const { words, entropy } = newRecovery();
			const wrapping = { profile: this.#profile, master: randomBytes(32) };
			const slots = [await passphraseSlot(wrapping, passphrase, cost), await recoverySlot(wrapping, entropy)];
			const keys = await keysFrom(wrapping.master, this.#profile);
			const body = { format: 1 as const, counter: 0, autoLockMinutes: AUTO_LOCK_MINUTES, slots, rows: {} };
			this.#seen = 0;
			const written = await this.#write(keys, { body, remove: contents.value.rows.map(({ id }) => id) });
			if (!written.ok) return written;
			this.#become(keys);
			return ok(words);
		});
	}

	async unlock(proof: Proof): Promise<Result<void, Problem>> {
		const contents = await readContents(this.#store);
		if (!contents.ok) return contents;
		const { header } = contents.value;
		if (!header) return err(MISSING);
		const master = await openSlot(this.#profile, header.slots, proof);
		if (!master.ok) return master;
		const keys = await keysFrom(master.value, this.#profile);
		const genuine = await this.#check(keys, contents.value);
		if (genuine.ok) this.#become(keys);
		return genuine.ok ? ok(undefined) : genuine;
	}

	lock(): void {
		if (this.#keys) this.#become(undefined);
	}

	changePassphrase(proof: Proof, passphrase: string): Promise<Result<void, Problem>> {
		if (passphrase.length < MIN_PASSPHRASE) return Promise.resolve(err(SHORT));
		return this.#rewrap(proof, async (master, slots) => {
			const cost = await this.#cost();
			const slot = await passphraseSlot({ profile: this.#profile, master }, passphrase, cost);
			return [slot, ...slots.filter(({ type }) => type !== 'passphrase')];
		});
	}

	addPasskey(proof: Proof, passkey: NewPasskey): Promise<Result<void, Problem>> {
		return this.#rewrap(proof, async (master, slots) => [
			...slots,
			await passkeySlot({ profile: this.#profile, master }, passkey),
		]);
	}

	setAutoLock(minutes: number): Promise<Result<void, Problem>> {
		return this.#change(async ({ header }) => ok({ body: { ...header, autoLockMinutes: minutes } }));
	}

	put(secret: Secret): Promise<Result<void, Problem>> {
		const id = secret.provider;
		return this.#change(async ({ header }, keys) => {
			// Never used before, also not by a row that was removed since.
			const version = header.counter + 1;
			const bytes = await seal(keys.rows, this.#placeOf(id, version), utf8(JSON.stringify(secret)));
			const body = { ...header, rows: { ...header.rows, [id]: version } };
			return ok({ body, put: { id, version, bytes, updatedAt: Date.now() } });
		});
	}

	async take(provider: string): Promise<Result<Secret | undefined, Problem>> {
		const genuine = await this.#genuine();
		if (!genuine.ok) return genuine;
		const { keys, rows } = genuine.value;
		const row = rows.find(({ id }) => id === provider);
		if (!row) return ok(undefined);
		const opened = await unseal(keys.rows, this.#placeOf(row.id, row.version), row.bytes);
		const secret = opened && secretFrom(textOf(opened));
		return secret?.provider === provider ? ok(secret) : err(TAMPERED);
	}

	remove(provider: string): Promise<Result<void, Problem>> {
		return this.#change(async ({ header }) => {
			const rows = Object.fromEntries(Object.entries(header.rows).filter(([id]) => id !== provider));
			return ok({ body: { ...header, rows }, remove: [provider] });
		});
	}

	async providers(): Promise<readonly string[]> {
		const contents = await readContents(this.#store);
		return contents.ok && contents.value.header ? contents.value.rows.map(({ id }) => id) : [];
	}

	erase(): Promise<Result<void, Problem>> {
		return this.#exclusive(async () => {
			const erased = await this.#store.write({ header: null });
			if (erased.ok) {
				this.#seen = 0;
				this.#become(undefined);
			}
			return erased;
		});
	}

	watch(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#become(keys: OpenKeys | undefined): void {
		this.#keys = keys;
		this.#tell();
	}

	#tell(): void {
		for (const listener of this.#listeners) listener();
	}

	#placeOf(id: string, version: number): string {
		return `${this.#profile}|secrets|${id}|${version}`;
	}

	/** Contents that this vault's key has signed. */
	async #genuine(): Promise<Result<Genuine, Problem>> {
		const contents = await readContents(this.#store);
		if (!contents.ok) return contents;
		if (!contents.value.header) {
			this.lock();
			return err(MISSING);
		}
		return this.#keys ? this.#check(this.#keys, contents.value) : err(LOCKED);
	}

	async #check(keys: OpenKeys, { header, rows }: Contents): Promise<Result<Genuine, Problem>> {
		if (!header || !(await isGenuine(keys, this.#profile, header))) return err(TAMPERED);
		if (header.counter < this.#seen || !fitsRows(header, rows)) return err(TAMPERED);
		this.#seen = header.counter;
		return ok({ keys, header, rows });
	}

	#change(
		edit: (genuine: Genuine, keys: OpenKeys) => Promise<Result<Edit, Problem>>,
	): Promise<Result<void, Problem>> {
		return this.#exclusive(async () => {
			const genuine = await this.#genuine();
			if (!genuine.ok) return genuine;
			const edited = await edit(genuine.value, genuine.value.keys);
			if (!edited.ok) return edited;
			const written = await this.#write(genuine.value.keys, edited.value);
			if (written.ok) this.#tell();
			return written;
		});
	}

	/** Other slots around the same key, for who proves again that the vault is theirs. */
	#rewrap(
		proof: Proof,
		wrap: (master: Bytes, slots: readonly Slot[]) => Promise<Slot[]>,
	): Promise<Result<void, Problem>> {
		return this.#change(async ({ header }) => {
			const master = await openSlot(this.#profile, header.slots, proof);
			if (!master.ok) return master;
			const slots = await wrap(master.value, header.slots);
			master.value.fill(0);
			return ok({ body: { ...header, slots } });
		});
	}

	async #write(keys: OpenKeys, { body, ...change }: Edit): Promise<Result<void, Problem>> {
		const header = await sign(keys, this.#profile, bodyOf({ ...body, counter: body.counter + 1 }));
		const written = await this.#store.write({ ...change, header });
		if (written.ok) this.#seen = header.counter;
		return written;
	}
}

interface Genuine {
	readonly keys: OpenKeys;
	readonly header: HeaderBody;
	readonly rows: Contents['rows'];
}

/** Without the signature that a header brings along. */
const bodyOf = ({ format, counter, autoLockMinutes, slots, rows }: HeaderBody): HeaderBody => ({
	format,
	counter,
	autoLockMinutes,
	slots,
	rows,
});
