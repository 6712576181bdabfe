import { parse } from 'yaml';
import type { Examples } from './api-tools.ts';

/** The examples that an OpenAPI document gives for its requests. What is not as it should be is left out. */
export function examplesIn(text: string): Examples {
	const document = recordOf(attempt(() => parse(text)));
	const operations = Object.values(recordOf(document['paths'])).flatMap((path) =>
		Object.values(recordOf(path)).map(recordOf),
	);
	return Object.fromEntries(
		operations.flatMap((operation) => {
			const id = operation['operationId'];
			return typeof id === 'string' ? [[id, exampleOf(operation)] as const] : [];
		}),
	);
}

function exampleOf(operation: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const parameters = Array.isArray(operation['parameters']) ? operation['parameters'].map(recordOf) : [];
	const given = parameters.flatMap(({ name, example }): [string, unknown][] =>
		typeof name === 'string' && example !== undefined ? [[name, example]] : [],
	);
	const content = Object.values(recordOf(recordOf(operation['requestBody'])['content'])).map(recordOf);
	const body = content.find((media) => media['example'] !== undefined)?.['example'];
	return { ...Object.fromEntries(given), ...(body === undefined ? {} : { body }) };
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? Object.fromEntries(Object.entries(value))
		: {};

function attempt(read: () => unknown): unknown {
	try {
		return read();
	} catch {
		return undefined;
	}
}
