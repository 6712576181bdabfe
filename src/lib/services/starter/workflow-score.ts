import { isPlural } from './inflect.ts';
import { ACTION_VERBS } from './lexicon/cues.ts';
import { KEEP_VERBS } from './lexicon/words.ts';
import type { Reading } from './reading.ts';
import { eachAt } from './step-words.ts';
import { scheduleAt, triggerAt } from './triggers.ts';

/** How surely the sentence tells when to do what. */
export function workflowScore(reading: Reading): number {
	const begin = reading.leadEnd;
	const start = triggerAt(reading, 0) ?? triggerAt(reading, begin) ?? triggerAt(reading, afterColon(reading));
	const isDoing =
		reading.has(begin, ACTION_VERBS) && !reading.is(begin, 'track', 'manage') && isImperative(reading, begin);
	if (doesForEach(reading, begin) || goesThroughEach(reading, begin)) return 9;
	const isKeptByHand = reading.has(begin, KEEP_VERBS) && !isDoing;
	if (start && hasAction(reading, start.end) && !keepsAfter(reading, start.end)) return 9;
	if (isKeptByHand && !reading.is(begin, 'monitor')) return 0;
	const anywhere = reading.tokens.some(
		(_, index) => index > begin && (triggerAt(reading, index) ?? scheduleAt(reading, index)) !== null,
	);
	if (isDoing && anywhere && !isHandKept(reading, begin)) return 9;
	const watches =
		reading.is(begin, 'monitor', 'watch', 'check', 'observe') &&
		reading.tokens.some(
			(token, index) =>
				['alert', 'notify', 'warn', 'email', 'text', 'tell', 'message', 'ping'].includes(token.lower) &&
				reading.is(index - 1, 'and', 'then', ','),
		);
	if (watches) return 9;
	if (isDoing && reading.is(begin, 'approve', 'notify', 'sync', 'backup', 'escalate', 'archive')) return 6;
	const reminds =
		reading.is(begin, 'remind', 'notify', 'alert', 'ping', 'warn') &&
		reading.is(begin + 1, 'me', 'us', 'my', 'the');
	return reminds ? 6 : 0;
}

/** "get the users, for each user send a mail". */
function goesThroughEach(reading: Reading, begin: number): boolean {
	if (!reading.has(begin, ACTION_VERBS) && !reading.is(begin, 'take', 'read', 'look')) return false;
	return reading.tokens.some((_, index) => index > begin && doesForEach(reading, index));
}

/** "for each user, send a mail". */
function doesForEach(reading: Reading, index: number): boolean {
	const each = eachAt(reading, index, reading.tokens.length);
	const doing = each && (reading.is(each.end, ',') ? each.end + 1 : each.end);
	return doing !== undefined && isImperative(reading, doing) && !reading.has(doing, KEEP_VERBS);
}

const afterColon = (reading: Reading): number => {
	const colon = reading.tokens.findIndex((token) => token.text === ':');
	return colon < 0 ? 0 : colon + 1;
};

const isImperative = (reading: Reading, index: number): boolean =>
	ACTION_VERBS.has(reading.lower(index)) &&
	!reading.is(index + 1, 'of', 'with', 'that', 'list', 'app', 'tracker', 'log', 'board') &&
	reading.isWord(index + 1) &&
	!isPlural(reading.lower(index));

/** "log my water every day" is a thing to keep, even though logging is also a step of automations. */
const isHandKept = (reading: Reading, index: number): boolean =>
	reading.is(
		index,
		'log',
		'monitor',
		'watch',
		'record',
		'track',
		'schedule',
		'book',
		'write',
		'put',
		'compare',
		'mark',
		'calculate',
		'convert',
		'compute',
	) && reading.is(index + 1, 'my', 'down', 'our', 'the', 'how', 'what', 'between');

function hasAction(reading: Reading, from: number): boolean {
	for (let index = from; index < reading.tokens.length; index++)
		if (ACTION_VERBS.has(reading.lower(index))) return true;
	return false;
}

/** "every day I want to note what I ate": the person acts, not the machine. */
const keepsAfter = (reading: Reading, from: number): boolean =>
	reading.tokens.slice(from, from + 4).some((token) => token.lower === 'i') &&
	!reading.tokens
		.slice(from)
		.some(
			(token, offset) => [',', 'then'].includes(token.lower) && reading.has(from + offset + 1, ACTION_VERBS),
		);
