import type { CreationId } from '#lib/model/id.ts';
import type { Problem } from '#lib/model/result.ts';
import type { Services } from '../services.ts';
import { ruleOf } from './rule.ts';
import { ownAuthor, recordsOf } from './tell.ts';

/** Why an editor may not change files by a command: the owner wants suggestions. */
export async function refusedByRule(creationId: CreationId, services: Services): Promise<Problem | null> {
	const read = await services.workspaces.with(creationId, async (workspace) => {
		const author = await ownAuthor(workspace, services);
		if (!author.ok) return author;
		const records = await recordsOf(workspace, services);
		const owner = workspace.together.members.find(({ role }) => role === 'owner')?.author;
		return records.ok
			? { ok: true, value: ruleOf(records.value, { own: author.value, owner }) }
			: { ok: false, error: records.error };
	});
	return read.ok && read.value.onlyProposals ? ONLY_PROPOSALS : null;
}

const ONLY_PROPOSALS: Problem = {
	type: 'only-proposals',
	message: 'The owner of this creation wants changes as suggestions.',
	action: 'Suggest a change under Comments',
};
