import { readFields, unfit, type Field } from '../../shared/files/fields.ts';
import { bodyOf, created, json, nothing, page, Problem, serve } from '../../shared/files/http.ts';
import { inTurn, Rows } from '../../shared/files/rows.ts';
import { hasExpired, isLink, randomSlug, SLUG, type Link } from './link.ts';

const links = new Rows('links', isLink);

const fields: readonly Field[] = [
	{ name: 'url', label: 'Address', type: 'url', required: true },
	{ name: 'slug', label: 'Short name', type: 'text' },
	{ name: 'expiresAt', label: 'Expires', type: 'dateTime' },
];

/** Addresses that the API itself uses. */
const RESERVED = ['links'];

const shown = ({ id, target, ...link }: Link, { origin }: URL) => ({
	slug: id,
	url: target,
	shortUrl: `${origin}/${id}`,
	...link,
});

async function find(slug = ''): Promise<Link> {
	const link = await links.get(slug);
	if (!link) throw new Problem(404, `There is no link called "${slug}".`);
	return link;
}

/** The slug that was asked for, or a free one. */
async function freeSlug(wanted: unknown): Promise<string> {
	if (typeof wanted !== 'string') {
		for (let length = 6; ; length++) {
			const slug = randomSlug(length);
			if (!(await links.get(slug))) return slug;
		}
	}
	if (!SLUG.test(wanted))
		throw unfit([
			{ field: 'slug', message: 'slug has to be 1 to 64 letters, digits, "-" or "_", not at the ends' },
		]);
	if (RESERVED.includes(wanted.toLowerCase()) || (await links.get(wanted)))
		throw new Problem(409, `"${wanted}" is taken. Choose another slug or leave it out.`);
	return wanted;
}

async function shorten(body: Readonly<Record<string, unknown>>): Promise<Link> {
	const { url, slug, expiresAt } = readFields(fields, body);
	if (typeof expiresAt === 'string' && Date.parse(expiresAt) <= Date.now())
		throw unfit([{ field: 'expiresAt', message: 'expiresAt has to be in the future' }]);
	const link: Link = {
		id: await freeSlug(slug),
		target: String(url),
		createdAt: new Date().toISOString(),
		expiresAt: typeof expiresAt === 'string' ? expiresAt : null,
		clicks: 0,
		lastClickAt: null,
	};
	await links.put(link);
	return link;
}

export default serve({
	'/links': {
		async GET({ url }) {
			const all = (await links.all()).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
			const { limit, offset, headers } = page(url, all.length);
			return json(
				all.slice(offset, offset + limit).map((link) => shown(link, url)),
				headers,
			);
		},
		async POST({ request, url }) {
			const body = await bodyOf(request);
			const link = await inTurn(() => shorten(body));
			return created(shown(link, url), `${url.origin}/links/${link.id}`);
		},
	},
	'/links/{slug}': {
		GET: async ({ path, url }) => json(shown(await find(path['slug']), url)),
		async DELETE({ path }) {
			const { id } = await find(path['slug']);
			await links.remove(id);
			return nothing();
		},
	},
	'/{slug}': {
		GET: ({ path, request }) =>
			inTurn(async () => {
				const link = await find(path['slug']);
				if (hasExpired(link)) throw new Problem(410, `The link "${link.id}" has expired.`);
				if (request.method === 'GET')
					await links.put({ ...link, clicks: link.clicks + 1, lastClickAt: new Date().toISOString() });
				return new Response(null, {
					status: 302,
					headers: { location: link.target, 'cache-control': 'no-store' },
				});
			}),
	},
});
