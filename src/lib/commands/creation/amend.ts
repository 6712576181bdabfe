import * as z from 'zod/mini';
import type { Kind, Links } from '#lib/kinds/kind.ts';
import type { FileContent, Files } from '#lib/model/files.ts';
import { creationIdOfUrn, newMessageId, type CreationId, type MessageId } from '#lib/model/id.ts';
import { creationIdSchema, messageIdSchema } from '#lib/model/id-schema.ts';
import { MANIFEST_PATH, SPEC_PATH } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { specSchema, type Spec } from '#lib/model/spec.ts';
import type { Message } from '#lib/model/thread.ts';
import type { FileChange } from '#lib/model/version.ts';
import { defineCommand } from '../command.ts';
import { applied, passGate } from '../mesh/gate.ts';
import type { Services } from '../services.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';
import { changesBetween } from '../workspace/changes.ts';
import { manifestText, readManifest } from './assemble.ts';
import { mergeFiles } from './merge.ts';
import { changedReply, stepsReply, summaryOf } from './reply.ts';

/** A wish about a creation that is there: one turn, one version. What people edited by hand stays. */
export const amendCreation = defineCommand({
	id: 'creation.amend',
	title: 'Ask for a change',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: z.object({
		creationId: creationIdSchema,
		sentence: z.string().check(z.trim(), z.minLength(1), z.maxLength(20_000)),
		/** The last message of the branch this one continues. */
		parentId: z.nullable(messageIdSchema),
	}),
	audit: ({ sentence }) => ({ characters: sentence.length }),
	run: ({ creationId, sentence, parentId }, services) =>
		services.workspaces.with(creationId, async (workspace) => {
			const asked = personMessage(creationId, parentId, sentence);
			const put = await services.storage.putMessage(asked);
			if (!put.ok) return put;
			const recipe = await recipeOf(workspace, services);
			const steps = recipe && (await amendSteps({ services, workspace, asked, ignored: [] }, recipe));
			if (steps) return steps;
			const before = readSpec(workspace.files);
			const understanding = before.ok ? (await services.starter()).amend(before.value, sentence) : null;
			if (!before.ok || understanding?.type !== 'understood') {
				const refused = understanding?.type === 'refused' ? understanding.reason : NEEDS_MODEL;
				const reason = recipe?.amendSteps ? STEPS_REFUSED : refused;
				return answer(services, asked, { text: reason, state: 'failed' });
			}
			const turn = { services, workspace, asked, ignored: understanding.ignored };
			return applySpec(turn, before.value, understanding.spec);
		}),
});

/** The person corrected the specification in the form. */
export const correctSpec = defineCommand({
	id: 'creation.correct',
	title: 'Adjust what was understood',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: z.object({ creationId: creationIdSchema, spec: specSchema, parentId: z.nullable(messageIdSchema) }),
	run: ({ creationId, spec, parentId }, services) =>
		services.workspaces.with(creationId, async (workspace) => {
			const before = readSpec(workspace.files);
			if (!before.ok) return before;
			const asked = personMessage(creationId, parentId, 'Adjusted what was understood.');
			const put = await services.storage.putMessage(asked);
			return put.ok ? applySpec({ services, workspace, asked, ignored: [] }, before.value, spec) : put;
		}),
});

/** Answers a wish about the steps of a workflow, read from the files as they are now; undefined where it is none. */
async function amendSteps(turn: Turn, recipe: Kind): Promise<Result<Message, Problem> | undefined> {
	const { services, workspace, asked } = turn;
	if (!recipe.amendSteps) return undefined;
	const { wishes, ignored } = (await services.starter()).amendFlow(asked.text);
	if (wishes.length === 0) return undefined;
	const amended = await recipe.amendSteps(workspace.files, wishes);
	if (!amended.ok) {
		const text = [amended.error.message, amended.error.action].filter(Boolean).join(' ');
		return answer(services, asked, { text, state: 'failed' });
	}
	return land({ ...turn, ignored }, new Map(amended.value.files), stepsReply(amended.value.done, ignored));
}

async function recipeOf(workspace: Workspace, services: Services): Promise<Kind | undefined> {
	const manifest = readManifest(workspace.files);
	return manifest.ok ? (await services.kinds())[manifest.value.kind] : undefined;
}

const STEPS_REFUSED =
	'This change was not understood. Try "retry the charge five times", "add a step that sends a mail after the stock check" or "run it each Monday at 9", or connect a model in Settings.';
const NEEDS_MODEL =
	'The starter works from a specification, and this creation has none any more. Edit the files directly, or connect a model in Settings once models are available.';

