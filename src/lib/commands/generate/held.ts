import type { CreationId, MessageId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { applyEdits } from '#lib/services/edits/apply.ts';
import { collect } from '#lib/services/edits/collect.ts';
import { readReply } from '#lib/services/edits/reader.ts';
import type { Services } from '../services.ts';
import { lockedIn } from './locked.ts';

interface Wish {
	readonly creationId: CreationId;
	readonly messageId: MessageId;
	readonly path: string;
}

/** Does what the answer wished for one file, although it looked as if it might lose something. Undo is a version away. */
export function useHeld(
	{ creationId, messageId, path }: Wish,
	services: Services,
): Promise<Result<void, Problem>> {
	return services.workspaces.with(creationId, async (workspace) => {
		const message = (await services.storage.messages(creationId)).find(({ id }) => id === messageId);
		const { operations } = collect(readReply(message?.raw ?? ''), 'stop');
		const own = operations.filter((operation) => 'path' in operation && operation.path === path);
		const applied = applyEdits(workspace.files, own, {
			locked: new Set(lockedIn(workspace.files)),
			accepted: new Set([path]),
		});
		const refused = applied.outcomes.find(({ result }) => !result.ok)?.result;
		if (own.length === 0 || (refused && !refused.ok))
			return err({
				type: 'held-gone',
				message: refused && !refused.ok ? refused.error.message : `The answer does not change ${path}.`,
			});
		workspace.tree.write(new Map([[path, applied.files.get(path) ?? null]]), 'model');
		const saved = await workspace.tree.saved();
		if (!saved.ok) return saved;
		const version = await workspace.commit({
			message: `Use the change to ${path}`,
			author: { type: 'model', model: message?.model?.model ?? 'model' },
			messageId,
		});
		return version.ok ? ok(undefined) : version;
	});
}
