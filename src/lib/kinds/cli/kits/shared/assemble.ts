import type { Files } from '#lib/model/files.ts';
import { importsOf } from '#lib/model/imports.ts';
import { nameFromTitle } from '#lib/model/manifest.ts';
import type { Spec } from '#lib/model/spec.ts';

/** Texts by path. */
export type Sources = Readonly<Record<string, string>>;

export interface Plan {
	readonly spec: Spec;
	/** What it does, one sentence. */
	readonly does: string;
	/** Sources of the kit, as `import.meta.glob('./files/**', …)` gives them; `tool.ts` exports `tool`, `data/` goes along. */
	readonly templates: Sources;
	/** Sources made from the spec, by path below `src/`. */
	readonly generated?: Sources;
	/** Further files by their whole path: samples below `data/`. */
	readonly data?: Sources;
	/** Names of the commands with what they do, for the OpenAPI document. */
	readonly commands: readonly (readonly [name: string, help: string])[];
	/** Lines to try, without the name of the tool where they begin with it: `count data/poem.txt`. `NAME` stands for it elsewhere. */
	readonly examples: readonly string[];
}

const shared = relative(
	import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true }),
);

const MAIN = `import { program } from './cli.ts';
import { tool } from './tool.ts';

export default program(tool);
`;

/** The files of a creation: what its entry reaches by imports, its samples and what explains it. */
export function assemble(plan: Plan): Files {
	const { templates, generated = {}, data = {} } = plan;
	const own = relative(templates);
	const sources: Sources = { ...shared, ...own, ...generated, 'about.ts': about(plan), 'main.ts': MAIN };
	const files = new Map<string, string>([...Object.entries(data), ...documents(plan, MAP)]);
	for (const [path, text] of Object.entries(own)) if (path.startsWith('data/')) files.set(path, text);
	const waiting = ['main.ts'];
	for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
		if (files.has(`src/${path}`)) continue;
		const text = withoutFolders(sourceAt(sources, path));
		files.set(`src/${path}`, text);
		for (const { specifier } of importsOf(text))
			if (specifier.startsWith('.')) waiting.push(new URL(specifier, `file:///${path}`).pathname.slice(1));
	}
	return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sourceAt(sources: Sources, path: string): string {
	const text = sources[path];
	if (text === undefined) throw new Error(`A kit imports src/${path}, which no template provides.`);
	return text;
}

/** In this repository a kit reaches the shared sources through two folders that a creation does not have. */
const withoutFolders = (source: string): string =>
	source.replace(/(['"])\.\.\/\.\.\/shared\/files\//g, '$1./');

const nameOf = (spec: Spec): string => nameFromTitle(spec.title);

/** Lines as a person types them. */
export const exampleLines = ({ spec, examples }: Pick<Plan, 'spec' | 'examples'>): readonly string[] =>
	examples.map((line) =>
		line.includes('NAME') ? line.replaceAll('NAME', nameOf(spec)) : `${nameOf(spec)} ${line}`,
	);

function about(plan: Plan): string {
	const examples = exampleLines(plan).map((line) => `\t${literal(line)},\n`);
	return `/** What the help says of the tool. */
export const about = {
	name: ${literal(nameOf(plan.spec))},
	help: ${literal(plan.does)},
};

/** Lines to try: the help shows them, and the terminal as buttons. */
export const examples = [
${examples.join('')}];
`;
}

/** A text as a literal in single quotes, as Prettier writes it. */
export function literal(text: string): string {
	const json = JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
	if (text.includes("'")) return json;
	return `'${json.slice(1, -1).replaceAll('\\"', '"')}'`;
}

type Described = Pick<Plan, 'spec' | 'does' | 'commands' | 'examples'>;

const MAP = [
	'`src/tool.ts`: the commands. `src/about.ts`: name, description and examples.',
	'`src/cli.ts`: how options are read. `data/`: files to try it on.',
];

/** README and OpenAPI document of a tool. `map` says what to change where. */
export const documents = (plan: Described, map: readonly string[]): [string, string][] => [
	['README.md', readme(plan, map)],
	['openapi.yaml', openapi(plan)],
];

function readme(plan: Described, map: readonly string[]): string {
	const title = plan.spec.title.replace(/\s+/g, ' ').trim();
	return `# ${title.replace(/[\\`*_[\]<>#]/g, '\\$&')}

${plan.does}

\`${nameOf(plan.spec)} --help\` lists its commands. It reads files and standard input, so it works in pipes.
Exit codes: 0 done, 1 failed, 2 called wrongly.

## Examples

\`\`\`sh
${exampleLines(plan).join('\n')}
\`\`\`

## Where to change what

${map.map((line) => `- ${line}\n`).join('')}`;
}

function openapi({ spec, does, commands }: Described): string {
	const paths = [
		['', 'run', does] as const,
		...commands.map(([name, help]) => [`/${name}`, name, help] as const),
	];
	return `openapi: 3.1.0
info:
  title: ${yaml(spec.title)}
  description: ${yaml(does)}
  version: 1.0.0
paths:
${paths.map(([path, id, summary]) => operation(path, id, summary)).join('')}components:
  requestBodies:
    Run:
      content:
        application/json:
          schema:
            type: object
            properties:
              argv:
                type: array
                items: { type: string }
                description: Arguments, one per word
              stdin:
                type: string
                description: What is piped in
              files:
                type: object
                additionalProperties: { type: string }
                description: Texts to put in place before, by path
  responses:
    Ran:
      description: What the command wrote
      content:
        application/json:
          schema:
            type: object
            required: [stdout, stderr, exitCode, files]
            properties:
              stdout: { type: string }
              stderr: { type: string }
              exitCode: { type: integer }
              files:
                type: object
                description: Files that changed
`;
}

const operation = (path: string, id: string, summary: string): string => `  /run${path}:
    post:
      operationId: ${id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}
      summary: ${yaml(summary)}
      requestBody:
        $ref: '#/components/requestBodies/Run'
      responses:
        '200':
          $ref: '#/components/responses/Ran'
`;

/** JSON strings are YAML strings. */
const yaml = (text: string): string => JSON.stringify(text.replace(/\s+/g, ' ').trim());

function relative(modules: Sources): Sources {
	return Object.fromEntries(
		Object.entries(modules).map(([path, text]) => [path.replace('./files/', ''), text]),
	);
}
