import type { ModelChoice } from '#lib/commands/generate/models.ts';
import {
	answerCode,
	approveMember,
	closeInvite,
	inviteOthers,
	leaveRoom,
	offerCode,
	removeMember,
	setMemberRole,
	startSharing,
	useHere,
} from '#lib/commands/share/room.ts';
import { lendModel, serveOperations, stopLending } from '#lib/commands/share/exchange/exchange-commands.ts';
import type { Lending } from '#lib/commands/share/exchange/lending.svelte.ts';
import type { Serving } from '#lib/commands/share/exchange/serving.svelte.ts';
import type { Together } from '#lib/commands/share/together.svelte.ts';
import type { Author } from '#lib/model/collab.ts';
import type { CreationId } from '#lib/model/id.ts';
import type { LendTerms } from '#lib/model/lending.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { Invite } from '#lib/model/settings.ts';
import type { App } from '../../app.ts';

/** What of the room of the open creation these screens read. Reactive. */
export interface TogetherView extends Pick<
	Together,
	'role' | 'isWaiting' | 'members' | 'present' | 'linked' | 'problem' | 'state'
> {
	readonly room: { readonly author: Author } | undefined;
	readonly exchange: {
		readonly lending: Pick<Lending, 'terms' | 'accounts'> | undefined;
		readonly serving: Pick<Serving, 'calls'> | undefined;
	};
}

export type Member = TogetherView['members'][number];

/** A link that can still be used. */
export type OpenInvite = Omit<Invite, 'creationId'>;
export type InviteTerms = Pick<Invite, 'role' | 'expiresAt' | 'needsApproval'>;

type Done = Promise<Result<unknown, Problem>>;

/** What the person wishes of one shared creation. Each fails as its command does, and then a message is shown too. */
export interface Sharing {
	start(name: string): Done;
	/** The whole address to send. */
	invite(terms: InviteTerms): Promise<Result<string, Problem>>;
	/** Nobody else joins by it; `keep` stays in. */
	closeInvite(id: string, keep: readonly Author[]): Done;
	approve(member: Author): Done;
	setRole(member: Author, role: InviteTerms['role']): Done;
	remove(member: Author): Done;
	leave(): Done;
	/** Lets members use a model until the tab is closed. */
	lend(terms: LendTerms, facts: ModelChoice['info']): Done;
	stopLending(): Done;
	/** Lets members call the operations on this device, or no longer. */
	serve(isOn: boolean): Done;
	/** Brings the room from another tab into this one. */
	useHere(): Done;
	/** A code to show to one other device. */
	offerCode(): Promise<Result<string, Problem>>;
	/** Takes another device's code: an answer to bring back, or null where it was the answer to ours. */
	answerCode(code: string): Promise<Result<string | null, Problem>>;
}

/** The same as commands. */
export const sharingOf = (app: App, creationId: CreationId): Sharing => ({
	start: (name) => app.dispatch(startSharing, { creationId, name }),
	invite: (terms) => app.dispatch(inviteOthers, { creationId, ...terms }),
	closeInvite: (inviteId, keep) => app.dispatch(closeInvite, { creationId, inviteId, keep: [...keep] }),
	approve: (member) => app.dispatch(approveMember, { creationId, member }),
	setRole: (member, role) => app.dispatch(setMemberRole, { creationId, member, role }),
	remove: (member) => app.dispatch(removeMember, { creationId, member }),
	useHere: () => app.dispatch(useHere, { creationId }),
	leave: () => app.dispatch(leaveRoom, { creationId }),
	lend: (terms, { contextTokens, maxOutputTokens, canSeeImages, canCallTools }) =>
		app.dispatch(lendModel, {
			creationId,
			...terms,
			facts: { contextTokens, maxOutputTokens, canSeeImages, canCallTools },
		}),
	stopLending: () => app.dispatch(stopLending, { creationId }),
	serve: (isOn) => app.dispatch(serveOperations, { creationId, isOn }),
	offerCode: () => app.dispatch(offerCode, { creationId }, { quiet: true }),
	answerCode: (code) => app.dispatch(answerCode, { creationId, code }, { quiet: true }),
});
