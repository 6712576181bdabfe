import type { Entity } from './schema.ts';

export const title = 'Books';

/** What the API keeps. A field added here also belongs in openapi.yaml, so that callers may send it. */
export const entities: readonly Entity[] = [
	{
		name: 'book',
		label: 'Book',
		plural: 'Books',
		path: 'books',
		fields: [
			{ name: 'title', label: 'Title', type: 'text', required: true },
			{ name: 'author', label: 'Author', type: 'ref', ref: 'author' },
			{ name: 'isbn', label: 'ISBN', type: 'text' },
			{ name: 'publishedYear', label: 'Published year', type: 'integer' },
			{ name: 'status', label: 'Status', type: 'enum', options: ['Unread', 'Reading', 'Read'] },
		],
	},
	{
		name: 'author',
		label: 'Author',
		plural: 'Authors',
		path: 'authors',
		fields: [{ name: 'name', label: 'Name', type: 'text', required: true }],
	},
];
