// What a running database answers, as its panes and its linked callers read it.
import * as z from 'zod/mini';

export const columnSchema = z.object({
	name: z.string(),
	/** As PostgreSQL writes it: `numeric(10,2)`. */
	type: z.string(),
	/** What the type is for an input. */
	input: z.enum(['text', 'longText', 'number', 'boolean', 'date', 'time', 'dateTime', 'enum', 'json']),
	isNullable: z.boolean(),
	default: z.optional(z.string()),
	/** Filled by the database itself when left out. */
	isAutomatic: z.boolean(),
	/** Never written by hand. */
	isGenerated: z.boolean(),
	options: z.optional(z.array(z.string())),
	comment: z.optional(z.string()),
});
export type Column = z.infer<typeof columnSchema>;

export const foreignKeySchema = z.object({
	name: z.string(),
	columns: z.array(z.string()),
	/** The table as `/tables/{table}` names it. */
	table: z.string(),
	targetColumns: z.array(z.string()),
	onDelete: z.string(),
	onUpdate: z.string(),
});
export type ForeignKey = z.infer<typeof foreignKeySchema>;

export const tableSchema = z.object({
	/** `customer`, or `sales.customer` outside the schema `public`. */
	id: z.string(),
	schema: z.string(),
	name: z.string(),
	kind: z.enum(['table', 'view', 'materialized view']),
	comment: z.optional(z.string()),
	columns: z.array(columnSchema),
	primaryKey: z.array(z.string()),
	foreignKeys: z.array(foreignKeySchema),
	uniques: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
	checks: z.array(z.object({ name: z.string(), expression: z.string() })),
	indexes: z.array(z.object({ name: z.string(), isUnique: z.boolean(), definition: z.string() })),
	/** The query of a view. */
	definition: z.optional(z.string()),
});
export type Table = z.infer<typeof tableSchema>;

export const schemaAnswerSchema = z.object({
	tables: z.array(tableSchema),
	enums: z.array(z.object({ id: z.string(), values: z.array(z.string()) })),
});
export type SchemaAnswer = z.infer<typeof schemaAnswerSchema>;

export const resultSchema = z.object({
	command: z.string(),
	columns: z.array(z.object({ name: z.string(), type: z.string() })),
	rows: z.array(z.array(z.json())),
	/** Rows written, or read. */
	count: z.number(),
	/** Whether more rows were found than are answered. */
	isCut: z.boolean(),
	ms: z.number(),
	notices: z.array(z.string()),
	/** Line of the statement, from 1. */
	line: z.optional(z.number()),
	statement: z.optional(z.string()),
});
export type QueryResult = z.infer<typeof resultSchema>;

export const problemSchema = z.object({
	type: z.string(),
	message: z.string(),
	action: z.optional(z.string()),
	code: z.optional(z.string()),
	detail: z.optional(z.string()),
	hint: z.optional(z.string()),
	line: z.optional(z.number()),
	column: z.optional(z.number()),
});
export type FaceProblem = z.infer<typeof problemSchema>;

export const namedSchema = z.object({
	statement: z.string(),
	line: z.number(),
	reason: z.string(),
	message: z.string(),
});

export const executeAnswerSchema = z.object({
	results: z.array(resultSchema),
	named: z.array(namedSchema),
	problem: z.optional(problemSchema),
});
export type ExecuteAnswer = z.infer<typeof executeAnswerSchema>;

export const rowSchema = z.record(z.string(), z.json());
export type Row = z.infer<typeof rowSchema>;

export const rowsAnswerSchema = z.object({
	rows: z.array(rowSchema),
	/** All rows that fit the filter. */
	total: z.number(),
	limit: z.number(),
	offset: z.number(),
});
export type RowsAnswer = z.infer<typeof rowsAnswerSchema>;

export const lossSchema = z.object({ statement: z.string(), message: z.string() });

/** A statement that keeps under a new name what would else be lost. */
export const renameSchema = z.object({ statement: z.string(), message: z.string() });
export type Rename = z.infer<typeof renameSchema>;

export const migrateAnswerSchema = z.object({
	/** The statements that lead from the schema as it is to the wanted one. */
	ddl: z.array(z.string()),
	losses: z.array(lossSchema),
	/** What may be only a new name, whether it was wished for or not. */
	renames: z.array(renameSchema),
	isApplied: z.boolean(),
	named: z.array(namedSchema),
});
export type MigrateAnswer = z.infer<typeof migrateAnswerSchema>;

export const importAnswerSchema = z.object({
	rows: z.optional(z.number()),
	loaded: z.optional(z.number()),
	named: z.array(namedSchema),
	failed: z.array(z.object({ statement: z.string(), line: z.number(), problem: problemSchema })),
});
export type ImportAnswer = z.infer<typeof importAnswerSchema>;

export const statusAnswerSchema = z.object({
	/** Grows with each write. */
	writes: z.number(),
	/** Names of the migrations that were applied, in order. */
	applied: z.array(z.string()),
	/** What went wrong with the files at the start; the database works with what it has. */
	problems: z.array(problemSchema),
	named: z.array(namedSchema),
	/** Whether `schema.sql` is another than the one applied last. */
	isSchemaChanged: z.boolean(),
});
export type StatusAnswer = z.infer<typeof statusAnswerSchema>;
