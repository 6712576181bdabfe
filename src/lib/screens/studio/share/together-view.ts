import type { Author } from '#lib/model/collab.ts';
import type { Problem } from '#lib/model/result.ts';
import type { Role } from '#lib/model/role.ts';
import type { MemberView, PresentMember } from '#lib/services/collab/collab.ts';

/** What of `Together` these screens read. Reactive. */
export interface TogetherView {
	readonly room: { readonly author: Author } | undefined;
	readonly role: Role;
	readonly isWaiting: boolean;
	readonly members: readonly MemberView[];
	readonly present: readonly PresentMember[];
	readonly linked: readonly Author[];
	readonly problem: Problem | undefined;
	readonly state: 'alone' | 'connecting' | 'connected' | 'elsewhere';
}
