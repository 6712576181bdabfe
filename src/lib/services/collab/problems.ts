import type { Problem } from '#lib/model/result.ts';

/** What people are told when working together fails. */
export const PROBLEMS = {
	exists: { type: 'room-exists', message: 'This creation is shared already.', action: 'Open Share' },
	missing: { type: 'room-missing', message: 'This creation is not shared.', action: 'Press Share first' },
	damaged: {
		type: 'room-damaged',
		message: 'What was kept of this shared creation cannot be read. Your files are safe.',
		action: 'Ask for a new link',
	},
	broken: {
		type: 'invitation-broken',
		message: 'This link is not complete, or somebody changed it.',
		action: 'Ask for the link again',
	},
	expired: {
		type: 'invitation-expired',
		message: 'The time of this link is over.',
		action: 'Ask for a new link',
	},
	ownerOnly: { type: 'owner-only', message: 'Only the owner can do this.', action: 'Ask the owner' },
	roleMissing: {
		type: 'role-missing',
		message: 'Your role here does not allow this.',
		action: 'Ask the owner for another role',
	},
	editRefused: {
		type: 'edit-refused',
		message: 'Your changes stay on this device: your role here does not allow to edit.',
		action: 'Ask the owner for another role',
	},
	tooLarge: {
		type: 'edit-too-large',
		message: 'This change is too large to be sent to the others (more than 8 MiB).',
		action: 'Make it in smaller steps',
	},
	forked: {
		type: 'device-forked',
		message: 'This device has been copied or set back, so the others no longer follow its changes.',
		action: 'Ask for a new link',
	},
	away: {
		type: 'peer-away',
		message: 'That device is not connected now.',
		action: 'Wait until it is back',
	},
	silent: {
		type: 'peer-silent',
		message: 'That device did not answer in time.',
		action: 'Try again',
	},
	busy: {
		type: 'peer-busy',
		message: 'That device is answering as many requests of yours as it takes at once.',
		action: 'Try again in a moment',
	},
	notOffered: {
		type: 'not-offered',
		message: 'That device does not offer this, or no longer.',
		action: 'Ask the person it belongs to',
	},
	messageTooLarge: {
		type: 'message-too-large',
		message: 'This is more than another device takes at once (1 MiB).',
		action: 'Send less',
	},
	answerBroken: {
		type: 'answer-broken',
		message: 'The answer of that device cannot be read.',
		action: 'Try again',
	},
	calledOff: { type: 'called-off', message: 'This was stopped.', action: 'Try again' },
} as const satisfies Record<string, Problem>;
