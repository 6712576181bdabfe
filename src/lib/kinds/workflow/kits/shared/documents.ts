import * as z from 'zod/mini';
import { parse, stringify } from 'yaml';

/** The README of a workflow. */
export const readmeOf = (
	title: string,
	does: string,
	isWaiting: boolean,
): string => `# ${title.replace(/[\\`*_[\]<>#]/g, '\\$&')}

${does}

It is written in the Serverless Workflow DSL 1.0 and runs on this device, while AetherOS is open. What was missed in the meantime is caught up when you come back.

## Try it

Open the Runs tab, press Start, and watch its steps. \`examples/input.json\` is what the form begins with.${isWaiting ? '\nThis workflow waits for an event on its way: \`examples/events.json\` has one that fits.' : ''}

## Where to change what

- \`workflow.yaml\`: the steps. The Diagram and Outline tabs change the same text and keep its comments.
- Steps that stand for a service outside are marked in their comments. They claim nothing: replace them by \`call: http\` (the address must be granted) or by a call to a linked creation, whose document is \`aether:<alias>\`.
- \`openapi.yaml\`: what other creations may call: start a run, look at it, cancel it, send an event.
`;

const definitionSchema = z.object({
	input: z.optional(
		z.object({ schema: z.optional(z.object({ document: z.record(z.string(), z.unknown()) })) }),
	),
});

/** The OpenAPI document of a workflow; the body of `POST /runs` is its `input.schema`. */
export function openapiOf(definition: string, title: string, does: string): string {
	const input = definitionSchema.parse(parse(definition)).input?.schema?.document ?? {};
	return stringify(
		{
			openapi: '3.1.0',
			info: { title, description: does, version: '1.0.0' },
			paths: { ...runPaths(input), ...EVENT_PATH },
			components: { schemas: { Run: RUN } },
		},
		{ lineWidth: 110, aliasDuplicateObjects: false },
	);
}

const answer = (status: string, description: string): object => ({
	[status]: {
		description,
		content: { 'application/json': { schema: { $ref: '#/components/schemas/Run' } } },
	},
});
const ID = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];

const runPaths = (input: object): object => ({
	'/runs': {
		post: {
			operationId: 'startRun',
			summary: 'Starts a run',
			requestBody: { required: true, content: { 'application/json': { schema: input } } },
			responses: answer('202', 'The run has begun'),
		},
	},
	'/runs/{id}': {
		parameters: ID,
		get: {
			operationId: 'readRun',
			summary: 'How a run stands, with its output once it has one',
			responses: answer('200', 'The run'),
		},
	},
	'/runs/{id}/cancel': {
		parameters: ID,
		post: {
			operationId: 'cancelRun',
			summary: 'Ends a run before its time',
			responses: answer('200', 'The run'),
		},
	},
});

const EVENT_PATH = {
	'/events': {
		post: {
			operationId: 'sendEvent',
			summary: 'Hands over a CloudEvent that runs may wait for, or that starts one',
			requestBody: {
				required: true,
				content: {
					'application/cloudevents+json': {
						schema: {
							type: 'object',
							required: ['id', 'source', 'specversion', 'type'],
							properties: {
								id: { type: 'string' },
								source: { type: 'string' },
								specversion: { type: 'string' },
								type: { type: 'string' },
								data: {},
							},
						},
					},
				},
			},
			responses: { '202': { description: 'Taken' } },
		},
	},
};

const RUN = {
	type: 'object',
	required: ['id', 'status'],
	properties: {
		id: { type: 'string' },
		status: {
			type: 'string',
			enum: ['pending', 'running', 'waiting', 'suspended', 'completed', 'faulted', 'cancelled'],
		},
		output: {},
		error: { type: 'object' },
	},
};
