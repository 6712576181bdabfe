import { newMessageId, newUlid, type CreationId, type MessageId } from '#lib/model/id.ts';
import type { ContentPart, LlmRequest, ModelRef } from '#lib/model/llm.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Message } from '#lib/model/thread.ts';
import type { Services } from '../services.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';
import type { AskWish, Picture } from './ask.ts';
import { prepareProgram } from '../run/prepare.ts';
import { checkCreation } from './checks.ts';
import { DraftWriter } from './draft.ts';
import { Engine } from './engine.ts';
import { finishTurn } from './finish.ts';
import { Generation } from './generation.svelte.ts';
import { lockOf } from './lock.ts';
import { listModels, type ModelChoice } from './models.ts';
import { lockedIn } from './locked.ts';
import type { Mode } from './prompt.ts';
import { compose, readFacts, requestOf } from './request.ts';
import { deskFor } from './tools.ts';
import { takeTurn, type TurnResult } from './turn.ts';

/** Puts the wish into the thread and answers it. */
export function generate(wish: AskWish, services: Services): Promise<Result<Message, Problem>> {
	return services.workspaces.with(wish.creationId, async (workspace) => {
		if (workspace.generation) return err(BUSY);
		const asked = await putWish(wish, services);
		if (!asked.ok) return asked;
		const answer = blankAnswer(asked.value, wish.mode);
		return answerWish({ wish, asked: asked.value, answer, workspace, services });
	});
}

/** Goes on with a broken-off answer. */
export function goOn(
	{ creationId, messageId }: { creationId: CreationId; messageId: MessageId },
	services: Services,
): Promise<Result<Message, Problem>> {
	return services.workspaces.with(creationId, async (workspace) => {
		if (workspace.generation) return err(BUSY);
		const messages = await services.storage.messages(creationId);
		const answer = messages.find(({ id }) => id === messageId);
		const asked = messages.find(({ id }) => id === answer?.parentId);
		if (!answer || !asked) return err(GONE);
		const wish: AskWish = {
			creationId,
			sentence: asked.text,
			parentId: asked.parentId,
			mode: answer.mode ?? 'build',
			...(answer.model ? { model: answer.model } : {}),
		};
		return answerWish({ wish, asked, answer, workspace, services, begun: answer.raw ?? answer.text });
	});
}

interface Turn {
	readonly wish: AskWish;
	readonly asked: Message;
	readonly answer: Message;
	readonly workspace: Workspace;
	readonly services: Services;
	readonly begun?: string;
}

/** One turn at a time on a creation, in all tabs: the lock also says that a draft is still alive. */
async function answerWish(turn: Turn): Promise<Result<Message, Problem>> {
	const generation = new Generation(turn.answer.id);
	turn.workspace.generation = generation;
	try {
		return await navigator.locks.request(lockOf(turn.answer.id), () => answerLocked(turn, generation));
	} finally {
		turn.workspace.generation = null;
	}
}

