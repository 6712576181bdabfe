import type { Problem, Result } from '#lib/model/result.ts';
import type { Auth } from '#lib/model/service.ts';

/** The one way to the network for what is neither a model vendor nor the registry. */
export interface Network {
	/**
	 * Sends one request, without cookies, referrer or credentials of the browser. Leaves from a worker whose policy names
	 * `origins` and nothing else; redirects end there too. Fails with `network-refused`, `network-unsealed`,
	 * `network-failed`, `network-timeout`, `answer-too-large`, `redirect-refused`, and with `secret-missing` or as the
	 * vault does where a secret is to go along.
	 */
	send(call: NetworkCall): Promise<Result<NetworkAnswer, Problem>>;
	/**
	 * Opens an answer that goes on, as a stream of events does; no secret goes along. `limits.ms` is the longest silence.
	 * Fails as `send` does.
	 */
	open(call: NetworkCall): Promise<Result<NetworkStream, Problem>>;
	/**
	 * Keeps a secret in the vault, or until the tab closes; bound to its origin. It goes in and never comes out. The first
	 * one for an origin locks the vault, since its worker starts anew.
	 */
	setSecret(secret: NewServiceSecret): Promise<Result<void, Problem>>;
	/** Nothing happens where there is none. */
	removeSecret(id: string): Promise<Result<void, Problem>>;
	/** Ids of the secrets that are there, also while the vault is locked. */
	secrets(): Promise<readonly string[]>;
}

export interface NetworkCall {
	/** Whose call it is: calls of one holder leave from one worker. */
	readonly holder: string;
	/** All that the holder may reach. */
	readonly origins: readonly string[];
	readonly url: string;
	readonly method: string;
	readonly headers: readonly (readonly [string, string])[];
	readonly body: Uint8Array<ArrayBuffer> | null;
	/** The secret that goes along, and where in the request it stands. */
	readonly secret?: { readonly id: string; readonly auth: Auth };
	/** Address of the person's own relay. */
	readonly relay?: string;
	readonly limits: CallLimits;
}

export interface CallLimits {
	/** Most bytes of the answer. */
	readonly bytes: number;
	readonly ms: number;
}

export interface NetworkAnswer {
	readonly status: number;
	readonly statusText: string;
	readonly headers: readonly (readonly [string, string])[];
	readonly bytes: Uint8Array;
}

/** An answer that goes on until its end or `close`. */
export interface NetworkStream {
	readonly status: number;
	readonly headers: readonly (readonly [string, string])[];
	/** The next piece, null at the end. Fails with `network-timeout` and `network-failed`. */
	read(): Promise<Result<Uint8Array | null, Problem>>;
	close(): void;
}

export interface NewServiceSecret {
	readonly id: string;
	/** The only origin it is ever sent to, by way of the person's relay if there is one. */
	readonly origin: string;
	readonly secret: string;
	/** Origin of the person's relay, where there is one: sealed with the secret, since it sees it. */
	readonly reach?: string;
	/** False keeps it in memory for this session only; no vault is needed then. */
	readonly persist: boolean;
}
