import * as z from 'zod/mini';
import type { Author } from '#lib/model/creation.ts';
import { messageIdSchema, objectIdSchema } from '#lib/model/id-schema.ts';
import type { Version } from '#lib/model/version.ts';
import type { CommitFacts } from './history.ts';

/** `.invalid` is reserved: nobody can own these addresses. */
const EMAILS = {
	person: 'person@aetheros.invalid',
	starter: 'starter@aetheros.invalid',
	model: 'model@aetheros.invalid',
} as const;
const STARTER_NAME = 'AetherOS starter';
const MESSAGE_TRAILER = 'Aether-Message';
const RESTORED_TRAILER = 'Aether-Restored';

/** Who made a commit, in Git's own words. */
export interface Identity {
	readonly name: string;
	readonly email: string;
}

export function identityOf(author: Author): Identity {
	const email = EMAILS[author.type];
	if (author.type === 'starter') return { name: STARTER_NAME, email };
	return { name: plain(author.type === 'person' ? author.name : author.model) || 'Somebody', email };
}

/** An address that is not ours belongs to a person: their own Git made the commit. */
export function authorOf({ name, email }: Identity): Author {
	if (email === EMAILS.starter) return { type: 'starter' };
	if (email === EMAILS.model) return { type: 'model', model: name };
	return { type: 'person', name };
}

/** The commit message: what the person reads, then the trailers. */
export function textOf({ message, messageId, restored }: CommitFacts): string {
	const trailers = [
		...(messageId ? [`${MESSAGE_TRAILER}: ${messageId}`] : []),
		...(restored ? [`${RESTORED_TRAILER}: ${restored}`] : []),
	];
	const text = message.replaceAll('\0', '').trim() || 'Save';
	return [text, ...(trailers.length > 0 ? [trailers.join('\n')] : [])].join('\n\n') + '\n';
}

/** What stands in a commit message. Trailers count only in a last paragraph that is made of them. */
export function factsOf(text: string): Pick<Version, 'message' | 'messageId' | 'restored'> {
	const paragraphs = text.trim().split(/\n{2,}/);
	const last = paragraphs.length > 1 ? (paragraphs.at(-1)?.split('\n') ?? []) : [];
	const trailers = last.every((line) => /^Aether-[A-Z][a-z]+: \S+$/.test(line)) ? last : [];
	const valueOf = (name: string) =>
		trailers.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
	const messageId = z.safeParse(messageIdSchema, valueOf(MESSAGE_TRAILER));
	const restored = z.safeParse(objectIdSchema, valueOf(RESTORED_TRAILER));
	return {
		message: text.trim().split('\n')[0] ?? '',
		...(messageId.success && { messageId: messageId.data }),
		...(restored.success && { restored: restored.data }),
	};
}

/** A name as Git allows it: one line, no angle brackets, nothing that `fsck` would call a bad name. */
const plain = (name: string): string =>
	name
		.replace(/[\p{Cc}<>\n]/gu, ' ')
		.replace(/\s+/g, ' ')
		.replace(/^[\s.,:;"']+|[\s.,:;"']+$/g, '')
		.slice(0, 200);
