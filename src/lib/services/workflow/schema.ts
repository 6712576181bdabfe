import { Validator } from '@cfworker/json-schema';
import { isRecord, recordOf } from './data.ts';
import type { Execution, Frame } from './execution.ts';
import { standardFault } from './fault.ts';
import { fetchText } from './resource.ts';

/** Checks `value` against a schema of the DSL. Throws the specification's validation error, naming what does not fit. */
export async function checkSchema(
	execution: Execution,
	schema: unknown,
	value: unknown,
	frame: Frame,
): Promise<void> {
	if (schema === undefined) return;
	const shape = await shapeOf(execution, recordOf(schema), frame);
	if (!isRecord(shape) && typeof shape !== 'boolean') return;
	// The validator marks what it reads.
	const copy = typeof shape === 'boolean' ? shape : structuredClone({ ...shape });
	const { valid, errors } = new Validator(copy, '2020-12', false).validate(value ?? null);
	if (valid) return;
	const reasons = errors.slice(-3).map(({ error, instanceLocation }) => `${instanceLocation}: ${error}`);
	throw standardFault('validation', reasons.join(' '));
}

async function shapeOf(
	execution: Execution,
	schema: Readonly<Record<string, unknown>>,
	frame: Frame,
): Promise<unknown> {
	const format = schema['format'];
	if (typeof format === 'string' && !/^json(:|$)/.test(format))
		throw standardFault(
			'configuration',
			`Schemas of the format "${format}" are not known here, only JSON Schema.`,
		);
	if (schema['document'] !== undefined) return schema['document'];
	if (schema['resource'] === undefined) return undefined;
	const text = await fetchText(execution, schema['resource'], null, frame);
	try {
		return JSON.parse(text);
	} catch {
		throw standardFault('configuration', 'The schema at the named address is no JSON.');
	}
}
