import { readFields, unfit, type Field } from '../../shared/files/fields.ts';
import { bodyOf, created, invalidQuery, json, nothing, Problem, serve } from '../../shared/files/http.ts';
import { inTurn, Rows } from '../../shared/files/rows.ts';
import { isFlag, isOnFor, type Flag } from './flag.ts';

const flags = new Rows('flags', isFlag);

const fields: readonly Field[] = [
	{ name: 'description', label: 'Description', type: 'text' },
	{ name: 'enabled', label: 'Enabled', type: 'boolean' },
	{ name: 'percentage', label: 'Percentage', type: 'number' },
	{ name: 'users', label: 'Users', type: 'tags' },
];

const shown = ({ id, ...flag }: Flag) => ({ key: id, ...flag });

async function find(key = ''): Promise<Flag> {
	const flag = await flags.get(key);
	if (!flag) throw new Problem(404, `There is no flag called "${key}".`);
	return flag;
}

/** The flag with what was sent; what was not sent stays, or is as for a new flag. */
function readFlag(key: string, body: unknown, old: Flag | undefined): Flag {
	const values = readFields(fields, body, true);
	const { percentage = old?.percentage ?? 100, description = old?.description ?? null } = values;
	if (typeof percentage !== 'number' || percentage < 0 || percentage > 100)
		throw unfit([{ field: 'percentage', message: 'percentage has to be from 0 to 100' }]);
	return {
		id: key,
		description: typeof description === 'string' ? description : null,
		enabled: typeof values['enabled'] === 'boolean' ? values['enabled'] : (old?.enabled ?? false),
		percentage,
		users: Array.isArray(values['users']) ? values['users'].map(String) : (old?.users ?? []),
		updatedAt: new Date().toISOString(),
	};
}

export default serve({
	'/flags': { GET: async () => json((await flags.all()).map(shown)) },
	'/flags/{key}': {
		GET: async ({ path }) => json(shown(await find(path['key']))),
		async PUT({ path, request, url }) {
			const key = path['key'] ?? '';
			if (!/^[A-Za-z0-9][\w.-]{0,63}$/.test(key))
				throw new Problem(400, 'A key has 1 to 64 letters, digits, ".", "-" or "_".');
			const body = await bodyOf(request);
			return inTurn(async () => {
				const old = await flags.get(key);
				const flag = readFlag(key, body, old);
				await flags.put(flag);
				return old ? json(shown(flag)) : created(shown(flag), `${url.origin}/flags/${key}`);
			});
		},
		async DELETE({ path }) {
			await flags.remove((await find(path['key'])).id);
			return nothing();
		},
	},
	'/flags/{key}/toggle': {
		POST: ({ path }) =>
			inTurn(async () => {
				const old = await find(path['key']);
				const flag = { ...old, enabled: !old.enabled, updatedAt: new Date().toISOString() };
				await flags.put(flag);
				return json(shown(flag));
			}),
	},
	'/evaluate': {
		async GET({ url }) {
			const user = url.searchParams.get('user');
			if (!user) throw invalidQuery('user', 'is missing');
			const all = await flags.all();
			return json({ user, flags: Object.fromEntries(all.map((flag) => [flag.id, isOnFor(flag, user)])) });
		},
	},
});
