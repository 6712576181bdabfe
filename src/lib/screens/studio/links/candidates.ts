import type { Want } from '#lib/commands/mesh/link-wishes.svelte.ts';
import type { Published, PublishedOperation } from '#lib/model/published.ts';

/** A creation that could be linked. */
export interface Candidate {
	readonly creation: Published;
	/** Operations that answer what was asked for; all of them where nothing is known. */
	readonly fitting: readonly string[];
	/** Everything that was asked for has its answer. */
	readonly fits: boolean;
}

/** Creations that offer something, those first that answer all of `wants`. */
export function candidatesFor(
	wants: readonly Want[],
	alias: string,
	all: readonly Published[],
): readonly Candidate[] {
	return all
		.filter(({ operations }) => operations.length > 0)
		.map((creation): Candidate => {
			const answers = wants.map((want) => creation.operations.find((operation) => isAnswer(operation, want)));
			const fitting = answers.flatMap((answer) => answer?.operation ?? []);
			return {
				creation,
				fitting: [...new Set(fitting)],
				fits: wants.length > 0 && fitting.length === wants.length,
			};
		})
		.toSorted((a, b) => rank(b, alias) - rank(a, alias));
}

function rank({ fits, fitting, creation }: Candidate, alias: string): number {
	const isNamed = alias !== '' && creation.title.toLowerCase().includes(alias.toLowerCase());
	return (fits ? 100 : 0) + fitting.length * 2 + (isNamed ? 1 : 0);
}

function isAnswer({ method, path }: PublishedOperation, want: Want): boolean {
	const [template, given] = [path.split('/'), want.path.split('/')];
	return (
		method === want.method.toLowerCase() &&
		template.length === given.length &&
		template.every((part, index) => part.includes('{') || part === given[index])
	);
}

/** A name for the link: the title in small letters. */
export const aliasFor = (title: string): string =>
	title
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 40) || 'link';
