import type { Envelope } from './envelope.ts';

/** Why an envelope changes nothing here. */
export type Refusal =
	/** No envelope at all, or larger than its kind may be. */
	| 'garbage'
	/** Nobody introduced its author. */
	| 'unknown'
	/** Its author's role does not allow it, or no longer. */
	| 'role'
	/** The signature is not its author's. */
	| 'forged'
	/** It is here already. */
	| 'replay'
	/** A snapshot older than the one that is here. */
	| 'stale'
	/** Its content cannot be read. */
	| 'payload'
	/** It writes under another device's name inside the document. */
	| 'client-id'
	/** Its author signed something else for the same place. */
	| 'fork'
	/** It comes after such a place. */
	| 'forked'
	/** By an invitation whose time is over. */
	| 'expired'
	/** More than a peer may send. */
	| 'flood';

export type Verdict =
	| { readonly outcome: 'accepted'; readonly envelope: Envelope }
	/** Waits for what must come before. */
	| { readonly outcome: 'held'; readonly because: 'gap' | 'stranger'; readonly envelope: Envelope }
	| { readonly outcome: 'refused'; readonly reason: Refusal; readonly envelope?: Envelope | undefined };

/** Honest peers send these as well, when they do not know better. Only too many of them are a fault. */
export const IDLE: ReadonlySet<Refusal> = new Set(['replay', 'unknown']);

/** No honest peer sends these, whoever wrote them: it checks before it passes anything on. */
export const SERIOUS: ReadonlySet<Refusal> = new Set(['garbage', 'forged', 'payload', 'client-id']);
