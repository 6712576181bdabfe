import { parse } from 'yaml';
import { isEqual, recordOf } from '#lib/services/workflow/data.ts';
import { runCase, type Ran } from './workflow-world.ts';

interface Step {
	readonly text: string;
	/** The text block under it, as YAML has it. */
	readonly block: string;
}

export interface Scenario {
	readonly name: string;
	readonly steps: readonly Step[];
}

/** The scenarios of a Gherkin document: as much of the language as the official kit uses. */
export function scenariosOf(text: string): readonly Scenario[] {
	const scenarios: { name: string; steps: { text: string; block: string }[] }[] = [];
	let block: string[] | undefined;
	for (const line of text.split('\n')) {
		const trimmed = line.trim();
		const steps = scenarios.at(-1)?.steps;
		if (trimmed.startsWith('"""')) {
			const last = steps?.at(-1);
			if (block && last) last.block = dedented(block);
			block = block ? undefined : [];
		} else if (block) block.push(line);
		else if (/^Scenario( Outline)?:/.test(trimmed))
			scenarios.push({ name: trimmed.replace(/^[^:]*:\s*/, ''), steps: [] });
		else if (/^(Given|When|Then|And|But)\b/.test(trimmed)) steps?.push({ text: trimmed, block: '' });
	}
	return scenarios;
}

function dedented(lines: readonly string[]): string {
	const depths = lines.filter((line) => line.trim()).map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
	return lines.map((line) => line.slice(Math.min(...depths))).join('\n');
}

/** What of a scenario's expectations does not hold; a step that is not understood counts as one. */
export async function judgeScenario({ steps }: Scenario): Promise<readonly string[]> {
	let definition = '';
	let input: unknown = {};
	let ran: Ran | undefined;
	const differences: string[] = [];
	for (const { text, block } of steps) {
		if (/workflow with definition/.test(text)) definition = block;
		else if (/workflow input is/.test(text)) input = parse(block);
		else if (/workflow is executed/.test(text)) ran = await runCase(definition, input);
		else if (ran) differences.push(...judgeStep(text, block, ran));
	}
	return differences;
}

type Judge = (ran: Ran, match: RegExpExecArray, block: string) => readonly string[];

const OUTPUT = 'the workflow output should have ';
const JUDGES: readonly (readonly [RegExp, Judge])[] = [
	[/workflow should complete with output:/, (ran, _, block) => same('output', outputOf(ran), parse(block))],
	[
		/workflow should complete/,
		({ end }) => (end.type === 'completed' ? [] : [`it ended as ${JSON.stringify(end)}`]),
	],
	[
		/workflow should fault with error:/,
		({ end }, _, block) => {
			const found = end.type === 'faulted' ? end.error : undefined;
			return Object.entries(recordOf(parse(block))).flatMap(([name, value]) =>
				same(name, recordOf(found)[name], value),
			);
		},
	],
	[/workflow should fault/, ({ end }) => (end.type === 'faulted' ? [] : [`it ended as ${end.type}`])],
	[
		new RegExp(`${OUTPUT}properties (.*)$`),
		(ran, [, names = '']) =>
			[...names.matchAll(/'([^']+)'/g)]
				.map(([, path = '']) => path)
				.filter((path) => at(outputOf(ran), path) === undefined)
				.map((path) => `${path} is missing`),
	],
	[
		new RegExp(`${OUTPUT}an? '([^']+)' property with value:`),
		(ran, [, path = ''], block) => same(path, at(outputOf(ran), path), parse(block)),
	],
	[
		new RegExp(`${OUTPUT}an? '([^']+)' property containing (\\d+) items`),
		(ran, [, path = '', count]) => {
			const found = at(outputOf(ran), path);
			return same(path, Array.isArray(found) ? found.length : undefined, Number(count));
		},
	],
	[/(\w+) should run first/, ({ order }, [, name]) => same('first', order[0], name)],
	[/(\w+) should run last/, ({ order }, [, name]) => same('last', order.at(-1), name)],
	[
		/(\w+) should run after (\w+)/,
		({ order }, [, later = '', earlier = '']) =>
			order.indexOf(earlier) >= 0 && order.indexOf(later) > order.indexOf(earlier)
				? []
				: [`${later} did not run after ${earlier}: ${order.join(', ')}`],
	],
];

function judgeStep(text: string, block: string, ran: Ran): readonly string[] {
	for (const [pattern, judge] of JUDGES) {
		const match = pattern.exec(text);
		if (match) return judge(ran, match, block);
	}
	return [`the step "${text}" is not understood`];
}

const outputOf = ({ end }: Ran): unknown => (end.type === 'completed' ? end.output : end);

const at = (value: unknown, path: string): unknown =>
	path.split('.').reduce((inner, name) => recordOf(inner)[name], value);

const same = (what: string, found: unknown, expected: unknown): readonly string[] =>
	isEqual(found, expected)
		? []
		: [`${what} is ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`];
