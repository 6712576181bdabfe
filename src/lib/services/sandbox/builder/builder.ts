import address from './builder.worker.ts?worker&url';
import { AHEAD, type BuildOutcome, type BuildRequest } from './request.ts';

/** The builder in its worker, as the host sees it. */
export class Builder {
	#worker: Worker | null = null;
	#isWarm = false;
	#lastId = 0;
	/** Differs between builders that may make other programs of the same files: its file is named by its content. */
	readonly version = address;
	/** Packages that the worker already holds. */
	readonly #sent = new Set<string>();
	readonly #waiting = new Map<number, (outcome: BuildOutcome) => void>();

	/** Loads bundler and transpiler, so that the next build is warm. */
	async warm(): Promise<void> {
		if (this.#isWarm) return;
		this.#isWarm = true;
		const files = new Map([['main.tsx', 'export const one = <p>{[1].map((n: number) => n)}</p>;']]);
		const libraries = new Map([['react/jsx-runtime', ['jsx']]]);
		await this.prebuild({ files, entry: 'main.tsx', libraries });
	}

	/** Builds what will probably be asked for; the real build finds its files read. */
	prebuild(request: Omit<BuildRequest, 'key'>): Promise<BuildOutcome> {
		return this.build({ ...request, key: AHEAD });
	}

	/** Supersedes a build of the same key that has not ended. A worker that cannot be loaded is a failed build. */
	build(request: BuildRequest): Promise<BuildOutcome> {
		const id = ++this.#lastId;
		return new Promise((resolve) => {
			this.#waiting.set(id, resolve);
			(this.#worker ??= this.#begin()).postMessage({ id, request: this.#once(request) });
		});
	}

	end(): void {
		this.#worker?.terminate();
		this.#worker = null;
		this.#isWarm = false;
		this.#failAll('The builder was stopped.');
	}

	/** Packages are large and never change: each goes to the worker one time. */
	#once(request: BuildRequest): BuildRequest {
		if (!request.packages) return request;
		const fresh = [...request.packages.packages].filter(([key]) => !this.#sent.has(key));
		const known = [...request.packages.packages.keys()].filter((key) => this.#sent.has(key));
		for (const [key] of fresh) this.#sent.add(key);
		return { ...request, packages: { ...request.packages, packages: new Map(fresh) }, known };
	}

	#begin(): Worker {
		this.#sent.clear();
		const worker = new Worker(address, { type: 'module' });
		worker.onmessage = ({ data }: MessageEvent<{ id: number; outcome: BuildOutcome }>) => {
			this.#waiting.get(data.id)?.(data.outcome);
			this.#waiting.delete(data.id);
		};
		worker.onerror = (event) => {
			event.preventDefault();
			worker.terminate();
			this.#worker = null;
			this.#isWarm = false;
			this.#failAll(`The builder could not be loaded. ${event.message}`.trim());
		};
		return worker;
	}

	#failAll(message: string): void {
		const problem = { path: '', line: 0, column: 0, message, severity: 'error' } as const;
		for (const resolve of this.#waiting.values()) resolve({ type: 'failed', problems: [problem] });
		this.#waiting.clear();
	}
}
