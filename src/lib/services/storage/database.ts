import Dexie, { type DBCore, type Middleware, type Table } from 'dexie';
import * as z from 'zod/mini';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { commitWithLastWrite } from './last-write.ts';
import { attempt, problemFromError, upgradeFailed } from './problems.ts';
import { SCHEMA_OF, SCHEMA_STEPS, type Row, type SchemaStep, type TableName } from './schema.ts';

export const DATABASE_NAME = 'aether';

export interface DatabaseOptions {
	/** One database per profile; `aether` when absent. */
	readonly name?: string;
	readonly steps?: readonly SchemaStep[];
	readonly indexedDB?: IDBFactory;
	/** Told when another tab upgrades (`storage-newer`) or holds an upgrade up (`storage-blocked`). */
	readonly onNotice?: (problem: Problem) => void;
}

/** What is read is `unknown` until `row` has parsed it; what is written has the type of its table. */
type Stored<Name extends TableName> = Table<unknown, string | readonly unknown[], Row<Name>>;

/** Every table of one profile. Writes are strict: a finished transaction is on disk. */
export class Database extends Dexie {
	readonly creations: Stored<'creations'>;
	readonly messages: Stored<'messages'>;
	readonly runs: Stored<'runs'>;
	readonly auditEvents: Stored<'audit'>;
	readonly trees: Stored<'trees'>;
	readonly treeUpdates: Stored<'treeUpdates'>;
	readonly appData: Stored<'appData'>;
	readonly appBytes: Stored<'appBytes'>;
	readonly sittings: Stored<'sittings'>;
	readonly ballast: Table<unknown, number, Row<'ballast'>>;
	readonly packages: Stored<'packages'>;
	readonly packageBodies: Stored<'packageBodies'>;
	readonly appDataSizes: Stored<'appDataSizes'>;
	readonly thumbnails: Stored<'thumbnails'>;
	readonly gitFiles: Stored<'gitFiles'>;
	readonly chunks: Stored<'chunks'>;
	readonly llmCalls: Stored<'llmCalls'>;
	readonly spendingHolds: Stored<'spendingHolds'>;
	readonly llmCache: Stored<'llmCache'>;
	readonly llmCacheBodies: Stored<'llmCacheBodies'>;
	readonly drafts: Stored<'drafts'>;
	readonly draftParts: Stored<'draftParts'>;
	readonly attachments: Stored<'attachments'>;
	readonly secrets: Stored<'secrets'>;
	readonly settings: Stored<'settings'>;
	readonly workflowRuns: Stored<'workflowRuns'>;
	readonly workflowSteps: Stored<'workflowSteps'>;
	readonly grants: Stored<'grants'>;
	readonly events: Table<unknown, number, Omit<Row<'events'>, 'seq'>>;
	readonly deliveries: Stored<'deliveries'>;
	readonly subscriptions: Stored<'subscriptions'>;
	readonly eventLines: Stored<'eventLines'>;
	readonly rooms: Stored<'rooms'>;
	readonly acl: Stored<'acl'>;
	readonly envelopes: Stored<'envelopes'>;
	readonly snapshots: Stored<'snapshots'>;
	readonly comments: Stored<'comments'>;
	readonly devices: Stored<'devices'>;
	readonly damagedRows: Stored<'damaged'>;

	#damage = new Map<string, Row<'damaged'>>();
	#damageTimer: ReturnType<typeof setTimeout> | undefined;
	#onNotice: (problem: Problem) => void;

