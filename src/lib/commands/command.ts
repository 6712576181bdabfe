import * as z from 'zod/mini';
import type { CreationId } from '#lib/model/id.ts';
import type { KindId } from '#lib/model/kind.ts';
import { err, type Problem, type Result } from '#lib/model/result.ts';
import { allows, type Role } from '#lib/model/role.ts';
import type { TeamId } from '#lib/model/team.ts';
import type { Services } from './services.ts';

/** What the person is looking at. */
export interface CommandContext {
	readonly creationId?: CreationId;
	/** The team whose page is open. */
	readonly teamId?: TeamId;
	/** What it is, where the asker knows. */
	readonly kind?: KindId;
	/** The file in the editor. */
	readonly path?: string;
}

/** Facts for the audit log: never contents, never secrets. */
export type AuditFacts = Readonly<Record<string, string | number | boolean>>;

/** One wish a person can have. Buttons, palette, shortcuts and the audit log read this same entry. */
export interface Command<Input, Output> {
	/** `noun.verb`, stable: stands in the audit log. */
	readonly id: string;
	/** As the palette and the button say it: "Restore version". */
	readonly title: string;
	readonly input: z.ZodMiniType<Input>;
	/** Least role on the creation that `creationOf` names; absent when no creation is concerned. */
	readonly role?: Role;
	/** It changes the creation's files by itself: editors are refused where the owner wants changes as suggestions. */
	readonly changesFiles?: boolean;
	readonly creationOf?: (input: Input) => CreationId;
	/** The creation that a command made, for its audit row. */
	madeBy?(output: Output): CreationId;
	/** `Mod` is Ctrl, on a Mac ⌘: `Mod+S`. */
	readonly shortcut?: string;
	/** Input in the present context, or null where the command makes no sense there. Without it the palette does not list the command. */
	readonly fromContext?: (context: CommandContext) => Input | null;
	readonly audit?: (input: Input) => AuditFacts;
	readonly run: (input: Input, services: Services) => Promise<Result<Output, Problem>>;
}

/** A command as the palette and the shortcut table see it: its input already comes from the context. */
export interface ListedCommand {
	readonly id: string;
	readonly title: string;
	readonly shortcut?: string;
	/** Null where it makes no sense in this context. */
	readonly invocation: (
		context: CommandContext,
	) => ((services: Services) => Promise<Result<unknown, Problem>>) | null;
}

/** Keeps the types of one command; the registry lists it by `listed`. */
export function defineCommand<Input, Output>(command: Command<Input, Output>): Command<Input, Output> {
	return command;
}

export function listed<Input, Output>(command: Command<Input, Output>): ListedCommand {
	return {
		id: command.id,
		title: command.title,
		...(command.shortcut ? { shortcut: command.shortcut } : {}),
		invocation: (context) => {
			const input = command.fromContext?.(context) ?? null;
			return input === null ? null : (services) => execute(command, input, services);
		},
	};
}

/** Schema, then permission, then run, then one audit row. The only way a command runs. */
export async function execute<Input, Output>(
	command: Command<Input, Output>,
	raw: unknown,
	services: Services,
): Promise<Result<Output, Problem>> {
	const input = command.input.safeParse(raw);
	if (!input.success) return err(inputProblem(command.title, z.prettifyError(input.error)));
	const creationId = command.creationOf?.(input.data);
	const refusal = await refusalFor(command, creationId, services);
	const result = refusal ? err(refusal) : await command.run(input.data, services);
	const concerned = creationId ?? (result.ok ? command.madeBy?.(result.value) : undefined);
	void services.storage.audit({
		event: command.id,
		outcome: refusal ? 'denied' : result.ok ? 'ok' : 'failed',
		...(concerned ? { creationId: concerned } : {}),
		detail: { ...command.audit?.(input.data), ...(result.ok ? {} : { problem: result.error.type }) },
	});
	return result;
}

async function refusalFor<Input, Output>(
	command: Command<Input, Output>,
	creationId: CreationId | undefined,
	services: Services,
): Promise<Problem | null> {
	if (!command.role || !creationId) return null;
	const held = await services.roleOn(creationId);
	if (!allows(held, command.role))
		return {
			type: 'not-allowed',
			message: `Only a person with the role "${command.role}" can do this here.`,
		};
	if (held !== 'editor' || !command.changesFiles) return null;
	return (await import('./review/only-proposals.ts')).refusedByRule(creationId, services);
}

const inputProblem = (title: string, detail: string): Problem => ({
	type: 'input-invalid',
	message: `"${title}" was asked for with something it cannot take.`,
	detail,
});
