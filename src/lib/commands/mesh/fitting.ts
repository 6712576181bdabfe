import type { LockedLink } from '#lib/model/lock.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import type { Change } from '#lib/services/openapi/impact.ts';
import type { Matched } from '#lib/services/openapi/openapi.ts';
import { problemResponse } from './answers.ts';
import type { Face, Offer } from './documents.ts';

type Link = NonNullable<Manifest['links']>[string];

/** A request as the operation takes it, and how its answer becomes what the caller expects. */
export interface Fitted {
	readonly request: Request;
	/** Undefined: as it is. */
	readonly restored: ((response: Response) => Promise<Response>) | undefined;
}

interface Fitting {
	readonly alias: string;
	readonly offer: Offer;
	/** What the link was made against, where that is known. */
	readonly locked: LockedLink | undefined;
}

/** A lock for another creation than the link names says nothing. */
export const lockedFor = (
	link: Link,
	locked: Face['lock']['links'][string] | undefined,
): LockedLink | undefined => (locked?.ref === link.ref ? locked : undefined);

/** The request in the shape that the operation has now, or why it cannot be made any more. */
export async function fitted(
	{ alias, offer, locked }: Fitting,
	{ operation }: Matched,
	request: Request,
): Promise<Response | Fitted> {
	const fixed = locked?.operations[operation.id];
	if (!fixed) return { request, restored: undefined };
	const { verdictOf } = await import('./locks.ts');
	const verdict = await verdictOf(fixed, operation);
	if (verdict.type === 'outdated') return outdatedResponse(alias, offer, verdict.changes);
	if (verdict.type === 'fits') return { request, restored: undefined };
	const { rewritten, restored } = await import('./rewrite.ts');
	return {
		request: await rewritten(verdict.rules, request),
		restored: (response) => restored(verdict.rules, response),
	};
}

/** What a caller is told whose link means an operation that is no more. Undefined: its lock does not know it either. */
export async function goneResponse(
	{ alias, offer, locked }: Fitting,
	method: string,
	pathname: string,
): Promise<Response | undefined> {
	if (!locked) return undefined;
	const { goneChanges } = await import('./locks.ts');
	const gone = goneChanges(locked, method, pathname);
	return gone && outdatedResponse(alias, offer, gone);
}

const outdatedResponse = (alias: string, { manifest }: Offer, [first]: readonly Change[]): Response =>
	problemResponse(
		502,
		'link-outdated',
		`“${manifest.title}” changed since the link “${alias}” was made: ${first?.sentence ?? 'it takes other calls'}. Update the link to go on.`,
	);

/** Verdicts by range and version: the same few are asked at every call. */
const verdicts = new Map<string, boolean>();

/** Why a link does not want the version that its target has now. */
export async function outdatedProblem(
	alias: string,
	link: Link,
	target: Manifest,
): Promise<string | undefined> {
	const key = `${link.range} ${target.version}`;
	const fits = verdicts.get(key) ?? (await satisfies(target.version, link.range));
	verdicts.set(key, fits);
	if (fits) return undefined;
	return `The link “${alias}” wants version ${link.range} of “${target.title}”, but it is ${target.version}.`;
}

async function satisfies(version: string, range: string): Promise<boolean> {
	return (await import('semver/functions/satisfies.js')).default(version, range);
}
