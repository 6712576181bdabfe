import type { Files } from '#lib/model/files.ts';
import type { LlmError, ModelRef } from '#lib/model/llm.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Message, ToolUse } from '#lib/model/thread.ts';
import type { Version } from '#lib/model/version.ts';
import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import { mergeFiles } from '../creation/merge.ts';
import { readManifest } from '../creation/assemble.ts';
import { applied, passGate } from '../mesh/gate.ts';
import type { Services } from '../services.ts';
import { changesBetween } from '../workspace/changes.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';
import type { Engine } from './engine.ts';
import type { TurnResult } from './turn.ts';

interface Finished {
	readonly asked: Message;
	readonly answer: Message;
	readonly workspace: Workspace;
	readonly services: Services;
	readonly engine: Engine;
	/** The files the model was shown. */
	readonly base: Files;
	readonly result?: TurnResult;
	/** What was called for it. */
	readonly tools?: readonly ToolUse[];
	/** Why nobody could be asked. */
	readonly failed?: Problem;
}

/** Takes over what the turn made as one version, and writes the answer down. */
export async function finishTurn(finished: Finished): Promise<Result<Message, Problem>> {
	const { services, result, failed } = finished;
	if (!result)
		return store(services, { ...finished.answer, text: '', state: 'failed', error: errorOf(failed) });
	const tools = [...(finished.answer.tools ?? []), ...(finished.tools ?? [])];
	const told = {
		...finished.answer,
		...factsOf(finished.engine, result),
		...(tools.length > 0 ? { tools } : {}),
	};
	if (result.error) return store(services, { ...told, ...brokenOff(result, result.error) });
	const taken = await takeOver(finished, result.files);
	if (!taken.ok)
		return store(services, { ...told, text: withProblem(result.prose, taken.error), state: 'failed' });
	const { version, changes, note } = taken.value;
	return store(services, {
		...told,
		text: [wordsOf(result), note].filter(Boolean).join('\n\n'),
		state: 'done',
		...(changes.length > 0 ? { changes, raw: result.raw } : {}),
		...(version ? { version: version.id } : {}),
	});
}

/** Nothing that arrived is lost: it can be gone on with. What never began is a plain failure. */
function brokenOff(result: TurnResult, error: LlmError): Partial<Message> & { text: string } {
	const hasText = result.raw !== '';
	return {
		text: result.prose,
		state: hasText ? 'interrupted' : 'failed',
		error,
		...(hasText ? { raw: result.raw } : {}),
	};
}

function factsOf(engine: Engine, result: TurnResult): Partial<Message> {
	const model = lastModel(engine);
	return {
		...(model ? { model, by: model.model } : {}),
		...(engine.route ? { routedBecause: engine.route.because } : {}),
		...(result.reasoning ? { reasoning: result.reasoning } : {}),
		...(result.usage ? { usage: result.usage } : {}),
		...(engine.calls.length > 0 ? { costNanoUsd: engine.costNanoUsd, durationMs: engine.durationMs } : {}),
		...(result.report ? { checks: result.report } : {}),
	};
}

function lastModel(engine: Engine): ModelRef | undefined {
	const call = engine.calls.at(-1);
	return call ? { provider: call.provider, model: call.model } : engine.route?.chain[0];
}

interface Taken {
	readonly version: Version | null;
	readonly changes: ReturnType<typeof changesBetween>;
	/** What it means for those who use the creation. */
	readonly note: string;
}

/** People may have gone on editing: their lines and the model's are both kept, or nothing is changed. */
async function takeOver(finished: Finished, next: Files): Promise<Result<Taken, Problem>> {
	const { workspace, services, base, answer, asked } = finished;
	const present = workspace.files;
	const merged = mergeFiles(base, next, present);
	if (!merged.ok) return merged;
	if (merged.value.size === 0) return ok({ version: null, changes: [], note: '' });
	const landing = { id: workspace.id, before: present, after: applied(present, merged.value), isTurn: true };
	const passed = await passGate(landing, services);
	if (!passed.ok) return passed;
	const model = lastModel(finished.engine)?.model ?? 'model';
	await workspace.together.writeAsModel(model, () =>
		workspace.tree.write(new Map([...merged.value, ...passed.value.extra]), 'model'),
	);
	const saved = await workspace.tree.saved();
	if (!saved.ok) return saved;
	const version = await workspace.commit({
		message: asked.text.split('\n')[0]?.slice(0, 72) ?? 'Change',
		author: { type: 'model', model },
		messageId: answer.id,
	});
	if (!version.ok) return version;
	await retitle(services, workspace, merged.value.has(MANIFEST_PATH));
	await passed.value.follow();
	const changes = changesBetween(present, workspace.files);
	return ok({ version: version.value, changes, note: passed.value.note });
}

/** The list of creations follows a title that the model gave. */
async function retitle(services: Services, workspace: Workspace, isManifestNew: boolean): Promise<void> {
	const manifest = isManifestNew ? readManifest(workspace.files) : undefined;
	if (manifest?.ok) await services.storage.patch(workspace.id, { title: manifest.value.title });
}

/** What it says, and honestly what is left undone. */
function wordsOf(result: TurnResult): string {
	const left = [
		...result.undone.refused.map(({ path, refusal }) => `- ${path}: ${refusal.message}`),
		...result.undone.findings.map(({ name, message }) => `- ${name}: ${message.split('\n')[0] ?? ''}`),
		...result.outcomes.flatMap(({ path, result: outcome }) =>
			!outcome.ok && outcome.error.type === 'held'
				? [`- ${path} was held back: ${outcome.error.message}`]
				: [],
		),
	];
	return [result.prose, ...(left.length > 0 ? ['', 'Not done:', ...left] : [])].join('\n').trim();
}

const withProblem = (prose: string, problem: Problem): string =>
	[prose, `${problem.message} ${problem.action ?? ''}`.trim()].filter(Boolean).join('\n\n');

const errorOf = (problem: Problem | undefined): LlmError => ({
	kind: problem?.type === 'budget-spent' ? 'budget-spent' : 'unavailable',
	message: problem?.message ?? 'No model could be asked.',
	action: problem?.action ?? 'Connect a model in Settings',
	isRetryable: false,
});

async function store(services: Services, message: Message): Promise<Result<Message, Problem>> {
	const put = await services.storage.finishDraft(message);
	return put.ok ? ok(message) : put;
}
