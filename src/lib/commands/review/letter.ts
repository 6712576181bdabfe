import type { Author, Comment } from '#lib/model/collab.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';
import { recordId } from './record.ts';

/** Most characters of one part: as many bytes, three for each, fit into a record. */
const PART_CHARACTERS = 4_000;
/** Most parts of one text. */
const MAX_PARTS = 64;
/** Most characters of a text that goes out in parts. */
export const MAX_LETTER = PART_CHARACTERS * MAX_PARTS;

/** A text too long for one record, as parts of the record `subject`; saying them anew replaces the ones before. */
export function partsOf(author: Author, subject: string, text: string): Comment[] {
	return Array.from({ length: countParts(text) }, (_, index) => ({
		id: partId(author, subject, index),
		thread: subject,
		op: 'part' as const,
		body: text.slice(index * PART_CHARACTERS, (index + 1) * PART_CHARACTERS),
	}));
}

export const countParts = (text: string): number => Math.ceil(text.length / PART_CHARACTERS);

/** The text again; undefined while parts of it have not come. Only those of the same author are looked at. */
export function textOfParts(
	records: ReadonlyMap<string, SaidComment>,
	{ author, id }: Pick<SaidComment, 'author' | 'id'>,
	count: number,
): string | undefined {
	const parts = Array.from({ length: Math.min(count, MAX_PARTS) }, (_, index) =>
		records.get(partId(author, id, index)),
	);
	if (!parts.every((part) => part?.author === author && part.thread === id)) return undefined;
	return parts.map((part) => part?.body ?? '').join('');
}

const partId = (author: Author, subject: string, index: number): string =>
	recordId(author, 'part', subject) + index.toString(36).padStart(2, '0');

/** Records by id, to look parts up in. */
export const byId = (records: readonly SaidComment[]): Map<string, SaidComment> =>
	new Map(records.map((record) => [record.id, record]));
