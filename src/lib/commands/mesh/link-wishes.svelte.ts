import type { CreationId } from '#lib/model/id.ts';

/** A request that a creation tried to send. */
export interface Want {
	readonly method: string;
	readonly path: string;
}

/** A creation reached for a link that it does not have. */
export interface LinkWish {
	readonly creationId: CreationId;
	readonly alias: string;
	/** Empty where only a name is known, of an import. */
	readonly wants: readonly Want[];
}

const MAX_WANTS = 20;
const MAX_WISHES = 20;
const ALIAS = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Links that creations reached for. Only the person makes one; a refusal lasts as long as the page. */
export class LinkWishes {
	/** Oldest first. Reactive. */
	open: readonly LinkWish[] = $state.raw([]);
	#refused: readonly string[] = [];

	/** Notes a wish. What was refused, or is no name of a link, is not asked again. */
	ask(creationId: CreationId, alias: string, wants: readonly Want[]): void {
		if (!ALIAS.test(alias) || this.#refused.includes(keyOf(creationId, alias))) return;
		const known = this.open.find((wish) => isFor(wish, creationId, alias));
		if (!known && this.open.length >= MAX_WISHES) return;
		const fresh = wants.filter((want) => !known?.wants.some((other) => isSame(want, other)));
		if (known && fresh.length === 0) return;
		const wish = { creationId, alias, wants: [...(known?.wants ?? []), ...fresh].slice(0, MAX_WANTS) };
		this.open = [...this.open.filter((other) => other !== known), wish];
	}

	/** The person said no. */
	refuse(creationId: CreationId, alias: string): void {
		this.#refused = [...this.#refused, keyOf(creationId, alias)];
		this.settle(creationId, alias);
	}

	/** The link is there, or the wish is gone. */
	settle(creationId: CreationId, alias: string): void {
		this.open = this.open.filter((wish) => !isFor(wish, creationId, alias));
	}
}

const keyOf = (creationId: CreationId, alias: string): string => `${creationId} ${alias}`;
const isFor = (wish: LinkWish, creationId: CreationId, alias: string): boolean =>
	wish.creationId === creationId && wish.alias === alias;
const isSame = (a: Want, b: Want): boolean => JSON.stringify(a) === JSON.stringify(b);