async function answerLocked(turn: Turn, generation: Generation): Promise<Result<Message, Problem>> {
	const { wish, services, workspace } = turn;
	const head = await workspace.loadHead();
	if (!head.ok) return head;
	const kind = (await services.kinds())[workspace.kind];
	if (!kind) return err(GONE);
	const connected = await services.storage.setting('connected');
	const own = await listModels(await services.keys(), connected);
	const choices = [...own, ...workspace.together.exchange.choices];
	const base = workspace.files;
	const request = await requestFor(turn, choices);
	const isBuild = wish.mode === 'build';
	const engine = new Engine(services, {
		creationId: wish.creationId,
		kind: kind.id,
		task: isBuild ? (base.size > 1 ? 'edit' : 'create') : 'explain',
		hasChecks: isBuild,
		needsImages: (turn.asked.attachments?.length ?? 0) > 0,
		chosen: wish.model,
		...(wish.isPriceConfirmed ? { isPriceConfirmed: true } : {}),
	});
	const route = await engine.choose(request, choices);
	if (!route.ok) return finishTurn({ ...turn, engine, base, failed: route.error });
	const draft = new DraftWriter(services.storage, answeredBy(turn.answer, route.value.chain[0]));
	const tools = await deskFor(wish, workspace, services, generation);
	const data = await services.storage.appData(wish.creationId, Number.MAX_SAFE_INTEGER).read();
	const result: TurnResult = await takeTurn(
		{
			request,
			files: base,
			locked: new Set(lockedIn(base)),
			isBuild,
			...(turn.begun ? { begun: turn.begun } : {}),
		},
		{
			ask: (asked, round) => engine.ask(asked, round, generation.signal),
			check: async (files) => {
				const checked = await checkCreation(files, {
					creationId: wish.creationId,
					kind,
					sandbox: services.sandbox,
					data,
					prepare: (present, manifest) => prepareProgram(present, kind, manifest, services),
					signal: generation.signal,
				});
				await engine.judge(checked.report.score);
				return checked;
			},
			...(tools ? { tools } : {}),
			step: (step) => (generation.step = step),
			arrived: (text, reasoning) => {
				draft.add(text, reasoning);
				if (reasoning) generation.think(reasoning);
			},
			read: (events) => generation.read(events),
		},
	);
	await draft.flush();
	return finishTurn({ ...turn, engine, base, result, tools: generation.tools });
}

const answeredBy = (answer: Message, model: ModelRef | undefined): Message => ({
	...answer,
	...(model ? { model } : {}),
});

async function requestFor(
	{ wish, asked, workspace, services }: Turn,
	choices: readonly ModelChoice[],
): Promise<Omit<LlmRequest, 'model'>> {
	const pictures = await picturesOf(asked, services);
	const draft = { ...wish, parentId: asked.parentId, choices, pictureCount: pictures.length };
	const facts = await readFacts(draft, workspace, services);
	return requestOf(wish.creationId, compose(facts), pictures);
}

async function putWish(wish: AskWish, services: Services): Promise<Result<Message, Problem>> {
	if (wish.again) {
		const known = (await services.storage.messages(wish.creationId)).find(({ id }) => id === wish.again);
		return known ? ok(known) : err(GONE);
	}
	const attachments = [];
	for (const picture of wish.pictures ?? []) {
		const id = newUlid();
		const put = await services.storage.putAttachment(wish.creationId, id, picture.data);
		if (!put.ok) return put;
		attachments.push(attachmentOf(id, picture));
	}
	const asked: Message = {
		id: newMessageId(),
		creationId: wish.creationId,
		parentId: wish.parentId,
		role: 'person',
		text: wish.sentence,
		at: Date.now(),
		state: 'done',
		mode: wish.mode,
		...(attachments.length > 0 ? { attachments } : {}),
	};
	const put = await services.storage.putMessage(asked);
	return put.ok ? ok(asked) : put;
}

const attachmentOf = (id: string, { name, mediaType, data }: Picture) => ({
	id,
	name,
	mediaType,
	sizeBytes: data.length,
});

async function picturesOf(asked: Message, services: Services): Promise<ContentPart[]> {
	const parts: ContentPart[] = [];
	for (const { id, mediaType } of asked.attachments ?? []) {
		const data = await services.storage.attachment(asked.creationId, id);
		if (data) parts.push({ type: 'image', mediaType, data });
	}
	return parts;
}

const blankAnswer = (asked: Message, mode: Mode): Message => ({
	id: newMessageId(),
	creationId: asked.creationId,
	parentId: asked.id,
	role: 'assistant',
	text: '',
	at: Date.now(),
	state: 'streaming',
	mode,
});

const BUSY: Problem = {
	type: 'turn-busy',
	message: 'An answer is already on its way.',
	action: 'Wait for it, or press Stop.',
};
const GONE: Problem = { type: 'message-missing', message: 'That message is no longer there.' };
