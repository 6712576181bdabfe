import Dexie from 'dexie';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';

export const CREATION_MISSING: Problem = {
	type: 'creation-missing',
	message: 'This creation is not on this device any more.',
};

/** A failure of the database as a person is told of it; undefined when it is a bug of ours. */
export function problemFromError(error: unknown): Problem | undefined {
	const names = namesOf(error);
	const detail = String(error);
	if (names.includes('QuotaExceededError'))
		return {
			type: 'quota-full',
			message:
				'This device has no room left for AetherOS. The last change was not saved; nothing else is lost.',
			action: 'Free some space in Settings',
			detail,
		};
	if (names.includes('VersionError'))
		return {
			type: 'storage-newer',
			message:
				'A newer version of AetherOS has been used in this browser, so this one leaves its data alone.',
			action: 'Reload the page',
			detail,
		};
	if (names.includes('DatabaseClosedError'))
		return {
			type: 'storage-closed',
			message:
				'AetherOS lost hold of its storage: site data was cleared, or a newer version is open in another tab. The last change was not saved.',
			action: 'Reload the page',
			detail,
		};
	if (names.some((name) => REFUSALS.has(name)))
		return {
			type: 'storage-refused',
			message:
				'This browser does not let AetherOS keep anything, so your work would be lost. Private windows and blocked site data cause this.',
			action: 'Open AetherOS in a normal window and allow site data',
			detail,
		};
	return undefined;
}

/** The upgrade failed or its check did; the transaction is undone, so everything is as it was. */
export const upgradeFailed = (error: unknown): Problem => ({
	type: 'storage-upgrade-failed',
	message:
		'Your data could not be brought to the form this version needs. It is unchanged and still on this device.',
	action: 'Reload the page',
	detail: String(error),
});

/** Runs what touches the database; its failures become a Problem, bugs go on as exceptions. */
export async function attempt<T>(work: () => PromiseLike<T>): Promise<Result<T, Problem>> {
	try {
		return ok(await work());
	} catch (error) {
		const problem = problemFromError(error);
		if (problem === undefined) throw error;
		return err(problem);
	}
}

/** The same, where only the success matters. */
export async function write(work: () => PromiseLike<unknown>): Promise<Result<void, Problem>> {
	const written = await attempt(work);
	return written.ok ? ok(undefined) : written;
}

const REFUSALS = new Set([
	'MissingAPIError',
	'SecurityError',
	'InvalidStateError',
	'UnknownError',
	'OpenFailedError',
	'NotReadableError',
	'AbortError',
	'TimeoutError',
]);

/** Dexie wraps: a full disk is an AbortError whose `inner` tells the reason. */
function namesOf(error: unknown): readonly string[] {
	if (!(error instanceof Error || error instanceof DOMException)) return [];
	const inner: unknown = error instanceof Dexie.DexieError ? error.inner : undefined;
	return [error.name, ...(inner === undefined || inner === error ? [] : namesOf(inner))];
}
