import type { Spec } from '#lib/model/spec.ts';
import * as chance from './files/chance.ts';
import * as health from './files/health.ts';
import * as money from './files/money.ts';
import * as numbers from './files/numbers.ts';
import * as text from './files/text.ts';
import * as time from './files/time.ts';
import { withUsual, type Tool } from './files/tool.ts';

/** A tool, and where its source is. */
export interface Choice {
	readonly file: string;
	/** Name of the export. */
	readonly name: string;
	readonly tool: Tool;
	readonly usual: Readonly<Record<string, number>>;
}

const FILES: Readonly<Record<string, Readonly<Record<string, Tool>>>> = {
	chance: { ...chance },
	health: { ...health },
	money: { ...money },
	numbers: { ...numbers },
	text: { ...text },
	time: { ...time },
};

/** By which words a sentence asks for each: file, export, words. */
const WISHES: readonly (readonly [file: string, name: string, words: RegExp])[] = [
	['chance', 'dice', /\bdices?\b|\bdie\b|\brolls?\b/i],
	['chance', 'coin', /\bcoins?\b|\bheads or tails\b/i],
	['chance', 'randomNumber', /\brandom (?:integers?|numbers?|digits?)\b|\bnumber generator\b|\blottery\b/i],
	['chance', 'uuid', /\bu?uids?\b|\bguids?\b|\bunique ids?\b/i],
	['chance', 'password', /\bpasswords?\b|\bpassphrases?\b/i],
	['chance', 'pick', /\bpicks?\b|\bchooses?\b|\bdecision|\bdraws? a winner\b|\braffle\b/i],
	['text', 'hello', /\bhello\b|\bgreet/i],
	['text', 'countWords', /\bword count|\bcounts? (?:the )?(?:words|characters|letters|lines)|\breading time\b/i],
	['text', 'slugify', /\bslugif/i],
	['text', 'reverse', /\brevers(?:es?|ing)\b/i],
	['text', 'palindrome', /\bpalindrom/i],
	['text', 'letterCase', /\b(?:upper|lower|title) ?case|\bcapitali[sz]/i],
	['text', 'base64', /\bbase ?64\b/i],
	['text', 'validateEmail', /\bvalidat\w* (?:an? )?e-?mail|\be-?mail\w*(?: address\w*)? (?:is |are )?valid/i],
	['numbers', 'calculate', /\bcalculator\b|\barithmetic\b|\badds? (?:up )?(?:two )?numbers|\bmultipl|\bsubtract|\bdivides?\b|\badds two\b/i],
	['numbers', 'statistics', /\baverages?\b|\bmedian\b|\bsums?\b|\bmean of\b|\bstatistics of\b/i],
	['numbers', 'prime', /\bprimes?\b/i],
	['numbers', 'fibonacci', /\bfibonacci\b/i],
	['numbers', 'factorial', /\bfactorials?\b/i],
	['numbers', 'roman', /\broman numerals?\b/i],
	['money', 'vat', /\bvat\b|\bsales tax\b|\btax\b|\bgst\b/i],
	['money', 'tip', /\btips? (?:calculator|for|from|of)\b|\bcalculat\w* (?:a |the )?tips?\b|\bsplits? (?:a |the )?bill/i],
	['money', 'discount', /\bdiscount/i],
	['money', 'loan', /\bloans?\b|\bmortgage|\bmonthly payment/i],
	['money', 'bmi', /\bbmi\b|\bbody mass/i],
	['time', 'now', /\b(?:current|server|local|world) (?:date|time)\b|\btime ?zones?\b|\bwhat time\b|\bthe time\b|\bclock\b/i],
	['time', 'age', /\bages?\b(?! group)|\bhow old\b|\bdate of birth\b/i],
	['time', 'daysUntil', /\bdays? (?:until|till|to|between|left|since)\b|\bcountdown\b|\bdate difference\b/i],
	['time', 'calendarFacts', /\bleap years?\b|\bweekdays?\b|\bday of (?:the )?(?:week|year)\b/i],
]; // prettier-ignore

/** Whether the sentence asks for an echo of the request. */
export const wantsEcho = ({ sentence }: Spec): boolean => /\becho/i.test(sentence);

/** What the sentence asks for, and the health check. Nothing known: a greeting to begin with. */
export function choicesOf(spec: Spec): readonly Choice[] {
	const wanted = WISHES.filter(([, , words]) => words.test(spec.sentence));
	const isBare =
		wanted.length === 0 &&
		!wantsEcho(spec) &&
		!/\bhealth|\bstatus\b|\bping\b|\bheartbeat/i.test(spec.sentence);
	const names = isBare ? [['text', 'hello'] as const] : wanted;
	return [...names, ['health', 'health'] as const].flatMap(([file, name]) => {
		const tool = FILES[file]?.[name];
		if (!tool) return [];
		const usual = usualOf(spec.sentence, name);
		return [{ file, name, usual, tool: Object.keys(usual).length > 0 ? withUsual(tool, usual) : tool }];
	});
}

/** "between 1 and 6": what is meant when the caller says nothing. */
function usualOf(sentence: string, name: string): Readonly<Record<string, number>> {
	if (name !== 'randomNumber') return {};
	const [, least, most] =
		/\b(?:between|from)\s+(-?\d{1,9})\s+(?:and|to)\s+(-?\d{1,9})\b/i.exec(sentence) ?? [];
	if (least === undefined || most === undefined || Number(least) > Number(most)) return {};
	return { least: Number(least), most: Number(most) };
}
