import type { Creation } from '#lib/model/creation.ts';
import type { Files } from '#lib/model/files.ts';
import { newCreationId, newMessageId, type CreationId } from '#lib/model/id.ts';
import { KIND_LABELS, type KindId } from '#lib/model/kind.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Spec } from '#lib/model/spec.ts';
import type { Message } from '#lib/model/thread.ts';
import type { Services } from '../services.ts';
import { changesBetween } from '../workspace/changes.ts';
import { assemble } from './assemble.ts';
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
	const recipe = (await services.kinds())[spec.kind];
	if (!recipe) return err(kindMissing(spec));
	const id = newCreationId();
	const files = await assemble(recipe, spec, id);
	if (!files.ok) return files;
	const messages = turn({ id, sentence, spec, ignored, files: files.value });
	const created = await services.storage.create(newCreation(id, spec), files.value, messages);
	if (!created.ok) return created;
	// It builds and starts while the studio still opens; the studio finds it running.
	void services.workspaces.with(id, async (workspace) => {
		const [head] = await Promise.all([workspace.loadHead(), workspace.run.start(workspace.files)]);
		return head;
	});
	return ok(id);
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

function newCreation(id: CreationId, spec: Spec): Creation {
	const now = Date.now();
	return {
		id,
		kind: spec.kind,
		title: spec.title,
		summary: summaryOf(spec),
		tags: [],
		isFavourite: false,
		createdAt: now,
		updatedAt: now,
		versionCount: 0,
		head: null,
		kit: spec.kit,
	};
}

interface Made {
	readonly id: CreationId;
	readonly sentence: string;
	readonly spec: Spec;
	readonly ignored: readonly string[];
	readonly files: Files;
}

function turn({ id, sentence, spec, ignored, files }: Made): Message[] {
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
			text: madeReply(spec, ignored),
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
