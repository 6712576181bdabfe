import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import {
	answer,
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

const DOES = 'Asks questions with options to choose from, counts the votes and tells the results.';

/** Polls with votes, results and an end. */
export const poll: KitRenderer = {
	render: (spec) =>
		assemble({
			templates,
			generated: {},
			documents: {
				'openapi.yaml': documentSource({
					title: spec.title,
					description: DOES,
					tags: [
						{ name: 'Polls', description: 'Ask, read and close' },
						{ name: 'Votes', description: 'Vote and count' },
					],
					paths: PATHS,
					schemas: SCHEMAS,
				}),
				'README.md': readme({
					title: spec.title,
					does: DOES,
					requests: [
						['Ask', send('POST', '/polls', INPUT)],
						['Vote', send('POST', '/polls/ID/votes', { option: 'Pizza', voter: 'ada' })],
						['Count', '"$API/polls/ID/results"'],
						['End the vote', '-X POST "$API/polls/ID/close"'],
					],
					edit: [
						'`src/poll.ts`: what a poll is, and how votes are counted.',
						'`src/index.ts`: what each operation does, and who may vote how often.',
					],
				}),
			},
		}),
};

const INPUT = { question: 'What shall we eat?', options: ['Pizza', 'Salad', 'Soup'] };
const STAMP = { type: 'string', format: 'date-time' };
const MAYBE_STAMP = { type: ['string', 'null'], format: 'date-time' };
const TEXT = { type: 'string', minLength: 1, maxLength: 1000, pattern: '\\S' };

const POLL_EXAMPLE = {
	id: 'mf1x2k8q0a7',
	question: INPUT.question,
	options: INPUT.options.map((text, index) => ({ id: String(index + 1), text })),
	createdAt: '2026-03-31T09:30:00.000Z',
	closesAt: null,
	isOpen: true,
};

const RESULTS_EXAMPLE = {
	poll: POLL_EXAMPLE.id,
	question: INPUT.question,
	isOpen: true,
	total: 2,
	results: [
		{ option: '1', text: 'Pizza', votes: 2, share: 100 },
		{ option: '2', text: 'Salad', votes: 0, share: 0 },
		{ option: '3', text: 'Soup', votes: 0, share: 0 },
	],
};

const SCHEMAS: JsonObject = {
	Poll: object(
		{
			id: { type: 'string' },
			question: TEXT,
			options: { type: 'array', items: ref('Option') },
			createdAt: STAMP,
			closesAt: MAYBE_STAMP,
			isOpen: { type: 'boolean', description: 'Whether it still takes votes' },
		},
		['id', 'question', 'options', 'createdAt', 'closesAt', 'isOpen'],
	),
	Option: object({ id: { type: 'string' }, text: { type: 'string' } }, ['id', 'text']),
	PollInput: object(
		{
			question: TEXT,
			options: {
				type: 'array',
				items: { type: 'string', minLength: 1, maxLength: 100, pattern: '\\S' },
				minItems: 2,
				maxItems: 100,
				uniqueItems: true,
			},
			closesAt: { ...MAYBE_STAMP, description: 'When voting ends; left out, never' },
		},
		['question', 'options'],
	),
	VoteInput: object(
		{
			option: { ...TEXT, description: 'Id or text of the option' },
			voter: {
				type: ['string', 'null'],
				maxLength: 1000,
				description: 'Who votes; each voter once. Left out: anonymous, without a limit',
			},
		},
		['option'],
	),
	Results: object(
		{
			poll: { type: 'string' },
			question: { type: 'string' },
			isOpen: { type: 'boolean' },
			total: { type: 'integer', minimum: 0 },
			results: { type: 'array', items: ref('Result') },
		},
		['poll', 'question', 'isOpen', 'total', 'results'],
	),
	Result: object(
		{
			option: { type: 'string' },
			text: { type: 'string' },
			votes: { type: 'integer', minimum: 0 },
			share: { type: 'number', minimum: 0, maximum: 100, description: 'In per cent of all votes' },
		},
		['option', 'text', 'votes', 'share'],
	),
};

const ID = pathParameter('id', 'Id of the poll');

const PATHS: JsonObject = {
	'/polls': {
		get: operation({
			id: 'listPolls',
			tag: 'Polls',
			summary: 'List polls, newest first',
			parameters: PAGING,
			responses: listed('One page of polls', ref('Poll'), [POLL_EXAMPLE]),
			problems: [400],
		}),
		post: operation({
			id: 'createPoll',
			tag: 'Polls',
			summary: 'Ask a question',
			body: jsonBody(ref('PollInput'), INPUT),
			responses: createdAnswer('The poll', ref('Poll'), POLL_EXAMPLE),
		}),
	},
	'/polls/{id}': {
		parameters: [ID],
		get: operation({
			id: 'getPoll',
			tag: 'Polls',
			summary: 'Read a poll',
			responses: readable('The poll', ref('Poll'), { example: POLL_EXAMPLE }),
			problems: [404],
		}),
		delete: operation({
			id: 'deletePoll',
			tag: 'Polls',
			summary: 'Delete a poll and its votes',
			responses: emptyAnswer('It is gone'),
			problems: [404],
		}),
	},
	'/polls/{id}/votes': {
		parameters: [ID],
		post: operation({
			id: 'vote',
			tag: 'Votes',
			summary: 'Vote',
			body: jsonBody(ref('VoteInput'), { option: 'Pizza', voter: 'ada' }),
			responses: createdAnswer('The results with this vote', ref('Results'), RESULTS_EXAMPLE),
			problems: [404, 409],
		}),
	},
	'/polls/{id}/results': {
		parameters: [ID],
		get: operation({
			id: 'getResults',
			tag: 'Votes',
			summary: 'Count the votes',
			responses: readable('Votes by option, most first', ref('Results'), { example: RESULTS_EXAMPLE }),
			problems: [404],
		}),
	},
	'/polls/{id}/close': {
		parameters: [ID],
		post: operation({
			id: 'closePoll',
			tag: 'Polls',
			summary: 'End the vote',
			responses: {
				'200': answer('The poll, closed', ref('Poll'), { example: { ...POLL_EXAMPLE, isOpen: false } }),
			},
			problems: [404, 507],
		}),
	},
};
