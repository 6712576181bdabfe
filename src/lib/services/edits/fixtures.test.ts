import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { applyEdits } from './apply.ts';

const FOLDER = process.env.AETHER_FIXTURES ?? '../shared/fixtures';
const CASES = `${FOLDER}/edits/cases.jsonl`;

const caseSchema = z.object({
	id: z.union([z.string(), z.number()]),
	name: z.string(),
	file: z.object({ path: z.string(), text: z.string() }),
	blocks: z.array(z.object({ search: z.string(), replace: z.string() })),
	expected: z.nullable(z.string()),
	alsoAccepted: z.optional(z.nullable(z.string())),
	mayReject: z.optional(z.boolean()),
});

test.skipIf(!existsSync(CASES))(
	`every case of ${CASES} gives its expected text or is rightly rejected`,
	() => {
		const lines = readFileSync(CASES, 'utf8')
			.split('\n')
			.filter((line) => line.trim() !== '');
		const failed = lines
			.map((line) => caseSchema.parse(JSON.parse(line)))
			.filter((one) => {
				const { path, text } = one.file;
				const blocks = one.blocks.map((block) => ({ type: 'replace', ...block }) as const);
				const applied = applyEdits(new Map([[path, text]]), [
					{ type: 'edit', format: 'blocks', path, blocks },
				]);
				const isRejected = applied.outcomes.some(({ result }) => !result.ok);
				const got = applied.files.get(path);
				if (isRejected) return !(one.expected === null || one.mayReject === true);
				return got !== one.expected && got !== one.alsoAccepted;
			});
		expect(failed.map(({ id, name }) => `${id} ${name}`)).toEqual([]);
	},
);
