import * as z from 'zod/mini';
import { textOf, type Files } from '#lib/model/files.ts';

const names = z.optional(z.record(z.string(), z.string()));
const projectSchema = z.object({ scripts: names, dependencies: names, devDependencies: names });
export type NodeProject = z.infer<typeof projectSchema>;

/** What only Node runs. */
const NODE_ONLY = ['express', 'vite', 'next', 'fastify'];

/** The `package.json` of these files; undefined when there is none that can be read. */
export function projectOf(files: Files): NodeProject | undefined {
	try {
		const read = projectSchema.safeParse(JSON.parse(textOf(files.get('package.json')) ?? 'null'));
		return read.success ? read.data : undefined;
	} catch {
		return undefined;
	}
}

/** Whether these files are a project for Node: a server or tool that no browser runs, or a script that starts it. */
export function wantsNode(files: Files): boolean {
	const project = projectOf(files);
	if (!project) return false;
	const needs = { ...project.dependencies, ...project.devDependencies };
	return NODE_ONLY.some((name) => name in needs) || scriptOf(project) !== undefined;
}

/** The script that starts the project. */
export const scriptOf = ({ scripts }: NodeProject): 'dev' | 'start' | undefined =>
	scripts?.dev ? 'dev' : scripts?.start ? 'start' : undefined;

/** Whether something must be installed first. */
export const needsInstall = ({ dependencies, devDependencies }: NodeProject): boolean =>
	Object.keys({ ...dependencies, ...devDependencies }).length > 0;
