import * as z from 'zod/mini';
import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import type { KindId } from '#lib/model/kind.ts';

/** Files with one thing broken, as models and people break them; null where a mutation does not apply. */
export interface Mutation {
	readonly name: string;
	readonly of: readonly KindId[];
	readonly apply: (files: ReadonlyMap<string, string>) => ReadonlyMap<string, string> | null;
}

type Files = ReadonlyMap<string, string>;
const ALL: readonly KindId[] = ['app', 'api', 'cli', 'database', 'workflow'];
const CODE: readonly KindId[] = ['app', 'api', 'cli'];
const SOURCE = /^src\/.*\.tsx?$/;

const without = (files: Files, path: string): Files => new Map([...files].filter(([each]) => each !== path));

/** `change` on the text of `path`; null when it changes nothing. */
function changed(files: Files, path: string, change: (text: string) => string): Files | null {
	const text = files.get(path);
	const next = text === undefined ? undefined : change(text);
	return next === undefined || next === text ? null : new Map([...files, [path, next]]);
}

/** The largest source, where most happens. */
const largest = (files: Files, pattern = SOURCE): string =>
	[...files].filter(([path]) => pattern.test(path)).sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? '';

/** A file of the creation that another one imports. */
function imported(files: Files): string {
	const all = [...files].flatMap(([path, text]) =>
		[...text.matchAll(/from '(\.[^']+)'/g)].map(([, to = '']) =>
			new URL(to, `file:///${path}`).pathname.slice(1),
		),
	);
	return all.find((path) => files.has(path) && SOURCE.test(path)) ?? '';
}

const manifest = (files: Files, change: (value: Record<string, unknown>) => void): Files | null =>
	changed(files, MANIFEST_PATH, (text) => {
		const value: Record<string, unknown> = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
		change(value);
		return JSON.stringify(value, null, 2);
	});

const entryOf = (files: Files): string =>
	z.object({ entry: z.string() }).parse(JSON.parse(files.get(MANIFEST_PATH) ?? '{}')).entry;

