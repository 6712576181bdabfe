import * as z from 'zod/mini';
import { signallingSchema } from '#lib/model/settings.ts';

/** Addresses that a link names at most. */
const MOST_ADDRESSES = 3;

/** Longest text behind the # of a link, in characters. */
export const MOST_LINK = 4000;

/** Stands before the invitation to a team. */
const TEAM = 'team';

/** What stands behind the # of a link. */
export interface LinkText {
	/** The invitation itself. */
	readonly fragment: string;
	/** Where the browsers of the inviting person find others. Without them, only whoever has the same ones is reached. */
	readonly addresses: readonly string[];
	/** It leads to a team, not to one creation. */
	readonly isTeam: boolean;
}

export const writeLink = ({ fragment, addresses, isTeam }: LinkText): string =>
	[
		...(isTeam ? [TEAM] : []),
		fragment,
		...addresses.slice(0, MOST_ADDRESSES).map((url) => encodeURIComponent(url)),
	].join(',');

/** Addresses that are none are left out: the invitation may be good all the same. */
export function readLinkText(text: string): LinkText {
	const parts = text.split(',');
	const isTeam = parts[0] === TEAM;
	const [fragment = '', ...encoded] = isTeam ? parts.slice(1) : parts;
	const addresses = encoded.slice(0, MOST_ADDRESSES).flatMap((each) => {
		const read = z.safeParse(signallingSchema, decoded(each));
		return read.success ? [read.data] : [];
	});
	return { fragment, addresses: [...new Set(addresses)], isTeam };
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return '';
	}
}
