import { err, ok } from '#lib/model/result.ts';
import type { BuildFailure, Sandbox, StartOptions } from '../sandbox.ts';
import type { Result } from '#lib/model/result.ts';
import { Container, type ContainerOptions, type ContainerState } from './container.ts';
import { failure, NodeSession } from './session.ts';

export interface WebContainerSandbox extends Sandbox {
	/** `unreachable` until a boot succeeds again. */
	readonly state: ContainerState;
	watch(listener: (state: ContainerState) => void): () => void;
	/** The running project, for the export of what it wrote. */
	readonly session: NodeSession | null;
	/** Ends everything and stops to wait for the network. */
	close(): Promise<void>;
}

/**
 * Runs Node projects in the vendor's container: online only, with the person's consent and own key. There is one
 * container per page, so a new start ends what ran before, and every project gets a fresh one.
 */
export function createWebContainerSandbox(options: ContainerOptions): WebContainerSandbox {
	const container = new Container(options);
	let session: NodeSession | null = null;
	let last: Promise<unknown> = Promise.resolve();
	const clear = async (): Promise<void> => {
		session?.stop();
		session = null;
		await container.teardown();
	};
	const begin = async (start: StartOptions): Promise<Result<NodeSession, BuildFailure>> => {
		await clear();
		const ready = await container.ready(start.signal);
		if (!ready.ok) {
			const type = ready.error.type === 'stopped' ? 'stopped' : 'sandbox-unreachable';
			return err({ ...ready.error, type, problems: [] });
		}
		const own: NodeSession = new NodeSession(ready.value, start, () =>
			session === own ? clear() : Promise.resolve(),
		);
		session = own;
		return run(own, start.signal);
	};
	return {
		id: 'webcontainer',
		capabilities: { node: true, npm: 'registry', network: 'direct', offline: false },
		get state() {
			return container.state;
		},
		get session() {
			return session;
		},
		watch: (listener) => container.watch(listener),
		warm: async () => void (await container.ready()),
		prebuild: () => Promise.resolve(),
		forget: () => Promise.resolve(),
		start(start) {
			// One after the other: two starts at once would share one container.
			const begun = last.then(() => begin(start));
			last = begun.catch(() => undefined);
			return begun;
		},
		resetAll: () => void clear(),
		close: async () => {
			await clear();
			await container.close();
		},
	};
}

async function run(session: NodeSession, signal?: AbortSignal): Promise<Result<NodeSession, BuildFailure>> {
	const stop = (): void => session.stop();
	signal?.addEventListener('abort', stop, { once: true });
	if (signal?.aborted) stop();
	try {
		const begun = await session.begin();
		return begun.ok ? ok(session) : begun;
	} catch (error) {
		session.stop();
		return err({
			...failure('sandbox-unreachable', 'WebContainers stopped answering.'),
			detail: String(error),
		});
	} finally {
		signal?.removeEventListener('abort', stop);
	}
}
