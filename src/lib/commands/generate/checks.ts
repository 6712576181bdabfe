import { interpreterOf, type FileProblem, type Kind, type Probe } from '#lib/kinds/kind.ts';
import type { Files } from '#lib/model/files.ts';
import type { CreationId } from '#lib/model/id.ts';
import { MANIFEST_PATH, type Manifest } from '#lib/model/manifest.ts';
import { ok } from '#lib/model/result.ts';
import type { CheckReport } from '#lib/model/thread.ts';
import type {
	AppBytes,
	AppStorage,
	Prepared,
	RuntimeError,
	Sandbox,
	Session,
} from '#lib/services/sandbox/sandbox.ts';
import { wantsNode } from '#lib/services/sandbox/webcontainer/wants-node.ts';
import { readManifest } from '../creation/assemble.ts';

/** Something wrong that was found without a model. */
export interface Finding {
	/** The check that found it. */
	readonly name: string;
	readonly path?: string;
	readonly line?: number;
	readonly message: string;
}

export interface Checked {
	readonly report: CheckReport;
	readonly findings: readonly Finding[];
}

/** What checking needs of the house. */
export interface CheckPorts {
	readonly creationId: CreationId;
	readonly kind: Kind;
	readonly sandbox: () => Promise<Sandbox>;
	/** What the creation has stored: it is checked with the person's own data, on a copy. */
	readonly data: ReadonlyMap<string, string>;
	/** What is built of the files, as when it runs. */
	readonly prepare: (files: Files, manifest: Manifest) => Promise<Prepared>;
	readonly signal: AbortSignal;
}

/** How long a creation is watched after it has started. ms. */
const WATCH_MS = 4_000;

/** Longest wait for the answer to a probe; a database or Python starts in it. ms. */
const PROBE_MS = 60_000;

/** Each check with its share of the score; a later one makes no sense where an earlier one failed. */
const CHECKS = [
	{ name: 'Files hold together', weight: 0.3, run: checkFiles },
	{ name: 'Builds', weight: 0.3, run: checkRun },
] as const;
/** In place of building and running, for a kind that the house interprets. */
const INTERPRETS = { name: 'Can be run', weight: 0.7 };
const RUNS = { name: 'Runs without errors', weight: 0.4 };

/** Checks files in a sandbox of their own, out of sight. Nothing of the person's is touched. */
export async function checkCreation(files: Files, ports: CheckPorts): Promise<Checked> {
	const [holds, builds] = CHECKS;
	// A Node project runs only where the person allowed it, and never out of sight.
	if (wantsNode(files)) return reportOf([[{ ...holds, weight: 1 }, checkProject(files)]]);
	const broken = holds.run(files, ports);
	if (broken.length > 0)
		return reportOf([
			[holds, broken],
			[builds, null],
			[RUNS, null],
		]);
	const interpret = interpreterOf(ports.kind, files);
	if (interpret) {
		const faults = findingsOf(await interpret(files), INTERPRETS.name);
		return reportOf([
			[holds, []],
			[INTERPRETS, faults],
		]);
	}
	const { failed, errors } = await builds.run(files, ports);
	if (failed.length > 0)
		return reportOf([
			[holds, []],
			[builds, failed],
			[RUNS, null],
		]);
	return reportOf([
		[holds, []],
		[builds, []],
		[RUNS, errors],
	]);
}

type Outcome = readonly [check: { name: string; weight: number }, findings: readonly Finding[] | null];

function reportOf(outcomes: readonly Outcome[]): Checked {
	const isPassed = (findings: readonly Finding[] | null): boolean => findings?.length === 0;
	return {
		findings: outcomes.flatMap(([, findings]) => findings ?? []),
		report: {
			score: outcomes.reduce((sum, [{ weight }, findings]) => sum + (isPassed(findings) ? weight : 0), 0),
			list: outcomes.map(([{ name }, findings]) => ({
				name,
				isPassed: isPassed(findings),
				...(findings?.[0] ? { detail: findings[0].message.slice(0, 2_000) } : {}),
			})),
		},
	};
}

function checkFiles(files: Files, { kind }: CheckPorts): Finding[] {
	return findingsOf(kind.check(files), 'Files hold together');
}

function checkProject(files: Files): Finding[] {
	const manifest = readManifest(files);
	const message = manifest.ok
		? files.has(manifest.value.entry)
			? undefined
			: `There is no file ${manifest.value.entry}, which aether.json names as the entry.`
		: manifest.error.message;
	return message === undefined ? [] : [{ name: 'Files hold together', path: MANIFEST_PATH, message }];
}

