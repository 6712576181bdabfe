import { transform } from 'sucrase';
import * as z from 'zod/mini';
import type { Files } from '#lib/model/files.ts';
import type { Spec } from '#lib/model/spec.ts';
import { cliKind } from '../index.ts';
import { serve, type CliMain } from '../runtime/index.ts';

const ranSchema = z.object({
	stdout: z.string(),
	stderr: z.string(),
	exitCode: z.number(),
	cwd: z.optional(z.string()),
	files: z.record(z.string(), z.unknown()),
});
export type Ran = z.infer<typeof ranSchema>;

export interface Tool {
	readonly files: Files;
	readonly run: (argv: readonly string[], stdin?: string) => Promise<Ran>;
	readonly shell: (line: string) => Promise<Ran>;
	readonly fetch: (request: Request) => Promise<Response>;
}

/** Renders a spec, compiles its sources and serves them here, as the sandbox does in its worker. */
export async function toolOf(spec: Spec, name = 'tool'): Promise<Tool> {
	const files = await cliKind.render(spec);
	if (!files.ok) throw new Error(files.error.message);
	return toolFrom(files.value, name);
}

export function toolFrom(files: Files, name: string): Tool {
	const data = Object.fromEntries([...files].filter(([path]) => path.startsWith('data/')));
	const { fetch } = serve(mainOf(files), { name, files: data });
	const post = async (path: string, body: object): Promise<Ran> => {
		const request = new Request(`http://tool${path}`, { method: 'POST', body: JSON.stringify(body) });
		return ranSchema.parse(await (await fetch(request)).json());
	};
	return {
		files,
		fetch,
		run: (argv, stdin) => post('/run', { argv, ...(stdin === undefined ? {} : { stdin }) }),
		shell: (line) => post('/shell', { line }),
	};
}

/** The default export of `src/main.ts`. */
function mainOf(files: Files): CliMain {
	const modules = new Map<string, object>();
	const load = (path: string): object => {
		const known = modules.get(path);
		if (known) return known;
		const exports = {};
		modules.set(path, exports);
		const require = (specifier: string): object =>
			load(new URL(specifier, `file:///${path}`).pathname.slice(1));
		const { code } = transform(String(files.get(path)), {
			transforms: ['typescript', 'imports'],
			disableESTransforms: true,
			filePath: path,
		});
		// eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- what was rendered has to run
		new Function('require', 'exports', code)(require, exports);
		return exports;
	};
	const main: unknown = Reflect.get(load('src/main.ts'), 'default');
	if (typeof main !== 'function') throw new Error('src/main.ts has no default export.');
	return (io): unknown => Reflect.apply(main, undefined, [io]);
}
