import type { Files } from '#lib/model/files.ts';
import type { PackageSet } from '#lib/model/package.ts';
import { err, ok } from '#lib/model/result.ts';
import { Ahead } from './ahead.ts';
import { Builder } from './builder/builder.ts';
import { failureOf } from './failure.ts';
import { Frames } from './frames.ts';
import type { House } from './house.ts';
import { Programs } from './programs.ts';
import type { Sandbox, StartOptions } from './sandbox.ts';
import { EmbeddedSession, preparedOf } from './session.ts';
import { Vendor } from './vendor.ts';

/** Libraries that a creation most often uses: loaded into the spare frame before anything is known. */
const USUAL = ['react', 'react/jsx-runtime', 'react-dom/client'];

export interface EmbeddedOptions {
	readonly vendor?: Vendor;
	/** The added packages that a creation's files name; without it only vendored libraries can be imported. */
	readonly packages?: (files: Files) => Promise<PackageSet | undefined>;
}

/**
 * Runs creations in this browser, offline: a builder worker makes a program, the broker page at `/__sandbox` makes an
 * opaque frame, the program runs in there without network or storage of its own.
 */
export function createEmbeddedSandbox({ vendor = new Vendor(), packages }: EmbeddedOptions = {}): Sandbox {
	const builder = new Builder();
	const ahead = new Ahead();
	const programs = new Programs();
	const frames = new Frames(() => vendor.runtime('frame'));
	const sessions = new Map<string, EmbeddedSession>();
	const prepare = (libraries: readonly string[]): void => {
		void frames.prepare(() => vendor.texts(libraries), libraries);
		void builder.warm();
	};
	const house: House = {
		builder,
		ahead,
		frames,
		vendor,
		programs,
		...(packages ? { packages } : {}),
		// After the start has been painted: the next frame must not slow this one down.
		prepare: (libraries) => setTimeout(prepare, 0, libraries),
		forget: (sessionId) => sessions.delete(sessionId),
	};
	return {
		id: 'embedded',
		capabilities: { node: false, npm: 'vendored', network: 'none', offline: true },
		warm: async (what = 'all') => {
			const frame = frames.prepare(() => vendor.texts(USUAL), USUAL);
			await Promise.all([frame, ...(what === 'all' ? [builder.warm()] : [])]);
		},
		prebuild: async (draft) => {
			const prepared = await preparedOf(draft);
			const outcome = builder.prebuild({ ...prepared, libraries: await vendor.libraries() });
			ahead.note(prepared, outcome);
			await outcome;
		},
		forget: (id) => programs.forget(id),
		start: (options) => start(house, sessions, options),
		resetAll: () => {
			resetAll(house, sessions);
		},
	};
}

async function start(
	house: House,
	sessions: Map<string, EmbeddedSession>,
	options: StartOptions,
): Promise<ReturnType<Sandbox['start']> extends Promise<infer Value> ? Value : never> {
	const session = new EmbeddedSession(house, options);
	const abort = (): void => {
		session.stop();
	};
	options.signal?.addEventListener('abort', abort, { once: true });
	if (options.signal?.aborted) abort();
	else sessions.set(session.id, session);
	const begun = await session.begin();
	options.signal?.removeEventListener('abort', abort);
	if (options.signal?.aborted) return err(failureOf({ type: 'superseded' }, options.manifest.entry));
	return begun.ok ? ok(session) : begun;
}

/**
 * All opaque frames live in one process, so one that hangs takes the others along, and only removing all of them helps.
 * The one that was given something to do last is held guilty and ends; the others start again with their data.
 * Every round ends one session, so a wrong guess is put right by the next.
 */
function resetAll(house: House, sessions: ReadonlyMap<string, EmbeddedSession>): void {
	const hanging = [...sessions.values()]
		.filter(({ state }) => state.type === 'unresponsive')
		.sort((a, b) => b.touchedAt - a.touchedAt);
	house.frames.removeAll();
	hanging[0]?.kill('It did not answer and was stopped.');
	for (const session of sessions.values()) void session.restart();
}
