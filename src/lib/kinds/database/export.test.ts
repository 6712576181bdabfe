import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asset } from './assets.test-data.ts';
import { databaseKits } from './kits.ts';
import { Engine } from './runtime/engine.ts';
import { exportSql } from './runtime/export/export-sql.ts';
import { fleetingBytes } from './runtime/house.ts';
import { loadSql } from './runtime/load.ts';

/** The folder of PostgreSQL's own programs; empty where there are none. */
const BIN =
	[
		...(existsSync('/usr/lib/postgresql')
			? readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`)
			: []),
		...(process.env.PATH ?? '').split(':'),
	].find((folder) =>
		['initdb', 'postgres', 'pg_ctl', 'psql'].every((name) => existsSync(join(folder, name))),
	) ?? '';
const FIXTURES = join(process.env.AETHER_FIXTURES ?? '../shared/fixtures', 'sql');
if (!BIN)
	console.warn('SKIPPED: no initdb, postgres, pg_ctl and psql here, so no stock PostgreSQL loads an export.');
if (!existsSync(FIXTURES)) console.warn(`SKIPPED: no fixtures at ${FIXTURES}.`);

/** PostgreSQL refuses to run as root. */
const isRoot = process.getuid?.() === 0;
let folder = '';

function run(program: string, ...args: string[]): string {
	const command = [join(BIN, program), ...args];
	const [first = '', ...rest] = isRoot ? ['runuser', '-u', 'nobody', '--', ...command] : command;
	const done = spawnSync(first, rest, { encoding: 'utf8', cwd: folder });
	if (done.status !== 0) throw new Error(`${program}: ${done.stderr}${done.stdout}`);
	return done.stdout;
}

const psql = (database: string, ...args: string[]): string =>
	run('psql', '-X', '-q', '-h', folder, '-U', 'trial', '-v', 'ON_ERROR_STOP=1', '-d', database, ...args);

beforeAll(async () => {
	if (!BIN) return;
	folder = mkdtempSync(join(tmpdir(), 'aether-pg-'));
	if (isRoot) spawnSync('chown', ['nobody', folder]);
	run('initdb', '-D', join(folder, 'data'), '-U', 'trial', '--auth=trust', '--encoding=UTF8', '--locale=C');
	run(
		'pg_ctl',
		'-D',
		join(folder, 'data'),
		'-w',
		'-l',
		join(folder, 'log'),
		'-o',
		`-k ${folder} -c listen_addresses=''`,
		'start',
	);
	await asset('pglite.wasm');
}, 120_000);

afterAll(() => {
	if (!folder) return;
	run('pg_ctl', '-D', join(folder, 'data'), '-m', 'immediate', 'stop');
	rmSync(folder, { recursive: true, force: true });
});

const COUNT = `SELECT c.oid::regclass::text AS name, (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %s', c.oid::regclass), false, true, '')))[1]::text AS rows
	FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v', 'm', 'p') AND c.relispopulated AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'aether', 'pg_toast') ORDER BY 1`;
const SHAPE = `SELECT (SELECT count(*) FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'aether') AND k.contype <> 'n') || ' constraints, ' ||
	(SELECT count(*) FROM pg_indexes WHERE schemaname NOT IN ('pg_catalog', 'pg_toast', 'aether')) || ' indexes, ' ||
	(SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal) || ' triggers, ' ||
	(SELECT count(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public' AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')) || ' functions' AS shape`;

/** What only PostgreSQL 18 has, said for an older stock server. */
function forStock(dump: string): string {
	const isOlder = Number(/(\d+)/.exec(run('postgres', '--version'))?.[1]) < 18;
	return isOlder
		? dump.replaceAll(') VIRTUAL', ') STORED').replaceAll('uuidv7()', 'gen_random_uuid()')
		: dump;
}

/** Loads SQL here, exports it, loads the export with stock psql, and compares what both hold. */
async function roundTrip(name: string, sql: string): Promise<void> {
	const engine = await Engine.open({ house: { asset, bytes: fleetingBytes() } });
	await loadSql(engine, sql);
	const dump = await exportSql(engine);
	const file = join(folder, `${name}.sql`);
	writeFileSync(file, forStock(dump));
	psql('postgres', '-c', `CREATE DATABASE "${name}"`);
	psql(name, '-f', file);
	for (const query of [COUNT, SHAPE]) {
		const here = (await engine.query(query)).rows.map((row) => row.join('|')).join('\n');
		expect(psql(name, '-A', '-t', '-c', query).trim()).toBe(here);
	}
	const again = await Engine.open({ house: { asset, bytes: fleetingBytes() }, wasm: engine.wasm });
	expect((await loadSql(again, dump)).failed).toEqual([]);
	expect(await exportSql(again)).toBe(dump);
	await engine.close();
	await again.close();
}

const files = existsSync(FIXTURES) ? readdirSync(FIXTURES).filter((name) => name.endsWith('.sql')) : [];

test.skipIf(!BIN || files.length === 0).each(files)(
	'stock psql loads the export of %s',
	{ timeout: 240_000 },
	async (file) => {
		await roundTrip(file.replace(/\W/g, '_'), readFileSync(join(FIXTURES, file), 'utf8'));
	},
);

test.skipIf(!BIN).each(databaseKits.map(({ id }) => id))(
	'stock psql loads the export of the kit %s',
	{ timeout: 120_000 },
	async (id) => {
		const kit = await databaseKits.find((each) => each.id === id)!.load();
		const made = kit.render({
			sentence: '',
			title: 'T',
			kind: 'database',
			also: [],
			kit: id,
			entities: [],
			features: [],
			triggers: [],
			steps: [],
			options: {},
		});
		await roundTrip(`kit_${id}`, `${String(made.get('schema.sql'))}\n${String(made.get('seed.sql'))}`);
	},
);

test.skipIf(!BIN)(
	'sequences go on where they were, and odd names and values survive',
	{ timeout: 120_000 },
	async () => {
		await roundTrip(
			'odd',
			`CREATE SCHEMA "Odd One"; CREATE TYPE "Odd One"."Ty pe" AS ENUM ('a''b', 'c\\d');
		CREATE TABLE "Odd One"."Ta""ble" ("Se lect" "Odd One"."Ty pe" DEFAULT 'a''b', "order" text COLLATE "C", id serial PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED);
		INSERT INTO "Odd One"."Ta""ble" ("order") VALUES (E'tab\\tnew\\nline \\\\ back'), (''), (NULL), ('\\.');
		CREATE TABLE fresh (id int GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5), d domain_later);
		CREATE DOMAIN later AS int CHECK (VALUE > 0); CREATE TABLE uses (a later NOT NULL DEFAULT 3, b int[], c jsonb, EXCLUDE (b WITH =));
		INSERT INTO uses (b, c) VALUES ('{1,2,NULL}', '{"a": "\\\\"}');
		CREATE TABLE part (k int, v text) PARTITION BY RANGE (k); CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (10); INSERT INTO part VALUES (1, 'x');
		ALTER TABLE part ADD PRIMARY KEY (k); CREATE INDEX ON part (v);
		CREATE VIEW v1 AS SELECT * FROM part; CREATE FUNCTION f(v1) RETURNS text LANGUAGE sql AS 'SELECT $1.v'; CREATE VIEW v2 AS SELECT f(v1) AS f FROM v1;
		CREATE MATERIALIZED VIEW m AS SELECT k FROM part; CREATE UNIQUE INDEX ON m (k);
		COMMENT ON COLUMN part.v IS 'it''s'; CREATE TABLE base (a int); CREATE TABLE child (b int) INHERITS (base); INSERT INTO child VALUES (1, 2);`,
		);
	},
);
