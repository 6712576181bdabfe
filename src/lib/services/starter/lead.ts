import { Phrasebook } from './phrasebook.ts';
import type { Reading } from './reading.ts';
import { isThing } from './things.ts';

/** Ways to begin a wish that say nothing about what is wished for. */
const PHRASES =
	`please, hi, hello, hey, i want to have, i want, i need, i would like to have, i would like, i'd like to have, i'd like, i'd love, i would love, we want, we need,
	we would like, i am looking for, i'm looking for, looking for, we are looking for, can you make, can you build, can you create, could you make, could you build,
	could you create, can you, could you, would you, will you, make me, make us, make, build me, build us, build, create me, create, give me, generate me, generate an app, give us, design, develop,
	set up, set me up, help me to, help me, help us, let me, let us, lets, let's, i wish i had, i wish for, it would be great to have, it would be nice to have, there should be, how about,
	what about, to have, to build, to make, to create, to, me, us, some kind of, some sort of, a kind of, a sort of, write me, write, draw me, show me, my goal is to, my idea is, idea, the idea is, basically, so, just, want to, need to, want, need, program, implement, code, code me, prototype, i am building,
	i'm building, we're building, i have to, i must, i should, i often, i would, i'd, i, we, you, start, put together, come up with, prepare, provide, offer, get me, how can i, having`
		.split(',')
		.map((phrase) => phrase.trim());
const leads = new Phrasebook(PHRASES.map((phrase): [string, true] => [phrase, true]));
const SINGLE = new Set(PHRASES.filter((phrase) => !phrase.includes(' ')));

/** Marks the words before the wish itself and gives the place where it begins. */
export function readLead(reading: Reading): number {
	let index = skipStory(reading);
	while (index < reading.tokens.length) {
		const hit = leads.at(reading.tokens, index);
		const isExact = hit && (hit.end - hit.start > 1 || isPlain(reading, index));
		const end = isExact
			? hit.end
			: reading.tokens[index]?.type === 'mark' && !reading.is(index, '(', '/')
				? index + 1
				: index;
		if (end === index) break;
		index = end;
	}
	reading.mark(0, index, 'filler');
	reading.leadEnd = index;
	return index;
}

const TELLERS = ['i', 'we', "i'm", "we're", "i've", "we've", 'my', 'our'] as const;
const MAX_STORY = 16;
/** Told in the first words, these are the wish itself. */
const WISHES = new Set(
	'track keep log record store save manage organise list catalogue collect monitor note count'.split(' '),
);

/** "I run a bakery and need …": what is told before the wish says nothing about what is made. */
function skipStory(reading: Reading): number {
	if (!reading.is(0, ...TELLERS)) return 0;
	for (let at = 1; at < Math.min(MAX_STORY, reading.tokens.length); at++) {
		if (isWishAt(reading, at) || reading.has(at, WISHES)) return 0;
		if (!reading.is(at, 'and', 'so', ',', '.', ';')) continue;
		let wish = at + 1;
		while (reading.is(wish, 'and', 'so', 'now', ...TELLERS)) wish++;
		if (isWishAt(reading, wish)) return at > 2 && tellsThings(reading, wish) ? at + 1 : 0;
	}
	return 0;
}

const isWishAt = (reading: Reading, index: number): boolean =>
	reading.is(index, 'want', 'need', 'would', "i'd", "we'd", 'wish', 'like');

/** Whether the wish can be understood without the story: "want to track them" cannot. */
const tellsThings = (reading: Reading, from: number): boolean =>
	!reading.tokens
		.slice(from, from + 6)
		.some(({ lower }) => ['them', 'it', 'these', 'those'].includes(lower)) &&
	reading.tokens.slice(from).some(({ lower, noun }) => isThing([noun]) || [':', 'with'].includes(lower));

/** "program" at the start asks for writing one only when an article follows. */
function isPlain(reading: Reading, index: number): boolean {
	const word = reading.lower(index);
	if (
		[
			'program',
			'code',
			'design',
			'draw',
			'idea',
			'prototype',
			'start',
			'prepare',
			'offer',
			'provide',
			'write',
		].includes(word)
	)
		return reading.is(index + 1, 'a', 'an', 'the', 'me', 'my', ':', 'some');
	if (word === 'i' || word === 'we') return !reading.is(index + 1, 'and', 'or');
	return SINGLE.has(word);
}
