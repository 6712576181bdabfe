/**
 * @typedef {object} Measured
 * @property {number} value in `unit`
 * @property {string} unit
 * @property {number[]} [samples]
 * @property {{ name: string, value: number }} [peer] what else does the same job, measured in this run unless its name says where
 * @property {Record<string, number>} [detail]
 *
 * @typedef {object} Row
 * @property {string} id for `npm run bench -- ID`
 * @property {string} what
 * @property {{ text: string, isReached: (measured: Measured) => boolean }} goal
 * @property {(lab: import('./lab.mjs').Lab) => Promise<Measured>} measure
 */

/** @param {number} most @param {string} unit @param {number} [timesFaster] than the peer */
export const atMost = (most, unit, timesFaster) => ({
	text: `≤ ${most} ${unit}${timesFaster ? `, ≥ ${timesFaster}× the peer` : ''}`,
	isReached: (/** @type {Measured} */ { value, peer }) =>
		value <= most && (!timesFaster || !peer || peer.value / value >= timesFaster),
});

/** @param {number[]} samples @param {number} share 0.5 is the median */
export function quantile(samples, share) {
	const sorted = [...samples].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
