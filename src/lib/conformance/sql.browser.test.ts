import { expect, test } from 'vitest';
import { runSqlCases } from './sql.ts';

test(
	'a script passes when all of it is loaded or named, and fails with the line that is wrong',
	{ timeout: 120_000 },
	async () => {
		const results = await runSqlCases({
			'good.sql': `\\connect shop
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION postgis;
CREATE TABLE a (id int PRIMARY KEY, name citext);
ALTER TABLE a OWNER TO somebody;
GRANT SELECT ON a TO readers;
CREATE TABLE place (at geometry);
COPY a (id, name) FROM stdin;
1	one
2	two; and more
\\.
CREATE VIEW v AS SELECT * FROM a;
CREATE TABLE gone (id int); DROP TABLE gone;`,
			'bad.sql': 'CREATE TABLE a (id int);\nCREATE TABLE b (id nonsense);',
			'notes.txt': 'no case',
		});
		expect(results).toEqual([
			{ id: 'good.sql', differences: [] },
			{ id: 'bad.sql', differences: [expect.stringContaining('line 2')] },
		]);
	},
);
