import type { KindId } from '#lib/model/kind.ts';
import type { Kind } from './kind.ts';
import { appKind } from './app/index.ts';
import { cliKind } from './cli/index.ts';

/** The kinds that can be made so far. A new kind is one folder and one line here. */
export const kinds: Readonly<Partial<Record<KindId, Kind>>> = {
	app: appKind,
	cli: cliKind,
};
