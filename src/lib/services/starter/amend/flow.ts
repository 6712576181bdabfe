import type { FlowWish, FlowWishes, StepPlace } from '#lib/model/flow-wish.ts';
import { ACTION_VERBS } from '../lexicon/cues.ts';
import type { Reading } from '../reading.ts';
import { NUMBERS } from '../steps.ts';
import { scheduleAt } from '../triggers.ts';
import { partsOf } from './parts.ts';

/** Reads a sentence as changes of a workflow's steps and start, part by part. */
export function readFlowWishes(sentence: string, read: (part: string) => Reading): FlowWishes {
	const parts = partsOf(sentence.replace(LED, '$1$2 –'), VERBS).map(({ text }) => ({
		text: text.trim(),
		wish: wishIn(text.trim(), read),
	}));
	return {
		wishes: parts.flatMap(({ wish }) => wish ?? []),
		ignored: parts.flatMap(({ text, wish }) => (wish ? [] : [text])),
	};
}

/** A comma after "before the charge" parts nothing. */
const LED = /(^|[.;]\s+|\band\s+)((?:after|before) [^,.;]+),(?=\s)/gi;
const VERBS =
	'add|insert|include|remove|delete|drop|leave|retry|try|run|start|stop|let|make|send|notify|wait|skip|after|before|repeat|schedule';

