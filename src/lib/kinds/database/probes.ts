import * as z from 'zod/mini';
import type { Probe } from '../kind.ts';

const statusSchema = z.object({ problems: z.array(z.object({ message: z.string() })) });

/** PostgreSQL starts, and every statement of the files was loaded. */
export const probes = (): readonly Probe[] => [
	{
		request: new Request('https://check.invalid/status'),
		fault: async (answer) => {
			const status = statusSchema.safeParse(await answer.json());
			return status.success ? status.data.problems[0]?.message : 'The database does not say how it is.';
		},
	},
];
