import type { Feature, FieldType } from '#lib/model/spec.ts';

/** What a person calls each type of field. */
export const TYPE_WORDS: Readonly<Record<FieldType, string>> = {
	text: 'Text',
	longText: 'Long text',
	number: 'Number',
	integer: 'Whole number',
	money: 'Money',
	percent: 'Percent',
	date: 'Date',
	dateTime: 'Date and time',
	time: 'Time of day',
	duration: 'Duration',
	rating: 'Rating',
	boolean: 'Yes or no',
	enum: 'One of a list',
	tags: 'Tags',
	email: 'Email address',
	phone: 'Phone number',
	url: 'Web address',
	color: 'Colour',
	ref: 'Link to another entry',
};

/** What a person calls each feature. */
export const FEATURE_WORDS: Readonly<Record<Feature, string>> = {
	search: 'Search',
	sort: 'Sorting',
	filter: 'Filters',
	chart: 'Chart',
	csv: 'CSV export',
	kanban: 'Board',
	calendar: 'Calendar',
	darkMode: 'Dark mode',
	streak: 'Streaks',
	lowStock: 'Low-stock warning',
	total: 'Totals',
	reminder: 'Reminders',
	print: 'Printing',
};
