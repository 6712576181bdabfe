import { KIND_IDS, type KindId } from '#lib/model/kind.ts';
import { isPlural } from './inflect.ts';
import { ACTION_VERBS, HEAD_ONLY_KINDS } from './lexicon/cues.ts';
import { CONTAINERS, KEEP_VERBS, PREPOSITIONS, STOP } from './lexicon/words.ts';
import type { Hit } from './phrasebook.ts';
import type { Reading } from './reading.ts';
import { workflowScore } from './workflow-score.ts';

export interface KindChoice {
	readonly kind: KindId;
	/** Asked for beside the main one: "… with an API". */
	readonly also: readonly KindId[];
	/** Whether any word asked for it; the app kind may also be the mere default. */
	readonly isNamed: boolean;
}

/** Below this a kind is only mentioned, as in "call an API". */
const MENTIONED = 2;

export function chooseKind(reading: Reading, wanted?: KindId): KindChoice {
	const scores = scoreKinds(reading);
	const best = KIND_IDS.reduce((a, b) => (scores[b] > scores[a] ? b : a));
	const kind = wanted ?? best;
	const also = KIND_IDS.filter(
		(each) =>
			each !== kind && each !== 'app' && each !== 'workflow' && scores[each] >= 3 && scores[each] <= 5,
	);
	return { kind, also, isNamed: scores[kind] > MENTIONED || wanted !== undefined };
}

function scoreKinds(reading: Reading): Record<KindId, number> {
	const scores: Record<KindId, number> = { app: MENTIONED, api: 0, cli: 0, database: 0, workflow: 0 };
	for (const hit of new Set(reading.kindAt))
		if (hit) scores[hit.value] = Math.max(scores[hit.value], scoreOf(reading, hit));
	scores.app = Math.max(scores.app, appScore(reading));
	scores.workflow = Math.max(scores.workflow, workflowScore(reading));
	scores.cli = Math.max(scores.cli, fileToolScore(reading));
	if (/\b(GET|POST|PUT|PATCH|DELETE)\s+\/\w/.test(reading.sentence)) scores.api = 10;
	return scores;
}

function scoreOf(reading: Reading, hit: Hit<KindId>): number {
	const governor = governorOf(reading, hit.start);
	const word = reading.tokens[hit.end - 1]?.noun ?? '';
	const isWeakWord = hit.end - hit.start === 1 && HEAD_ONLY_KINDS.has(word);
	if (isWeakWord && !isStrongUse(reading, hit, governor)) return 1;
	const later = hit.start / 1000;
	switch (governor) {
		case 'head':
			return (hit.value === 'database' && reading.is(hit.start, 'table') ? 7 : 10) + (isHeadEnd(reading, hit) ? 0.5 : 0) - later;
		case 'as':
			return 10;
		case 'in': case 'on': case 'from': case 'via': case 'at': case 'over': case 'through': case 'into': case 'for': case 'using': case 'inside':
			return placeScore(reading, hit, governor);
		case 'of':
			return isNamedLast(reading, hit) ? 8 : 1;
		case 'with': case 'and': case 'plus': case 'including':
			return 4;
		default:
			return 1;
	} // prettier-ignore
}

/** "quote of the day API": the last word of all names the kind, unless it is what the list is of: "a list of APIs". */
const isNamedLast = (reading: Reading, { value, start, end }: Hit<KindId>): boolean =>
	value === 'api' &&
	!reading.isWord(end) &&
	!isPlural(reading.lower(end - 1)) &&
	reading.isWord(start - 1) &&
	!PREPOSITIONS.has(reading.lower(start - 1)) &&
	!STOP.has(reading.lower(start - 1));

function placeScore(reading: Reading, hit: Hit<KindId>, governor: string): number {
	if (hit.value === 'cli') return governor === 'into' ? 1 : 9;
	if (hit.value === 'api') return ['over', 'via', 'through'].includes(governor) ? 9 : 1;
	if (hit.value === 'database')
		return ['in', 'into'].includes(governor) && (isKeeping(reading) || hit.end - hit.start > 1) ? 8 : 1;
	return governor === 'for' || governor === 'as' ? 5 : 1;
}

const isKeeping = (reading: Reading): boolean => reading.has(reading.leadEnd, KEEP_VERBS);