/** The specification that the creation was made from. */
export function readSpec(files: Files): Result<Spec, Problem> {
	const text = files.get(SPEC_PATH);
	try {
		const spec = specSchema.safeParse(typeof text === 'string' ? JSON.parse(text) : undefined);
		if (spec.success) return ok(spec.data);
	} catch {
		// Falls through: a file that is no JSON is as good as none.
	}
	return err({ type: 'spec-missing', message: NEEDS_MODEL });
}

/** What one wish is answered with. */
interface Turn {
	readonly services: Services;
	readonly workspace: Workspace;
	readonly asked: Message;
	/** Words that were left out. */
	readonly ignored: readonly string[];
}

async function applySpec(turn: Turn, before: Spec, after: Spec): Promise<Result<Message, Problem>> {
	const { services, workspace, asked, ignored } = turn;
	const recipe = (await services.kinds())[after.kind];
	if (!recipe)
		return answer(services, asked, { text: 'There is no starter kit for that kind yet.', state: 'failed' });
	const links = await linksOf(workspace, services);
	const [base, next] = await Promise.all([recipe.render(before, links), recipe.render(after, links)]);
	if (!base.ok || !next.ok)
		return answer(services, asked, { text: 'The kit could not make that.', state: 'failed' });
	const present = workspace.files;
	const merged = mergeFiles(base.value, next.value, present);
	if (!merged.ok)
		return answer(services, asked, {
			text: `${merged.error.message} ${merged.error.action ?? ''}`,
			state: 'failed',
		});
	const changes = retitled(merged.value, present, before, after);
	return land(turn, changes, changedReply(before, after, ignored), {
		title: after.title,
		summary: summaryOf(after),
	});
}

/** Lets changes of the files become the next version, and answers with what was done. */
async function land(
	turn: Turn,
	changes: ReadonlyMap<string, FileContent | null>,
	reply: string,
	facts: { readonly title?: string; readonly summary?: string } = {},
): Promise<Result<Message, Problem>> {
	const { services, workspace, asked } = turn;
	const present = workspace.files;
	const landing = { id: workspace.id, before: present, after: applied(present, changes), isTurn: true };
	const passed = await passGate(landing, services);
	if (!passed.ok) return answer(services, asked, { text: passed.error.message, state: 'failed' });
	workspace.tree.write(new Map([...changes, ...passed.value.extra]), 'starter');
	const saved = await workspace.tree.saved();
	if (!saved.ok) return saved;
	const patched = await services.storage.patch(workspace.id, { ...facts, updatedAt: Date.now() });
	if (!patched.ok) return patched;
	const words = [reply, passed.value.note].filter(Boolean).join('\n\n');
	const landed = await commitTurn(turn, changesBetween(present, workspace.files), words);
	if (landed.ok) await passed.value.follow();
	return landed;
}

/** What the creation's manifest links to, as its kit was told when it was made. */
async function linksOf(workspace: Workspace, services: Services): Promise<Links> {
	const manifest = readManifest(workspace.files);
	const links: Record<string, Links[string]> = {};
	for (const [alias, { ref }] of Object.entries((manifest.ok && manifest.value.links) || {})) {
		const id = creationIdOfUrn(ref);
		const linked = id && (await services.storage.creation(id));
		if (linked) links[alias] = { kind: linked.kind, title: linked.title };
	}
	return links;
}

/** Keeps the manifest's title equal to the specification's. */
function retitled(
	changes: Map<string, string | Uint8Array | null>,
	present: Files,
	before: Spec,
	after: Spec,
) {
	const manifest = readManifest(present);
	if (!manifest.ok || before.title === after.title) return changes;
	return changes.set(MANIFEST_PATH, manifestText({ ...manifest.value, title: after.title }));
}

async function commitTurn(
	turn: Turn,
	changes: FileChange[],
	text: string,
): Promise<Result<Message, Problem>> {
	const { services, workspace, asked, ignored } = turn;
	const id = newMessageId();
	const version = await workspace.commit({
		message: asked.text.split('\n')[0]?.slice(0, 72) ?? 'Change',
		author: { type: 'starter' },
		messageId: id,
	});
	if (!version.ok) return version;
	return answer(services, asked, {
		text,
		ignored: [...ignored],
		id,
		changes,
		version: version.value.id,
		state: 'done',
	});
}

async function answer(
	services: Services,
	asked: Message,
	reply: Partial<Message> & { text: string },
): Promise<Result<Message, Problem>> {
	const message: Message = {
		creationId: asked.creationId,
		at: Date.now(),
		id: newMessageId(),
		state: 'done',
		...reply,
		parentId: asked.id,
		role: 'assistant',
		by: 'starter',
	};
	const put = await services.storage.putMessage(message);
	return put.ok ? ok(message) : put;
}

function personMessage(creationId: CreationId, parentId: MessageId | null, text: string): Message {
	return {
		id: newMessageId(),
		creationId,
		parentId,
		role: 'person',
		text,
		at: Date.now(),
		state: 'done',
	};
}
