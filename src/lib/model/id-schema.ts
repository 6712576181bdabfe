import * as z from 'zod/mini';
import { ULID, type CreationId, type MessageId, type ObjectId, type RunId } from './id.ts';

// Apart from `id.ts`, so that a page that needs only types and makers does not load the schema library.
function branded<Id extends string>(pattern: RegExp) {
	return z.pipe(
		z.string().check(z.regex(pattern)),
		z.transform((id) => id as Id),
	);
}
export const creationIdSchema = branded<CreationId>(ULID);
export const messageIdSchema = branded<MessageId>(ULID);
export const runIdSchema = branded<RunId>(ULID);
export const objectIdSchema = branded<ObjectId>(/^[0-9a-f]{40}$/);
