import { textOf, type FileContent, type Files } from '#lib/model/files.ts';
import type { CreationId } from '#lib/model/id.ts';
import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Published } from '#lib/model/published.ts';
import type { Change } from '#lib/services/openapi/impact.ts';
import { manifestText, readManifest } from '../creation/assemble.ts';
import { execute } from '../command.ts';
import type { Services } from '../services.ts';
import type { Offer } from './documents.ts';
import { isGranted } from './granted.ts';
import type { Breakage } from './questions.svelte.ts';

/** A change of the files of a creation that is about to land. */
interface Landing {
	readonly id: CreationId;
	readonly before: Files;
	readonly after: Files;
	/** One of our own turns made it: the version follows what it does to others. */
	readonly isTurn?: boolean;
}

/** A change that may land. */
interface Passed {
	/** What is written beside the change itself. */
	readonly extra: ReadonlyMap<string, FileContent | null>;
	/** What it means for those who use the creation, in a sentence; empty where nobody does or can tell. */
	readonly note: string;
	/** Called once it has landed: brings the links of others along, where the person chose that. */
	follow(): Promise<void>;
}

const FREE: Passed = { extra: new Map(), note: '', follow: () => Promise.resolve() };

/** Asks the person where a change would break creations that link here. Fails with `change-cancelled`. */
export async function passGate(landing: Landing, services: Services): Promise<Result<Passed, Problem>> {
	if (documentIn(landing.before) === documentIn(landing.after)) return ok(FREE);
	const impact = await impactOf(landing, services);
	if (!impact || impact.changes.length === 0 || impact.users.length === 0) return ok(FREE);
	const breakages = await breakagesOf(landing.id, impact, services);
	const effect = impact.changes.some((change) => change.effect === 'breaking') ? 'breaking' : 'safe';
	const extra = landing.isTurn ? nextVersion(landing, effect) : FREE.extra;
	const kept = await keepingOf(landing, impact, breakages, services);
	if (breakages.length === 0)
		return ok({ ...FREE, extra, note: 'What others use of it stays as it was, so nothing breaks.' });
	const { title } = impact.offer.manifest;
	const decision = await services.mesh.questions.ask({
		...{ creationId: landing.id, title, breakages },
		whyNotKept: kept.ok ? '' : kept.error.message,
	});
	const names = [...new Set(breakages.map((each) => each.title))].join(', ');
	void services.storage.audit({
		event: 'change.breaks',
		outcome: decision === 'cancel' ? 'denied' : 'ok',
		creationId: landing.id,
		detail: { users: names, decision },
	});
	if (decision === 'cancel') return err(cancelled(names));
	if (decision === 'keep')
		return kept.ok ? ok({ ...FREE, extra: keptFiles(landing, kept.value), note: NOTES.keep(names) }) : kept;
	return ok({
		extra,
		note: NOTES[decision](names),
		follow: () => (decision === 'land' ? Promise.resolve() : bring(breakages, services)),
	});
}

const NOTES = {
	land: (names: string) => `This breaks ${names}.`,
	keep: (names: string) => `What ${names} use stays as it was, beside the new.`,
	update: (names: string) => `The links of ${names} follow; calls are rewritten where that is enough.`,
	adapt: (names: string) => `Calls of ${names} are rewritten to the new shape.`,
};

function documentIn(files: Files): string | undefined {
	const manifest = readManifest(files);
	return manifest.ok ? textOf(files.get(manifest.value.openapi ?? '')) : undefined;
}

interface Impact {
	readonly old: Offer;
	readonly offer: Offer;
	readonly changes: readonly Change[];
	readonly users: readonly Published[];
}

