import * as z from 'zod/mini';
import { authorSchema, type Author } from '#lib/model/collab.ts';
import type { LendTerms } from '#lib/model/lending.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Role } from '#lib/model/role.ts';
import type { InviteTerms, Member, Sharing, TogetherView } from './sharing.ts';
import type { GivenRole } from './words.ts';

export const authorFor = (digits: string): Author => z.parse(authorSchema, digits.padEnd(32, '0'));

export const ME = authorFor('1a');
export const ANA = authorFor('b4');
export const BEN = authorFor('77');

export const member = (author: Author, name: string, facts: Partial<Member> = {}): Member => ({
	author,
	name,
	role: 'editor',
	standing: 'active',
	inviteId: 'first',
	joinedAt: 0,
	hasForked: false,
	...facts,
});

/** A room of people as the screens see it, without devices: wishes change it at once and are written down. */
export class Gathering implements TogetherView, Sharing {
	room: { readonly author: Author } | undefined = $state.raw();
	role: Role = $state('owner');
	isWaiting = $state(false);
	members: readonly Member[] = $state.raw([]);
	present: readonly TogetherView['present'][number][] = $state.raw([]);
	linked: readonly Author[] = $state.raw([]);
	problem: Problem | undefined = $state.raw();
	state: TogetherView['state'] = $state('alone');
	exchange: TogetherView['exchange'] = $state.raw({ lending: undefined, serving: undefined });
	readonly wishes: unknown[] = [];

	/** A room that is open already. */
	static of(role: Role, members: readonly Member[]): Gathering {
		const gathering = new Gathering();
		gathering.room = { author: ME };
		gathering.role = role;
		gathering.members = members;
		return gathering;
	}

	start(name: string): Promise<Result<unknown, Problem>> {
		this.room = { author: ME };
		this.members = [member(ME, name, { role: 'owner', inviteId: undefined })];
		return this.#done('start', name);
	}

	invite(terms: InviteTerms): Promise<Result<string, Problem>> {
		this.wishes.push(['invite', terms.role, terms.needsApproval]);
		return Promise.resolve(ok(`https://example.org/join#${terms.role}${'a'.repeat(290)}`));
	}

	closeInvite(id: string, keep: readonly Author[]): Promise<Result<unknown, Problem>> {
		return this.#done('closeInvite', id, keep);
	}

	approve(author: Author): Promise<Result<unknown, Problem>> {
		this.#change(author, { standing: 'active' });
		return this.#done('approve', author);
	}

	setRole(author: Author, role: GivenRole): Promise<Result<unknown, Problem>> {
		this.#change(author, { role });
		return this.#done('setRole', author, role);
	}

	remove(author: Author): Promise<Result<unknown, Problem>> {
		this.#change(author, { standing: 'removed' });
		return this.#done('remove', author);
	}

	leave(): Promise<Result<unknown, Problem>> {
		return this.#done('leave');
	}

	lend(terms: LendTerms): Promise<Result<unknown, Problem>> {
		this.exchange = { ...this.exchange, lending: { terms, accounts: [] } };
		return this.#done('lend', terms);
	}

	stopLending(): Promise<Result<unknown, Problem>> {
		this.exchange = { ...this.exchange, lending: undefined };
		return this.#done('stopLending');
	}

	serve(isOn: boolean): Promise<Result<unknown, Problem>> {
		this.exchange = { ...this.exchange, serving: isOn ? { calls: 0 } : undefined };
		return this.#done('serve', isOn);
	}

	useHere(): Promise<Result<unknown, Problem>> {
		return this.#done('useHere');
	}

	offerCode(): Promise<Result<string, Problem>> {
		return Promise.resolve(ok('offer-'.padEnd(240, 'x')));
	}

	answerCode(code: string): Promise<Result<string | null, Problem>> {
		if (code.startsWith('answer')) return Promise.resolve(ok(null));
		return Promise.resolve(code.startsWith('offer') ? ok('answer-'.padEnd(240, 'y')) : err(NO_CODE));
	}

	#change(author: Author, facts: Partial<Member>): void {
		this.members = this.members.map((each) => (each.author === author ? { ...each, ...facts } : each));
	}

	#done(...wish: readonly unknown[]): Promise<Result<undefined, Problem>> {
		this.wishes.push(wish);
		return Promise.resolve(ok(undefined));
	}
}

const NO_CODE: Problem = {
	type: 'code-broken',
	message: 'This is not a whole code.',
	action: 'Copy it again',
};
