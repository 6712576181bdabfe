import * as z from 'zod/mini';
import { newCreationId, urnOf } from '#lib/model/id.ts';
import { standardFault } from '#lib/services/workflow/fault.ts';
import type { ProcessResult, ScriptCall } from '#lib/services/workflow/workflow.ts';
import type { Caller } from '../mesh/mesh.ts';
import { gatewayFor } from '../run/gateway.ts';
import type { Services } from '../services.ts';

const LANGUAGES = ['js', 'javascript', 'ecmascript'];

const resultSchema = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });

/**
 * Runs a script of a workflow in a sandbox of its own, with the network of its creation. It sees `stdin`, `argv`, `env`
 * and `console`; what it returns is printed as JSON.
 */
export async function runScript(
	call: ScriptCall,
	caller: Caller,
	services: Services,
	signal: AbortSignal,
): Promise<ProcessResult> {
	if (!LANGUAGES.includes(call.language))
		throw standardFault('configuration', `Scripts in "${call.language}" cannot run here, only JavaScript.`);
	const sandbox = await services.sandbox();
	const creationId = newCreationId();
	const { title } = caller.manifest;
	const started = await sandbox.start({
		creationId,
		manifest: { id: urnOf(creationId), name: 'script', title, kind: 'api', version: '1.0.0', entry: ENTRY },
		files: new Map([
			[ENTRY, SERVER],
			['src/script.js', moduleOf(call.code)],
		]),
		signal,
		ports: {
			storage: {
				read: () => Promise.resolve(new Map()),
				write: () => Promise.resolve({ ok: false, error: NOTHING_KEPT }),
				watch: () => () => undefined,
			},
			fetch: gatewayFor(caller.id, caller.manifest, services),
			audit: (entry) => void services.storage.audit(entry),
			download: () => undefined,
			openLink: () => undefined,
		},
	});
	if (!started.ok)
		throw standardFault('runtime', started.error.problems[0]?.message ?? started.error.message);
	try {
		const body = JSON.stringify({ stdin: call.stdin, argv: call.arguments, env: call.environment });
		const answer = await started.value.request(
			new Request('https://script.invalid/', { method: 'POST', body, signal }),
		);
		if (!answer.ok) throw standardFault('runtime', answer.error.message);
		return resultSchema.parse(await answer.value.json());
	} finally {
		started.value.stop();
	}
}

const NOTHING_KEPT = { type: 'storage-refused', message: 'A script of a workflow keeps nothing.' };

const ENTRY = 'src/index.js';

/** The script as a function, so that it can return and await; what it imports of Node is what the sandbox lends it. */
const moduleOf = (code: string): string =>
	`export default async function script({ stdin, argv, args, env, process, console, require }) {\n${code.replaceAll(IMPORT, 'const $1 = require($2);')}\n}\n`;

const IMPORT = /^\s*import\s+(\{[^}]*\}|\w+)\s+from\s+(['"][^'"]*['"]);?/gm;

const SERVER = `import script from './script.js';
const text = (value) => (typeof value === 'string' ? value : JSON.stringify(value));
export default {
	async fetch(request) {
		const { stdin, argv, env } = await request.json();
		let [stdout, stderr, code] = ['', '', 0];
		const out = (...parts) => void (stdout += parts.map(text).join(' ') + '\\n');
		const bad = (...parts) => void (stderr += parts.map(text).join(' ') + '\\n');
		const console = { log: out, info: out, debug: out, warn: bad, error: bad };
		const process = { argv: ['node', 'script', ...argv], env, stdin: { fd: 0 }, stdout: { write: (part) => void (stdout += part) }, stderr: { write: (part) => void (stderr += part) } };
		const require = () => ({ readFileSync: () => stdin });
		try {
			const value = await script({ stdin, argv, args: argv, env, process, console, require });
			if (value !== undefined) stdout += JSON.stringify(value);
		} catch (error) {
			[stderr, code] = [stderr + String(error), 1];
		}
		return Response.json({ code, stdout, stderr });
	},
};
`;
