import { useSyncExternalStore } from 'react';
import type { Row, Values } from './schema.ts';

/*
 * All data lies in localStorage, one key per row: `recipe:<id>` → JSON. Two open tabs therefore never overwrite each
 * other's rows. A row that cannot be read is skipped and left as it is.
 */

/** Starts with an underscore, so that no entity can have the same name. */
const SETTINGS = '_setting';

const tables = new Map<string, Map<string, Row>>();
const snapshots = new Map<string, readonly Row[]>();
const unreadable = new Set<string>();
const listeners = new Set<() => void>();
const failureListeners = new Set<(message: string) => void>();
let savedWhere = 'Saved on this device';
const writeListeners = new Set<WriteListener>();

/** Hears of each row that this page keeps, and of `null` for one that it removes. */
type WriteListener = (table: string, id: string, row: Row | null) => void;

/** All rows of a table, oldest first. The component renders again when one changes, here or in another tab. */
export function useRows(table: string): readonly Row[] {
	return useSyncExternalStore(subscribe, () => rowsOf(table));
}

/** Where the newest changes are, in words. */
export function useSavedWhere(): string {
	return useSyncExternalStore(subscribe, () => savedWhere);
}

export function setSavedWhere(where: string): void {
	if (where === savedWhere) return;
	savedWhere = where;
	announce();
}

/** How many stored rows could not be read. */
export function useUnreadableCount(): number {
	return useSyncExternalStore(subscribe, () => unreadable.size);
}

export function rowsOf(table: string): readonly Row[] {
	const known = snapshots.get(table);
	if (known) return known;
	const rows = [...(tables.get(table)?.values() ?? [])].sort(
		(a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1),
	);
	snapshots.set(table, rows);
	return rows;
}

export function findRow(table: string, id: string): Row | undefined {
	return tables.get(table)?.get(id);
}

/** Keeps a new row and returns it, or null when there is no room left. A given `id` makes the row findable by it. */
export function addRow(table: string, values: Values, id = newId()): Row | null {
	const now = Date.now();
	return write(table, { ...values, id, createdAt: now, updatedAt: now });
}

/** Changes only the given values, so that another tab's change of other values stays. */
export function changeRow(table: string, id: string, values: Values): Row | null {
	const current = findRow(table, id);
	return current ? write(table, { ...current, ...values, updatedAt: Date.now() }) : null;
}

/** Takes a row out and returns it for `restoreRow`. */
export function removeRow(table: string, id: string): Row | undefined {
	const row = findRow(table, id);
	localStorage.removeItem(`${table}:${id}`);
	forget(`${table}:${id}`);
	announce();
	tellWrite(table, id, null);
	return row;
}

export function restoreRow(table: string, row: Row): void {
	write(table, row);
}

/** A single remembered value, such as the chosen sort order. */
export function useSetting<Value>(
	name: string,
	initial: Value,
	isValid: (value: unknown) => value is Value,
): [Value, (value: Value) => void] {
	const row = useSyncExternalStore(subscribe, () => findRow(SETTINGS, name));
	const value = row && isValid(row['value']) ? row['value'] : initial;
	return [value, (next) => void addRow(SETTINGS, { value: next }, name)];
}

/** Runs an action once in the life of the data, such as putting the first rows in. */
export function once(name: string, action: () => void): void {
	if (findRow(SETTINGS, name)) return;
	action();
	addRow(SETTINGS, { value: true }, name);
}

export const isString = (value: unknown): value is string => typeof value === 'string';
export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
export const isNumber = (value: unknown): value is number =>
	typeof value === 'number' && Number.isFinite(value);

/** Called with a sentence for the person when something could not be kept. Returns the unsubscriber. */
export function onFailure(listener: (message: string) => void): () => void {
	failureListeners.add(listener);
	return () => failureListeners.delete(listener);
}

/** Called after each write of this page. Returns the unsubscriber. */
export function onWrite(listener: WriteListener): () => void {
	writeListeners.add(listener);
	return () => writeListeners.delete(listener);
}

/** Keeps a row that was written elsewhere, or removes it, without telling `onWrite`. */
export function takeIn(table: string, id: string, row: Row | null): void {
	if (row) return void keep(table, row);
	localStorage.removeItem(`${table}:${id}`);
	forget(`${table}:${id}`);
	announce();
}

/** Tells the person that something could not be kept. */
export function fail(message: string): void {
	for (const tell of failureListeners) tell(message);
}

function write(table: string, row: Row): Row | null {
	const kept = keep(table, row);
	if (kept) tellWrite(table, row.id, row);
	return kept;
}

function tellWrite(table: string, id: string, row: Row | null): void {
	if (table !== SETTINGS) for (const listener of writeListeners) listener(table, id, row);
}

function keep(table: string, row: Row): Row | null {
	try {
		localStorage.setItem(`${table}:${row.id}`, JSON.stringify(row));
	} catch {
		fail('Not saved: this app has no room left. Delete something and try again.');
		return null;
	}
	remember(`${table}:${row.id}`, row);
	announce();
	return row;
}

let lastId = 0;

/** Sorts by time of creation, also within one millisecond. */
function newId(): string {
	lastId = Math.max(Date.now() * 1000, lastId + 1);
	const random = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
	return `${lastId.toString(36)}-${random.toString(36)}`;
}

function remember(key: string, row: Row): void {
	const [table, id] = partsOf(key);
	const rows = tables.get(table) ?? new Map<string, Row>();
	tables.set(table, rows.set(id, row));
	snapshots.delete(table);
	unreadable.delete(key);
}

function forget(key: string): void {
	const [table, id] = partsOf(key);
	tables.get(table)?.delete(id);
	snapshots.delete(table);
	unreadable.delete(key);
}

function announce(): void {
	for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

function partsOf(key: string): [table: string, id: string] {
	const colon = key.indexOf(':');
	return [key.slice(0, colon), key.slice(colon + 1)];
}

function load(key: string, text: string | null): void {
	if (!key.includes(':')) return;
	if (text === null) return forget(key);
	const row = parseRow(partsOf(key)[1], text);
	if (row) return remember(key, row);
	forget(key);
	unreadable.add(key);
}

function parseRow(id: string, text: string): Row | undefined {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
		return { createdAt: 0, updatedAt: 0, ...value, id };
	} catch {
		return undefined;
	}
}

function loadAll(): void {
	tables.clear();
	snapshots.clear();
	unreadable.clear();
	for (let index = 0; index < localStorage.length; index++) {
		const key = localStorage.key(index);
		if (key !== null) load(key, localStorage.getItem(key));
	}
}

loadAll();
window.addEventListener('storage', (event) => {
	if (event.key === null) loadAll();
	else load(event.key, localStorage.getItem(event.key));
	announce();
});
