import type { Problem, Result } from '#lib/model/result.ts';

/** A person, or a hat of one person, on this device. All data of a profile lies in a database of its own. */
export interface Profile {
	readonly id: string;
	readonly name: string;
	/** Of the database. */
	readonly database: string;
}

/**
 * Who uses this device. Names only: nothing here is secret, and nothing of it decides what may be read. What a profile
 * keeps from the others of this device is what its vault seals.
 */
export interface Profiles {
	list(): readonly Profile[];
	readonly active: Profile;
	/** Adds one without switching to it. Fails with `name-invalid`, `profiles-full`. */
	add(name: string): Result<Profile, Problem>;
	rename(id: string, name: string): Result<void, Problem>;
	/** Makes it the active one; every tab then reloads. Fails with `profile-missing`. */
	switchTo(id: string): Result<void, Problem>;
	/** Called after a profile was added, renamed or chosen, here or in another tab. Returns the remover. */
	watch(listener: () => void): () => void;
	/** Called when another tab switched. Returns the remover. */
	onSwitch(listener: () => void): () => void;
	/**
	 * Resolves when no tab has another profile open, and keeps this one's place until the page goes: two databases that
	 * are written at a time could both be lost in a crash.
	 */
	admit(): Promise<void>;
}
