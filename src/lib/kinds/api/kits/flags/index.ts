import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import {
	answer,
	createdAnswer,
	documentSource,
	emptyAnswer,
	jsonBody,
	object,
	operation,
	pathParameter,
	queryParameter,
	readable,
	ref,
	type JsonObject,
} from '../shared/document.ts';
import { readme, send } from '../shared/readme.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

const DOES = 'Switches features on and off, for everybody, for a share of the users or for some by name.';

/** Feature flags. */
export const flags: KitRenderer = {
	render: (spec) =>
		assemble({
			templates,
			generated: {},
			documents: {
				'openapi.yaml': documentSource({
					title: spec.title,
					description: DOES,
					tags: [
						{ name: 'Flags', description: 'Set and read' },
						{ name: 'Evaluation', description: 'What is on for whom' },
					],
					paths: PATHS,
					schemas: SCHEMAS,
				}),
				'README.md': readme({
					title: spec.title,
					does: DOES,
					requests: [
						['Switch a feature on for a tenth of the users', send('PUT', '/flags/new-checkout', INPUT)],
						['What is on for a user', '"$API/evaluate?user=ada"'],
						['Switch it off or on', '-X POST "$API/flags/new-checkout/toggle"'],
					],
					edit: [
						'`src/flag.ts`: what a flag is and for whom it is on.',
						'`src/index.ts`: what each operation does.',
					],
				}),
			},
		}),
};

const INPUT = { description: 'The checkout on one page', enabled: true, percentage: 10, users: ['ada'] };
const FLAG_EXAMPLE = { key: 'new-checkout', ...INPUT, updatedAt: '2026-03-31T09:30:00.000Z' };
const KEY_PATTERN = { type: 'string', pattern: '^[A-Za-z0-9][\\w.-]{0,63}$' };
const KEY = pathParameter('key', 'Key of the flag', KEY_PATTERN);

const SHARED: JsonObject = {
	description: { type: ['string', 'null'], maxLength: 1000 },
	enabled: { type: 'boolean' },
	percentage: {
		type: 'number',
		minimum: 0,
		maximum: 100,
		description: 'For how many per cent of the users it is on',
	},
	users: {
		type: 'array',
		items: { type: 'string', maxLength: 100 },
		maxItems: 100,
		description: 'For whom it is on in any case',
	},
};

const SCHEMAS: JsonObject = {
	Flag: object({ key: KEY_PATTERN, ...SHARED, updatedAt: { type: 'string', format: 'date-time' } }, [
		'key',
		'description',
		'enabled',
		'percentage',
		'users',
		'updatedAt',
	]),
	FlagInput: object(SHARED, []),
	Evaluation: object(
		{ user: { type: 'string' }, flags: { type: 'object', additionalProperties: { type: 'boolean' } } },
		['user', 'flags'],
	),
};

const PATHS: JsonObject = {
	'/flags': {
		get: operation({
			id: 'listFlags',
			tag: 'Flags',
			summary: 'List flags',
			responses: readable('All flags', { type: 'array', items: ref('Flag') }, { example: [FLAG_EXAMPLE] }),
		}),
	},
	'/flags/{key}': {
		parameters: [KEY],
		get: operation({
			id: 'getFlag',
			tag: 'Flags',
			summary: 'Read a flag',
			responses: readable('The flag', ref('Flag'), { example: FLAG_EXAMPLE }),
			problems: [404],
		}),
		put: operation({
			id: 'setFlag',
			tag: 'Flags',
			summary: 'Set a flag',
			description: 'Makes it when it is not there. What is not sent stays as it is.',
			body: jsonBody(ref('FlagInput'), INPUT),
			responses: {
				'200': answer('The flag as it is now', ref('Flag'), { example: FLAG_EXAMPLE }),
				...createdAnswer('The new flag', ref('Flag'), FLAG_EXAMPLE),
			},
		}),
		delete: operation({
			id: 'deleteFlag',
			tag: 'Flags',
			summary: 'Delete a flag',
			responses: emptyAnswer('It is gone'),
			problems: [404],
		}),
	},
	'/flags/{key}/toggle': {
		parameters: [KEY],
		post: operation({
			id: 'toggleFlag',
			tag: 'Flags',
			summary: 'Switch a flag off or on',
			responses: { '200': answer('The flag as it is now', ref('Flag'), { example: FLAG_EXAMPLE }) },
			problems: [404, 507],
		}),
	},
	'/evaluate': {
		get: operation({
			id: 'evaluate',
			tag: 'Evaluation',
			summary: 'What is on for a user',
			parameters: [
				{
					...queryParameter('user', 'Any text that stays the same for one user', {
						type: 'string',
						minLength: 1,
					}),
					required: true,
				},
			],
			responses: readable('Every flag, on or off', ref('Evaluation'), {
				example: { user: 'ada', flags: { 'new-checkout': true } },
			}),
			problems: [400],
		}),
	},
};
