import { isRecord } from '../../shared/files/http.ts';

export interface Link {
	/** The short part of the address. */
	readonly id: string;
	readonly target: string;
	readonly createdAt: string;
	/** When it stops working; null for never. */
	readonly expiresAt: string | null;
	readonly clicks: number;
	readonly lastClickAt: string | null;
}

/** A link as it was kept. */
export const isLink = (value: unknown): value is Link =>
	isRecord(value) &&
	typeof value['id'] === 'string' &&
	typeof value['target'] === 'string' &&
	typeof value['clicks'] === 'number';

/** Letters that cannot be taken for others, so that a slug can be read aloud. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A short name that nobody has chosen. */
export const randomSlug = (length = 6): string =>
	[...crypto.getRandomValues(new Uint32Array(length))]
		.map((number) => LETTERS[number % LETTERS.length])
		.join('');

/** What may stand in the address. */
export const SLUG = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?$/;

export const hasExpired = ({ expiresAt }: Link): boolean =>
	expiresAt !== null && Date.parse(expiresAt) <= Date.now();
