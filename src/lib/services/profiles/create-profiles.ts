import * as z from 'zod/mini';
import { newUlid } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Profile, Profiles } from './profiles.ts';

const NAME = 'aether-profiles';
const MOST = 20;

const nameSchema = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));
const storedSchema = z.object({
	active: z.string(),
	profiles: z
		.array(
			z.object({ id: z.string().check(z.regex(/^[\w-]{1,40}$/)), name: nameSchema, database: z.string() }),
		)
		.check(z.minLength(1), z.maxLength(MOST)),
});
type Stored = z.infer<typeof storedSchema>;

export interface ProfilesOptions {
	readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
	/** Of the first profile. */
	readonly database: string;
	readonly locks?: LockManager;
}

export function createProfiles({ storage, database, locks }: ProfilesOptions): Profiles {
	const first: Stored = { active: 'me', profiles: [{ id: 'me', name: 'Me', database }] };
	const read = (): Stored => readStored(storage.getItem(NAME)) ?? first;
	const listeners = new Set<() => void>();
	const write = (stored: Stored) => {
		storage.setItem(NAME, JSON.stringify(stored));
		for (const listener of listeners) listener();
	};
	// What this page was opened with stays, whatever another tab switches to.
	const active = activeOf(read());
	return {
		list: () => read().profiles,
		active,
		add(raw) {
			const name = nameSchema.safeParse(raw);
			const stored = read();
			if (!name.success) return err(NAME_INVALID);
			if (stored.profiles.length >= MOST) return err(FULL);
			const id = newUlid();
			const profile: Profile = { id, name: name.data, database: `${database}-${id}` };
			write({ ...stored, profiles: [...stored.profiles, profile] });
			return ok(profile);
		},
		rename(id, raw) {
			const name = nameSchema.safeParse(raw);
			if (!name.success) return err(NAME_INVALID);
			return change(id, (stored) => ({
				...stored,
				profiles: stored.profiles.map((one) => (one.id === id ? { ...one, name: name.data } : one)),
			}));
		},
		switchTo: (id) => change(id, (stored) => ({ ...stored, active: id })),
		watch(listener) {
			listeners.add(listener);
			const unhear = onOtherTab(listener);
			return () => {
				listeners.delete(listener);
				unhear();
			};
		},
		onSwitch: (listener) => onOtherTab(() => read().active !== active.id && listener()),
		admit: () => (locks ? admit(locks, active, read().profiles) : Promise.resolve()),
	};

	function change(id: string, edit: (stored: Stored) => Stored): Result<void, Problem> {
		const stored = read();
		if (!stored.profiles.some((one) => one.id === id)) return err(UNKNOWN);
		write(edit(stored));
		return ok(undefined);
	}
}

/** Called after another tab has written. Returns the remover. */
function onOtherTab(listener: () => void): () => void {
	const hear = ({ key }: StorageEvent): void => {
		if (key === NAME) listener();
	};
	addEventListener('storage', hear);
	return () => removeEventListener('storage', hear);
}

function readStored(text: string | null): Stored | undefined {
	try {
		return storedSchema.safeParse(JSON.parse(text ?? 'null')).data;
	} catch {
		return undefined;
	}
}

function activeOf({ active, profiles }: Stored): Profile {
	const [first] = profiles;
	const found = profiles.find(({ id }) => id === active) ?? first;
	if (!found) throw new Error('There is always a first profile.');
	return found;
}

const lockOf = ({ database }: Profile): string => `aether-open-${database}`;

/** Holds this profile's lock together with all tabs that have it open, once nobody holds that of another. */
async function admit(locks: LockManager, active: Profile, all: readonly Profile[]): Promise<void> {
	for (const other of all) if (other.id !== active.id) await locks.request(lockOf(other), () => undefined);
	await new Promise<void>((resolve) => {
		void locks.request(lockOf(active), { mode: 'shared' }, () => {
			resolve();
			return new Promise<never>(() => undefined);
		});
	});
}

const NAME_INVALID: Problem = {
	type: 'name-invalid',
	message: 'A profile needs a name of at most 60 characters.',
	action: 'Write a shorter name',
};
const FULL: Problem = { type: 'profiles-full', message: `There can be ${MOST} profiles on one device.` };
const UNKNOWN: Problem = { type: 'profile-missing', message: 'There is no such profile on this device.' };
