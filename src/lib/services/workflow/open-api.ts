import { isRecord, recordOf, textOf } from './data.ts';
import type { WorkflowDefinition } from './definition.ts';

/** The OpenAPI 3.1 document of a workflow creation, as `openapi.yaml` has it; the input is what `input.schema` says. */
export function openApiOf(
	{ source }: WorkflowDefinition,
	manifest: { readonly title: string; readonly version: string },
): Readonly<Record<string, unknown>> {
	const document = recordOf(source['document']);
	const schema = recordOf(recordOf(source['input'])['schema'])['document'];
	const output = recordOf(recordOf(source['output'])['schema'])['document'];
	return {
		openapi: '3.1.0',
		info: {
			title: textOf(document['title']) ?? manifest.title,
			version: manifest.version,
			...(textOf(document['summary']) ? { description: textOf(document['summary']) } : {}),
		},
		paths: {
			'/runs': { post: startOperation(isRecord(schema) ? schema : {}) },
			'/runs/{id}': {
				get: { ...oneRun('getRun', 'See how a run stands'), responses: answers('200', 'The run') },
			},
			'/runs/{id}/cancel': {
				post: { ...oneRun('cancelRun', 'Cancel a run'), responses: answers('202', 'It is cancelled') },
			},
			'/events': { post: eventOperation },
		},
		components: { schemas: { Run: runSchema(isRecord(output) ? output : {}), Problem: PROBLEM } },
	};
}

const json = (schema: unknown) => ({ 'application/json': { schema } });
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const problem = {
	description: 'Why not',
	content: { 'application/problem+json': { schema: reference('Problem') } },
};

const answers = (status: string, description: string) => ({
	[status]: { description, content: json(reference('Run')) },
	default: problem,
});

const startOperation = (schema: unknown) => ({
	operationId: 'startRun',
	summary: 'Start a run',
	description: 'With `Prefer: wait=10` the answer comes when the run is over, or after that many seconds.',
	parameters: [{ name: 'Prefer', in: 'header', schema: { type: 'string' } }],
	requestBody: { required: false, content: json(schema) },
	responses: {
		'200': { description: 'The run, which is over', content: json(reference('Run')) },
		...answers('201', 'The run, which goes on'),
	},
});

const oneRun = (operationId: string, summary: string) => ({
	operationId,
	summary,
	parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
});

const eventOperation = {
	operationId: 'sendEvent',
	summary: 'Send an event to runs that wait for one',
	requestBody: {
		required: true,
		content: json({
			type: 'object',
			required: ['type'],
			properties: { id: { type: 'string' }, source: { type: 'string' }, type: { type: 'string' }, data: {} },
		}),
	},
	responses: { '202': { description: 'It is on its way' }, default: problem },
};

const PROBLEM = {
	type: 'object',
	required: ['type', 'title', 'status'],
	properties: { type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' } },
};

const runSchema = (output: unknown) => ({
	type: 'object',
	required: ['id', 'status'],
	properties: {
		id: { type: 'string' },
		status: {
			type: 'string',
			enum: ['pending', 'running', 'waiting', 'suspended', 'completed', 'faulted', 'cancelled'],
		},
		output,
		error: { type: 'object' },
		startedAt: { type: 'number' },
		endedAt: { type: 'number' },
	},
});
