import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { splitTarget } from './match.ts';
import { concreteType, preferredMedia } from './media.ts';
import type { Operation, Parameter, Violation } from './openapi.ts';
import { templateName } from './parameters.ts';
import { encode, writePath, writeQuery, writeSimple } from './styles.ts';
import { slotsOf, toolOf, type Slot } from './tool.ts';
import { violationsOf } from './validate.ts';
import { isRecord } from './values.ts';
import { writeBody } from './write-body.ts';

/** A member of the input that has a value. */
interface Filled extends Slot {
	readonly value: unknown;
}

/** The request that a call of the tool means. Fails with `input-invalid`, naming what does not fit. */
export function requestOf(operation: Operation, input: unknown, base: string): Result<Request, Problem> {
	const slots = slotsOf(operation);
	const named = byKeys(input ?? {}, slots);
	const wrong = violationsOf(named, toolOf(operation).input, 'input').map(shorten);
	if (wrong.length > 0 || !isRecord(named)) return invalid(wrong.map(({ message }) => message));
	return writeRequest(operation, named, base);
}

/** The request for an input as it is, keyed as the tool has it. For those who mean to send what does not fit. */
export function writeRequest(
	operation: Operation,
	input: Readonly<Record<string, unknown>>,
	base: string,
): Result<Request, Problem> {
	const slots = slotsOf(operation);
	const filled = slots.flatMap((slot): readonly Filled[] =>
		input[slot.key] === undefined ? [] : [{ ...slot, value: input[slot.key] }],
	);
	try {
		return build(operation, filled, base);
	} catch (error) {
		// What the platform refuses to send: a header with a line break, a method that pages may not use.
		return invalid(['the request cannot be sent from a browser'], String(error));
	}
}

function build(operation: Operation, filled: readonly Filled[], base: string): Result<Request, Problem> {
	const path = pathOf(operation, filled);
	if (path === undefined)
		return invalid(['a value of the path would change which path it is: it must not be empty, "." or ".."']);
	const url = addressOf(base, path, queryOf(filled));
	if (url === undefined) return invalid([`"${base}" is no address`]);
	const headers = headersOf(filled);
	const body = bodyOf(operation, filled);
	if (body?.type !== undefined) headers.set('content-type', body.type);
	return ok(
		new Request(url, {
			method: operation.method.toUpperCase(),
			headers,
			...(body ? { body: body.content } : {}),
		}),
	);
}

/** Callers may also use the names of the document where those of the tool differ. Empty members are as good as none. */
function byKeys(input: unknown, slots: readonly Slot[]): unknown {
	if (!isRecord(input)) return input;
	const keys = new Map(slots.map(({ key, parameter }) => [parameter?.name ?? key, key]));
	const own = new Set(slots.map(({ key }) => key));
	const isLeftOut = (key: string, value: unknown) =>
		value === undefined ||
		(value === null && slots.some((slot) => slot.key === key && slot.parameter && !slot.isRequired));
	return Object.fromEntries(
		Object.entries(input)
			.map(([name, value]) => [own.has(name) ? name : (keys.get(name) ?? name), value] as const)
			.filter(([key, value]) => !isLeftOut(key, value)),
	);
}

const shorten = ({ where, message }: Violation): Violation => ({
	where,
	message: message.replace(/^input\./, ''),
});

const invalid = (messages: readonly string[], detail?: string): Result<never, Problem> =>
	err({
		type: 'input-invalid',
		message: `The input does not fit: ${messages.join('; ')}.`,
		...(detail === undefined ? {} : { detail }),
	});

/** The path with its templates filled in, or undefined where a value would make it another path. */
function pathOf(operation: Operation, filled: readonly Filled[]): string | undefined {
	let isBroken = false;
	const fill = (whole: string, template: string): string => {
		const slot = filled.find(
			({ parameter }) => parameter?.in === 'path' && parameter.name === templateName(template),
		);
		if (!slot?.parameter) return whole;
		const text = writePath(slot.parameter, slot.value, /^[+*]|[+*]$|=.*\*\*?$/.test(template));
		if (text === '') isBroken = true;
		return text;
	};
	const { path, query, fragment } = splitTarget(operation.path);
	const filledPath = path.replaceAll(/\{([^{}]+)\}/g, fill);
	const isMoved = filledPath.split('/').some((segment) => /^(\.|%2e){1,2}$/i.test(segment));
	const filledQuery = query.replaceAll(/\{([^{}]+)\}/g, fill);
	const tail = (filledQuery === '' ? '' : `?${filledQuery}`) + (fragment === '' ? '' : `#${fragment}`);
	return isBroken || isMoved ? undefined : filledPath + tail;
}

/** An exploded object puts its members beside the other parameters: a name that is taken is not said twice. */
function queryOf(filled: readonly Filled[]): readonly string[] {
	const taken = new Set(
		filled
			.filter(({ parameter, value }) => parameter?.in === 'query' && !isSpread(parameter, value))
			.map(({ parameter }) => parameter?.name),
	);
	return filled.flatMap(({ parameter, value }) => {
		if (parameter?.in !== 'query') return [];
		if (!isSpread(parameter, value) || !isRecord(value)) return writeQuery(parameter, value);
		const own = Object.entries(value).filter(([name]) => !taken.has(name));
		for (const [name] of own) taken.add(name);
		return writeQuery(parameter, Object.fromEntries(own));
	});
}

const isSpread = ({ style, explode, mediaType }: Parameter, value: unknown): boolean =>
	isRecord(value) && explode && style !== 'deepObject' && mediaType === undefined;

/** Base and path put together; a query that the base or the path of the document has is kept. */
function addressOf(base: string, path: string, query: readonly string[]): string | undefined {
	const target = splitTarget(path);
	const [address = '', baseQuery = ''] = base.split('#')[0]?.split('?') ?? [];
	const all = [baseQuery, target.query, ...query].filter((part) => part !== '').join('&');
	const written = `${address.replace(/\/+$/, '')}${target.path}${all === '' ? '' : `?${all}`}${target.fragment === '' ? '' : `#${target.fragment}`}`;
	return URL.canParse(written, globalThis.location?.href) ? written : undefined;
}

function headersOf(filled: readonly Filled[]): Headers {
	const headers = new Headers();
	const cookies: string[] = [];
	for (const { parameter, value } of filled) {
		if (parameter?.in === 'header') headers.set(parameter.name, writeSimple(parameter, value));
		if (parameter?.in === 'cookie') cookies.push(cookie(parameter, value));
	}
	if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
	return headers;
}

const cookie = (parameter: Parameter, value: unknown): string =>
	`${parameter.name}=${encode(writeSimple(parameter, value))}`;

function bodyOf({ body }: Operation, filled: readonly Filled[]): ReturnType<typeof writeBody> | undefined {
	const slot = filled.find(({ parameter }) => parameter === null);
	const media = body ? preferredMedia(body.content) : undefined;
	if (!slot) return undefined;
	return writeBody(
		slot.value,
		concreteType(media?.type ?? 'application/json'),
		media?.schema ?? true,
		body?.encoding ?? {},
	);
}
