import type { Field } from '../../shared/files/fields.ts';

/** One sort of things that the API keeps. */
export interface Entity {
	/** camelCase, singular. Fields of type `ref` name it. */
	readonly name: string;
	readonly label: string;
	readonly plural: string;
	/** Where its rows are: `books` for `/books`; empty for the root. */
	readonly path: string;
	readonly fields: readonly Field[];
}
