import type { Transport } from '#lib/services/collab/transport.ts';
import type { ByHand } from './by-hand.ts';

/** The ways by which one room meets others. */
export interface Ways {
	readonly transports: readonly Transport[];
	/** Codes to show, send or paste. */
	readonly byHand: ByHand;
}
