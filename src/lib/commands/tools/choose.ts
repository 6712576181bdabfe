import MiniSearch from 'minisearch';
import type { Callable } from './callable.ts';

/** More tools than this make models choose worse, and each costs tokens with every call. */
export const MAX_TOOLS = 8;

/** `addBook_2` → `add book 2`, so that words are found in names. */
const words = (name: string): string =>
	name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll(/[_\W]+/g, ' ');

const STOP = new Set(
	'the a an of to in on for and or is are was be do does did it its this that my me i you with what which who how many much please can could would there all show tell give'.split(
		' ',
	),
);

/** The callables that fit `sentence` best, best first. The same list and sentence give the same choice. */
export function chooseTools(
	callables: readonly Callable[],
	sentence: string,
	count = MAX_TOOLS,
): readonly Callable[] {
	const index = new MiniSearch<{ id: number; name: string; owner: string; description: string }>({
		fields: ['name', 'owner', 'description'],
		processTerm: (term) => {
			const plain = term.toLowerCase();
			return STOP.has(plain) ? null : plain.replace(/(?<=\w{3})s$/, '');
		},
	});
	index.addAll(
		callables.map(({ title, name, owner, description }, id) => ({
			id,
			name: words(`${title} ${name.replace(/_[^_]*$/, '')}`),
			owner,
			description,
		})),
	);
	const found = index.search(words(sentence), { prefix: true, fuzzy: 0.2, boost: { name: 2, owner: 2 } });
	return found.slice(0, count).flatMap(({ id }: { id: number }) => callables[id] ?? []);
}
