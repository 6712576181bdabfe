import type { Schema } from './openapi.ts';

/** `Application/JSON; charset=utf-8` → `application/json`. */
export const bareType = (mediaType: string): string => (mediaType.split(';')[0] ?? '').trim().toLowerCase();

/** One documented media type with the schema of what travels as it. */
export interface Media {
	readonly type: string;
	readonly schema: Schema;
}

/**
 * The documented entry for a media type, parameters aside: the same type first, then one with the same `+json` meaning,
 * then a range such as `text/*`.
 */
export function mediaFor(content: Readonly<Record<string, Schema>>, mediaType: string): Media | undefined {
	const wanted = bareType(mediaType);
	const entries = Object.entries(content).map(([type, schema]): Media & { bare: string } => ({
		type,
		schema,
		bare: bareType(type),
	}));
	return (
		entries.find(({ bare }) => bare === wanted) ??
		entries.find(({ bare }) => isJson(bare) && isJson(wanted)) ??
		entries.find(
			({ bare }) => bare.endsWith('/*') && bare !== '*/*' && wanted.startsWith(bare.slice(0, -1)),
		) ??
		entries.find(({ bare }) => bare === '*/*' || bare === '*')
	);
}

/** The entry that is easiest to write: JSON, then forms, then text, then whatever comes first. */
export function preferredMedia(content: Readonly<Record<string, Schema>>): Media | undefined {
	const entries = Object.entries(content).map(([type, schema]): Media => ({ type, schema }));
	const first = (test: (type: string) => boolean) => entries.find(({ type }) => test(bareType(type)));
	return (
		first((type) => type === 'application/json') ??
		first(isJson) ??
		first((type) => type === '*/*') ??
		first((type) => type === FORM) ??
		first((type) => type === MULTIPART) ??
		first((type) => type.startsWith('text/')) ??
		entries[0]
	);
}

export const FORM = 'application/x-www-form-urlencoded';
export const MULTIPART = 'multipart/form-data';

/** JSON by name or by suffix. Event streams and line-wise JSON are none. */
export const isJson = (bare: string): boolean => /^(application|text)\/json$|^[^/]+\/[^/]+\+json$/.test(bare);

/** A type to send where the document gives a range only. */
export function concreteType(type: string): string {
	if (!type.includes('*')) return type;
	return type.startsWith('text/')
		? 'text/plain'
		: type.startsWith('image/')
			? 'image/png'
			: 'application/json';
}
