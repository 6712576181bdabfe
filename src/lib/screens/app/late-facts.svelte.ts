import type { ListedCommand } from '#lib/commands/command.ts';
import type { Problem } from '#lib/model/result.ts';

/** What is known a moment after the first paint. */
export class LateFacts {
	commands: readonly ListedCommand[] = $state.raw([]);
	/** Why nothing can be kept here. */
	problem: Problem | undefined = $state.raw();
}
