import type { LlmError, LlmErrorKind } from '#lib/model/llm.ts';
import { redact } from './redact.ts';

/** What is told about one kind of failure. `{vendor}` is the vendor's name. */
interface Words {
	readonly message: string;
	readonly action: string;
	readonly isRetryable?: true;
}

/** What else is known of a failure. */
export interface FailureDetails {
	readonly status?: number | undefined;
	readonly retryAfterMs?: number | undefined;
	/** The vendor's own words, not yet redacted. */
	readonly detail?: string | undefined;
	readonly message?: string;
	readonly action?: string;
}

const MAX_DETAIL = 500;

const WORDS: Readonly<Record<LlmErrorKind, Words>> = {
	'key-missing': {
		message: '{vendor} was called without a key.',
		action: 'Add a key for {vendor} in Settings.',
	},
	'key-invalid': {
		message: '{vendor} does not accept this key.',
		action: 'Save a valid key for {vendor} in Settings.',
	},
	'credit-empty': {
		message: 'The account at {vendor} has no credit left or has reached its spending limit.',
		action: 'Add credit at {vendor}, or choose another provider.',
	},
	'not-allowed': {
		message: '{vendor} does not allow this key to do that.',
		action: 'Check the permissions of the key at {vendor}, or choose another model.',
	},
	'rate-limited': {
		message: '{vendor} has had too many requests from this account for now.',
		action: 'Wait a moment, then try again.',
		isRetryable: true,
	},
	overloaded: {
		message: '{vendor} is overloaded right now.',
		action: 'Try again in a minute, or choose another model.',
		isRetryable: true,
	},
	'context-too-long': {
		message: 'The request is longer than this model can read.',
		action: 'Choose a model with a larger window, or start a new conversation.',
	},
	'content-filtered': {
		message: 'The content filter of {vendor} stopped the answer.',
		action: 'Say it in other words, or choose another model.',
	},
	'model-unknown': {
		message: '{vendor} does not have this model, or this key may not use it.',
		action: 'Choose another model.',
	},
	'request-invalid': {
		message: '{vendor} could not use the request as it was sent.',
		action: 'Choose another model, or change the request.',
	},
	'cors-blocked': {
		message: '{vendor} is there but does not let web pages call it.',
		action: 'Allow this page at {vendor} (its CORS setting), or choose another provider.',
	},
	'local-network-blocked': {
		message: 'The browser does not let this page reach your own network yet.',
		action: 'Allow access to the local network in the browser’s site settings, then test again.',
	},
	offline: {
		message: 'This device is offline.',
		action: 'Connect to the network, then try again.',
		isRetryable: true,
	},
	network: {
		message: '{vendor} could not be reached: the connection failed, or the browser blocked it.',
		action: 'Press "Test connection" in Settings to see why.',
		isRetryable: true,
	},
	truncated: {
		message: 'The answer from {vendor} ended in the middle.',
		action: 'Continue from here, or try again.',
		isRetryable: true,
	},
	stalled: {
		message: '{vendor} stopped answering.',
		action: 'Try again, or choose another model.',
		isRetryable: true,
	},
	protocol: {
		message: 'What came from {vendor} is not an answer that can be read.',
		action:
			'Check the address of the provider and the network (a login page may be in between), then try again.',
		isRetryable: true,
	},
	server: {
		message: '{vendor} had a failure of its own.',
		action: 'Try again in a minute.',
		isRetryable: true,
	},
	aborted: {
		message: 'The answer was stopped.',
		action: 'Send again when you are ready.',
		isRetryable: true,
	},
	'budget-spent': {
		message: 'The budget for models is spent.',
		action: 'Raise the budget in Settings, or wait until it renews.',
	},
	'vault-locked': { message: 'The keys are locked.', action: 'Unlock the vault.' },
	unavailable: {
		message: '{vendor} is not available on this device.',
		action: 'Choose another provider.',
	},
};

/** The same without this very key, which a server may have repeated: keys of some vendors have no shape of their own. */
export function withoutKey(error: LlmError, key: string | null): LlmError {
	return error.detail === undefined ? error : { ...error, detail: redact(error.detail, key) };
}

/** A failure of this kind in words that a person can act on. `vendor` is the title of the provider. */
export function failure(kind: LlmErrorKind, vendor: string, details: FailureDetails = {}): LlmError {
	const words = WORDS[kind];
	const { status, retryAfterMs, detail } = details;
	return {
		kind,
		message: (details.message ?? words.message).replaceAll('{vendor}', vendor),
		action: (details.action ?? words.action).replaceAll('{vendor}', vendor),
		isRetryable: words.isRetryable ?? false,
		...(status === undefined ? {} : { status }),
		...(retryAfterMs === undefined ? {} : { retryAfterMs }),
		...(detail ? { detail: redact(detail).slice(0, MAX_DETAIL) } : {}),
	};
}
