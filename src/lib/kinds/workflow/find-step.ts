import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { TaskNode } from './tasks.ts';

/**
 * The step that a person means by a few words: "the charge" is `chargeCard`. Fails with `step-missing`, or with
 * `step-ambiguous` where two are meant as well as each other.
 */
export function findStep(tasks: readonly TaskNode[], words: string): Result<TaskNode, Problem> {
	const wanted = wordsIn(words);
	const scored = tasks.map((task) => ({ task, score: scoreOf(wordsIn(spaced(task.name)), wanted) }));
	const best = Math.max(0, ...scored.map(({ score }) => score));
	const found = best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ task }) => task);
	// A step inside one that is meant as well is a part of it.
	const outer = found.filter(
		({ reference }) => !found.some((other) => reference.startsWith(`${other.reference}/`)),
	);
	const [step, second] = outer;
	if (!step) return err(missing(words, tasks));
	return second ? err(ambiguous(words, outer)) : ok(step);
}

/** "chargeCard" → "charge card". */
export const spaced = (name: string): string =>
	name
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.replace(/[-_]+/g, ' ')
		.toLowerCase();

const EMPTY = new Set(
	'the a an my our its it this that to for of in on is are was be step task and with'.split(' '),
);

const wordsIn = (text: string): readonly string[] =>
	(text.toLowerCase().match(/[a-z0-9]+/g) ?? []).filter((word) => !EMPTY.has(word));

/** How many of the wanted words the name has; words that only begin alike count less, words beside them take a little away. */
function scoreOf(name: readonly string[], wanted: readonly string[]): number {
	const likeness = wanted.map((word) => Math.max(0, ...name.map((other) => alike(word, other))));
	const sum = likeness.reduce((total, each) => total + each, 0);
	return sum === 0 ? 0 : sum - name.length / 100;
}

function alike(a: string, b: string): number {
	if (a === b) return 1;
	const length = Math.min(a.length, b.length);
	return length >= 4 && a.slice(0, 4) === b.slice(0, 4) && Math.abs(a.length - b.length) <= 4 ? 0.8 : 0;
}

const missing = (words: string, tasks: readonly TaskNode[]): Problem => ({
	type: 'step-missing',
	message: `There is no step that “${words}” names. The steps are: ${tasks.map(({ name }) => name).join(', ')}.`,
	action: 'Say it with the name of a step.',
});

const ambiguous = (words: string, tasks: readonly TaskNode[]): Problem => ({
	type: 'step-ambiguous',
	message: `“${words}” could be ${tasks.map(({ name }) => name).join(' or ')}.`,
	action: 'Say which one, by its name.',
});
