import type { Author } from '#lib/model/collab.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { GivenRole } from './words.ts';

/** On which terms somebody is invited. */
export interface InviteTerms {
	readonly role: GivenRole;
	/** Milliseconds since 1970. */
	readonly expiresAt: number;
	readonly needsApproval: boolean;
}

/** An invitation that can still be used. The link itself is not kept: only who has it knows its secret. */
export interface OpenInvite extends InviteTerms {
	readonly id: string;
	readonly madeAt: number;
}

/** What the person wishes of one shared creation. Each fails as its command does, and then a message is shown too. */
export interface Sharing {
	start(name: string): Promise<Result<unknown, Problem>>;
	/** The whole address to send. */
	invite(terms: InviteTerms): Promise<Result<string, Problem>>;
	closeInvite(id: string): Promise<Result<unknown, Problem>>;
	approve(member: Author): Promise<Result<unknown, Problem>>;
	setRole(member: Author, role: GivenRole): Promise<Result<unknown, Problem>>;
	remove(member: Author): Promise<Result<unknown, Problem>>;
	leave(): Promise<Result<unknown, Problem>>;
	/** A code to show to one other device. */
	offerCode(): Promise<Result<string, Problem>>;
	/** The answer to another device's code. */
	answerCode(code: string): Promise<Result<string, Problem>>;
	/** Takes the answer to the own code. */
	acceptCode(code: string): Promise<Result<unknown, Problem>>;
}
