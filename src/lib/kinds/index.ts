import type { KindId } from '#lib/model/kind.ts';
import type { Kind } from './kind.ts';
import { apiKind } from './api/index.ts';
import { appKind } from './app/index.ts';
import { cliKind } from './cli/index.ts';
import { databaseKind } from './database/index.ts';
import { workflowKind } from './workflow/index.ts';

/** The kinds that can be made so far. A new kind is one folder and one line here. */
export const kinds: Readonly<Partial<Record<KindId, Kind>>> = {
	app: appKind,
	api: apiKind,
	cli: cliKind,
	database: databaseKind,
	workflow: workflowKind,
};
