import type { ChatMessage, LlmError, LlmRequest, StreamPart } from '#lib/model/llm.ts';
import { err, ok, type Result } from '#lib/model/result.ts';
import { wordsOfThrown } from '../errors.ts';
import { estimateUsage } from '../estimate.ts';
import { failure } from '../failures.ts';
import type { Access, Provider } from '../provider.ts';
import { untilAborted } from '../until-aborted.ts';

/** The part of the browser's `LanguageModel` that is used here. It lives in windows only, never in workers. */
export interface BuiltInModel {
	availability(): Promise<'unavailable' | 'downloadable' | 'downloading' | 'available'>;
	create(options: {
		readonly initialPrompts?: readonly BuiltInPrompt[];
		readonly signal?: AbortSignal;
		readonly monitor?: (monitor: EventTarget) => void;
	}): Promise<BuiltInSession>;
}

export interface BuiltInPrompt {
	readonly role: 'system' | 'user' | 'assistant';
	readonly content: string;
}

export interface BuiltInSession {
	promptStreaming(
		input: string,
		options: { readonly signal: AbortSignal; readonly responseConstraint?: unknown },
	): AsyncIterable<string>;
	destroy(): void;
}

const TITLE = 'Chrome’s built-in model';

/** The model that comes with Chrome, or null where this window has none. */
export function builtInModel(scope: object = globalThis): BuiltInModel | null {
	const found: unknown = Reflect.get(scope, 'LanguageModel');
	return isBuiltInModel(found) ? found : null;
}

const isBuiltInModel = (value: unknown): value is BuiltInModel =>
	(typeof value === 'object' || typeof value === 'function') &&
	value !== null &&
	typeof Reflect.get(value, 'availability') === 'function' &&
	typeof Reflect.get(value, 'create') === 'function';

/** Chrome's own model: no key, no network, nothing leaves the device. */
export function chromeProvider(model: BuiltInModel | null = builtInModel()): Provider {
	return {
		id: 'chrome',
		title: TITLE,
		baseUrl: null,
		needsKey: false,
		stream: (request, access) => streamFrom(model, request, access),
		models: async () => {
			const usable = await usableModel(model);
			return usable.ok ? ok([{ id: 'built-in', title: TITLE }]) : usable;
		},
	};
}

/** Downloads the model. `onProgress` gets a share from 0 to 1. Must begin in a click. */
export async function downloadBuiltInModel(
	model: BuiltInModel,
	onProgress: (share: number) => void,
	signal: AbortSignal,
): Promise<Result<void, LlmError>> {
	try {
		const monitor = (target: EventTarget): void =>
			target.addEventListener('downloadprogress', (event) => {
				const share: unknown = Reflect.get(event, 'loaded');
				if (typeof share === 'number') onProgress(share);
			});
		const session = await model.create({ monitor, signal });
		session.destroy();
		return ok(undefined);
	} catch (thrown) {
		return err(errorOf(thrown, signal));
	}
}

async function* streamFrom(
	model: BuiltInModel | null,
	request: LlmRequest,
	{ signal }: Access,
): AsyncGenerator<StreamPart, void> {
	const refusal = beyondIt(request);
	const usable = refusal ? err(refusal) : await usableModel(model);
	let output = '';
	let error = usable.ok ? null : usable.error;
	try {
		const source = usable.ok ? texts(usable.value, request, signal) : nothing();
		for await (const text of untilAborted(source, signal)) {
			if (output === '') yield { type: 'start', model: 'built-in' };
			output += text;
			if (text !== '') yield { type: 'text-delta', text };
		}
	} catch (thrown) {
		error = errorOf(thrown, signal);
	}
	yield* closing(request, output, signal.aborted ? failure('aborted', TITLE) : error);
}

function closing(request: LlmRequest, output: string, error: LlmError | null): readonly StreamPart[] {
	const usage = { type: 'usage', usage: estimateUsage(request, output) } as const;
	if (error) return [...(output === '' ? [] : [usage]), { type: 'error', error }];
	return [usage, { type: 'finish', reason: 'stop', vendorReason: null }];
}

async function* texts(
	model: BuiltInModel,
	request: LlmRequest,
	signal: AbortSignal,
): AsyncGenerator<string, void> {
	const history = request.messages.slice(0, -1).map(promptOf);
	const system = request.system === undefined ? [] : [{ role: 'system', content: request.system } as const];
	const session = await model.create({ initialPrompts: [...system, ...history], signal });
	const constraint = request.output ? { responseConstraint: request.output.schema } : {};
	try {
		const last = request.messages.at(-1);
		yield* session.promptStreaming(last ? promptOf(last).content : '', { signal, ...constraint });
	} finally {
		session.destroy();
	}
}

async function* nothing(): AsyncGenerator<string, void> {}

async function usableModel(model: BuiltInModel | null): Promise<Result<BuiltInModel, LlmError>> {
	const state = model === null ? 'unavailable' : await availabilityOf(model);
	if (model !== null && state === 'available') return ok(model);
	if (state === 'unavailable') return err(failure('unavailable', TITLE));
	return err(
		failure('unavailable', TITLE, {
			message: '{vendor} is not on this device yet.',
			action: state === 'downloading' ? 'Wait until it is downloaded.' : 'Download it in Settings.',
		}),
	);
}

async function availabilityOf(model: BuiltInModel): ReturnType<BuiltInModel['availability']> {
	try {
		return await model.availability();
	} catch {
		return 'unavailable';
	}
}

/** What of a request this model cannot do, or null. */
function beyondIt({ messages, tools = [] }: LlmRequest): LlmError | null {
	const hasImage = messages.some(({ parts }) => parts.some((part) => part.type === 'image'));
	if (tools.length > 0) return failure('request-invalid', TITLE, { message: '{vendor} cannot call tools.' });
	return hasImage ? failure('request-invalid', TITLE, { message: '{vendor} is asked in text only.' }) : null;
}

function promptOf({ role, parts }: ChatMessage): BuiltInPrompt {
	const content = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n');
	return { role, content };
}

/** Names of DOM exceptions are the browser's own: no minifier changes them. */
function errorOf(thrown: unknown, signal: AbortSignal): LlmError {
	if (signal.aborted) return failure('aborted', TITLE);
	const name = thrown instanceof DOMException ? thrown.name : '';
	const detail = wordsOfThrown(thrown);
	if (name === 'QuotaExceededError') return failure('context-too-long', TITLE, { detail });
	if (name === 'NotAllowedError' || name === 'NotSupportedError')
		return failure('unavailable', TITLE, { detail });
	return failure('server', TITLE, { detail });
}
