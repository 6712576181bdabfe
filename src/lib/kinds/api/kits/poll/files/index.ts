import { readFields, unfit, type Field } from '../../shared/files/fields.ts';
import { bodyOf, created, json, nothing, page, Problem, serve } from '../../shared/files/http.ts';
import { inTurn, newId, Rows } from '../../shared/files/rows.ts';
import { count, isOpen, isPoll, isVote, type Poll, type Vote } from './poll.ts';

const polls = new Rows('polls', isPoll);
const votesOf = ({ id }: Poll): Rows<Vote> => new Rows(`votes/${id}`, isVote);

const pollFields: readonly Field[] = [
	{ name: 'question', label: 'Question', type: 'text', required: true },
	{ name: 'options', label: 'Options', type: 'tags', required: true },
	{ name: 'closesAt', label: 'Closes', type: 'dateTime' },
];

const voteFields: readonly Field[] = [
	{ name: 'option', label: 'Option', type: 'text', required: true },
	{ name: 'voter', label: 'Voter', type: 'text' },
];

async function find(id = ''): Promise<Poll> {
	const poll = await polls.get(id);
	if (!poll) throw new Problem(404, `There is no poll with the id "${id}".`);
	return poll;
}

const shown = (poll: Poll) => ({ ...poll, isOpen: isOpen(poll) });

function readOptions(value: unknown): Poll['options'] {
	const texts = (Array.isArray(value) ? value : []).map((text) => String(text).trim()).filter(Boolean);
	if (texts.length < 2 || new Set(texts).size < texts.length)
		throw unfit([{ field: 'options', message: 'options have to be at least two texts, each only once' }]);
	return texts.map((text, index) => ({ id: String(index + 1), text }));
}

async function ask(body: Readonly<Record<string, unknown>>): Promise<Poll> {
	const { question, options, closesAt } = readFields(pollFields, body);
	const poll: Poll = {
		id: newId(),
		question: String(question),
		options: readOptions(options),
		createdAt: new Date().toISOString(),
		closesAt: typeof closesAt === 'string' ? closesAt : null,
	};
	await polls.put(poll);
	return poll;
}

/** A voter who gives a name votes once; who gives none, as often as they like. */
async function vote(poll: Poll, body: Readonly<Record<string, unknown>>): Promise<Vote> {
	const { option, voter } = readFields(voteFields, body);
	const chosen = poll.options.find(({ id, text }) => id === option || text === option);
	if (!chosen)
		throw unfit([
			{
				field: 'option',
				message: `option has to be one of ${poll.options.map(({ text }) => `"${text}"`).join(', ')}`,
			},
		]);
	if (!isOpen(poll)) throw new Problem(409, 'This poll is closed.');
	const id = typeof voter === 'string' ? `by-${encodeURIComponent(voter.trim().toLowerCase())}` : newId();
	if (await votesOf(poll).get(id)) throw new Problem(409, `"${String(voter)}" has voted already.`);
	const cast = { id, option: chosen.id, votedAt: new Date().toISOString() };
	await votesOf(poll).put(cast);
	return cast;
}

async function results(poll: Poll) {
	const votes = await votesOf(poll).all();
	return {
		poll: poll.id,
		question: poll.question,
		isOpen: isOpen(poll),
		total: votes.length,
		results: count(poll, votes),
	};
}

export default serve({
	'/polls': {
		async GET({ url }) {
			const all = (await polls.all()).toReversed();
			const { limit, offset, headers } = page(url, all.length);
			return json(all.slice(offset, offset + limit).map(shown), headers);
		},
		async POST({ request, url }) {
			const poll = await ask(await bodyOf(request));
			return created(shown(poll), `${url.origin}/polls/${poll.id}`);
		},
	},
	'/polls/{id}': {
		GET: async ({ path }) => json(shown(await find(path['id']))),
		async DELETE({ path }) {
			const poll = await find(path['id']);
			await votesOf(poll).clear();
			await polls.remove(poll.id);
			return nothing();
		},
	},
	'/polls/{id}/votes': {
		async POST({ path, request, url }) {
			const poll = await find(path['id']);
			const body = await bodyOf(request);
			await inTurn(() => vote(poll, body));
			return created(await results(poll), `${url.origin}/polls/${poll.id}/results`);
		},
	},
	'/polls/{id}/results': { GET: async ({ path }) => json(await results(await find(path['id']))) },
	'/polls/{id}/close': {
		POST: ({ path }) =>
			inTurn(async () => {
				const poll = await find(path['id']);
				const closed = isOpen(poll) ? { ...poll, closesAt: new Date().toISOString() } : poll;
				await polls.put(closed);
				return json(shown(closed));
			}),
	},
});
