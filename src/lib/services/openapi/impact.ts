import type { BareSchema, Contract } from '#lib/model/contract.ts';
import { contractOf } from './contract.ts';
import { narrowings, type Direction } from './narrowing.ts';
import type { ApiDocument } from './openapi.ts';

/** What a change of one operation means for those who call it as it was. */
export interface Change {
	/** Id of the operation. */
	readonly operation: string;
	readonly effect: 'safe' | 'breaking';
	/** One sentence in plain words, without a full stop. */
	readonly sentence: string;
}

/** Every difference between two documents that concerns callers; nothing where they differ only in words. */
export function changesBetween(before: ApiDocument, after: ApiDocument): readonly Change[] {
	const old = contractsOf(before);
	const next = contractsOf(after);
	const changed = [...old].flatMap(([id, contract]) => changesOf(id, contract, next.get(id)));
	const added = [...next.keys()]
		.filter((id) => !old.has(id))
		.map((id): Change => ({ operation: id, effect: 'safe', sentence: `${id} is new` }));
	return [...changed, ...added];
}

/** The contracts of a document by the id of their operation. */
const contractsOf = (document: ApiDocument): ReadonlyMap<string, Contract> =>
	new Map(document.operations.map((operation) => [operation.id, contractOf(operation)]));

/** What became of one operation; empty where callers cannot tell. */
export function changesOf(
	operation: string,
	before: Contract,
	after: Contract | undefined,
): readonly Change[] {
	if (!after) return [{ operation, effect: 'breaking', sentence: `${operation} is gone` }];
	if (JSON.stringify(before) === JSON.stringify(after)) return [];
	const breaking = [
		...addressBreaks(before, after),
		...parameterBreaks(before, after),
		...bodyBreaks(before, after),
		...answerBreaks(before, after),
	];
	if (breaking.length === 0)
		return [{ operation, effect: 'safe', sentence: `${operation} takes or gives more than before` }];
	return [...new Set(breaking)].map((sentence) => ({
		operation,
		effect: 'breaking',
		sentence: `${operation}: ${sentence}`,
	}));
}

/** `/books/{id}` and `/books/{key}` are one address. */
const address = ({ method, path }: Contract): string =>
	`${method.toUpperCase()} ${path.replace(/\{[^}]*\}/g, '{}')}`;

const addressBreaks = (before: Contract, after: Contract): readonly string[] =>
	address(before) === address(after) ? [] : [`it moved from ${address(before)} to ${address(after)}`];

type Parameter = Contract['parameters'][number];

function parameterBreaks(before: Contract, after: Contract): readonly string[] {
	const named = (parameters: readonly Parameter[]) =>
		new Map(parameters.filter((each) => each.in !== 'path').map((each) => [`${each.in} ${each.name}`, each]));
	const [old, next] = [named(before.parameters), named(after.parameters)];
	const lost = [...old]
		.filter(([key]) => !next.has(key))
		.map(([, { name }]) => `“${name}” is no longer taken`);
	const needed = [...next]
		.filter(([key, { isRequired }]) => isRequired && old.get(key)?.isRequired !== true)
		.map(([, { name }]) => `“${name}” is now needed`);
	const narrowed = [...old].flatMap(([key, { name, schema }]) => {
		const now = next.get(key);
		return now ? narrowings(schema, now.schema, 'in', `“${name}”`) : [];
	});
	return [...lost, ...needed, ...narrowed, ...pathBreaks(before, after)];
}

/** Values in the path are known by their place, whatever they are called. */
function pathBreaks(before: Contract, after: Contract): readonly string[] {
	if (address(before) !== address(after)) return [];
	const schemasOf = ({ path, parameters }: Contract): readonly BareSchema[] =>
		[...path.matchAll(/\{([^}]*)\}/g)].map(
			([, name]) => parameters.find((each) => each.in === 'path' && each.name === name)?.schema ?? true,
		);
	const next = schemasOf(after);
	return schemasOf(before).flatMap((schema, index) =>
		narrowings(schema, next[index] ?? true, 'in', `part ${index + 1} of the path`),
	);
}

function bodyBreaks(before: Contract, after: Contract): readonly string[] {
	if (!after.body) return before.body ? ['it no longer takes a body'] : [];
	if (!before.body) return after.body.isRequired ? ['a body is now needed'] : [];
	const needed = after.body.isRequired && !before.body.isRequired ? ['a body is now needed'] : [];
	return [...needed, ...contentBreaks(before.body.content, after.body.content, 'in', 'the body')];
}

function answerBreaks(before: Contract, after: Contract): readonly string[] {
	return Object.entries(before.responses).flatMap(([status, content]) => {
		const now = after.responses[status];
		if (now) return contentBreaks(content, now, 'out', `the answer ${status}`);
		return /^2/.test(status) ? [`it no longer answers ${status}`] : [];
	});
}

type Content = Readonly<Record<string, BareSchema>>;

function contentBreaks(
	before: Content,
	after: Content,
	direction: Direction,
	where: string,
): readonly string[] {
	return Object.entries(before).flatMap(([mediaType, schema]) => {
		const now = after[mediaType];
		if (now === undefined) return [`${where} is no longer ${mediaType}`];
		return direction === 'in'
			? narrowings(schema, now, direction, where)
			: narrowings(now, schema, direction, where);
	});
}
