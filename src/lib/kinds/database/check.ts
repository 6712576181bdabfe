import { textOf, type Files } from '#lib/model/files.ts';
import { check as checkCommon } from '../check.ts';
import type { FileProblem } from '../kind.ts';
import { splitSql, type Statement } from './runtime/sql/split.ts';
import { firstWords, plainSql } from './runtime/sql/words.ts';

/** Problems that can be seen without a database: the manifest, missing files, SQL that does not hold together. */
export function check(files: Files): readonly FileProblem[] {
	return [
		...checkCommon(files),
		...schemaProblems(files),
		...[...files.keys()].flatMap((path) => sqlProblems(files, path)),
	];
}

function schemaProblems(files: Files): readonly FileProblem[] {
	const path = 'schema.sql';
	const schema = textOf(files.get(path));
	if (schema === undefined)
		return [
			{
				type: 'schema-missing',
				path,
				message: 'There is no schema.sql.',
				action: 'Write the tables into schema.sql',
			},
		];
	const hasMigrations = [...files.keys()].some((each) => MIGRATION.test(each));
	return splitSql(schema).statements.length === 0 && !hasMigrations
		? [{ type: 'schema-empty', path, message: 'schema.sql makes no table.', line: 1 }]
		: [];
}

const MIGRATION = /^migrations\/.+\.sql$/;
const RUN = /^(schema|seed)\.sql$|^(migrations|queries)\/.+\.sql$/;

function sqlProblems(files: Files, path: string): readonly FileProblem[] {
	const sql = RUN.test(path) ? textOf(files.get(path)) : undefined;
	if (sql === undefined) return [];
	const script = splitSql(sql);
	const open = script.unclosed
		? [
				problem(
					path,
					script.unclosed.line,
					'sql-unclosed',
					`${script.unclosed.what} is opened here and never closed.`,
				),
			]
		: [];
	const names =
		MIGRATION.test(path) && !/^migrations\/\d{4}-[a-z0-9-]+\.sql$/.test(path)
			? [
					problem(
						path,
						1,
						'migration-name',
						'A migration is called 0001-what-it-does.sql, so that its place is clear.',
					),
				]
			: [];
	return [...open, ...names, ...script.statements.flatMap((statement) => statementProblems(path, statement))];
}

const VERBS =
	/^(abort|alter|analyze|begin|call|checkpoint|close|cluster|comment|commit|copy|create|deallocate|declare|delete|discard|do|drop|end|execute|explain|fetch|grant|import|insert|listen|load|lock|merge|move|notify|prepare|reassign|refresh|reindex|release|reset|revoke|rollback|savepoint|security|select|set|show|start|table|truncate|unlisten|update|vacuum|values|with)$/;

function statementProblems(path: string, { text, line }: Statement): readonly FileProblem[] {
	const words = firstWords(text, 2);
	const [verb = ''] = words.replace(/^\(+/, '').split(' ');
	if (!VERBS.test(verb))
		return [problem(path, line, 'sql-unknown', `"${verb.slice(0, 40)}" begins no SQL statement.`)];
	const danger = DANGERS.find(({ pattern }) => pattern.test(plainSql(text)));
	if (danger) return [problem(path, line, 'sql-dangerous', danger.message)];
	if (path.startsWith('queries/') && !/^(select|with|values|table|explain|show)$/.test(verb))
		return [
			problem(path, line, 'query-writes', 'A ready query only reads: SELECT, WITH, VALUES or EXPLAIN.'),
		];
	return [];
}

const DANGERS: readonly { readonly pattern: RegExp; readonly message: string }[] = [
	{
		pattern: /^(create|drop|alter) database\b/i,
		message: 'A creation is one database; it cannot make or drop others.',
	},
	{ pattern: /^alter system\b/i, message: 'The settings of PostgreSQL belong to AetherOS.' },
	{
		pattern: /^copy\b.* (from|to) (program|'(?!\/dev\/blob'))/i,
		message: 'COPY reads and writes no files here; use FROM stdin.',
	},
	{ pattern: /^(create|drop|alter) .*\baether\./i, message: 'The schema "aether" belongs to AetherOS.' },
	{ pattern: /^drop schema (if exists )?aether\b/i, message: 'The schema "aether" belongs to AetherOS.' },
	{
		pattern: /\blanguage '?(c|internal)'?( |$)/i,
		message: 'Functions in C cannot be made here; use SQL or PL/pgSQL.',
	},
];

const problem = (path: string, line: number, type: string, message: string): FileProblem => ({
	type,
	path,
	line,
	message,
});
