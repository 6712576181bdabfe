import { recordOf } from './data.ts';
import type { Activity, Execution, Frame, TaskEnd } from './execution.ts';
import type { WorkflowDefinition } from './definition.ts';
import { runList } from './run-task.ts';
import { checkSchema } from './schema.ts';

/** All of a workflow: its input, its tasks, its output. */
export async function runBody(
	execution: Execution,
	given: unknown,
	reference: string,
	frame: Frame,
): Promise<unknown> {
	const { source, tasks } = execution.definition;
	const { schema, from } = recordOf(source['input']);
	await checkSchema(execution, schema, given, frame);
	const input = from === undefined ? given : await execution.evaluate(from, given, frame);
	const inner = { ...frame, variables: { ...frame.variables, input } };
	const { output } = await runList(execution, { tasks, reference }, input, inner);
	const shape = recordOf(source['output']);
	const shaped = shape['as'] === undefined ? output : await execution.evaluate(shape['as'], output, inner);
	await checkSchema(execution, shape['schema'], shaped, inner);
	return shaped;
}

/** Another workflow as the work of one task. */
export async function runNested(
	{ execution, reference, frame }: Activity,
	definition: WorkflowDefinition,
	input: unknown,
): Promise<TaskEnd> {
	const place = { reference: `${reference}/~workflow`, indices: frame.indices, attempts: frame.attempts };
	const inside = execution.within(definition, input, place);
	const inner = { ...frame, depth: frame.depth + 1, variables: {} };
	return { output: await runBody(inside, input, `${place.reference}/do`, inner) };
}
