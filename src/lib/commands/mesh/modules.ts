import { creationIdOfUrn } from '#lib/model/id.ts';
import { LINK_FOLDER, type Manifest } from '#lib/model/manifest.ts';
import type { Operation } from '#lib/services/openapi/openapi.ts';
import type { Services } from '../services.ts';
import { linkBase } from './address.ts';
import { isGranted } from './granted.ts';

/** The module of each link of `manifest`, by path. A link that cannot be read still has its `fetch`, which says why. */
export async function linkModules(manifest: Manifest, services: Services): Promise<Map<string, string>> {
	const modules = new Map<string, string>();
	for (const [alias, link] of Object.entries(manifest.links ?? {})) {
		const target = creationIdOfUrn(link.ref);
		const offer = target ? await services.mesh.offers.of(target) : undefined;
		const all = offer?.ok ? offer.value.document.operations : [];
		const operations = all.filter((operation) => isGranted(link.operations, operation));
		modules.set(`${LINK_FOLDER}${alias}.ts`, linkModule(alias, operations));
	}
	return modules;
}

/** `import { listBooks, fetch } from 'aether:log'`: each operation as a function of one object, and plain `fetch`. */
export function linkModule(alias: string, operations: readonly Operation[]): string {
	return `const base = ${JSON.stringify(linkBase(alias))};
export const fetch = (path, init) => globalThis.fetch(new URL(path, base), init);
async function call(method, template, names, isBody, input = {}) {
	const query = new URLSearchParams();
	const headers = {};
	let path = template;
	for (const [name, place] of names) {
		const value = input[name];
		if (value === undefined || value === null) continue;
		if (place === 'path') path = path.replaceAll('{' + name + '}', encodeURIComponent(String(value)));
		else if (place === 'header') headers[name] = String(value);
		else for (const one of [value].flat()) query.append(name, typeof one === 'object' ? JSON.stringify(one) : String(one));
	}
	const url = new URL(path, base);
	url.search = query.toString();
	const body = isBody && input.body !== undefined ? JSON.stringify(input.body) : undefined;
	if (body !== undefined) headers['content-type'] = 'application/json';
	const answer = await globalThis.fetch(url, { method, headers, body });
	const text = await answer.text();
	const isJson = /[/+]json/.test(answer.headers.get('content-type') ?? '');
	const value = isJson && text !== '' ? JSON.parse(text) : text;
	if (answer.ok) return value;
	throw Object.assign(new Error(value?.title ?? value?.detail ?? ${JSON.stringify(alias)} + ' answered ' + answer.status), { status: answer.status, problem: value });
}
const operations = {
${operations.map((operation) => `\t${JSON.stringify(operation.id)}: (input) => call(${argumentsOf(operation)}, input),`).join('\n')}
};
export default operations;
${operations
	.filter(({ id }) => isName(id))
	.map(({ id }) => `export const ${id} = operations[${JSON.stringify(id)}];`)
	.join('\n')}
`;
}

const argumentsOf = ({ method, path, parameters, body }: Operation): string =>
	[
		method.toUpperCase(),
		path,
		parameters.filter((parameter) => parameter.in !== 'cookie').map(({ name, in: place }) => [name, place]),
		body !== null,
	]
		.map((part) => JSON.stringify(part))
		.join(', ');

/** Fit to be exported by its name, beside `fetch` and the module's own names. */
const TAKEN = new Set(
	'fetch base call operations default delete new return if else for while do switch case try catch throw class const let var function import export await async yield in of typeof void this null true false enum super with static public private package interface protected implements arguments eval'.split(
		' ',
	),
);
const isName = (id: string): boolean => /^[A-Za-z_$][\w$]*$/.test(id) && !TAKEN.has(id);
