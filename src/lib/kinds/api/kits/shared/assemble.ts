import type { Files } from '#lib/model/files.ts';
import { importsOf } from '#lib/model/imports.ts';

/** Texts by path. */
export type Sources = Readonly<Record<string, string>>;

interface Plan {
	/** Sources of the kit by path below `src/`, as `import.meta.glob('./files/**', …)` gives them. */
	readonly templates: Sources;
	/** Sources made from the spec; they stand in for templates of the same path. */
	readonly generated: Sources;
	/** Further files by their whole path: README, OpenAPI document. */
	readonly documents: Sources;
}

const WIDTH = 110;

const shared = relative(
	import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true }),
);

/** The files of a creation: what its entry reaches by imports, and no more. */
export function assemble({ templates, generated, documents }: Plan): Files {
	const sources: Sources = { ...shared, ...relative(templates), ...generated };
	const files = new Map<string, string>(Object.entries(documents));
	const waiting = ['index.ts'];
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
function withoutFolders(source: string): string {
	const moved = source.replaceAll(/(['"])\.\.\/\.\.\/shared\/files\//g, '$1./');
	return moved.replace(/^import (?:type )?\{\n[^}]*\n\} from [^\n]*$/gm, joinedIfShort);
}

/** A shorter path may let an import fit on one line, where Prettier would put it. */
function joinedIfShort(statement: string): string {
	const joined = statement.replace(/\s+/g, ' ').replace(', }', ' }');
	return joined.length <= WIDTH ? joined : statement;
}

function relative(modules: Sources): Sources {
	return Object.fromEntries(
		Object.entries(modules).map(([path, text]) => [path.replace('./files/', ''), text]),
	);
}
