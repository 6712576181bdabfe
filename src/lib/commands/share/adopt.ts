import * as z from 'zod/mini';
import { textOf, type Files } from '#lib/model/files.ts';
import { newCreationId, urnOf } from '#lib/model/id.ts';
import type { KindId } from '#lib/model/kind.ts';
import { MANIFEST_PATH, nameFromTitle, type Manifest } from '#lib/model/manifest.ts';
import { PACKAGE_JSON } from '#lib/model/package.ts';
import { wantsNode } from '#lib/services/sandbox/webcontainer/wants-node.ts';
import { manifestText } from '../creation/assemble.ts';

const textMap = z.optional(z.record(z.string(), z.string()));
const packageSchema = z.object({
	name: z.optional(z.string()),
	main: z.optional(z.string()),
	bin: z.optional(z.unknown()),
	dependencies: textMap,
	devDependencies: textMap,
});

const SERVERS = ['express', 'fastify', 'koa', 'hono', '@nestjs/core'];
const ENTRIES = [
	'index.js',
	'server.js',
	'app.js',
	'src/index.ts',
	'src/index.js',
	'src/main.ts',
	'index.html',
];

/**
 * The files of a Node project from elsewhere as a creation: without the folder that most zips have around them, without
 * what was installed, and with an `aether.json`. Any other files come back as they are.
 */
export function adoptProject(files: Files): Files {
	if (files.has(MANIFEST_PATH)) return files;
	const own = withoutInstalled(withoutFolder(files));
	if (!wantsNode(own)) return files;
	return new Map(own).set(MANIFEST_PATH, manifestText(manifestFor(own)));
}

function withoutFolder(files: Files): Files {
	const [first = ''] = files.keys();
	const folder = `${first.split('/')[0] ?? ''}/`;
	if (files.has(PACKAGE_JSON) || ![...files.keys()].every((path) => path.startsWith(folder))) return files;
	return new Map([...files].map(([path, content]) => [path.slice(folder.length), content]));
}

const withoutInstalled = (files: Files): Files =>
	new Map([...files].filter(([path]) => !/(^|\/)node_modules\//.test(path)));

function manifestFor(files: Files): Manifest {
	const facts = packageSchema.safeParse(JSON.parse(textOf(files.get(PACKAGE_JSON)) ?? '{}'));
	const { name = 'Node project', main, bin, ...needs } = facts.success ? facts.data : {};
	const title = name.slice(0, 120) || 'Node project';
	const entry = [main?.replace(/^\.\//, ''), ...ENTRIES].find((path) => path && files.has(path));
	return {
		id: urnOf(newCreationId()),
		name: nameFromTitle(title),
		title,
		kind: kindOf({ ...needs.dependencies, ...needs.devDependencies }, bin !== undefined),
		version: '1.0.0',
		entry: entry ?? PACKAGE_JSON,
	};
}

function kindOf(needs: Readonly<Record<string, string>>, hasBin: boolean): KindId {
	if ('vite' in needs || 'next' in needs) return 'app';
	if (SERVERS.some((name) => name in needs)) return 'api';
	return hasBin ? 'cli' : 'app';
}
