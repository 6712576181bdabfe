import * as z from 'zod/mini';
import type { Probe } from '../kind.ts';

const runSchema = z.object({ exitCode: z.number(), stdout: z.string(), stderr: z.string() });

/** `--help` says something, and ends well. */
export const probes = (): readonly Probe[] => [
	{
		request: new Request('https://check.invalid/run', {
			method: 'POST',
			body: JSON.stringify({ argv: ['--help'] }),
			headers: { 'content-type': 'application/json' },
		}),
		fault: async (answer) => {
			const run = runSchema.safeParse(await answer.json());
			if (!run.success) return 'The program does not run.';
			const { exitCode, stdout, stderr } = run.data;
			if (exitCode !== 0) return `--help ended with exit code ${exitCode}: ${stderr.slice(0, 300)}`;
			return stdout.trim() === '' ? '--help prints nothing.' : undefined;
		},
	},
];
