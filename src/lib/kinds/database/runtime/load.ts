import { sqlProblem, type SqlProblem } from './sql/errors.ts';
import { splitSql, type Statement } from './sql/split.ts';
import { extensionOf } from './sql/words.ts';
import type { Answer, Engine } from './engine.ts';
import { UnsupportedWatch, type Reason } from './unsupported.ts';

/** A statement that had no effect, and why. */
export interface NamedStatement {
	/** Its beginning. */
	readonly statement: string;
	readonly line: number;
	readonly reason: Reason;
	readonly message: string;
}

export interface FailedStatement {
	readonly statement: string;
	readonly line: number;
	readonly problem: SqlProblem;
}

/** What became of each statement of a script: every one is in exactly one of the three. */
export interface LoadReport {
	readonly loaded: number;
	readonly named: readonly NamedStatement[];
	readonly failed: readonly FailedStatement[];
}

export interface LoadOptions {
	/** Stop at the first failure; otherwise each statement is tried. */
	readonly isStrict?: boolean;
	/** Called with the answer of each statement that ran. */
	readonly onAnswer?: (answer: Answer, statement: Statement) => void;
}

/** Runs a script as `psql -f` would, statement by statement. Nothing is skipped in silence. A transaction that is open stays open. */
export async function loadSql(engine: Engine, sql: string, options: LoadOptions = {}): Promise<LoadReport> {
	const script = splitSql(sql);
	const watch = new UnsupportedWatch();
	const named: NamedStatement[] = script.commands.map(({ text, line }) => ({
		statement: beginning(text),
		line,
		reason: 'psql command',
		message: 'A line for psql, not for PostgreSQL.',
	}));
	const failed: FailedStatement[] = [];
	const isInside = engine.isInTransaction;
	let loaded = 0;
	for (const statement of script.statements) {
		const place = { statement: beginning(statement.text), line: statement.line };
		const outcome = await runStatement(engine, statement, watch, sql);
		if ('answer' in outcome) {
			loaded++;
			options.onAnswer?.(outcome.answer, statement);
		} else if ('reason' in outcome)
			named.push({ ...place, reason: outcome.reason, message: outcome.message });
		else failed.push({ ...place, line: outcome.problem.line ?? place.line, problem: outcome.problem });
		if (options.isStrict && failed.length > 0) break;
	}
	if (script.unclosed && failed.length === 0) failed.push(unclosed(script.unclosed));
	if (!isInside) await settle(engine);
	return { loaded, named, failed };
}

type Outcome =
	| { readonly answer: Answer }
	| { readonly reason: Reason; readonly message: string }
	| { readonly problem: SqlProblem };

async function runStatement(
	engine: Engine,
	statement: Statement,
	watch: UnsupportedWatch,
	script: string,
): Promise<Outcome> {
	const refused = watch.before(statement.text);
	if (refused) return refused;
	const extension = extensionOf(statement.text);
	if (extension !== undefined && extension !== 'plpgsql' && !(await engine.provideExtension(extension)))
		return watch.extensionIsMissing(statement.text, extension);
	const isInside = engine.isInTransaction;
	try {
		if (isInside) await engine.run('SAVEPOINT aether_statement');
		return { answer: await engine.execute(...withData(statement)) };
	} catch (error) {
		if (isInside) await engine.run('ROLLBACK TO SAVEPOINT aether_statement');
		const problem = sqlProblem(error, { script, offset: statement.offset });
		return watch.after(statement.text, { code: problem.code, message: problem.original }) ?? { problem };
	}
}

/** `COPY … FROM stdin` reads the lines that followed it. */
function withData({ text, data }: Statement): [string, Blob?] {
	if (data === undefined) return [text];
	return [text.replace(/\bfrom\s+stdin\b/i, "FROM '/dev/blob'"), new Blob([data])];
}

/** A dump may leave the session as it needs it: without a search path, inside a transaction. */
async function settle(engine: Engine): Promise<void> {
	if (engine.isInTransaction) await engine.run('COMMIT');
	await engine.run('RESET SESSION AUTHORIZATION; RESET ALL');
}

const beginning = (text: string): string => text.slice(0, 200);

const unclosed = ({ what, line }: { readonly what: string; readonly line: number }): FailedStatement => ({
	statement: '',
	line,
	problem: {
		type: 'sql',
		code: '42601',
		original: 'unterminated',
		message: `${what[0]?.toUpperCase()}${what.slice(1)} is opened in line ${line} and never closed.`,
		line,
	},
});
