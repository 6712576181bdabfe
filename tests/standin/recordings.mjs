import { readFileSync } from 'node:fs';

/** @type {Record<string, string>} */
const DIALECTS = { openai: 'responses', xai: 'responses', anthropic: 'anthropic', gemini: 'gemini' };

/** @param {string} vendor */
export const dialectOf = (vendor) => DIALECTS[vendor] ?? 'chat';

/**
 * The bytes of a recording.
 * @param {string} vendor
 * @param {string} name `text` or `tool`
 */
export const recording = (vendor, name) =>
	readFileSync(new URL(`recordings/${dialectOf(vendor)}.${name}.txt`, import.meta.url));

/**
 * The bytes event by event, each with its blank line.
 * @param {Buffer} bytes
 * @returns {Buffer[]}
 */
export const eventsOf = (bytes) =>
	bytes
		.toString('utf8')
		.split(/(?<=\r\n\r\n|\n\n)/)
		.map((event) => Buffer.from(event));

/**
 * The bytes cut as a network might: whole, after each event, or in pieces of 1 to 7 bytes.
 * @param {Buffer} bytes
 * @param {string} mode
 * @returns {Buffer[]}
 */
export function cut(bytes, mode) {
	if (mode === 'events') return eventsOf(bytes);
	return mode === 'tiny' ? tinyPieces(bytes) : [bytes];
}

/** @param {Buffer} bytes */
function tinyPieces(bytes) {
	const pieces = [];
	for (let at = 0, state = 1; at < bytes.length;) {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		const size = 1 + ((state >>> 16) % 7);
		pieces.push(bytes.subarray(at, at + size));
		at += size;
	}
	return pieces;
}
