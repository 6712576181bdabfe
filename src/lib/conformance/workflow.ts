import { parseDocument } from 'yaml';
import * as z from 'zod/mini';
import { isEqual, listOf, recordOf } from '#lib/services/workflow/data.ts';
import { parseWorkflow } from '#lib/services/workflow/definition.ts';
import type { RunEnd } from '#lib/services/workflow/workflow.ts';
import type { AreaRunner, CaseResult } from './area.ts';
import { drawingFaults } from './workflow-drawing.ts';
import { judgeScenario, scenariosOf } from './workflow-kit.ts';
import { runCase } from './workflow-world.ts';

const caseSchema = z.object({
	id: z.union([z.string(), z.number()]),
	group: z.optional(z.string()),
	name: z.optional(z.string()),
	workflow: z.string(),
	input: z.unknown(),
	expect: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), value: z.unknown() })),
	faults: z.boolean(),
});
type Case = z.infer<typeof caseSchema>;

/**
 * Every line of a `.jsonl` file is a run, every scenario of a `.feature` file one of the official kit, and every `.yaml`
 * file a document that must be read, be drawn and come back as it was. Nothing leaves the page; time passes at once.
 */
export const runWorkflowCases: AreaRunner = async (files) => {
	const results: CaseResult[] = [];
	for (const [path, text] of Object.entries(files)) {
		if (path.endsWith('.jsonl'))
			for (const line of text.split('\n')) if (line.trim()) results.push(await judgeLine(line));
		if (path.endsWith('.feature'))
			for (const scenario of scenariosOf(text))
				results.push({ id: `${path}: ${scenario.name}`, differences: await judgeScenario(scenario) });
		if (/(^|\/)examples\/.*\.ya?ml$/.test(path))
			results.push({ id: path, differences: [...roundTrip(text), ...drawingFaults(text)] });
	}
	return results;
};

async function judgeLine(line: string): Promise<CaseResult> {
	const parsed = caseSchema.safeParse(JSON.parse(line));
	if (!parsed.success) return { id: line.slice(0, 80), differences: [z.prettifyError(parsed.error)] };
	const { data } = parsed;
	return {
		id: `${data.id} ${data.group ?? ''} ${data.name ?? ''}`.trim(),
		differences: await judgeCase(data),
	};
}

async function judgeCase({ workflow, input, expect, faults }: Case): Promise<readonly string[]> {
	const { end } = await runCase(workflow, input);
	if (faults) return end.type === 'faulted' ? [] : [`it ended as ${shown(end)} instead of faulted`];
	if (end.type !== 'completed') return [`it ended as ${shown(end)}`];
	return expect
		.filter(({ path, value }) => !isEqual(at(end.output, path), value))
		.map(
			({ path, value }) =>
				`/${path.join('/')} is ${JSON.stringify(at(end.output, path))} instead of ${JSON.stringify(value)}`,
		);
}

const at = (value: unknown, path: readonly (string | number)[]): unknown =>
	path.reduce(
		(inner, part) => (Array.isArray(inner) ? listOf(inner)[Number(part)] : recordOf(inner)[part]),
		value,
	);

const shown = (end: RunEnd): string => JSON.stringify(end).slice(0, 500);

/** Read, written and read again: the same values, and every comment still there. */
function roundTrip(text: string): readonly string[] {
	const parsed = parseWorkflow(text);
	if (!parsed.ok) return parsed.error.map(({ line, message }) => `line ${line}: ${message}`);
	const written = parseDocument(text).toString();
	const again = parseWorkflow(written);
	if (!again.ok || !isEqual(again.value.source, parsed.value.source))
		return ['it reads differently after it was written'];
	const lost = commentsIn(text).filter((comment) => !written.includes(comment));
	return lost.map((comment) => `the comment "${comment}" is lost`);
}

const commentsIn = (text: string): readonly string[] =>
	text
		.split('\n')
		.flatMap((line) => /(?:^|\s)#\s*(.*?)\s*$/.exec(line)?.[1] ?? [])
		.filter((comment) => !/["']/.test(comment));
