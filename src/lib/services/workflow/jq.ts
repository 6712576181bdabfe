import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { jsonOf, listOf } from './data.ts';
import { plainValue } from './expression.ts';
import { preludeFor, asJq } from './jq-prelude.ts';
import type { ExprEngine, Scope } from './workflow.ts';

/** Runs one jq program on `$__` = `data` (JSON). Resolves to what it prints; fails as `ExprEngine.evaluate` does. */
export type RunJq = (program: string, data: string) => Promise<Result<string, Problem>>;

/** jq behind the contract. What is a plain path is answered at once; the rest of one call is one program. */
export function createExprEngine(run: RunJq): ExprEngine {
	return {
		async evaluate(sources, scope) {
			const plain = sources.map((source) => plainValue(source, scope));
			const open = sources.filter((_, index) => !plain[index]);
			if (open.length === 0) return ok(plain.map((found) => found?.value));
			const answers = await together(open, scope, run);
			if (!answers.ok) return answers;
			const rest = [...answers.value];
			return ok(plain.map((found) => (found ? found.value : rest.shift())));
		},
	};
}

/** All in one program; one by one where that fails, so that the message is about the one to blame. */
async function together(
	sources: readonly string[],
	scope: Scope,
	run: RunJq,
): Promise<Result<readonly unknown[], Problem>> {
	const answer = await evaluate(sources, scope, run);
	if (answer.ok || sources.length === 1 || answer.error.type !== 'expression-invalid') return answer;
	const values: unknown[] = [];
	for (const source of sources) {
		const value = await evaluate([source], scope, run);
		if (!value.ok) return value;
		values.push(value.value[0]);
	}
	return ok(values);
}

async function evaluate(
	sources: readonly string[],
	{ input, variables }: Scope,
	run: RunJq,
): Promise<Result<readonly unknown[], Problem>> {
	const text = sources.map(asJq).join('\n');
	const used = Object.keys(variables).filter((name) => new RegExp(`\\$${name}\\b`).test(text));
	const values = Object.fromEntries(used.map((name) => [name, variables[name] ?? null]));
	const bindings = used.map((name) => `$__.v.${name} as $${name} | `).join('');
	const programs = sources.map((source) => `[$__.i | (${asJq(source)}\n)]`).join(', ');
	const program = `${preludeFor(text)}${bindings}[${programs}]`;
	const printed = await run(program, jsonOf({ i: input ?? null, v: values }));
	if (!printed.ok) return err(named(printed.error, sources));
	return ok(listOf(JSON.parse(printed.value)).map((found) => valueOf(listOf(found))));
}

const valueOf = (values: readonly unknown[]): unknown => (values.length > 1 ? values : (values[0] ?? null));

/** jq's message without its own file names, with the expression it is about. */
function named(problem: Problem, sources: readonly string[]): Problem {
	if (problem.type !== 'expression-invalid' || sources.length > 1) return problem;
	const reason = problem.message
		.replace(/^jq: error(?: \(at [^)]*\))?(?: \(not a string\))?: ?/, '')
		.replace(/ \(Unix shell quoting issues\?\)/, '')
		.replace(/ at <top-level>, line \d+:[\s\S]*$/, '');
	return { ...problem, message: `${reason} (in ${(sources[0] ?? '').trim().slice(0, 300)})` };
}