const findingsOf = (problems: readonly FileProblem[], name: string): Finding[] =>
	problems.map(({ path, line, message }) => ({ name, path, ...(line ? { line } : {}), message }));

async function checkRun(
	files: Files,
	ports: CheckPorts,
): Promise<{ failed: readonly Finding[]; errors: readonly Finding[] }> {
	const manifest = readManifest(files);
	if (!manifest.ok) return { failed: [{ name: 'Builds', message: manifest.error.message }], errors: [] };
	const session = await start(files, manifest.value, ports);
	if (!session.ok) {
		const { problems, message } = session.error;
		const failed = problems.map(({ path, line, message: text }) => ({
			name: 'Builds',
			path,
			line,
			message: text,
		}));
		return { failed: failed.length > 0 ? failed : [{ name: 'Builds', message }], errors: [] };
	}
	const probes = isLinked(manifest.value) ? [] : (ports.kind.probes?.(files) ?? []);
	const errors =
		probes.length > 0 ? await probe(session.value, probes) : await watch(session.value, ports.signal);
	session.value.stop();
	return { failed: [], errors };
}

async function start(files: Files, manifest: Manifest, ports: CheckPorts) {
	const sandbox = await ports.sandbox();
	return sandbox.start({
		creationId: ports.creationId,
		manifest,
		files,
		signal: ports.signal,
		prepare: (present) => ports.prepare(present, manifest),
		ports: {
			storage: copyOf(ports.data),
			bytes: bytesInMemory(),
			events: { publish: () => Promise.resolve(ok('checked')), listen: () => () => undefined },
			fetch: () => Promise.resolve(new Response(null, { status: 503 })),
			audit: () => undefined,
			download: () => undefined,
			openLink: () => undefined,
		},
	});
}

/** What it links to does not run while it is checked, so what it answers says nothing. */
const isLinked = ({ links }: Manifest): boolean => Object.keys(links ?? {}).length > 0;

/** What goes wrong when it is asked for what it must be able to answer. */
async function probe(session: Session, probes: readonly Probe[]): Promise<readonly Finding[]> {
	const findings: Finding[] = [];
	for (const { request, fault } of probes) {
		const what = `${request.method} ${new URL(request.url).pathname}`;
		const answer = await session.request(request, { timeoutMs: PROBE_MS });
		if (!answer.ok)
			findings.push({ name: RUNS.name, message: `${what}: ${answer.error.detail ?? answer.error.message}` });
		else {
			const message = await faultOf(what, answer.value, fault);
			if (message !== undefined) findings.push({ name: RUNS.name, message });
		}
	}
	return findings;
}

async function faultOf(what: string, answer: Response, fault: Probe['fault']): Promise<string | undefined> {
	if (answer.status < 500) return fault?.(answer);
	return `${what} answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`;
}

/** Its errors until it has drawn itself once, or until it has been watched long enough. */
function watch(session: Session, signal: AbortSignal): Promise<readonly Finding[]> {
	const errors: RuntimeError[] = [];
	return new Promise((resolve) => {
		const finish = (): void => {
			clearTimeout(timer);
			resolve(errors.map(findingOf));
		};
		const timer = setTimeout(finish, WATCH_MS);
		signal.addEventListener('abort', finish, { once: true });
		session.on('error', (error) => errors.push(error));
		session.on('thumbnail', finish);
		session.on('state', (state) => {
			if (state.type === 'ended' || state.type === 'unresponsive') {
				errors.push(hung(state.type === 'ended' ? state.reason : undefined));
				finish();
			}
		});
	});
}

const findingOf = ({ message, path, line }: RuntimeError): Finding => ({
	name: RUNS.name,
	message,
	...(path ? { path } : {}),
	...(line ? { line } : {}),
});

const hung = (reason = 'It stopped answering: is there a loop without an end?'): RuntimeError => ({
	at: 0,
	signature: 'hung',
	message: reason,
	stack: '',
	count: 1,
});

/** Bytes that end with the check. */
function bytesInMemory(): AppBytes {
	const rows = new Map<string, Uint8Array>();
	return {
		read: () => Promise.resolve(ok(new Map(rows))),
		write: (changes) => {
			for (const [key, bytes] of changes)
				if (bytes) rows.set(key, bytes);
				else rows.delete(key);
			return Promise.resolve(ok(undefined));
		},
		close: () => undefined,
	};
}

function copyOf(data: ReadonlyMap<string, string>): AppStorage {
	const copy = new Map(data);
	return {
		read: () => Promise.resolve(new Map(copy)),
		write: () => Promise.resolve(ok(undefined)),
		watch: () => () => undefined,
	};
}
