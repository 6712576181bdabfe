import pluralize from 'pluralize';

/** Nouns that look plural, or whose plural the library gets wrong. */
const UNCHANGED = new Set(
	'status address progress series species news glass dress class access process business bus gas lens address boss loss pass mass chess fitness illness analysis diagnosis basis always is was has this its us yes plus less across https css dns sms gps os ios bonus campus virus focus canvas atlas tennis lotus cactus various previous serious famous wellness lyrics clothes physics mathematics maths series vs bias chaos data clothes trousers pants jeans shorts stairs thanks goods canvas'.split(
		' ',
	),
);

/** Singulars that the library's rules miss. */
const SINGULARS: Readonly<Record<string, string>> = {
	calories: 'calorie', cookies: 'cookie', selfies: 'selfie', smoothies: 'smoothie', brownies: 'brownie', hoodies: 'hoodie',
	caches: 'cache', lenses: 'lens', fuses: 'fuse', gurus: 'guru', rookies: 'rookie', veggies: 'veggie', birdies: 'birdie',
	headaches: 'headache', avalanches: 'avalanche', niches: 'niche', biases: 'bias', foodies: 'foodie', genies: 'genie', prairies: 'prairie',
	goalies: 'goalie', cuties: 'cutie', newbies: 'newbie', sorties: 'sortie', eyries: 'eyrie', ashes: 'ash', axis: 'axis', oasis: 'oasis',
}; // prettier-ignore

const cache = new Map<string, string>();

/** "recipes" → "recipe"; words that are no plural stay. */
export function singular(word: string): string {
	const known = cache.get(word);
	if (known !== undefined) return known;
	const result = UNCHANGED.has(word) || word.length < 3 ? word : (own(word) ?? pluralize.singular(word));
	if (cache.size > 5000) cache.clear();
	cache.set(word, result);
	return result;
}

const own = (word: string): string | undefined =>
	Object.hasOwn(SINGULARS, word) ? SINGULARS[word] : undefined;

export const plural = (word: string): string =>
	word === 'clothes' || word === 'weight' || word.endsWith('wear') ? word : pluralize.plural(word);

export const isPlural = (word: string): boolean => singular(word) !== word;

const IRREGULAR: Readonly<Record<string, string>> = {
	kept: 'keep', lent: 'lend', wrote: 'write', written: 'write', sent: 'send', bought: 'buy', made: 'make',
	spent: 'spend', ate: 'eat', eaten: 'eat', drank: 'drink', ran: 'run', slept: 'sleep', wore: 'wear',
	saw: 'see', seen: 'see', met: 'meet', told: 'tell', sold: 'sell', took: 'take', taken: 'take',
	gave: 'give', given: 'give', had: 'have', has: 'have', knew: 'know', held: 'hold', got: 'get',
	rode: 'ride', swam: 'swim', felt: 'feel', learnt: 'learn', paid: 'pay', hidden: 'hide', built: 'build',
	owes: 'owe', does: 'do', goes: 'go', went: 'go',
}; // prettier-ignore

/** Every base form a word may come from: "tracking" → track, tracke; "planned" → planned, plann, plan, planne. */
export function baseForms(word: string): readonly string[] {
	const irregular = IRREGULAR[word];
	const forms = new Set([word, singular(word), ...(irregular ? [irregular] : [])]);
	for (const ending of ['ing', 'ed', 'es', 's']) {
		if (!word.endsWith(ending) || word.length < ending.length + 2) continue;
		const stem = word.slice(0, -ending.length);
		forms.add(stem);
		if (ending === 'ing' || ending === 'ed') forms.add(`${stem}e`);
		if (/([bdfglmnprt])\1$/.test(stem)) forms.add(stem.slice(0, -1));
		if (stem.endsWith('i')) forms.add(`${stem.slice(0, -1)}y`);
	}
	return [...forms];
}
