import * as z from 'zod/mini';
import type { Problem, Result } from '#lib/model/result.ts';

/** What the terminal needs of a running creation; a `Session` of the sandbox is one. */
export interface Runner {
	request(request: Request, options?: { readonly timeoutMs?: number }): Promise<Result<Response, Problem>>;
	on(
		name: 'output',
		listener: (output: { readonly channel: string; readonly text: string }) => void,
	): () => void;
}

const shellAnswer = z.object({
	exitCode: z.number(),
	cwd: z.string(),
	rest: z.object({ stdout: z.string(), stderr: z.string() }),
});
export type ShellAnswer = z.infer<typeof shellAnswer>;

const filesAnswer = z.object({
	files: z.array(z.object({ path: z.string(), size: z.number() })),
	trouble: z.optional(z.string()),
});
export type FilesAnswer = z.infer<typeof filesAnswer>;

const commandsAnswer = z.object({ commands: z.array(z.string()) });
const ranAnswer = z.object({ stdout: z.string() });
const problemAnswer = z.object({ title: z.string() });

/** A person may think long before they answer a question. ms. */
const LONG_MS = 3_600_000;
/** The first call of a tool in Python waits for the interpreter. ms. */
const FIRST_MS = 180_000;

/** The HTTP face of a command line tool, as the terminal calls it. */
export class ToolClient {
	readonly #runner: Runner;

	constructor(runner: Runner) {
		this.#runner = runner;
	}

	/** Runs a line; aborting stops it. */
	shell(
		call: { readonly line: string; readonly cwd: string; readonly run: string },
		signal: AbortSignal,
	): Promise<Result<ShellAnswer, Problem>> {
		return this.#json('/shell', { method: 'POST', body: JSON.stringify(call), signal }, shellAnswer, LONG_MS);
	}

	async type(run: string, text: string, end: boolean): Promise<void> {
		await this.#send('/stdin', { method: 'POST', body: JSON.stringify({ run, text, end }) });
	}

	files(): Promise<Result<FilesAnswer, Problem>> {
		return this.#json('/files', {}, filesAnswer);
	}

	async commands(): Promise<readonly string[]> {
		const answer = await this.#json('/commands', {}, commandsAnswer);
		return answer.ok ? answer.value.commands : [];
	}

	async help(): Promise<string> {
		const body = JSON.stringify({ argv: ['--help'] });
		const answer = await this.#json('/run', { method: 'POST', body }, ranAnswer, FIRST_MS);
		return answer.ok ? answer.value.stdout : '';
	}

	put(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<Result<Response, Problem>> {
		return this.#send(addressOf(path), { method: 'PUT', body: bytes });
	}

	get(path: string): Promise<Result<Response, Problem>> {
		return this.#send(addressOf(path), {});
	}

	remove(path: string): Promise<Result<Response, Problem>> {
		return this.#send(addressOf(path), { method: 'DELETE' });
	}

	async #send(path: string, init: RequestInit, timeoutMs?: number): Promise<Result<Response, Problem>> {
		const request = new Request(`https://tool.invalid${path}`, init);
		const answer = await this.#runner.request(request, timeoutMs === undefined ? {} : { timeoutMs });
		if (!answer.ok || answer.value.ok) return answer;
		const told = problemAnswer.safeParse(await answer.value.json().catch(() => undefined));
		const message = told.success ? told.data.title : 'The tool did not understand.';
		return { ok: false, error: { type: 'tool-refused', message } };
	}

	async #json<Schema extends z.ZodMiniType>(
		path: string,
		init: RequestInit,
		schema: Schema,
		timeoutMs?: number,
	): Promise<Result<z.infer<Schema>, Problem>> {
		const answer = await this.#send(path, init, timeoutMs);
		if (!answer.ok) return answer;
		const parsed = schema.safeParse(await answer.value.json().catch(() => undefined));
		if (parsed.success) return { ok: true, value: parsed.data };
		return {
			ok: false,
			error: { type: 'answer-invalid', message: 'The tool gave an answer that cannot be read.' },
		};
	}
}

const addressOf = (path: string): string => `/files/${path.split('/').map(encodeURIComponent).join('/')}`;
