import { err, ok } from '#lib/model/result.ts';
import type { Files } from '#lib/model/files.ts';
import type {
	BuildFailure,
	Sandbox,
	Session,
	SessionEvents,
	SessionState,
	StartOptions,
} from '#lib/services/sandbox/sandbox.ts';

type Listeners = { [Name in keyof SessionEvents]: Set<(value: SessionEvents[Name]) => void> };

/** A sandbox that shows a page of its own and fails to build any file with `BUILD ERROR` in it; a test plays what happens inside. */
export class FakeSandbox implements Sandbox {
	readonly id = 'embedded';
	readonly capabilities = { node: false, npm: 'vendored', network: 'none', offline: true } as const;
	readonly updates: Files[] = [];
	starts = 0;
	/** What the last start was given: a test fetches through its ports as the creation would. */
	options: StartOptions | undefined;
	resets = 0;
	#state: SessionState = { type: 'starting' };
	#listeners: Listeners = {
		state: new Set(),
		log: new Set(),
		error: new Set(),
		output: new Set(),
		thumbnail: new Set(),
	};

	warm(): Promise<void> {
		return Promise.resolve();
	}

	prebuild(): Promise<void> {
		return Promise.resolve();
	}

	forget(): Promise<void> {
		return Promise.resolve();
	}

	start(options: StartOptions) {
		this.starts++;
		this.options = options;
		const failure = failureOf(options.files);
		if (failure) return Promise.resolve(err(failure));
		this.#state = { type: 'running', since: Date.now() };
		return Promise.resolve(ok(this.#session(options.manifest.title)));
	}

	resetAll(): void {
		this.resets++;
	}

	emit<Name extends keyof SessionEvents>(name: Name, value: SessionEvents[Name]): void {
		for (const listener of this.#listeners[name]) listener(value);
	}

	setState(state: SessionState): void {
		this.#state = state;
		this.emit('state', state);
	}

	#session(title: string): Session {
		const stats = { buildMs: 1, startMs: 1, messages: 0, bytesIn: 0, bytesOut: 0 };
		const state = () => this.#state;
		return {
			id: 'fake',
			get state() {
				return state();
			},
			preview: (element) => {
				const frame = document.createElement('iframe');
				frame.title = `Preview of ${title}`;
				frame.srcdoc = `<h1>${title}</h1>`;
				element.append(frame);
				// As the real one does: the frame starts anew in its new place.
				this.setState({ type: 'starting' });
				this.setState({ type: 'running', since: Date.now() });
				return () => frame.remove();
			},
			request: () => Promise.resolve(ok(new Response())),
			update: (files) => {
				this.updates.push(files);
				const failure = failureOf(files);
				return Promise.resolve(failure ? err(failure) : ok(stats));
			},
			setAppearance: () => undefined,
			on: (name, listener) => {
				this.#listeners[name].add(listener);
				return () => this.#listeners[name].delete(listener);
			},
			logs: () => [],
			stats: () => stats,
			stop: () => undefined,
		};
	}
}

function failureOf(files: Files): BuildFailure | null {
	for (const [path, content] of files) {
		const lines = typeof content === 'string' ? content.split('\n') : [];
		const line = lines.findIndex((text) => text.includes('BUILD ERROR')) + 1;
		if (line === 0) continue;
		const problem = { path, line, column: 1, message: 'Unexpected token', severity: 'error' as const };
		return { type: 'build-failed', message: 'The files cannot be built.', problems: [problem] };
	}
	return null;
}
