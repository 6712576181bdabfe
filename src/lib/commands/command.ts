import type * as z from 'zod/mini';
import type { CreationId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { Role } from '#lib/model/role.ts';

/**
 * One wish a person can have. Buttons, palette, shortcuts and the audit log read this same entry.
 * `Services` is what `boot.ts` provides.
 */
export interface Command<Input, Output, Services> {
	/** `noun.verb`, stable: stands in the audit log. */
	readonly id: string;
	/** As the palette and the button say it: "Restore version". */
	readonly title: string;
	readonly input: z.ZodMiniType<Input>;
	/** Least role on the creation named by the input; absent when no creation is concerned. */
	readonly role?: Role;
	/** `Mod` is Ctrl, on a Mac ⌘: `Mod+S`. */
	readonly shortcut?: string;
	/** Input for the palette in the present context, or null where the command makes no sense there. */
	readonly fromContext?: (context: CommandContext) => Input | null;
	/** Few facts for the audit log; never contents, never secrets. */
	readonly audit?: (input: Input) => Record<string, string | number | boolean>;
	readonly run: (input: Input, services: Services, signal: AbortSignal) => Promise<Result<Output, Problem>>;
}

/** What the person is looking at. */
export interface CommandContext {
	readonly creationId?: CreationId;
	readonly path?: string;
}
