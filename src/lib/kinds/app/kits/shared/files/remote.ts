import { fetch as api } from 'aether:api';
import type { Entity, Row, Values } from './schema.ts';
import { fail, findRow, onWrite, rowsOf, setSavedWhere, takeIn } from './store.ts';

/*
 * The linked API is where the rows live; what this page keeps is a copy that is shown at once. Each change goes to the
 * API in the order it was made, and what others changed there comes in every few seconds. A row knows its name there
 * by the value `remote`, and by `unsent` that the API has not heard of its last change: it will at the next start.
 */

/** How often the API is asked for what others changed, while the page is seen. ms. */
const PULL_EVERY = 3_000;
/** Most rows asked for at a time. */
const PAGE = 100;

const paths = new Map<string, string>();
let waiting: Promise<unknown> = Promise.resolve();
let pending = 0;

/** Keeps the rows of `entities` equal to those of the API. */
export function follow(entities: readonly Entity[]): void {
	onWrite((table, id, row) => {
		const entity = entities.find(({ name }) => name === table);
		if (!entity) return;
		if (row) takeIn(table, id, { ...row, unsent: true });
		setSavedWhere('Sending to the API…');
		later(() => push(entity, id, row));
	});
	for (const entity of entities)
		for (const row of rowsOf(entity.name))
			if (row['unsent'] === true || row['remote'] === undefined) later(() => push(entity, row.id, row));
	const pull = () => {
		if (document.visibilityState === 'visible' && pending === 0)
			later(async () => {
				for (const entity of entities) await pullAll(entity, entities);
			});
	};
	pull();
	setInterval(pull, PULL_EVERY);
	addEventListener('focus', pull);
}

/** One after the other, so that the API sees changes in the order in which they were made. */
function later(work: () => Promise<void>): void {
	pending++;
	waiting = waiting.then(work).then(
		() => settle('Saved in the API'),
		(error: unknown) => {
			fail(error instanceof Error ? error.message : String(error));
			settle('Saved on this device, not yet in the API');
		},
	);
}

function settle(where: string): void {
	pending--;
	if (pending === 0) setSavedWhere(where);
}

async function push(entity: Entity, id: string, row: Row | null): Promise<void> {
	const remote = remotes.get(id) ?? (row ? row['remote'] : undefined);
	if (row === null) {
		if (remote !== undefined)
			await ask('DELETE', `${await pathOf(entity)}/${String(remote)}`, undefined, 404);
		return;
	}
	const values = outward(entity, row);
	if (remote !== undefined) {
		remotes.set(id, String(remote));
		await ask('PATCH', `${await pathOf(entity)}/${String(remote)}`, values);
		return sent(entity, row, String(remote));
	}
	const made = await ask('POST', await pathOf(entity), values);
	if (!isRecord(made) || typeof made['id'] !== 'string')
		throw new Error('The API did not say what it keeps.');
	remotes.set(id, made['id']);
	sent(entity, row, made['id']);
}

/** The API has heard of the row as it was then; what changed since is sent next. */
function sent(entity: Entity, row: Row, remote: string): void {
	const present = findRow(entity.name, row.id);
	if (!present) return;
	const isNewest = present.updatedAt === row.updatedAt;
	takeIn(entity.name, row.id, { ...present, remote, unsent: isNewest ? undefined : true });
}

/** Names in the API by id here, also of rows that were just removed. */
const remotes = new Map<string, string>();

async function pullAll(entity: Entity, entities: readonly Entity[]): Promise<void> {
	const path = await pathOf(entity);
	const seen = new Set<string>();
	for (let offset = 0; ; offset += PAGE) {
		const answer = await ask('GET', `${path}?limit=${PAGE}&offset=${offset}`);
		if (!Array.isArray(answer)) throw new Error('The API did not answer with a list.');
		for (const item of answer.filter(isRecord)) seen.add(takeItem(entity, entities, item));
		if (answer.length < PAGE) break;
	}
	for (const { id, remote } of rowsOf(entity.name))
		if (typeof remote === 'string' && !seen.has(remote)) takeIn(entity.name, id, null);
}

/** Takes one row of the API in and answers its name there. */
function takeItem(entity: Entity, entities: readonly Entity[], item: Values): string {
	const remote = String(item['id']);
	const here = rowsOf(entity.name).find((row) => row['remote'] === remote);
	if (here?.['unsent'] === true) return remote;
	const next: Row = {
		...here,
		...inward(entity, entities, item),
		id: here?.id ?? `api-${remote}`,
		createdAt: here?.createdAt ?? timeOf(item['createdAt']),
		updatedAt: timeOf(item['updatedAt']),
		remote,
	};
	remotes.set(next.id, remote);
	const isSame = here && entity.fields.every(({ name }) => equal(here[name], next[name]));
	if (!isSame) takeIn(entity.name, next.id, next);
	return remote;
}

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const timeOf = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) || 0 : Date.now());

/** What the API is told of a row: the values of its fields, others' rows by their names there. */
function outward({ fields }: Entity, row: Row): Values {
	return Object.fromEntries(
		fields.map(({ name, type }) => {
			const value = row[name];
			if (value === undefined || value === '') return [name, null];
			return [name, type === 'ref' ? (remotes.get(String(value)) ?? null) : value];
		}),
	);
}

function inward({ fields }: Entity, entities: readonly Entity[], item: Values): Values {
	return Object.fromEntries(
		fields.flatMap(({ name, type, ref }): [string, unknown][] => {
			const value = item[name];
			if (value === null || value === undefined) return [[name, undefined]];
			if (type !== 'ref') return [[name, value]];
			const other = entities.find((entity) => entity.name === ref);
			const row = other && rowsOf(other.name).find((each) => each['remote'] === value);
			return [[name, row?.id]];
		}),
	);
}

/** Where the API keeps an entity: it names its collections at its root. */
async function pathOf({ name, label, plural }: Entity): Promise<string> {
	const known = paths.get(name);
	if (known) return known;
	const root = await ask('GET', '/');
	const resources = isRecord(root) && isRecord(root['resources']) ? Object.keys(root['resources']) : [];
	const wanted = [plural, name, label].map(plain);
	const path = resources.find((each) => wanted.includes(plain(each)));
	if (!path) throw new Error(`The linked API keeps no ${plural.toLowerCase()}.`);
	paths.set(name, `/${path}`);
	return `/${path}`;
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z\d]/g, '');

async function ask(method: string, path: string, body?: Values, isFine = 0): Promise<unknown> {
	const init = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {};
	const answer = await api(path, { method, ...init });
	const text = await answer.text();
	const value: unknown =
		text && /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
	if (answer.ok || answer.status === isFine) return value;
	const says = isRecord(value) ? (value['detail'] ?? value['title']) : undefined;
	throw new Error(typeof says === 'string' ? says : `The API answered ${answer.status}.`);
}

const isRecord = (value: unknown): value is Values =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
