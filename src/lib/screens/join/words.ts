import type { Role } from '#lib/model/role.ts';

/** What an invitation lets somebody do, said to the one who is invited. */
export const INVITED_AS: Readonly<
	Record<Exclude<Role, 'owner'>, { readonly label: string; readonly text: string }>
> = {
	viewer: { label: 'viewer', text: 'You see everything and can run it on your device.' },
	commenter: {
		label: 'commenter',
		text: 'You see everything, can run it, comment on it and suggest changes.',
	},
	editor: {
		label: 'editor',
		text: 'You see everything, can run it and change it. Asking a model uses your own key.',
	},
};

/** The same of a whole team. */
export const TEAM_INVITED_AS: typeof INVITED_AS = {
	viewer: { label: 'viewer', text: 'You see everything the team has and can run it on your device.' },
	commenter: {
		label: 'commenter',
		text: 'You see everything the team has, can run it, comment on it and suggest changes.',
	},
	editor: {
		label: 'editor',
		text: 'You see everything the team has, can change it and add to it. Asking a model uses your own key.',
	},
};

/** The fragment in what was pasted: a whole link, or the part after the #. Undefined where there is none. */
export function fragmentIn(pasted: string): string | undefined {
	const text = pasted.trim();
	const fragment = text.includes('#') ? text.slice(text.lastIndexOf('#') + 1) : text;
	return /^(team,)?[\w-]{40,1000}(,[\w%.~!*'()-]{1,700}){0,3}$/.test(fragment) ? fragment : undefined;
}
