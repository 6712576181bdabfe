import type { Author } from '#lib/model/collab.ts';
import type { MessageId } from '#lib/model/id.ts';
import type { Role } from '#lib/model/role.ts';
import { isClientOf } from '#lib/services/collab/client-id.ts';
import type { LineOrigin } from './blame.ts';
import { PERSON } from './person.ts';

/** Who wrote a line. */
export type Writer =
	| { readonly type: 'you' }
	/** `author` where it is a device of the room. */
	| { readonly type: 'person'; readonly name: string; readonly author?: Author }
	/** `answer` is the message of the thread with which it came, `asker` who asked for it, where it was not this person. */
	| { readonly type: 'model'; readonly model: string; readonly answer?: MessageId; readonly asker?: string }
	| { readonly type: 'starter' }
	/** `joined`: written before this device joined, by nobody who is known here. */
	| { readonly type: 'unknown'; readonly why: 'joined' | 'old' };

/** What must be known of the room of a creation; `clientId` is what this device writes under now. */
export interface Writing {
	readonly clientId: number;
	readonly role: Role;
	readonly members: readonly { readonly author: Author; readonly name: string }[];
	/** The model that wrote under a number; undefined for a person. */
	readonly modelOf: (client: number) => string | undefined;
}

/**
 * Who wrote each line. What another device of the room wrote is told by the signed text itself; of all else the versions of
 * this device know whether it was the person, a model or the starter.
 */
export function writersOf(
	origins: readonly LineOrigin[],
	clients: readonly (number | undefined)[],
	{ clientId, role, members, modelOf }: Writing,
): readonly Writer[] {
	const memberOf = (client: number | undefined) =>
		client === undefined ? undefined : members.find(({ author }) => isClientOf(client, author));
	const own = memberOf(clientId)?.author;
	return origins.map((origin, index) => {
		const client = clients[index];
		const member = memberOf(client);
		const model = member && client !== undefined ? modelOf(client) : undefined;
		if (member && member.author !== own)
			return model === undefined
				? { type: 'person', name: member.name, author: member.author }
				: { type: 'model', model, asker: member.name };
		if (model !== undefined && !isModels(origin)) return { type: 'model', model };
		if (!member && own !== undefined && role !== 'owner') return { type: 'unknown', why: 'joined' };
		return writerIn(origin);
	});
}

/** Then the version says more: with which answer it came. */
const isModels = (origin: LineOrigin): boolean =>
	typeof origin !== 'string' && origin.author.type === 'model';

function writerIn(origin: LineOrigin): Writer {
	if (origin === 'unsaved') return { type: 'you' };
	if (origin === 'unknown') return { type: 'unknown', why: 'old' };
	const { author, messageId } = origin;
	if (author.type === 'model')
		return { type: 'model', model: author.model, ...(messageId && { answer: messageId }) };
	if (author.type === 'starter') return { type: 'starter' };
	return author.name === PERSON.name ? { type: 'you' } : { type: 'person', name: author.name };
}
