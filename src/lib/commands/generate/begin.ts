import { newCreation } from '#lib/model/creation.ts';
import { newCreationId, type CreationId } from '#lib/model/id.ts';
import { KIND_LABELS, type KindId } from '#lib/model/kind.ts';
import type { ModelRef } from '#lib/model/llm.ts';
import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { execute } from '../command.ts';
import { firstManifest, manifestText } from '../creation/assemble.ts';
import type { Kinds, Services } from '../services.ts';
import { askModel } from './ask.ts';
import { titleFrom } from './title.ts';

interface Wish {
	readonly sentence: string;
	readonly kind?: KindId | undefined;
	readonly model?: ModelRef | undefined;
}

/** Keeps an empty creation on this device and asks a model to fill it. Does not wait for the answer. */
export async function beginCreation(wish: Wish, services: Services): Promise<Result<CreationId, Problem>> {
	const kinds = await services.kinds();
	const kindId = wish.kind ?? (await guessKind(wish.sentence, kinds, services));
	const kind = kinds[kindId];
	if (!kind) return err(kindMissing(kindId));
	const id = newCreationId();
	const title = titleFrom(wish.sentence);
	const files = new Map([[MANIFEST_PATH, manifestText(firstManifest(kind, title, id))]]);
	const row = newCreation({ id, kind: kindId, title, summary: wish.sentence.slice(0, 300) });
	const created = await services.storage.create(row, files, []);
	if (!created.ok) return created;
	void askFirst(id, wish, services);
	return ok(id);
}

/** What the starter takes the sentence for, also where it knows no kit; an app where that cannot be made yet. */
async function guessKind(sentence: string, kinds: Kinds, services: Services): Promise<KindId> {
	const understanding = (await services.starter()).understand(sentence);
	const guess = understanding.type === 'understood' ? understanding.spec.kind : understanding.kind;
	return guess && kinds[guess] ? guess : 'app';
}

/** As a command of its own, so that it is written down like every other wish to a model. */
async function askFirst(
	creationId: CreationId,
	{ sentence, model }: Wish,
	services: Services,
): Promise<void> {
	const answer = await execute(
		askModel,
		{ creationId, sentence, parentId: null, mode: 'build', ...(model ? { model } : {}) },
		services,
	);
	if (!answer.ok) services.shell.notify(answer.error.message);
}

const kindMissing = (kind: KindId): Problem => ({
	type: 'kind-missing',
	message: `${KIND_LABELS[kind]}: that kind cannot be made yet.`,
	action: 'Choose App to get an app over the same data.',
});
