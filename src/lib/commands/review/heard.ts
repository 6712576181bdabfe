import type { Author, Comment } from '#lib/model/collab.ts';
import type { CreationId } from '#lib/model/id.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';
import type { Services } from '../services.ts';

/** What of others stands in the audit log. */
const HEARD: ReadonlySet<Comment['op']> = new Set([
	'request-review',
	'approve',
	'request-changes',
	'propose',
	'merge',
	'rule',
]);
/** Most rows at one time: whoever floods does not fill the log. */
const MOST = 20;

/** Writes down what others decided since the last time, with their names. Runs to its end before it is called again. */
export async function noteHeard(
	creationId: CreationId,
	records: readonly SaidComment[],
	{ own, nameOf }: { readonly own: Author; readonly nameOf: (author: Author) => string },
	{ storage }: Pick<Services, 'storage'>,
): Promise<void> {
	const marks = (await storage.setting('heardMarks'))[creationId] ?? {};
	const fresh = records.filter(
		({ author, seq, op }) => author !== own && HEARD.has(op) && seq > (marks[author] ?? 0),
	);
	if (fresh.length === 0) return;
	const next = { ...marks };
	for (const { author, seq } of fresh) next[author] = Math.max(next[author] ?? 0, seq);
	const kept = await storage.changeSetting('heardMarks', (all) => ({ ...all, [creationId]: next }));
	if (!kept.ok) return;
	for (const { op, author } of fresh.sort((a, b) => a.at - b.at).slice(-MOST))
		await storage.audit({
			event: `heard.${op}`,
			outcome: 'ok',
			creationId,
			detail: { by: nameOf(author).slice(0, 80) },
		});
}
