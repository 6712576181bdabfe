import { parseJson } from '#lib/model/json.ts';
import * as z from 'zod/mini';
import type { Author, Comment } from '#lib/model/collab.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';
import { recordId } from './record.ts';

export const ruleSchema = z.object({
	/** Members who must approve a suggestion before it can be merged. */
	approvals: z.int().check(z.gte(0), z.lte(16)),
	/** Editors change files by suggestions alone. */
	onlyProposals: z.boolean(),
});
/** How changes come into a creation. */
export type Rule = z.infer<typeof ruleSchema>;

const SUBJECT = '0'.repeat(26);
const ALONE: Rule = { approvals: 0, onlyProposals: false };
const SHARED: Rule = { approvals: 1, onlyProposals: false };

/** What its owner decided; `owner` is undefined while it is not shared. */
export function ruleOf(
	records: readonly SaidComment[],
	{ own, owner }: { readonly own: Author | undefined; readonly owner: Author | undefined },
): Rule {
	const decider = owner ?? own;
	const record = records.find(({ op, author }) => op === 'rule' && author === decider);
	return (record && readRule(record.body)) ?? (owner === undefined ? ALONE : SHARED);
}

export const ruleRecord = (author: Author, rule: Rule): Comment => {
	const id = recordId(author, 'rule', SUBJECT);
	return { id, thread: id, op: 'rule', body: JSON.stringify(rule) };
};

function readRule(body: string): Rule | undefined {
	const rule = z.safeParse(ruleSchema, parseJson(body));
	return rule.success ? rule.data : undefined;
}
