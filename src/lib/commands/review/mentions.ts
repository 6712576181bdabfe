import type { Author } from '#lib/model/collab.ts';
import type { MemberView } from '#lib/services/collab/collab.ts';

/** Members who can be named, without oneself. */
export const mentionable = (members: readonly MemberView[], own: Author | undefined): MemberView[] =>
	members.filter(({ author, standing, name }) => author !== own && standing === 'active' && name !== '');

/** Who is named with an @ in a text. Of several of one name, all. */
export const mentionsIn = (text: string, members: readonly MemberView[]): Author[] =>
	members.filter(({ name }) => includesName(text, name)).map(({ author }) => author);

function includesName(text: string, name: string): boolean {
	const [lower, wanted] = [text.toLowerCase(), `@${name.toLowerCase()}`];
	for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1))
		if (!/[\p{L}\p{N}]/u.test(lower.charAt(at + wanted.length))) return true;
	return false;
}

/** The beginning of a name that is being typed after an @ before the cursor, and where it begins. */
export function mentionAt(
	text: string,
	cursor: number,
): { readonly at: number; readonly typed: string } | undefined {
	const typed = /(?:^|\s)@([^@\n]{0,40})$/.exec(text.slice(0, cursor))?.[1];
	return typed === undefined ? undefined : { at: cursor - typed.length - 1, typed };
}