const POLITE =
	/^(?:(?:please|can you|could you|also|now|then|and|i want(?: you)? to|let us|let's|just)\s+)+/i;

function wishIn(part: string, read: (part: string) => Reading): FlowWish | undefined {
	const text = part.replace(POLITE, '').replace(/[\s.!]+$|\s+please$/gi, '');
	return unscheduleIn(text) ?? retryIn(text) ?? removeIn(text) ?? scheduleIn(text, read) ?? addIn(text, read);
}

/** "remove the schedule", "only run it by hand", "stop running it every Monday". */
function unscheduleIn(text: string): FlowWish | undefined {
	const isMeant =
		/^(?:remove|delete|drop|stop|turn off|clear) (?:the |its )?(?:schedule|timer|cron)$/i.test(text) ||
		/^(?:only )?(?:run|start) (?:it |this )?(?:only )?(?:by hand|manually)(?: only)?$/i.test(text) ||
		/^(?:stop|no longer|don't|do not) (?:run|start)(?:ning|ing)? (?:it|this)\b/i.test(text);
	return isMeant ? { type: 'schedule', cron: null } : undefined;
}

/** "retry the charge five times", "let the charge be retried twice", "don't retry the charge". */
function retryIn(text: string): FlowWish | undefined {
	const match =
		/^(?<not>don't |do not |never |stop )?(?:retry|retrying)\s+(?<step>.+)$/i.exec(text) ??
		/^(?:try|repeat)\s+(?<step>.+?)\s+again(?<rest>\b.*)$/i.exec(text) ??
		/^(?:make|let|have)\s+(?<step>.+?)\s+(?:be\s+)?(?:retry|retried)(?<rest>\b.*)$/i.exec(text) ??
		/^(?<step>.+?)\s+should\s+(?:be\s+)?(?:retry|retried)(?<rest>\b.*)$/i.exec(text);
	const { not, step = '', rest = '' } = match?.groups ?? {};
	if (!match) return undefined;
	const said = `${step}${rest}`;
	const count = not === undefined ? (countIn(said) ?? 3) : 0;
	const words = step.replace(TIMES, '').replace(/\s+(?:when|if) (?:it|that) fails$/i, '');
	return { type: 'retry', step: words.trim(), count };
}

const TIMES =
	/(?:,|\s)*\b(?:up to|at most|for)?\s*\b(?:\d+|once|one|twice|two|three|thrice|four|five|six|ten)(?:\s+(?:times?|more|retries|attempts))*\s*$/i;
const MOST_RETRIES = 100;

function countIn(text: string): number | undefined {
	const word = /\b(\d+|once|one|twice|two|three|thrice|four|five|six|ten)\b(?!.*\b\d)/i.exec(text)?.[1];
	const count = word === undefined ? undefined : (NUMBERS[word.toLowerCase()] ?? Number(word));
	return count === undefined ? undefined : Math.min(count, MOST_RETRIES);
}

/** "remove the mail step", "leave out the step that asks for the mail". */
function removeIn(text: string): FlowWish | undefined {
	const match = /^(?:remove|delete|drop|take (?:out|away)|get rid of|leave out|skip)\s+(.+)$/i.exec(text);
	const step = match?.[1] && bareStep(match[1]);
	return step ? { type: 'remove', step } : undefined;
}

/** "run it each Monday at 9", "every night": a time, and nothing before it but that it runs. */
function scheduleIn(text: string, read: (part: string) => Reading): FlowWish | undefined {
	const rest = text.replace(STARTS, '');
	if (ACTION_VERBS.has(rest.split(/\s/)[0]?.toLowerCase() ?? '')) return undefined;
	const reading = read(rest);
	const hit = scheduleAt(reading, 0);
	return hit?.cron && hit.end >= reading.tokens.length ? { type: 'schedule', cron: hit.cron } : undefined;
}

const STARTS =
	/^(?:(?:run|start|do|repeat|trigger|schedule|launch|make|let)\s+)?(?:(?:it|this|the workflow|the whole thing)\s+)?(?:(?:should\s+)?(?:run|start|happen)s?\s+)?(?:for\s+)?/i;

/** "add a step that sends a mail after the stock check", "before the charge, wait a minute", "at the end send me a mail". */
function addIn(text: string, read: (part: string) => Reading): FlowWish | undefined {
	const { rest, place } = placeIn(text);
	const added = /^(?:add|insert|include|put in|append)\s+(.+)$/i.exec(rest)?.[1];
	const action = actionOf(added ?? rest);
	if (!action || action.length > MOST_ACTION) return undefined;
	// Without "add", only what names a place and an action is a step: anything else may mean something quite different.
	const isStep =
		added !== undefined
			? place || /\bstep\b/i.test(added) || isAction(action, read)
			: place && isAction(action, read);
	return isStep ? { type: 'add', action, place: place ?? { at: 'last' } } : undefined;
}

const MOST_ACTION = 120;

const isAction = (action: string, read: (part: string) => Reading): boolean =>
	read(action).has(0, ACTION_VERBS);

function placeIn(text: string): { readonly rest: string; readonly place: StepPlace | undefined } {
	const end =
		/^(?:at the end|finally|lastly)[,\s]+(.+)$/i.exec(text) ?? /^(.+?),?\s+at the (?:very )?end$/i.exec(text);
	if (end?.[1]) return { rest: end[1], place: { at: 'last' } };
	const start =
		/^(?:at the (?:start|beginning)|first(?: of all)?)[,\s]+(.+)$/i.exec(text) ??
		/^(.+?),?\s+(?:at the (?:very )?(?:start|beginning)|first)$/i.exec(text);
	if (start?.[1]) return { rest: start[1], place: { at: 'first' } };
	const ahead = /^(after|before)\s+(.+?)\s+–\s+(.+)$/i.exec(text);
	const behind = /^(.+?),?\s+(?:right |directly |just )?(after|before)\s+(.+)$/i.exec(text);
	const [at, step, rest] = ahead
		? [ahead[1], ahead[2], ahead[3]]
		: behind
			? [behind[2], behind[3], behind[1]]
			: [];
	if (!at || !step || !rest) return { rest: text, place: undefined };
	return { rest, place: { at: at.toLowerCase() === 'after' ? 'after' : 'before', step: bareStep(step) } };
}

/** "a step that sends a mail" → "send a mail"; "a mail" → "mail". */
function actionOf(words: string): string {
	const said = words
		.replace(/^(?:an?|the|one|another)\s+(?:(?:new|further|extra|more)\s+)?/i, '')
		.replace(/^(?:new\s+)?steps?\b\s*(?:that|which|where it|where|to|for|called|named|:)?\s*/i, '')
		.replace(/^(?:it|i)\s+/i, '')
		.trim();
	const [verb = '', ...others] = said.split(/\s+/);
	return [baseOf(verb), ...others].join(' ').trim();
}

/** "sends" → "send", "notifies" → "notify"; what is no verb in the third person stays. */
function baseOf(word: string): string {
	const lower = word.toLowerCase();
	const bases = [lower.replace(/ies$/, 'y'), lower.replace(/es$/, ''), lower.replace(/s$/, '')];
	return bases.find((base) => base !== lower && ACTION_VERBS.has(base)) ?? word;
}

/** "the step that charges the card" → "charges the card"; "the mail step" → "mail". */
const bareStep = (words: string): string =>
	words
		.replace(/^(?:the|a|an|my|its)\s+/i, '')
		.replace(/^steps?\s+(?:that|which|called|named|for|of)\s+/i, '')
		.replace(/\s+(?:step|task)s?$/i, '')
		.replace(/^["“']|["”']$/g, '')
		.trim();
