import { newCreation, type Creation } from '#lib/model/creation.ts';
import type { Files } from '#lib/model/files.ts';
import { newCreationId, newMessageId, type CreationId } from '#lib/model/id.ts';
import { KIND_LABELS, type KindId } from '#lib/model/kind.ts';
import { LOCK_PATH, lockText } from '#lib/model/lock.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Spec } from '#lib/model/spec.ts';
import type { Message } from '#lib/model/thread.ts';
import type { Services } from '../services.ts';
import { changesBetween } from '../workspace/changes.ts';
import { assemble, readManifest } from './assemble.ts';
import { planOf, type Planned } from './plan.ts';
import { madeReply, summaryOf } from './reply.ts';

interface Wish {
	readonly sentence: string;
	readonly kind?: KindId | undefined;
	/** A spec that the person corrected in the form: it wins over the sentence. */
	readonly spec?: Spec | undefined;
}

/** Makes what `createCreation` is asked for. Resolves when it is on disk; its first version follows at once. */
export async function makeCreation(
	{ sentence, kind, spec: corrected }: Wish,
	services: Services,
): Promise<Result<CreationId, Problem>> {
	const understanding = await understand(sentence, kind, corrected, services);
	if (!understanding.ok) return understanding;
	const { spec, ignored } = understanding.value;
	const kinds = await services.kinds();
	if (!kinds[spec.kind]) return err(kindMissing(spec));
	const plan = await planOf(spec, kinds);
	for (const planned of plan) {
		const made = await keep(planned, { sentence, ignored, plan }, services);
		if (!made.ok) {
			await takeBack(plan, services);
			return made;
		}
	}
	const id = plan.at(-1)?.id ?? newCreationId();
	// It builds and starts while the studio still opens; the studio finds it running. Its first version waits for that.
	void services.workspaces.with(id, async (workspace) => {
		await workspace.run.startIfIdle(workspace.files);
		return workspace.loadHead();
	});
	return ok(id);
}

interface Turn {
	readonly sentence: string;
	readonly ignored: readonly string[];
	readonly plan: readonly Planned[];
}

/** Makes one creation of the plan and keeps it with the message that says what was made. */
async function keep(
	{ id, spec, links, refs }: Planned,
	{ sentence, ignored, plan }: Turn,
	services: Services,
): Promise<Result<void, Problem>> {
	const recipe = (await services.kinds())[spec.kind];
	if (!recipe) return err(kindMissing(spec));
	const files = await assemble(recipe, spec, id, { links, refs });
	if (!files.ok) return files;
	const companions = plan.filter((other) => other.id !== id);
	const locked = await withLock(files.value, services);
	const messages = turn({ id, sentence, spec, ignored, files: locked, companions });
	const created = await services.storage.create(rowOf(id, spec), locked, messages);
	if (!created.ok) return created;
	const isMain = plan.at(-1)?.id === id;
	// The others get their first version without being opened.
	if (!isMain) void services.workspaces.with(id, (workspace) => workspace.loadHead());
	return created;
}

/** What it links to was made just before: the links are locked to that. */
async function withLock(files: Files, services: Services): Promise<Files> {
	const manifest = readManifest(files);
	if (!manifest.ok || !manifest.value.links) return files;
	const { lockOf } = await import('../mesh/locks.ts');
	const lock = await lockOf(manifest.value.links, (id) => services.mesh.offers.of(id));
	return new Map(files).set(LOCK_PATH, lockText(lock));
}

/** A wish is made whole or not at all. */
async function takeBack(plan: readonly Planned[], services: Services): Promise<void> {
	for (const { id } of plan) await services.storage.erase(id);
}

async function understand(
	sentence: string,
	kind: Spec['kind'] | undefined,
	corrected: Spec | undefined,
	services: Services,
): Promise<Result<{ spec: Spec; ignored: readonly string[] }, Problem>> {
	if (corrected) return ok({ spec: corrected, ignored: [] });
	const understanding = (await services.starter()).understand(sentence, kind ? { kind } : {});
	if (understanding.type === 'understood') return ok(understanding);
	return err({
		type: 'not-understood',
		message: understanding.reason,
		action: 'Say it another way, or start from a kit.',
	});
}

const rowOf = (id: CreationId, spec: Spec): Creation =>
	newCreation({ id, kind: spec.kind, title: spec.title, summary: summaryOf(spec), kit: spec.kit });

interface Made {
	readonly id: CreationId;
	readonly sentence: string;
	readonly spec: Spec;
	readonly ignored: readonly string[];
	readonly files: Files;
	/** What was made beside it. */
	readonly companions: readonly Planned[];
}

function turn({ id, sentence, spec, ignored, files, companions }: Made): Message[] {
	const asked: Message = {
		id: newMessageId(),
		creationId: id,
		parentId: null,
		role: 'person',
		text: sentence.trim() || spec.title,
		at: Date.now(),
		state: 'done',
	};
	return [
		asked,
		{
			...asked,
			id: newMessageId(),
			parentId: asked.id,
			role: 'assistant',
			text: madeReply(
				spec,
				ignored,
				companions.map((other) => ({ id: other.id, spec: other.spec })),
			),
			by: 'starter',
			changes: changesBetween(new Map(), files),
			ignored: [...ignored],
		},
	];
}

const kindMissing = (spec: Spec): Problem => ({
	type: 'kind-missing',
	message: `Understood as ${KIND_LABELS[spec.kind]}: “${spec.title}”. There is no starter kit for that kind yet.`,
	action: 'Choose App to get an app over the same data.',
});
