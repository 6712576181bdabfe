/** What a field holds decides its input, its display and how it sorts. */
export type FieldType =
	| 'text'
	| 'longText'
	| 'number'
	| 'integer'
	| 'money'
	| 'percent'
	| 'date'
	| 'dateTime'
	| 'time'
	| 'duration'
	| 'rating'
	| 'boolean'
	| 'enum'
	| 'tags'
	| 'email'
	| 'phone'
	| 'url'
	| 'color'
	| 'ref';

export interface Field {
	/** Key in the stored row. Rows keep values of fields that are gone. */
	readonly name: string;
	/** As a person reads it. */
	readonly label: string;
	readonly type: FieldType;
	/** For `enum`: the choices in order. */
	readonly options?: readonly string[];
	/** For `ref`: the name of the entity it points to. */
	readonly ref?: string;
	/** Shown after a number; for money an ISO 4217 code such as EUR. */
	readonly unit?: string;
	readonly required?: boolean;
}

/** A kind of thing this app keeps. The first field is its heading. */
export interface Entity {
	readonly name: string;
	readonly label: string;
	readonly plural: string;
	readonly fields: readonly Field[];
}

export type Values = Readonly<Record<string, unknown>>;

export interface Row extends Values {
	readonly id: string;
	/** ms since the epoch. */
	readonly createdAt: number;
	readonly updatedAt: number;
}

/** What the page needs to know of the whole app. */
export interface AppFacts {
	readonly title: string;
	/** Shows a switch for dark mode. Without it the app follows the system. */
	readonly appearanceSwitch: boolean;
}

export const NUMBER_TYPES: ReadonlySet<FieldType> = new Set([
	'number',
	'integer',
	'money',
	'percent',
	'duration',
]);
export const DATE_TYPES: ReadonlySet<FieldType> = new Set(['date', 'dateTime']);
export const TEXT_TYPES: ReadonlySet<FieldType> = new Set(['text', 'longText']);

/** The entity's name inside a sentence or button: "recipe". Abbreviations such as "CD" stay as they are. */
export const inSentence = (label: string): string =>
	/^[A-Z][^A-Z]*$/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** "1 recipe", "12 recipes" */
export const countOf = (entity: Entity, count: number): string =>
	`${count} ${inSentence(count === 1 ? entity.label : entity.plural)}`;