/** Undefined where one of the two cannot be read: what is broken already breaks nobody anew. */
async function impactOf({ id, before, after }: Landing, services: Services): Promise<Impact | undefined> {
	const users = await (await services.discovery()).users(id);
	if (!users.ok || users.value.length === 0) return undefined;
	const old = await services.mesh.offers.read(id, before);
	const next = await services.mesh.offers.read(id, after);
	if (!old.ok || !next.ok) return undefined;
	const { changesBetween } = await import('#lib/services/openapi/impact.ts');
	const changes = changesBetween(old.value.document, next.value.document);
	return { old: old.value, offer: next.value, changes, users: users.value };
}

async function breakagesOf(id: CreationId, { changes, users, offer }: Impact, services: Services) {
	const breaking = changes.filter(({ effect }) => effect === 'breaking');
	const found = users.flatMap(({ creationId: user, title, links }) =>
		links
			.filter(({ to }) => to === id)
			.map(({ alias, operations }) => ({
				...{ user, title, alias },
				changes: breaking.filter(({ operation }) =>
					isGranted(operations, { id: operation, operationId: operation }),
				),
			})),
	);
	return Promise.all(
		found
			.filter((each) => each.changes.length > 0)
			.map(async (each): Promise<Breakage> => ({
				...each,
				isAdaptable: await canAdapt(each, offer, services),
			})),
	);
}

async function canAdapt({ user, alias }: Pick<Breakage, 'user' | 'alias'>, offer: Offer, { mesh }: Services) {
	const face = await mesh.offers.face(user);
	const locked = face.ok ? face.value.lock.links[alias] : undefined;
	if (!locked) return false;
	const { adaptedLink } = await import('./locks.ts');
	return (await adaptedLink(locked, offer)) !== undefined;
}

/** A link whose calls can be rewritten maps old names to new ones; any other is made anew. */
async function bring(breakages: readonly Breakage[], services: Services): Promise<void> {
	const { updateLink } = await import('./link.ts');
	for (const { user: creationId, alias, isAdaptable: adapt } of breakages)
		await execute(updateLink, { creationId, alias, adapt }, services);
}

/** What keeps the operations that others would lose, or why that cannot be done. */
async function keepingOf(
	{ before, after }: Landing,
	{ old, offer }: Impact,
	breakages: readonly Breakage[],
	services: Services,
): Promise<Result<ReadonlyMap<string, FileContent>, Problem>> {
	const lost = new Set(breakages.flatMap(({ changes }) => changes.map(({ operation }) => operation)));
	const { keepOperations } = await import('./keep.ts');
	return keepOperations({
		before: { files: before, offer: old },
		after: { files: after, offer },
		lost,
		openapi: await services.openapi(),
	});
}

/** Nobody loses anything, so the version says so. */
function keptFiles(
	landing: Landing,
	kept: ReadonlyMap<string, FileContent>,
): ReadonlyMap<string, FileContent | null> {
	if (!landing.isTurn) return kept;
	return new Map([...kept, ...nextVersion({ ...landing, after: applied(landing.after, kept) }, 'safe')]);
}

/** The manifest with the next version, unless the change brings a version of its own. */
function nextVersion(
	{ before, after }: Landing,
	effect: 'safe' | 'breaking',
): Map<string, FileContent | null> {
	const [old, next] = [readManifest(before), readManifest(after)];
	if (!old.ok || !next.ok || old.value.version !== next.value.version) return new Map();
	const [major = 0, minor = 0] = old.value.version.split('.').map((part) => parseInt(part, 10));
	const version = effect === 'breaking' ? `${major + 1}.0.0` : `${major}.${minor + 1}.0`;
	return new Map([[MANIFEST_PATH, manifestText({ ...next.value, version })]]);
}

const cancelled = (names: string): Problem => ({
	type: 'change-cancelled',
	message: `Nothing was changed: it would have broken ${names}.`,
});

/** `files` after `changes`. */
export function applied(files: Files, changes: ReadonlyMap<string, FileContent | null>): Files {
	const after = new Map(files);
	for (const [path, content] of changes)
		if (content === null) after.delete(path);
		else after.set(path, content);
	return after;
}
