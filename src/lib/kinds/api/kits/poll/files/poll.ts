import { isRecord } from '../../shared/files/http.ts';

export interface Option {
	readonly id: string;
	readonly text: string;
}

export interface Poll {
	readonly id: string;
	readonly question: string;
	readonly options: readonly Option[];
	readonly createdAt: string;
	/** When voting ends; null for never. */
	readonly closesAt: string | null;
}

export interface Vote {
	readonly id: string;
	/** Id of an option. */
	readonly option: string;
	readonly votedAt: string;
}

/** A poll as it was kept. */
export const isPoll = (value: unknown): value is Poll =>
	isRecord(value) &&
	typeof value['id'] === 'string' &&
	typeof value['question'] === 'string' &&
	Array.isArray(value['options']);

/** A vote as it was kept. */
export const isVote = (value: unknown): value is Vote =>
	isRecord(value) && typeof value['id'] === 'string' && typeof value['option'] === 'string';

export const isOpen = ({ closesAt }: Poll): boolean => closesAt === null || Date.parse(closesAt) > Date.now();

/** Votes per option, most first, with the share of each in per cent. */
export function count({ options }: Poll, votes: readonly Vote[]) {
	const results = options.map(({ id, text }) => {
		const own = votes.filter((vote) => vote.option === id).length;
		const share = votes.length === 0 ? 0 : Math.round((own / votes.length) * 1000) / 10;
		return { option: id, text, votes: own, share };
	});
	return results.toSorted((a, b) => b.votes - a.votes);
}
