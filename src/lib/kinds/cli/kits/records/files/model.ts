/** What a field holds decides how it is read, shown, sorted and added up. */
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
	readonly name: string;
	readonly label: string;
	readonly type: FieldType;
	readonly options?: readonly string[];
	readonly unit?: string;
}

export interface Entity {
	readonly label: string;
	readonly plural: string;
	/** Where entries are kept, as JSON. */
	readonly file: string;
	readonly fields: readonly Field[];
}

/** What this tool keeps. A field added here is read by `add`, shown by `list` and written by `export`. */
export const entities: readonly [Entity, ...Entity[]] = [
	{
		label: 'Item',
		plural: 'Items',
		file: 'items.json',
		fields: [{ name: 'title', label: 'Title', type: 'text' }],
	},
];
