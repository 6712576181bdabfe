import type { ApiDocument, Matched, Operation } from './openapi.ts';
import { templateName } from './parameters.ts';
import { decodePercent } from './references.ts';
import { groupBy, textsOf } from './values.ts';

/** A path of the document, ready to be compared. */
interface Route {
	readonly operation: Operation;
	readonly pattern: RegExp;
	readonly names: readonly string[];
	/** Greater is more concrete. Compared place by place: literal segments before mixed ones before templates. */
	readonly rank: readonly number[];
	/** What some vendors write after the path to tell operations apart: `/?action=list`, `/#tagging`. */
	readonly query: readonly (readonly [string, string])[];
	readonly fragment: string;
}

const routesOf = new WeakMap<ApiDocument, ReadonlyMap<string, readonly Route[]>>();

/**
 * The operation that answers `method` on `target`, most concrete path first. `target` is a path without the base; a query
 * and a fragment may follow it and decide between paths that differ only there.
 */
export function match(document: ApiDocument, method: string, target: string): Matched | undefined {
	const { path, query, fragment } = splitTarget(target);
	const routes = routesFor(document).get(method.toLowerCase()) ?? [];
	const fitting = routes.flatMap((route) => {
		const found = route.pattern.exec(path);
		return found ? [{ route, found }] : [];
	});
	const asked = new URLSearchParams(query);
	const exact = fitting.find(({ route }) => isAsked(route, asked, fragment));
	// A caller that knows the path only still finds something.
	const chosen = exact ?? (query === '' && fragment === '' ? fitting[0] : undefined);
	if (!chosen) return undefined;
	const values = chosen.route.names.map(
		(name, index) => [name, decodePercent(chosen.found[index + 1] ?? '')] as const,
	);
	return {
		operation: chosen.route.operation,
		path: { ...queryTemplates(chosen.route, asked), ...Object.fromEntries(values) },
	};
}

/** Some vendors write templates into a query of the path: `/export?from={from}`. */
function queryTemplates({ query }: Route, asked: URLSearchParams): Readonly<Record<string, string>> {
	return Object.fromEntries(
		query.flatMap(([name, value]) =>
			isTemplate(value) && asked.has(name) ? [[templateName(value.slice(1, -1)), asked.get(name) ?? '']] : [],
		),
	);
}

function isAsked({ query, fragment }: Route, asked: URLSearchParams, askedFragment: string): boolean {
	const hasQuery = query.every(([name, value]) =>
		value === '' || isTemplate(value) ? asked.has(name) : asked.getAll(name).includes(value),
	);
	return hasQuery && (fragment === '' || fragment === askedFragment);
}

function routesFor(document: ApiDocument): ReadonlyMap<string, readonly Route[]> {
	const known = routesOf.get(document);
	if (known) return known;
	const byMethod = groupBy(document.operations.map(routeOf), ({ operation }) => operation.method);
	const sorted = new Map([...byMethod].map(([method, routes]) => [method, routes.toSorted(moreConcrete)]));
	routesOf.set(document, sorted);
	return sorted;
}

/** `/a?b#c` taken apart; a path alone has an empty query and fragment. */
export function splitTarget(target: string): {
	readonly path: string;
	readonly query: string;
	readonly fragment: string;
} {
	const [beforeFragment = '', ...fragment] = target.split('#');
	const [path = '', ...query] = beforeFragment.split('?');
	return { path, query: query.join('?'), fragment: fragment.join('#') };
}

function routeOf(operation: Operation): Route {
	const { path, query, fragment } = splitTarget(operation.path);
	const segments = path.replace(/\/+$/, '').split('/').slice(1);
	const parts = segments.map((segment) => patternOfSegment(segment, operation));
	return {
		operation,
		pattern: new RegExp(`^${parts.map(({ pattern }) => `/${pattern}`).join('')}/*$`, 's'),
		names: parts.flatMap(({ names }) => names),
		rank: [...parts.map(({ rank }) => rank), 0],
		query: [...new URLSearchParams(query)],
		fragment,
	};
}

/** `{id}.json` → the pattern `([^/]+?)\.json`. */
function patternOfSegment(
	segment: string,
	operation: Operation,
): {
	readonly pattern: string;
	readonly names: readonly string[];
	readonly rank: number;
} {
	const pieces = segment.split(/(\{[^{}]+\})/).filter((piece) => piece !== '');
	const templates = pieces.filter(isTemplate);
	const literal = pieces.filter((piece) => !isTemplate(piece)).join('');
	const pattern = pieces
		.map((piece) =>
			isTemplate(piece)
				? patternOfTemplate(piece, templates.length > 1 ? operation : undefined)
				: literalPattern(piece),
		)
		.join('');
	const isWide = templates.some(spansSegments);
	return {
		pattern,
		names: templates.map((piece) => templateName(piece.slice(1, -1))),
		rank: rankOf(templates.length, literal, isWide),
	};
}

/** Literal 4, literal and template 3 and a bit by the length of the literal, template 2, one that spans segments 1. */
function rankOf(templates: number, literal: string, isWide: boolean): number {
	if (templates === 0) return 4;
	if (isWide) return 1;
	return literal === '' ? 2 : 3 + Math.min(literal.length, 99) / 100;
}

const isTemplate = (piece: string): boolean => /^\{[^{}]+\}$/.test(piece);
const spansSegments = (piece: string): boolean => /^\{[+*]|[+*]\}$|=.*\*\*?\}$/.test(piece);

/** Where templates touch, only the values that the document allows say where one ends. */
function patternOfTemplate(piece: string, operation: Operation | undefined): string {
	const name = templateName(piece.slice(1, -1));
	const schema = operation?.parameters.find((each) => each.in === 'path' && each.name === name)?.schema;
	const values = textsOf(typeof schema === 'object' ? schema['enum'] : undefined);
	if (values.length > 0) return `(${values.map(literalPattern).join('|')})`;
	return spansSegments(piece) ? '(.+?)' : '([^/]+?)';
}

/** A character of the document may arrive encoded or not. */
function literalPattern(text: string): string {
	return [...decodePercent(text)]
		.map((character) => {
			const forms = [
				character,
				encodeURIComponent(character),
				encodeURIComponent(character).toLowerCase(),
				percent(character),
			];
			const distinct = [...new Set(forms)].map((form) => form.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
			return distinct.length === 1 ? distinct[0] : `(?:${distinct.join('|')})`;
		})
		.join('');
}

const percent = (character: string): string =>
	[...new TextEncoder().encode(character)]
		.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
		.join('');

function moreConcrete(a: Route, b: Route): number {
	const length = Math.max(a.rank.length, b.rank.length);
	for (let at = 0; at < length; at++) {
		const difference = (b.rank[at] ?? 0) - (a.rank[at] ?? 0);
		if (difference !== 0) return difference;
	}
	const extra = (route: Route) => route.query.length + (route.fragment === '' ? 0 : 1);
	return extra(b) - extra(a);
}
