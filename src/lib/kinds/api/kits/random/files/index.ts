import { readFields, type Field } from '../../shared/files/fields.ts';
import { bodyOf, created, json, nothing, page, Problem, serve } from '../../shared/files/http.ts';
import { newId, Rows } from '../../shared/files/rows.ts';
import { builtIn, collection, label, randomPath } from './data.ts';
import { isEntry, type Entry } from './entry.ts';

const added = new Rows(collection, isEntry);

const fields: readonly Field[] = [
	{ name: 'text', label: 'Text', type: 'longText', required: true },
	{ name: 'by', label: 'By', type: 'text' },
	{ name: 'tags', label: 'Tags', type: 'tags' },
];

async function fitting({ searchParams }: URL): Promise<readonly Entry[]> {
	const tag = searchParams.get('tag')?.toLowerCase();
	const word = searchParams.get('q')?.toLowerCase() ?? '';
	const all = [...builtIn, ...(await added.all())];
	return all.filter(
		({ text, by, tags }) =>
			(tag === undefined || tags.some((each) => each.toLowerCase() === tag)) &&
			`${text} ${by ?? ''}`.toLowerCase().includes(word),
	);
}

async function random({ url }: { url: URL }): Promise<Response> {
	const entries = await fitting(url);
	const entry = entries[Math.floor(Math.random() * entries.length)];
	if (!entry) throw new Problem(404, `There is no ${label} like that yet. Add one with POST /${collection}.`);
	return json(entry, { 'cache-control': 'no-store' });
}

async function find(id = ''): Promise<Entry> {
	const entry = builtIn.find((each) => each.id === id) ?? (await added.get(id));
	if (!entry) throw new Problem(404, `There is no ${label} with the id "${id}".`);
	return entry;
}

const readEntry = (values: ReturnType<typeof readFields>): Omit<Entry, 'id'> => ({
	text: String(values['text']),
	by: typeof values['by'] === 'string' ? values['by'] : null,
	tags: Array.isArray(values['tags']) ? values['tags'].map(String) : [],
});

export default serve({
	[randomPath]: { GET: random },
	[`/${collection}`]: {
		async GET({ url }) {
			const entries = await fitting(url);
			const { limit, offset, headers } = page(url, entries.length);
			return json(entries.slice(offset, offset + limit), headers);
		},
		async POST({ request, url }) {
			const entry = { id: newId(), ...readEntry(readFields(fields, await bodyOf(request))) };
			await added.put(entry);
			return created(entry, `${url.origin}/${collection}/${entry.id}`);
		},
	},
	[`/${collection}/random`]: { GET: random },
	[`/${collection}/{id}`]: {
		GET: async ({ path }) => json(await find(path['id'])),
		async DELETE({ path }) {
			const { id } = await find(path['id']);
			if (builtIn.some((entry) => entry.id === id))
				throw new Problem(409, `This ${label} is built in. Take it out of src/data.ts to be rid of it.`);
			await added.remove(id);
			return nothing();
		},
	},
	'/tags': {
		async GET() {
			const tags = [...builtIn, ...(await added.all())].flatMap((entry) => entry.tags);
			return json(
				[...new Set(tags)].sort().map((tag) => ({ tag, count: tags.filter((each) => each === tag).length })),
			);
		},
	},
});
