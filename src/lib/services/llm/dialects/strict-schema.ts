import { at, isObject, listOf } from '../json.ts';

/** Whether a JSON Schema keeps the rules of OpenAI's strict mode: closed objects whose properties are all required. */
export function isStrictSchema(schema: unknown): boolean {
	if (Array.isArray(schema)) return schema.every(isStrictSchema);
	if (!isObject(schema)) return true;
	const properties = at(schema, 'properties');
	if (at(schema, 'type') === 'object' || isObject(properties)) {
		const required = listOf(at(schema, 'required'));
		const names = Object.keys(isObject(properties) ? properties : {});
		if (at(schema, 'additionalProperties') !== false) return false;
		if (!names.every((name) => required.includes(name))) return false;
	}
	return Object.values(schema).every(isStrictSchema);
}
