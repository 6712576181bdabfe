import type { TeamEvent } from '#lib/commands/team/deeds.ts';
import type { Role } from '#lib/model/role.ts';

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
	viewer: 'Viewer',
	commenter: 'Commenter',
	editor: 'Editor',
	owner: 'Owner',
};

/** What somebody did, after their name: "changed Recipes". */
export function deedText({ did, title, version }: TeamEvent): string {
	const what = title ?? 'a creation';
	switch (did) {
		case 'founded':
			return 'made the team';
		case 'joined':
			return 'joined';
		case 'created':
			return `made ${what}`;
		case 'added':
			return `added ${what}`;
		case 'changed':
			return `changed ${what}`;
		case 'released':
			return `released ${what}${version === undefined ? '' : ` ${version}`}`;
		case 'removed':
			return `took ${what} out of the team`;
		case 'ruled':
			return 'changed the rules';
	}
}

/** Each text once: what comes again gets a number, "Kitchen (2)". */
export function distinct(texts: readonly string[]): readonly string[] {
	const seen = new Map<string, number>();
	return texts.map((text) => {
		const count = (seen.get(text) ?? 0) + 1;
		seen.set(text, count);
		return count === 1 ? text : `${text} (${count})`;
	});
}

/** A team whose name has not come yet. */
export const nameText = (name: string): string => name || 'New team';