	constructor(options: DatabaseOptions = {}) {
		super(options.name ?? DATABASE_NAME, {
			chromeTransactionDurability: 'strict',
			// The cache shows changes before they are durable; our live queries show facts.
			cache: 'disabled',
			autoOpen: false,
			...(options.indexedDB && { indexedDB: options.indexedDB }),
		});
		this.#onNotice = options.onNotice ?? (() => undefined);
		for (const step of options.steps ?? SCHEMA_STEPS) this.#declare(step);
		this.creations = this.table('creations');
		this.messages = this.table('messages');
		this.runs = this.table('runs');
		this.auditEvents = this.table('audit');
		this.trees = this.table('trees');
		this.treeUpdates = this.table('treeUpdates');
		this.appData = this.table('appData');
		this.appBytes = this.table('appBytes');
		this.sittings = this.table('sittings');
		this.ballast = this.table('ballast');
		this.packages = this.table('packages');
		this.packageBodies = this.table('packageBodies');
		this.appDataSizes = this.table('appDataSizes');
		this.thumbnails = this.table('thumbnails');
		this.gitFiles = this.table('gitFiles');
		this.chunks = this.table('chunks');
		this.llmCalls = this.table('llmCalls');
		this.spendingHolds = this.table('spendingHolds');
		this.llmCache = this.table('llmCache');
		this.llmCacheBodies = this.table('llmCacheBodies');
		this.drafts = this.table('drafts');
		this.draftParts = this.table('draftParts');
		this.attachments = this.table('attachments');
		this.secrets = this.table('secrets');
		this.settings = this.table('settings');
		this.workflowRuns = this.table('workflowRuns');
		this.workflowSteps = this.table('workflowSteps');
		this.grants = this.table('grants');
		this.events = this.table('events');
		this.deliveries = this.table('deliveries');
		this.subscriptions = this.table('subscriptions');
		this.eventLines = this.table('eventLines');
		this.rooms = this.table('rooms');
		this.acl = this.table('acl');
		this.envelopes = this.table('envelopes');
		this.snapshots = this.table('snapshots');
		this.comments = this.table('comments');
		this.devices = this.table('devices');
		this.damagedRows = this.table('damaged');
		this.use(oneWriterAtATime);
		this.use(commitWithLastWrite);
		this.on('versionchange', () => this.#giveWay());
		this.on('blocked', () => this.#onNotice(BLOCKED));
	}

	/** Opens and migrates; see `Storage.open`. */
	async openChecked(): Promise<Result<void, Problem>> {
		try {
			await this.open();
		} catch (error) {
			return err(problemFromError(error) ?? upgradeFailed(error));
		}
		// Dexie opens a newer database as if nothing were the matter; it multiplies versions by ten.
		if (Math.floor(this.backendDB().version / 10) <= this.verno) return ok(undefined);
		this.close();
		return err(NEWER);
	}

	/** A row that fits its schema, or undefined; one that does not is noted and left where it is. */
	row<Name extends TableName>(table: Name, raw: unknown): Row<Name> | undefined {
		if (raw === undefined) return undefined;
		const parsed = this.#parse(table, raw);
		if (parsed.ok) return parsed.value;
		this.noteDamage(table, raw, parsed.error);
		return undefined;
	}

	rows<Name extends TableName>(table: Name, raws: readonly unknown[]): Row<Name>[] {
		return raws.map((raw) => this.row(table, raw)).filter((row) => row !== undefined);
	}

	noteDamage(table: TableName, raw: unknown, reason: string): void {
		const key = this.#keyOf(table, raw);
		this.#damage.set(`${table} ${key}`, { table, key, reason: reason.slice(0, 500) });
		// Not at once: a live query must not write, and a timer stands outside its transaction.
		this.#damageTimer ??= setTimeout(() => void this.flushDamage(), 0);
	}

	/** Writes the noted damage down. */
	async flushDamage(): Promise<void> {
		clearTimeout(this.#damageTimer);
		this.#damageTimer = undefined;
		const rows = [...this.#damage.values()];
		this.#damage.clear();
		if (rows.length > 0 && this.isOpen()) await attempt(() => this.damagedRows.bulkPut(rows));
	}

	/** Whether a row of `table` is still not readable, and why. */
	reasonOf(table: TableName, raw: unknown): string | undefined {
		const parsed = this.#parse(table, raw);
		return parsed.ok ? undefined : parsed.error;
	}

	#parse<Name extends TableName>(table: Name, raw: unknown): Result<Row<Name>, string> {
		const parsed = z.safeParse(SCHEMA_OF[table], raw);
		return parsed.success ? ok(parsed.data) : err(z.prettifyError(parsed.error));
	}

	#keyOf(table: TableName, raw: unknown): string {
		const path = this.table(table).schema.primKey.keyPath ?? '';
		const keyed = typeof raw === 'object' && raw !== null ? raw : {};
		return JSON.stringify([path].flat().map((part): unknown => Reflect.get(keyed, part)));
	}

	#declare(step: SchemaStep): void {
		const version = this.version(step.version).stores({ ...step.stores });
		const { upgrade, verify } = step;
		if (upgrade === undefined && verify === undefined) return;
		version.upgrade(async (transaction) => {
			await upgrade?.(transaction);
			await verify?.(transaction);
		});
	}

	/** Another tab wants to upgrade: closing for good is the only answer that loses nothing. */
	#giveWay(): false {
		this.close();
		this.#onNotice(NEWER);
		return false;
	}
}

/**
 * Lets every writing transaction take the same empty table along, so that the browser runs one after the other, across
 * tabs and workers. Chromium 156 throws the whole database away when it is killed while two of them are half-written:
 * `tests/crash.e2e.ts` loses everything within a few kills without this.
 */
const oneWriterAtATime: Middleware<DBCore> = {
	stack: 'dbcore',
	name: 'one-writer-at-a-time',
	create: (core) => ({
		...core,
		transaction: (stores, mode, options) =>
			core.transaction(mode === 'readwrite' ? [...new Set([...stores, 'gate'])] : stores, mode, options),
	}),
};

const NEWER: Problem = {
	type: 'storage-newer',
	message: 'A newer version of AetherOS has been used in this browser, so this one leaves its data alone.',
	action: 'Reload the page',
};

const BLOCKED: Problem = {
	type: 'storage-blocked',
	message: 'AetherOS is open in another tab that is still at work with the previous version.',
	action: 'Close the other tabs of AetherOS',
};
