import { readFields, unfit } from '../../shared/files/fields.ts';
import { bodyOf, invalidQuery, isRecord, json, nothing, Problem, serve } from '../../shared/files/http.ts';
import { Rows } from '../../shared/files/rows.ts';
import { usual } from './model.ts';
import { convert, unitNamed, units, type Unit } from './units.ts';

interface Rate {
	/** Name of the unit. */
	readonly id: string;
	readonly factor: number;
	readonly updatedAt: string;
}

const isRate = (value: unknown): value is Rate =>
	isRecord(value) && typeof value['id'] === 'string' && typeof value['factor'] === 'number';

const rates = new Rows('rates', isRate);

/** All units, with the rates that were set instead of those that come along. */
async function current(): Promise<readonly Unit[]> {
	const set = new Map((await rates.all()).map(({ id, factor }) => [id, factor]));
	return units.map((unit) => ({ ...unit, factor: set.get(unit.name) ?? unit.factor }));
}

function unitIn(url: URL, name: 'from' | 'to', known: readonly Unit[]): Unit {
	const word = url.searchParams.get(name) ?? usual[name];
	const unit = unitNamed(word, known);
	if (!unit) throw invalidQuery(name, `is no unit known here: "${word}". GET /units lists them`);
	return unit;
}

/** A unit whose rate changes from day to day. */
function currencyNamed(word = ''): Unit {
	const unit = unitNamed(word);
	if (unit?.kind !== 'currency') throw new Problem(404, `There is no currency called "${word}".`);
	return unit;
}

const shown = ({ name, kind, also, factor }: Unit) => ({ name, kind, also, factor });

export default serve({
	'/convert': {
		async GET({ url }) {
			const text = url.searchParams.get('value') ?? '1';
			const value = Number(text);
			if (text.trim() === '' || !Number.isFinite(value)) throw invalidQuery('value', 'has to be a number');
			const known = await current();
			const [from, to] = [unitIn(url, 'from', known), unitIn(url, 'to', known)];
			if (from.kind !== to.kind)
				throw new Problem(422, `${from.name} is a unit of ${from.kind}, ${to.name} one of ${to.kind}.`);
			return json({ value, from: from.name, to: to.name, result: convert(value, from, to) });
		},
	},
	'/units': {
		async GET({ url }) {
			const kind = url.searchParams.get('kind');
			if (kind !== null && !units.some((unit) => unit.kind === kind))
				throw invalidQuery('kind', `is none known here: "${kind}"`);
			return json((await current()).filter((unit) => kind === null || unit.kind === kind).map(shown));
		},
	},
	'/rates': {
		GET: async () => json((await current()).filter(({ kind }) => kind === 'currency').map(shown)),
	},
	'/rates/{unit}': {
		async PUT({ path, request }) {
			const unit = currencyNamed(path['unit']);
			const field = { name: 'factor', label: 'Factor', type: 'number', required: true } as const;
			const { factor } = readFields([field], await bodyOf(request));
			if (typeof factor !== 'number' || factor <= 0)
				throw unfit([{ field: 'factor', message: 'factor has to be greater than 0' }]);
			await rates.put({ id: unit.name, factor, updatedAt: new Date().toISOString() });
			return json(shown({ ...unit, factor }));
		},
		async DELETE({ path }) {
			await rates.remove(currencyNamed(path['unit']).name);
			return nothing();
		},
	},
});
