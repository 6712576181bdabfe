import { newUlid } from '#lib/model/id.ts';
import type { Database } from './database.ts';

/** LevelDB begins a new log when this much has been written (its `write_buffer_size`), with room to spare. Bytes. */
const ROLL_BYTES = 5.5 * 1024 * 1024;
/** Below the size from which Chromium keeps a value in a file of its own instead of in the log (64 KiB). Bytes. */
const ROW_BYTES = 56 * 1024;
const ROWS_AT_ONCE = 14;

/** Says that this page lets go of the database in good order. */
export interface Sitting {
	end(): void;
}

const NO_SITTING: Sitting = { end: () => undefined };

/**
 * Takes note that this page uses the database, and mends what a crash may have left. A browser that is killed in
 * mid-write leaves the log of its store cut off; Chromium goes on writing behind the cut, and at the start after that
 * takes the log for damaged and throws the whole database away (`docs/decisions/2026-11-26-torn-log.md`). So after a
 * sitting that did not end in good order the log is rolled over before anything else is written.
 */
export async function beginSitting(database: Database): Promise<Sitting> {
	if (typeof document === 'undefined' || typeof navigator.locks === 'undefined') return NO_SITTING;
	const awake = `aether-awake-${database.name}`;
	const isFirst = !(await navigator.locks.query()).held?.some(({ name }) => name === awake);
	const leave = stayAwake(awake);
	const before = database.rows('sittings', await database.sittings.toArray());
	const crashed = isFirst && before.some(({ id }) => !isEnded(id));
	if (crashed) await rollLog(database);
	const id = newUlid();
	await database.transaction('rw', database.sittings, async () => {
		if (isFirst) await database.sittings.clear();
		await database.sittings.put({ id });
	});
	if (isFirst) for (const old of before) forget(old.id);
	return markEnd(id, leave);
}

/** Writes and removes so much that the browser begins a new log; the old one is dropped once it is in its tables. */
export async function rollLog(database: Database): Promise<void> {
	const count = Math.ceil(ROLL_BYTES / ROW_BYTES);
	for (let at = 0; at < count; at += ROWS_AT_ONCE)
		await database.ballast.bulkPut(
			Array.from({ length: Math.min(ROWS_AT_ONCE, count - at) }, (_, index) => ({
				id: at + index,
				bytes: new Uint8Array(ROW_BYTES),
			})),
		);
	await database.ballast.clear();
}

function markEnd(id: string, leave: () => void): Sitting {
	const onHide = () => setEnded(id);
	const onShow = (event: PageTransitionEvent) => {
		if (event.persisted) forget(id);
	};
	addEventListener('pagehide', onHide);
	addEventListener('pageshow', onShow);
	return {
		end: () => {
			removeEventListener('pagehide', onHide);
			removeEventListener('pageshow', onShow);
			setEnded(id);
			leave();
		},
	};
}

/** Held as long as the page lives: while anybody holds it, the browser has not been killed. */
function stayAwake(name: string): () => void {
	let leave: () => void = () => undefined;
	const left = new Promise<void>((resolve) => (leave = resolve));
	navigator.locks.request(name, { mode: 'shared' }, () => left).catch(() => undefined);
	return leave;
}

const keyOf = (id: string): string => `aether-ended-${id}`;

// Where a page may keep nothing in localStorage, every start counts as one after a crash: slower, never wrong.
function isEnded(id: string): boolean {
	try {
		return localStorage.getItem(keyOf(id)) !== null;
	} catch {
		return false;
	}
}

function setEnded(id: string): void {
	try {
		localStorage.setItem(keyOf(id), '1');
	} catch {
		// See `isEnded`.
	}
}

function forget(id: string): void {
	try {
		localStorage.removeItem(keyOf(id));
	} catch {
		// See `isEnded`.
	}
}
