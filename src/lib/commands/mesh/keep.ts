import { parse, parseDocument } from 'yaml';
import type { FileContent, Files } from '#lib/model/files.ts';
import { LOCK_PATH } from '#lib/model/lock.ts';
import { MANIFEST_PATH, type Manifest } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { OpenApi, Operation } from '#lib/services/openapi/openapi.ts';
import { isRecord, listOf, recordOf } from '#lib/services/openapi/values.ts';
import { manifestText } from '../creation/assemble.ts';
import type { Offer } from './documents.ts';

/** A change that takes operations away, as both sides of it read. */
export interface Replacement {
	readonly before: { readonly files: Files; readonly offer: Offer };
	readonly after: { readonly files: Files; readonly offer: Offer };
	/** Ids of the operations that others would lose. */
	readonly lost: ReadonlySet<string>;
	readonly openapi: Pick<OpenApi, 'match'>;
}

type Kept = ReadonlyMap<string, FileContent>;
const FOLDER = 'kept/';
const SOURCE = /\.([cm]?[jt]sx?|json|csv|txt|sql)$/;

/**
 * What is written beside a change so that the lost operations stay: in the document as they were, deprecated, and answered
 * by the program as it was, which stays in a folder of its own. Fails with `keep-impossible`, and says why.
 */
export function keepOperations(replacement: Replacement): Result<Kept, Problem> {
	const { before, after, lost, openapi } = replacement;
	const { manifest } = after.offer;
	if (manifest.kind !== 'api' || manifest.service) return impossible('only an API keeps old operations');
	const operations = before.offer.document.operations.filter(({ id }) => lost.has(id));
	const taken = operations.find(({ method, path }) =>
		openapi.match(after.offer.document, method, path.replaceAll(/\{[^}]*\}/g, 'x')),
	);
	if (taken)
		return impossible(`the changed one answers at the same address, ${address(taken)}, so both cannot stand`);
	const document = withOperations(before.offer.text, after.offer.text, operations);
	if (!document.ok) return document;
	const program = programBeside(replacement, operations);
	if (!program.ok) return program;
	return ok(new Map([[manifest.openapi ?? 'openapi.yaml', document.value], ...program.value]));
}

const address = ({ method, path }: Operation): string => `${method.toUpperCase()} ${path}`;

/** The new document with the old operations in it, its comments and order kept. */
function withOperations(
	oldText: string,
	newText: string,
	operations: readonly Operation[],
): Result<string, Problem> {
	const old = recordOf(parse(oldText));
	const document = parseDocument(newText);
	const present = recordOf(document.toJS());
	if (!String(old['openapi']).startsWith('3') || !String(present['openapi']).startsWith('3'))
		return impossible('its document is older than OpenAPI 3');
	const parts = new Components(old, present);
	for (const { method, path } of operations) {
		const item = recordOf(recordOf(old['paths'])[path]);
		const raw = item[method];
		if (!isRecord(raw))
			return impossible(`${method.toUpperCase()} ${path} stands in no plain place of its document`);
		const parameters = [...listOf(item['parameters']), ...listOf(raw['parameters'])];
		const whole = { ...raw, ...(parameters.length > 0 ? { parameters } : {}), deprecated: true };
		document.setIn(['paths', path, method], document.createNode(parts.taken(whole)));
	}
	if (parts.isLost) return impossible('it refers to other files');
	for (const [section, name, value] of parts.added)
		document.setIn(['components', section, name], document.createNode(value));
	return ok(document.toString({ lineWidth: 0 }));
}

/** Takes what old operations refer to along, under another name where the new document means something else by it. */
class Components {
	readonly #old: unknown;
	readonly #present: unknown;
	readonly #names = new Map<string, string>();
	readonly added: [section: string, name: string, value: unknown][] = [];
	isLost = false;

	constructor(old: Readonly<Record<string, unknown>>, present: Readonly<Record<string, unknown>>) {
		this.#old = old['components'];
		this.#present = present['components'];
	}

	taken(value: unknown): unknown {
		if (Array.isArray(value)) return value.map((each: unknown) => this.taken(each));
		if (!isRecord(value)) return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, each]) => [
				key,
				key === '$ref' && typeof each === 'string' ? this.#reference(each) : this.taken(each),
			]),
		);
	}

	#reference(reference: string): string {
		const known = this.#names.get(reference);
		if (known !== undefined) return known;
		const [, section = '', name = ''] = /^#\/components\/([^/]+)\/([^/]+)$/.exec(reference) ?? [];
		const value = recordOf(recordOf(this.#old)[section])[name];
		if (value === undefined) this.isLost = true;
		const present = recordOf(recordOf(this.#present)[section])[name];
		// What it refers to in turn may mean something else now, so only what is gone keeps its name.
		const fresh = present === undefined ? name : `${name}Kept`;
		const own = `#/components/${section}/${fresh}`;
		this.#names.set(reference, own);
		this.added.push([section, fresh, this.taken(value)]);
		return own;
	}
}

/** The program as it was, in a folder, and an entry that sends each request to the one that answers it. */
function programBeside(
	{ before, after }: Replacement,
	operations: readonly Operation[],
): Result<Kept, Problem> {
	const [old, next] = [before.offer.manifest, after.offer.manifest];
	const sources = sourcesOf(before.files, old);
	const isSame =
		old.entry === next.entry && sources.every(([path, content]) => after.files.get(path) === content);
	// Only the document lost them: the program answers them still.
	if (isSame) return ok(new Map());
	if (next.entry.startsWith(FOLDER)) return impossible('it keeps an older operation already');
	const folder = `${FOLDER}${old.version}/`;
	const entry = `${FOLDER}index.ts`;
	return ok(
		new Map<string, FileContent>([
			...sources.map(([path, content]) => [folder + path, content] as const),
			[entry, entryText(old, next, operations)],
			[MANIFEST_PATH, manifestText({ ...next, entry })],
		]),
	);
}

const sourcesOf = (files: Files, { openapi }: Manifest): readonly (readonly [string, FileContent])[] =>
	[...files].filter(
		([path]) =>
			SOURCE.test(path) &&
			!path.startsWith('.') &&
			![MANIFEST_PATH, LOCK_PATH, openapi, 'package.json'].includes(path),
	);

const entryText = (
	old: Manifest,
	next: Manifest,
	operations: readonly Operation[],
): string => `// Others still use ${operations.map(({ id }) => id).join(', ')} as of version ${old.version}: those are answered by the program of that version.
import present from '../${next.entry}';
import before from './${old.version}/${old.entry}';

const KEPT: readonly (readonly [method: string, path: RegExp])[] = [
${operations.map(({ method, path }) => `\t[${JSON.stringify(method.toUpperCase())}, ${patternOf(path)}],`).join('\n')}
];

export default {
	fetch(request: Request) {
		const { pathname } = new URL(request.url);
		const isKept = KEPT.some(([method, path]) => method === request.method && path.test(pathname));
		return (isKept ? before : present).fetch(request);
	},
};
`;

/** As the source text of a regular expression. */
const patternOf = (path: string): string =>
	`/^${path
		.split(/\{[^}]*\}/)
		.map((part) => part.replaceAll(/[.*+?^$()|[\]\\/]/g, '\\$&'))
		.join('[^/]+')}$/`;

const impossible = (why: string): Result<never, Problem> =>
	err({ type: 'keep-impossible', message: `The old operation cannot be kept: ${why}.` });
