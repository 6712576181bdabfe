import { expect, test } from 'vitest';
import type { CreationId } from '#lib/model/id.ts';
import type { FileContent } from '#lib/model/files.ts';
import { ok } from '#lib/model/result.ts';
import type { KindId } from '#lib/model/kind.ts';
import type { AppStorage, RuntimeError, Sandbox, SandboxPorts, Session, StartOptions } from './sandbox.ts';

const creationId = '01J00000000000000000000000' as CreationId;

/** An `AppStorage` in memory that can also be written by "another tab". */
export function memoryAppStorage(initial: Readonly<Record<string, string>> = {}): AppStorage & {
	readonly values: Map<string, string>;
	readonly elsewhere: (key: string, value: string | null) => void;
} {
	const values = new Map(Object.entries(initial));
	const listeners = new Set<(changes: ReadonlyMap<string, string | null>) => void>();
	const put = (key: string, value: string | null): void => {
		if (value === null) values.delete(key);
		else values.set(key, value);
	};
	return {
		values,
		elsewhere: (key, value) => {
			put(key, value);
			for (const listener of listeners) listener(new Map([[key, value]]));
		},
		read: () => Promise.resolve(new Map(values)),
		write: (changes) => {
			for (const [key, value] of changes) put(key, value);
			return Promise.resolve(ok(undefined));
		},
		watch: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}

export interface Given {
	readonly files: Readonly<Record<string, FileContent>>;
	readonly entry?: string;
	readonly kind?: KindId;
	readonly ports?: Partial<SandboxPorts>;
	readonly limits?: StartOptions['limits'];
	readonly signal?: AbortSignal;
}

/** Options for a creation with these files. */
export function optionsFor(given: Given): StartOptions {
	const entry = given.entry ?? Object.keys(given.files)[0] ?? '';
	return {
		creationId,
		manifest: {
			id: `urn:aether:${creationId}`,
			name: 'trial',
			title: 'Trial',
			kind: given.kind ?? 'app',
			version: '1.0.0',
			entry,
		},
		files: new Map(Object.entries(given.files)),
		ports: {
			storage: memoryAppStorage(),
			fetch: () => Promise.resolve(new Response('no', { status: 403 })),
			audit: () => undefined,
			download: () => undefined,
			openLink: () => undefined,
			...given.ports,
		},
		...(given.limits ? { limits: given.limits } : {}),
		...(given.signal ? { signal: given.signal } : {}),
	};
}

/** The session of a creation that must start. */
export async function started(sandbox: Sandbox, given: Given): Promise<Session> {
	const session = await sandbox.start(optionsFor(given));
	if (!session.ok) throw new Error(JSON.stringify(session.error));
	return session.value;
}

/** Resolves with the first console line that contains `text`. */
export function line(session: Session, text: string): Promise<string> {
	const known = session.logs().find((each) => each.text.includes(text));
	if (known) return Promise.resolve(known.text);
	return new Promise((resolve) => {
		const undo = session.on('log', (each) => {
			if (!each.text.includes(text)) return;
			undo();
			resolve(each.text);
		});
	});
}

export function nextError(session: Session): Promise<RuntimeError> {
	return new Promise((resolve) => {
		const undo = session.on('error', (error) => {
			undo();
			resolve(error);
		});
	});
}

const API = `export default { async fetch(request) {
	const url = new URL(request.url);
	if (url.pathname === '/hang') await new Promise(() => {});
	if (url.pathname === '/throw') throw new Error('broken on purpose');
	return Response.json({ path: url.pathname, method: request.method, body: await request.text() }, { status: 201, headers: { 'x-from': 'creation' } });
} };`;

/** What every sandbox must do. `sandbox` gives a fresh one; the suite ends its sessions. */
export function sandboxSuite(sandbox: () => Sandbox): void {
	test('a program runs and its console reaches the host', async () => {
		const session = await started(sandbox(), {
			files: { 'main.ts': `const n: number = 20 + 1; console.log('answer', n * 2, { a: [1] });` },
		});
		expect(await line(session, 'answer')).toBe('answer 42 {a: [1]}');
		expect(session.state.type).toBe('running');
		session.stop();
		expect(session.state).toEqual({ type: 'ended', end: 'stopped' });
	});

	test('a creation that exports fetch answers requests', async () => {
		const session = await started(sandbox(), { kind: 'api', files: { 'main.ts': API } });
		const answer = await session.request(
			new Request('https://creation.test/books', { method: 'POST', body: 'hello' }),
		);
		if (!answer.ok) throw new Error(JSON.stringify(answer.error));
		expect(answer.value.status).toBe(201);
		expect(answer.value.headers.get('x-from')).toBe('creation');
		expect(await answer.value.json()).toEqual({ path: '/books', method: 'POST', body: 'hello' });
		session.stop();
	});

	test('a hundred requests at once are all answered', async () => {
		const session = await started(sandbox(), { kind: 'api', files: { 'main.ts': API } });
		const answers = await Promise.all(
			Array.from({ length: 100 }, (_, index) =>
				session.request(new Request(`https://creation.test/${index}`)),
			),
		);
		const paths = await Promise.all(
			answers.map(async (answer) =>
				answer.ok ? ((await answer.value.json()) as { path: string }).path : '',
			),
		);
		expect(paths).toEqual(Array.from({ length: 100 }, (_, index) => `/${index}`));
		session.stop();
	});

	test('a request that hangs fails, and the next one is answered', async () => {
		const session = await started(sandbox(), { kind: 'api', files: { 'main.ts': API } });
		const hung = await session.request(new Request('https://creation.test/hang'), { timeoutMs: 200 });
		expect(hung.ok ? '' : hung.error.type).toBe('request-timeout');
		const next = await session.request(new Request('https://creation.test/fine'));
		expect(next.ok && next.value.status).toBe(201);
		session.stop();
	});

	test('an error while answering fails the request and is reported', async () => {
		const session = await started(sandbox(), { kind: 'api', files: { 'main.ts': API } });
		const error = nextError(session);
		const answer = await session.request(new Request('https://creation.test/throw'));
		expect(answer.ok ? '' : answer.error.type).toBe('request-failed');
		expect((await error).message).toContain('broken on purpose');
		session.stop();
	});

	test('a runtime error names the file and the line of the creation', async () => {
		const session = await started(sandbox(), {
			files: {
				'src/main.ts': `import { fail } from './fail';\n\nfail({ deep: 1 });`,
				'src/fail.ts': `interface Input {\n\tdeep: number;\n}\nexport function fail(input: Input): void {\n\tthrow new Error('at ' + input.deep);\n}`,
			},
		});
		const error = await nextError(session);
		expect(error).toMatchObject({ message: 'Error: at 1', path: 'src/fail.ts', line: 5, count: 1 });
		expect(error.stack).toContain('src/main.ts:3');
		session.stop();
	});

	test('a program that does not build fails with the place', async () => {
		const outcome = await sandbox().start(
			optionsFor({ files: { 'src/main.ts': `const a = 1;\nconst b = ;\n` } }),
		);
		expect(outcome.ok ? null : outcome.error).toMatchObject({
			type: 'build-failed',
			problems: [{ path: 'src/main.ts', line: 2 }],
		});
	});

	test('a missing entry and an unknown package are said plainly', async () => {
		const missing = await sandbox().start(optionsFor({ files: {}, entry: 'src/main.ts' }));
		expect(missing.ok ? '' : missing.error.type).toBe('entry-missing');
		const unknown = await sandbox().start(
			optionsFor({ files: { 'main.ts': `\nimport _ from 'lodash';\nimport './gone';\nconsole.log(_);` } }),
		);
		expect(
			unknown.ok ? [] : unknown.error.problems.map(({ line, message }) => [line, message.slice(0, 22)]),
		).toEqual([
			[2, 'The package "lodash" i'],
			[3, 'There is no file "gone'],
		]);
	});

	test('localStorage is there at once, kept by the host, and follows other tabs', async () => {
		const storage = memoryAppStorage({ greeting: 'hello' });
		const session = await started(sandbox(), {
			ports: { storage },
			files: {
				'main.ts': `console.log('read', localStorage.getItem('greeting'), localStorage.length);
				localStorage.setItem('mine', 'kept'); delete localStorage.greeting;
				addEventListener('storage', (event) => console.log('told', event.key, event.oldValue, event.newValue, localStorage[event.key]));
				console.log('ready');`,
			},
		});
		expect(await line(session, 'read')).toBe('read hello 1');
		await line(session, 'ready');
		await expect.poll(() => [...storage.values]).toEqual([['mine', 'kept']]);
		storage.elsewhere('mine', 'changed');
		expect(await line(session, 'told')).toBe('told mine kept changed changed');
		session.stop();
	});

	test('storage beyond the share is refused, and what was there stays', async () => {
		const storage = memoryAppStorage({ old: 'x' });
		const session = await started(sandbox(), {
			ports: { storage },
			limits: { storageBytes: 1_000 },
			files: {
				'main.ts': `import { set, get, list } from 'aether:storage';
				try { localStorage.setItem('big', 'x'.repeat(2000)); } catch (error) { console.log('sync', error.name); }
				set('big', 'y'.repeat(2000)).catch((error) => console.log('async', error.name));
				await set('small', 'z'); console.log('list', await list(), await get('small'));`,
			},
		});
		expect(await line(session, 'sync')).toBe('sync QuotaExceededError');
		expect(await line(session, 'async')).toBe('async QuotaExceededError');
		expect(await line(session, 'list')).toBe('list ["old", "small"] "z"'.replace('"z"', 'z'));
		expect([...storage.values.keys()]).toEqual(['old', 'small']);
		session.stop();
	});

	test('fetch reaches the port with method, headers and body, and nothing else', async () => {
		const asked: { url: string; method: string; type: string | null; body: string }[] = [];
		const session = await started(sandbox(), {
			ports: {
				fetch: async (request) => {
					const { url, method, headers } = request;
					asked.push({ url, method, type: headers.get('content-type'), body: await request.text() });
					return Response.json({ seen: true }, { status: 418 });
				},
			},
			files: {
				'main.ts': `const answer = await fetch('https://api.example.com/v1?q=1', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
				console.log('status', answer.status, await answer.json());`,
			},
		});
		expect(await line(session, 'status')).toBe('status 418 {seen: true}');
		expect(asked).toEqual([
			{ url: 'https://api.example.com/v1?q=1', method: 'POST', type: 'application/json', body: '{}' },
		]);
		session.stop();
	});

	test('an update keeps the data and replaces the program; a broken one leaves the old running', async () => {
		const storage = memoryAppStorage();
		const session = await started(sandbox(), {
			ports: { storage },
			files: { 'main.ts': `localStorage.setItem('n', '1'); console.log('first');` },
		});
		await line(session, 'first');
		const broken = await session.update(new Map([['main.ts', 'const = 1']]));
		expect(broken.ok ? '' : broken.error.type).toBe('build-failed');
		expect(session.state.type).toBe('running');
		const updated = await session.update(
			new Map([['main.ts', `console.log('second', localStorage.getItem('n'));`]]),
		);
		expect(updated.ok).toBe(true);
		expect(await line(session, 'second')).toBe('second 1');
		session.stop();
	});

	test('a start that is aborted ends as stopped', async () => {
		const controller = new AbortController();
		const starting = sandbox().start(
			optionsFor({ files: { 'main.ts': 'console.log(1)' }, signal: controller.signal }),
		);
		controller.abort();
		const outcome = await starting;
		expect(outcome.ok ? '' : outcome.error.type).toBe('stopped');
	});

	test('a loop without a pause is stopped and reported, also one of promises', async () => {
		const session = await started(sandbox(), {
			limits: { cpuMs: 200 },
			files: {
				'main.ts': `let n = 0; try { while (true) n++; } catch (error) { console.log('sync', error.message); }
				setTimeout(async () => { try { for (;;) { n++; await 0; } } catch (error) { console.log('promise', error.message); } }, 10);`,
			},
		});
		expect(await line(session, 'sync')).toContain('was stopped');
		expect(await line(session, 'promise')).toContain('was stopped');
		session.stop();
	});

	test('repeats of one error share a signature', async () => {
		const session = await started(sandbox(), {
			files: {
				'main.ts': `let n = 0; const timer = setInterval(() => { if (++n === 3) clearInterval(timer); throw new Error('row ' + n); }, 300);`,
			},
		});
		const signatures = new Set<string>();
		const counts: number[] = [];
		await new Promise<void>((resolve) => {
			session.on('error', (error) => {
				signatures.add(error.signature);
				counts.push(error.count);
				if (error.count === 3) resolve();
			});
		});
		expect(signatures.size).toBe(1);
		session.stop();
	});
}
