import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import {
	createdAnswer,
	documentSource,
	emptyAnswer,
	jsonBody,
	listed,
	object,
	operation,
	PAGING,
	pathParameter,
	readable,
	ref,
	type JsonObject,
} from '../shared/document.ts';
import { readme, send } from '../shared/readme.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

const DOES = 'Makes short links, sends whoever opens one to its address, and counts.';

/** Short links with statistics and an expiry date. */
export const shortener: KitRenderer = {
	render: (spec) =>
		assemble({
			templates,
			generated: {},
			documents: {
				'openapi.yaml': documentSource({
					title: spec.title,
					description: DOES,
					tags: [
						{ name: 'Links', description: 'Make, list and delete links' },
						{ name: 'Visit', description: 'Follow a link' },
					],
					paths: PATHS,
					schemas: SCHEMAS,
				}),
				'README.md': readme({
					title: spec.title,
					does: DOES,
					requests: [
						['Shorten an address', send('POST', '/links', { url: 'https://example.com/a/long/address' })],
						['Choose the short name', send('POST', '/links', { url: 'https://example.com/', slug: 'home' })],
						['Follow it', '-i "$API/home"'],
						['How often it was followed', '"$API/links/home"'],
					],
					edit: [
						'`src/link.ts`: which slugs are allowed and how new ones are made.',
						'`src/index.ts`: what each operation does.',
					],
				}),
			},
		}),
};

const EXAMPLE = {
	slug: 'home',
	url: 'https://example.com/',
	shortUrl: 'https://example.com/home',
	createdAt: '2026-03-31T09:30:00.000Z',
	expiresAt: null,
	clicks: 3,
	lastClickAt: '2026-04-01T10:00:00.000Z',
};

const SLUG = { type: 'string', pattern: '^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?$' };
const ADDRESS = { type: 'string', format: 'uri', pattern: '^https?://\\S+$', maxLength: 2000 };
const STAMP = { type: 'string', format: 'date-time' };
const MAYBE_STAMP = { type: ['string', 'null'], format: 'date-time' };
const NAME = pathParameter('slug', 'Short name of the link');

const SCHEMAS: JsonObject = {
	Link: object(
		{
			slug: SLUG,
			url: { ...ADDRESS, description: 'Where it leads' },
			shortUrl: { type: 'string', description: 'The short address' },
			createdAt: STAMP,
			expiresAt: MAYBE_STAMP,
			clicks: { type: 'integer', minimum: 0 },
			lastClickAt: MAYBE_STAMP,
		},
		['slug', 'url', 'shortUrl', 'createdAt', 'expiresAt', 'clicks', 'lastClickAt'],
	),
	LinkInput: object(
		{
			url: { ...ADDRESS, description: 'Where it shall lead' },
			slug: { ...SLUG, type: ['string', 'null'], description: 'Short name; left out, one is made' },
			expiresAt: { ...MAYBE_STAMP, description: 'When it stops working; left out, never' },
		},
		['url'],
	),
};

const PATHS: JsonObject = {
	'/links': {
		get: operation({
			id: 'listLinks',
			tag: 'Links',
			summary: 'List links, newest first',
			parameters: PAGING,
			responses: listed('One page of links', ref('Link'), [EXAMPLE]),
			problems: [400],
		}),
		post: operation({
			id: 'createLink',
			tag: 'Links',
			summary: 'Shorten an address',
			body: jsonBody(ref('LinkInput'), { url: 'https://example.com/' }),
			responses: createdAnswer('The link', ref('Link'), EXAMPLE),
			problems: [409],
		}),
	},
	'/links/{slug}': {
		parameters: [NAME],
		get: operation({
			id: 'getLink',
			tag: 'Links',
			summary: 'Read a link and its statistics',
			responses: readable('The link', ref('Link'), { example: EXAMPLE }),
			problems: [404],
		}),
		delete: operation({
			id: 'deleteLink',
			tag: 'Links',
			summary: 'Delete a link',
			responses: emptyAnswer('It is gone'),
			problems: [404],
		}),
	},
	'/{slug}': {
		parameters: [NAME],
		get: operation({
			id: 'followLink',
			tag: 'Visit',
			summary: 'Follow a link',
			responses: {
				'302': {
					description: 'To the address of the link',
					headers: { Location: { description: 'Where the link leads', schema: { type: 'string' } } },
				},
			},
			problems: [404, 410, 507],
		}),
	},
};
