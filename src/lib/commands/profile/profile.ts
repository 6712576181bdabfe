import * as z from 'zod/mini';
import { ok } from '#lib/model/result.ts';
import { defineCommand } from '../command.ts';

const id = z.string().check(z.minLength(1), z.maxLength(40));
/** The room of profiles says what is wrong with a name, in words for the person. */
const name = z.string().check(z.maxLength(1_000));

/** Adds a profile; the present one stays open. Fails with `name-invalid`, `profiles-full`. */
export const addProfile = defineCommand({
	id: 'profile.add',
	title: 'New profile',
	input: z.strictObject({ name }),
	run: async (input, { profiles }) => profiles.add(input.name),
});

export const renameProfile = defineCommand({
	id: 'profile.rename',
	title: 'Rename profile',
	input: z.strictObject({ id, name }),
	run: async (input, { profiles }) => profiles.rename(input.id, input.name),
});

/** Saves what is open, then loads the product anew with the data of another profile, in all tabs. */
export const openProfile = defineCommand({
	id: 'profile.open',
	title: 'Open profile',
	input: z.strictObject({ id }),
	run: async (input, { profiles, workspaces, shell }) => {
		if (input.id === profiles.active.id) return ok(undefined);
		await workspaces.saved();
		const switched = profiles.switchTo(input.id);
		if (switched.ok) shell.leave('/');
		return switched;
	},
});
