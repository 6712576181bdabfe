import { stringify } from 'yaml';
import { parseWorkflow } from '#lib/services/workflow/definition.ts';
import { openApiOf } from '#lib/services/workflow/open-api.ts';

/** The README of a workflow. */
export const readmeOf = (
	title: string,
	does: string,
	isWaiting: boolean,
): string => `# ${title.replace(/[\\`*_[\]<>#]/g, '\\$&')}

${does}

It is written in the Serverless Workflow DSL 1.0 and runs on this device, while AetherOS is open. What was missed in the meantime is caught up when you come back.

## Try it

Open the Runs tab, press Start, and watch its steps. \`examples/input.json\` is what the form begins with.${isWaiting ? '\nThis workflow waits for an event on its way: `examples/events.json` has one that fits.' : ''}

## Where to change what

- \`workflow.yaml\`: the steps. The Diagram and Outline tabs change the same text and keep its comments.
- Steps that stand for a service outside are marked in their comments. They claim nothing: replace them by \`call: http\` (the address must be granted) or by a call to a linked creation, whose document is \`aether:<alias>\`.
- \`openapi.yaml\`: what other creations may call: start a run, look at it, cancel it, send an event.
`;

/** The OpenAPI document of a workflow, by the shape that the house answers in; the body of a start is its `input.schema`. */
export function openapiOf(definition: string, title: string, does: string): string {
	const parsed = parseWorkflow(definition);
	if (!parsed.ok) throw new Error(`A kit made no workflow: ${parsed.error[0]?.message}`);
	const document = openApiOf(parsed.value, { title, version: '1.0.0' });
	return stringify(
		{ ...document, info: { title, description: does, version: '1.0.0' } },
		{ lineWidth: 110, aliasDuplicateObjects: false },
	);
}
