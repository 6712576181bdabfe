import type { Spec } from '#lib/model/spec.ts';
import { readCalculator } from '../options/calculator.ts';
import { readCards } from '../options/cards.ts';
import { readConverter } from '../options/converter.ts';
import { readTimer } from '../options/timer.ts';
import { readLead } from '../lead.ts';
import type { Reading } from '../reading.ts';
import { beginOf } from './wish.ts';

/** What only one kit understands: "make it 50 minutes", "add feet to metres", "make it about French". */
export function kitWish(spec: Spec, reading: Reading): Spec | null {
	switch (spec.kit) {
		case 'timer':
			return timerWish(spec, reading);
		case 'converter':
			return converterWish(spec, reading);
		case 'calculator':
			return calculatorWish(spec, reading);
		case 'flashcards':
		case 'quiz':
			return cardsWish(spec, reading);
		default:
			return null;
	}
}

function timerWish(spec: Spec, reading: Reading): Spec | null {
	const { options } = readTimer(reading);
	const words = reading.tokens.map((token) => token.noun);
	const hasNumber = reading.tokens.some((token) => token.type === 'number');
	const names = ['stopwatch', 'countdown', 'pomodoro', 'interval', 'log', 'history'];
	if (!hasNumber && !words.some((word) => names.includes(word))) return null;
	const isBreakOnly =
		words.includes('break') &&
		!words.some((word) => ['work', 'session', 'focus'].includes(word)) &&
		Object.keys(options).length > 0;
	const changed = { ...spec.options };
	if (hasNumber && isBreakOnly) changed['breakMinutes'] = options['workMinutes'] ?? 5;
	else if (hasNumber)
		copy(
			changed,
			options,
			['workMinutes', 'breakMinutes', 'countdownMinutes', 'workSeconds', 'restSeconds', 'rounds'],
			reading,
		);
	if (words.some((word) => names.slice(0, 4).includes(word))) changed['mode'] = options['mode'] ?? 'pomodoro';
	if (words.includes('log') || words.includes('history'))
		changed['log'] = !reading.is(beginOf(reading), 'remove', 'no', 'without', 'hide');
	return { ...spec, options: changed };
}

/** Only what the sentence gives: one number changes the work time and leaves the break. */
function copy(
	to: Record<string, Spec['options'][string]>,
	from: Spec['options'],
	names: readonly string[],
	reading: Reading,
): void {
	const numbers = reading.tokens.filter((token) => token.type === 'number').length;
	for (const name of names) {
		const value = from[name];
		if (value === undefined || (numbers < 2 && (name === 'breakMinutes' || name === 'restSeconds'))) continue;
		to[name] = value;
	}
}

function converterWish(spec: Spec, reading: Reading): Spec | null {
	const { options, isEmpty } = readConverter(reading);
	const found = options['pairs'];
	if (isEmpty || !Array.isArray(found) || !reading.marks.includes('option')) return null;
	const before = Array.isArray(spec.options['pairs']) ? spec.options['pairs'] : [];
	const isRemoval = reading.is(beginOf(reading), 'remove', 'without', 'drop', 'delete');
	const pairs = isRemoval
		? before.filter((pair) => !found.includes(pair))
		: [...new Set([...before, ...found])];
	return pairs.length && pairs.join() !== before.join()
		? { ...spec, options: { ...spec.options, pairs: pairs.slice(0, 12) } }
		: null;
}

function calculatorWish(spec: Spec, reading: Reading): Spec | null {
	const { options, isEmpty } = readCalculator(reading);
	const isNamed = reading.marks.includes('option') && !isEmpty && options['type'] !== spec.options['type'];
	return isNamed ? { ...spec, options: { ...spec.options, ...options } } : null;
}

function cardsWish(spec: Spec, reading: Reading): Spec | null {
	const isSubject = reading.tokens.some((token) =>
		['about', 'for', 'subject', 'topic', 'learn', 'language'].includes(token.lower),
	);
	if (!isSubject) return null;
	readLead(reading);
	const { options } = readCards(reading);
	if (!options['subject']) return null;
	return { ...spec, options: { ...spec.options, ...options } };
}
