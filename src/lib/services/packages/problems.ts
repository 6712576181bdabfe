import type { Problem } from '#lib/model/result.ts';

export const OFFLINE: Problem = {
	type: 'offline',
	message: 'You are offline. Packages that were added before keep working; new ones need the network once.',
	action: 'Try again when you are online',
};

export const unreachable = (origin: string, detail?: string): Problem => ({
	type: 'registry-unreachable',
	message: `The package registry at ${origin} does not answer.`,
	action: 'Check the connection and try again',
	...(detail ? { detail } : {}),
});

export const missing = (name: string, range: string): Problem => ({
	type: 'package-missing',
	message: `The registry has no package "${name}"${range === 'latest' ? '' : ` that fits ${range}`}.`,
	action: 'Check the spelling',
});

export const refused = (name: string, reason: string): Problem => ({
	type: 'package-refused',
	message: `"${name}" was not added: ${reason}`,
});

export const damaged = (name: string): Problem => ({
	type: 'package-damaged',
	message: `"${name}" was not added: what arrived is not what the registry announced (its hash is another).`,
	action: 'Try again later; if it stays so, somebody changes files on the way',
});

export const used = (name: string, users: readonly string[]): Problem => ({
	type: 'package-used',
	message: `"${name}" is still used by ${users.slice(0, 3).join(', ')}${users.length > 3 ? ` and ${users.length - 3} more` : ''}.`,
});
