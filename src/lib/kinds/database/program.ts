import type { Files } from '#lib/model/files.ts';
import type { Program } from '../kind.ts';

const ENTRY = '.aether/run.ts';

/** The files with PostgreSQL in front of them. */
export function program(files: Files): Program {
	const migrations = [...files.keys()].filter((path) => /^migrations\/.+\.sql$/.test(path)).sort();
	const imports = [
		`import { serve } from 'aether:database';`,
		...(files.has('schema.sql') ? [importText('schema', 'schema.sql')] : [`const schema = '';`]),
		...(files.has('seed.sql') ? [importText('seed', 'seed.sql')] : [`const seed = undefined;`]),
		...migrations.map((path, index) => importText(`migration${index}`, path)),
	];
	const list = migrations.map(
		(path, index) => `{ name: ${JSON.stringify(nameOf(path))}, sql: migration${index} }`,
	);
	const source = `${imports.join('\n')}\nexport default await serve({ schema, seed, migrations: [${list.join(', ')}] });\n`;
	return { files: new Map([...files, [ENTRY, source]]), entry: ENTRY };
}

const importText = (name: string, path: string): string =>
	`import ${name} from ${JSON.stringify(`../${path}?raw`)};`;

const nameOf = (path: string): string => path.replace(/^migrations\//, '').replace(/\.sql$/, '');