/** A weak word counts where it ends the head, or is followed by what it does or holds. */
function isStrongUse(reading: Reading, hit: Hit<KindId>, governor: string): boolean {
	const word = reading.lower(hit.start);
	const next = reading.lower(hit.end);
	if (word === 'tables') return governor === 'head' || governor === 'as';
	if (word === 'table')
		return governor === 'head' && ['of', 'for', 'with', 'named', 'called', 'to', ':'].includes(next);
	if (word === 'console' || word === 'shell')
		return !reading.is(hit.start - 1, 'game', 'games', 'video') && !reading.is(hit.end, 'game', 'games');
	if (word === 'rest' || word === 'http')
		return (
			['over', 'via', 'through', 'with', 'as'].includes(governor) ||
			(governor === 'head' &&
				(reading.kindAt[hit.end]?.value === 'api' ||
					['interface', 'server', 'service', 'backend'].includes(next)))
		);
	if (word === 'pipeline')
		return (
			governor === 'head' &&
			!reading.tokens.some((token) => ['kanban', 'board', 'deal', 'stage', 'candidate'].includes(token.noun))
		);
	if (word === 'schema') return true;
	if (governor !== 'head') return false;
	return (
		next === '' ||
		[
			':',
			'that',
			'which',
			'to',
			'for',
			'with',
			'where',
			'of',
			'returning',
			'and',
			',',
			'.',
			'in',
			'like',
			'called',
			'named',
			'(',
		].includes(next) ||
		next.endsWith('ing')
	);
}

/** The word that the phrase hangs on: a preposition or conjunction to its left, or "head" if it is the wish itself. */
function governorOf(reading: Reading, start: number): string {
	for (let at = start - 1; at >= Math.max(reading.leadEnd, start - 24); at--) {
		const word = reading.lower(at);
		const type = reading.tokens[at]?.type;
		if (type === 'mark')
			return word === ':'
				? 'list'
				: [';', '.', '/'].includes(word)
					? 'head'
					: word === '(' || word === ','
						? 'and'
						: 'head';
		if (PREPOSITIONS.has(word) || word === 'and' || word === 'plus') return word;
		if (['that', 'which', 'when', 'if', 'where', 'to', 'my'].includes(word))
			return word === 'my' ? 'my' : 'clause';
		if (isVerbBefore(reading, at)) return 'object';
	}
	return 'head';
}

/** An action whose object the phrase would be: "check my server", "call an API". */
const isVerbBefore = (reading: Reading, index: number): boolean =>
	reading.has(index, ACTION_VERBS) &&
	!isPlural(reading.lower(index)) &&
	(reading.is(index + 1, 'a', 'an', 'the', 'my', 'our', 'all', 'some') ||
		reading.is(index, 'call', 'query')) &&
	!KEEP_VERBS.has(reading.lower(index));

const isHeadEnd = (reading: Reading, hit: Hit<KindId>): boolean =>
	!reading.isWord(hit.end) || STOP.has(reading.lower(hit.end));

function appScore(reading: Reading): number {
	let score = 0;
	reading.tokens.forEach((token, index) => {
		const governor = governorOf(reading, index);
		if (
			['app', 'application', 'webapp'].includes(token.noun) ||
			(token.noun === 'page' && governor === 'head')
		)
			score = Math.max(score, governor === 'head' ? 6 : 1);
		else if (reading.kitAt[index] && governor === 'head') score = Math.max(score, 5);
		else if (CONTAINERS.has(token.noun) && governor === 'head' && !reading.kindAt[index])
			score = Math.max(score, 4.5);
	});
	if (isKeeping(reading)) score = Math.max(score, 5);
	return score;
}

const FILE_WORDS = new Set([
	'csv',
	'json',
	'yaml',
	'xml',
	'toml',
	'file',
	'folder',
	'directory',
	'stdin',
	'regex',
	'base64',
	'markdown',
	'html',
	'line',
]);
const FILE_VERBS = new Set([
	'convert',
	'count',
	'rename',
	'format',
	'parse',
	'split',
	'merge',
	'encode',
	'decode',
	'dedupe',
	'deduplicate',
	'remove',
	'find',
	'replace',
	'validate',
	'turn',
	'hash',
	'sort',
	'diff',
	'compare',
]);

/** "convert csv to json", "rename files": text work without a screen. */
function fileToolScore(reading: Reading): number {
	const files = reading.tokens.filter((token) => FILE_WORDS.has(token.noun)).length;
	const verb = reading.tokens.findIndex((_, index) => reading.has(index, FILE_VERBS));
	const isTool = reading.tokens.some((token) =>
		['tool', 'utility', 'program', 'script'].includes(token.noun),
	);
	if (
		verb < 0 ||
		files === 0 ||
		reading.tokens.some((token) => ['app', 'list', 'tracker', 'note', 'api'].includes(token.noun))
	)
		return 0;
	return files > 1 || (isTool && verb < reading.leadEnd + 4)
		? 5.5
		: verb === reading.leadEnd && files > 0
			? 4
			: 0;
}