export const MUTATIONS: readonly Mutation[] = [
	{ name: 'no manifest', of: ALL, apply: (files) => without(files, MANIFEST_PATH) },
	{
		name: 'manifest cut off',
		of: ALL,
		apply: (files) => changed(files, MANIFEST_PATH, (text) => text.slice(0, -10)),
	},
	{
		name: 'manifest of another shape',
		of: ALL,
		apply: (files) => manifest(files, (value) => (value['version'] = 'newest')),
	},
	{
		name: 'manifest with a promise nobody keeps',
		of: ALL,
		apply: (files) => manifest(files, (value) => (value['network'] = true)),
	},
	{
		name: 'entry that is not there',
		of: ALL,
		apply: (files) => manifest(files, (value) => (value['entry'] = 'src/gone.ts')),
	},
	{
		name: 'document that is not there',
		of: ALL,
		apply: (files) => manifest(files, (value) => (value['openapi'] = 'gone.yaml')),
	},
	{ name: 'entry file deleted', of: ALL, apply: (files) => without(files, entryOf(files)) },
	{ name: 'imported file deleted', of: CODE, apply: (files) => without(files, imported(files)) },
	{
		name: 'import of a file that never was',
		of: CODE,
		apply: (files) => changed(files, entryOf(files), (text) => `import './never.ts';\n${text}`),
	},
	{
		name: 'package that is not there',
		of: CODE,
		apply: (files) =>
			changed(files, entryOf(files), (text) => `import _ from 'lodash';\nconsole.log(_);\n${text}`),
	},
	{
		name: 'Node module',
		of: CODE,
		apply: (files) =>
			changed(
				files,
				entryOf(files),
				(text) => `import { readFileSync } from 'node:fs';\nreadFileSync;\n${text}`,
			),
	},
	{
		name: 'link that nobody made',
		of: CODE,
		apply: (files) => changed(files, entryOf(files), (text) => `import 'aether:elsewhere';\n${text}`),
	},
	{
		name: 'cut off in the middle',
		of: CODE,
		apply: (files) => changed(files, largest(files), (text) => text.slice(0, text.lastIndexOf('{') + 1)),
	},
	{
		name: 'bracket lost',
		of: CODE,
		apply: (files) => changed(files, largest(files), (text) => text.replace(/\)\s*;?\s*$/m, '')),
	},
	{
		name: 'prose among the code',
		of: CODE,
		apply: (files) => changed(files, largest(files), (text) => `Here is the file you asked for:\n${text}`),
	},
	{
		name: 'markdown fence around the code',
		of: CODE,
		apply: (files) => changed(files, largest(files), (text) => `\`\`\`ts\n${text}\n\`\`\``),
	},
	{
		name: 'conflict markers',
		of: CODE,
		apply: (files) => changed(files, largest(files), (text) => `<<<<<<< SEARCH\n${text}\n=======\n`),
	},
	{
		name: 'export renamed',
		of: CODE,
		apply: (files) =>
			changed(files, imported(files), (text) =>
				text.replace(/export (function|const) (\w+)/g, 'export $1 $2Gone'),
			),
	},
	{
		name: 'throws at once',
		of: CODE,
		apply: (files) => changed(files, entryOf(files), (text) => `${text}\nthrow new Error('at once');\n`),
	},
	{
		name: 'name that nobody declared',
		of: CODE,
		apply: (files) => changed(files, entryOf(files), (text) => `${text}\nundeclared.call();\n`),
	},
	{
		name: 'loop without an end',
		of: CODE,
		apply: (files) =>
			changed(files, entryOf(files), (text) => `${text}\nlet turns = 0; while (true) turns++;\n`),
	},
	{
		name: 'no default export',
		of: ['api', 'cli'],
		apply: (files) =>
			changed(files, entryOf(files), (text) => text.replace(/export default /, 'const unused = ')),
	},
	{ name: 'document deleted', of: ['api', 'workflow'], apply: (files) => without(files, 'openapi.yaml') },
	{
		name: 'document of version 2',
		of: ['api'],
		apply: (files) =>
			changed(files, 'openapi.yaml', (text) => text.replace(/^openapi:.*/m, 'swagger: "2.0"')),
	},
	{
		name: 'document without paths',
		of: ['api'],
		apply: (files) => changed(files, 'openapi.yaml', (text) => text.slice(0, text.indexOf('\npaths:'))),
	},
	{
		name: 'document indented by tabs',
		of: ['api'],
		apply: (files) => changed(files, 'openapi.yaml', (text) => text.replace(/^ {2}/gm, '\t')),
	},
	{ name: 'schema deleted', of: ['database'], apply: (files) => without(files, 'schema.sql') },
	{
		name: 'schema emptied',
		of: ['database'],
		apply: (files) => changed(files, 'schema.sql', () => '-- nothing yet\n'),
	},
	{
		name: 'quote never closed',
		of: ['database'],
		apply: (files) => changed(files, 'schema.sql', (text) => `${text}\nSELECT 'open;\n`),
	},
	{
		name: 'keyword misspelt',
		of: ['database'],
		apply: (files) => changed(files, 'schema.sql', (text) => text.replace('CREATE TABLE', 'CRAETE TABLE')),
	},
	{
		name: 'type that does not exist',
		of: ['database'],
		apply: (files) => changed(files, 'schema.sql', (text) => text.replace(/\btext\b/, 'strng')),
	},
	{
		name: 'reference to a table that does not exist',
		of: ['database'],
		apply: (files) =>
			changed(
				files,
				'schema.sql',
				(text) => `${text}\nCREATE TABLE odd (id bigint REFERENCES nowhere (id));\n`,
			),
	},
	{
		name: 'comma lost',
		of: ['database'],
		apply: (files) => changed(files, 'schema.sql', (text) => text.replace(/,\n/, '\n')),
	},
	{
		name: 'table made twice',
		of: ['database'],
		apply: (files) =>
			changed(
				files,
				'schema.sql',
				(text) => `${text}\n${/CREATE TABLE [\s\S]*?\n\);/.exec(text)?.[0] ?? ''}\n`,
			),
	},
	{
		name: 'first rows that do not fit',
		of: ['database'],
		apply: (files) => changed(files, 'seed.sql', (text) => `${text}\nINSERT INTO nowhere VALUES (1);\n`),
	},
	flow('steps deleted', (text) => text.slice(0, text.indexOf('\ndo:'))),
	flow('steps emptied', (text) => `${text.slice(0, text.indexOf('\ndo:'))}\ndo: []\n`),
	flow('workflow cut off', (text) => text.slice(0, text.lastIndexOf('{') + 1)),
	flow('workflow indented by tabs', (text) => text.replace(/^ {2}/gm, '\t')),
	flow('prose among the steps', (text) => `Here is the workflow you asked for:\n${text}`),
	flow('markdown fence around the workflow', (text) => `\`\`\`yaml\n${text}\n\`\`\``),
	flow('conflict markers in the workflow', (text) => `<<<<<<< SEARCH\n${text}\n=======\n`),
	flow('jump to a step that is not there', (text) => text.replace('then: refuseOrder', 'then: nowhere')),
	flow('kind of step misspelt', (text) => text.replace('raise:', 'rise:')),
	flow('key that no step has', (text) => text.replace('catch:', 'cacth:')),
	flow('expression whose bracket is open', (text) => text.replace('* .quantity)', '* .quantity')),
	flow('expression whose quote is open', (text) =>
		text.replace('status: "accepted" }', 'status: "accepted }'),
	),
	flow('expression that never ends', (text) => text.replace('as: ${ $input }', 'as: ${ $input')),
	flow('step made twice', (text) => `${text}${text.slice(text.lastIndexOf('  - finish:'))}`),
	flow('step that says nothing', (text) => `${text}  - later: soon\n`),
	flow('function that nobody declared', (text) => `${text}  - pay:\n      call: payNow\n`),
	flow(
		'retry that nobody declared',
		(text) =>
			`${text}  - pay:\n      try:\n        - once:\n            set: {}\n      catch:\n        retry: gently\n`,
	),
	flow('workflow of another version', (text) => text.replace("dsl: '1.0.3'", "dsl: '2.0.0'")),
	flow('workflow without a name', (text) => text.replace(/^ {2}name: .*\n/m, '')),
	flow(
		'link of a step that nobody made',
		(text) =>
			`${text}  - pay:\n      call: openapi\n      with:\n        document: { endpoint: aether:elsewhere }\n        operationId: pay\n`,
	),
];

/** Something broken in the text of a workflow. */
function flow(name: string, change: (text: string) => string): Mutation {
	return { name, of: ['workflow'], apply: (files) => changed(files, 'workflow.yaml', change) };
}
