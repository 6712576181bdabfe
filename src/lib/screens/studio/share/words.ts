import type { Role } from '#lib/model/role.ts';

/** What can be given to others. */
export type GivenRole = Exclude<Role, 'owner'>;

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
	viewer: 'Viewer',
	commenter: 'Commenter',
	editor: 'Editor',
	owner: 'Owner',
};

/** What each may do, said to the one who gives the role. */
export const ROLE_MEANINGS: Readonly<Record<GivenRole, string>> = {
	viewer: 'Sees everything and runs it.',
	commenter: 'Also comments and suggests changes.',
	editor: 'Also changes files, and asks models with a key of their own.',
};

/** The same, said to the one who has it. */
export const OWN_ROLE_MEANINGS: Readonly<Record<Role, string>> = {
	viewer: 'You see everything and can run it. Only editors change it.',
	commenter: 'You can comment and suggest changes. Only editors change files.',
	editor: 'You can change everything but who takes part.',
	owner: 'You can change everything, and who takes part.',
};

export const GIVEN_ROLES = ['viewer', 'commenter', 'editor'] as const satisfies readonly GivenRole[];

const DAY_MS = 86_400_000;

/** How long a link is good. Without an end it is good for longer than any device lasts. */
export const LIFETIMES = [
	{ id: 'day', label: '1 day', words: 'for 1 day', ms: DAY_MS },
	{ id: 'week', label: '7 days', words: 'for 7 days', ms: 7 * DAY_MS },
	{ id: 'ever', label: 'No end', words: 'until you close the link', ms: undefined },
] as const;
export type Lifetime = (typeof LIFETIMES)[number];

const NO_END_MS = Date.UTC(9999, 11, 31);

/** Milliseconds since 1970. */
export const expiryFor = ({ ms }: Lifetime, now = Date.now()): number =>
	ms === undefined ? NO_END_MS : now + ms;

/** Until when a link is good: "until Dec 4, 2026, 3:10 PM", "no end", "over". */
export function expiryText(expiresAt: number, now = Date.now()): string {
	if (expiresAt >= NO_END_MS) return 'no end';
	if (expiresAt < now) return 'over';
	return `until ${new Date(expiresAt).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })}`;
}

/** What a link does, in one sentence. */
export function linkText(role: GivenRole, lifetime: Lifetime, needsApproval: boolean): string {
	const who = needsApproval ? 'can ask to join' : 'can join';
	const others = needsApproval ? 'You let each of them in.' : 'So can anyone they pass it on to.';
	return `Whoever has the link ${who} as ${withArticle(ROLE_LABELS[role])} ${lifetime.words}. ${others}`;
}

export const withArticle = (label: string): string =>
	`${/^[aeiou]/i.test(label) ? 'an' : 'a'} ${label.toLowerCase()}`;

/** "1 person", "3 people". */
export const peopleText = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

/** A number of tokens as a person types it: "200000", "200,000". Undefined where it is none. */
export function tokensFrom(text: string): number | undefined {
	const digits = text.trim().replaceAll(/[,\s]/g, '');
	return /^\d{1,12}$/.test(digits) ? Number(digits) : undefined;
}
