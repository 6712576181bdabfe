import { parseJson } from '#lib/model/json.ts';
import * as z from 'zod/mini';
import type { Files } from '#lib/model/files.ts';
import { applyEdits } from '#lib/services/edits/apply.ts';
import { collect } from '#lib/services/edits/collect.ts';
import type { Operation } from '#lib/services/edits/edits.ts';
import { EditReader } from '#lib/services/edits/reader.ts';
import type { AreaRunner, CaseResult } from './area.ts';
import { cutInto } from './chunks.ts';

const tree = z.record(z.string(), z.nullable(z.string()));
const idSchema = z.union([z.string(), z.number()]);

/** Blocks for one file. `null` as the expected text means that rejecting is right. */
const blocksCase = z.object({
	id: idSchema,
	name: z.optional(z.string()),
	file: z.object({ path: z.string(), text: z.string() }),
	blocks: z.array(z.object({ search: z.string(), replace: z.string() })),
	expected: z.nullable(z.string()),
	alsoAccepted: z.optional(z.nullable(z.union([z.string(), z.array(z.string())]))),
	mayReject: z.optional(z.nullable(z.boolean())),
});

/** A whole reply in any dialect. */
const replyCase = z.object({ id: idSchema, reply: z.string(), files: z.optional(tree), expected: tree });

/** Lines of `*.jsonl` are blocks or replies; `patches/NAME/` holds `patch.txt`, `input/` and `expected/`. */
export const runEditsCases: AreaRunner = (files) => {
	const lines = Object.entries(files)
		.filter(([path]) => path.endsWith('.jsonl'))
		.flatMap(([path, text]) =>
			text.split('\n').map((line, index) => ({ line, place: `${path}:${index + 1}` })),
		)
		.filter(({ line }) => line.trim() !== '');
	const patches = Object.keys(files).flatMap((path) => /^(.*)\/patch\.txt$/.exec(path)?.[1] ?? []);
	return Promise.resolve([
		...lines.map(({ line, place }) => judgeLine(line, place)),
		...patches.map((folder) => judgePatch(folder, files)),
	]);
};

function judgeLine(line: string, place: string): CaseResult {
	const value = parseJson(line);
	const blocks = blocksCase.safeParse(value);
	if (blocks.success) return judgeBlocks(blocks.data);
	const reply = replyCase.safeParse(value);
	if (reply.success) return judgeReply(reply.data);
	return { id: place, differences: ['the line is not a case of this area'] };
}

function judgeBlocks(one: z.infer<typeof blocksCase>): CaseResult {
	const { path, text } = one.file;
	const blocks = one.blocks.map((block) => ({ type: 'replace', ...block }) as const);
	const applied = applyEdits(new Map([[path, text]]), [{ type: 'edit', format: 'blocks', path, blocks }]);
	const refusal = applied.outcomes.flatMap(({ result }) => (result.ok ? [] : [result.error.message]))[0];
	const got = applied.files.get(path);
	const accepted = [one.expected, one.alsoAccepted].flat();
	const isRight =
		refusal === undefined
			? accepted.some((other) => other === got)
			: one.expected === null || one.mayReject === true;
	const difference =
		refusal === undefined ? `gave ${show(got)} instead of ${show(one.expected)}` : `rejected: ${refusal}`;
	return { id: `${one.id} ${one.name ?? ''}`.trim(), differences: isRight ? [] : [difference] };
}

function judgeReply({ id, reply, files = {}, expected }: z.infer<typeof replyCase>): CaseResult {
	return { id: String(id), differences: differencesForAll(reply, treeOf(files), treeOf(expected), false) };
}

function judgePatch(folder: string, files: Readonly<Record<string, string>>): CaseResult {
	const below = (part: string): Files => {
		const prefix = `${folder}/${part}/`;
		return new Map(
			Object.entries(files).flatMap(([path, text]) =>
				path.startsWith(prefix) ? [[path.slice(prefix.length), text]] : [],
			),
		);
	};
	const patch = files[`${folder}/patch.txt`] ?? '';
	return { id: folder, differences: differencesForAll(patch, below('input'), below('expected'), true) };
}

/** The first chunking that does not lead to the expected files tells its differences. */
function differencesForAll(
	reply: string,
	files: Files,
	expected: Files,
	isAgreed: boolean,
): readonly string[] {
	for (const { name, chunks } of cutInto(reply)) {
		const { operations, problems } = readChunks(chunks);
		const accepted = isAgreed
			? new Set(operations.map((operation) => (operation.type === 'move' ? operation.to : operation.path)))
			: undefined;
		const applied = applyEdits(files, operations, accepted ? { accepted } : {});
		const refusals = applied.outcomes.flatMap(({ path, result }) =>
			result.ok ? [] : [`${path}: ${result.error.message}`],
		);
		const notes = [...refusals, ...problems.map(({ reason, text }) => `${reason}: ${text}`)];
		const found = treeDifferences(applied.files, expected);
		if (found.length > 0) return [...found.map((line) => `${line} (${name})`), ...notes];
	}
	return [];
}

function readChunks(chunks: readonly string[]): {
	readonly operations: readonly Operation[];
	readonly problems: readonly { reason: string; text: string }[];
} {
	const reader = new EditReader();
	return collect([...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.end()]);
}

function treeDifferences(got: Files, expected: Files): readonly string[] {
	const paths = [...new Set([...got.keys(), ...expected.keys()])].sort();
	return paths
		.filter((path) => got.get(path) !== expected.get(path))
		.map((path) => `${path} is ${show(got.get(path))} instead of ${show(expected.get(path))}`);
}

const treeOf = (files: z.infer<typeof tree>): Files =>
	new Map(Object.entries(files).flatMap(([path, text]) => (text === null ? [] : [[path, text]])));

function show(content: unknown): string {
	if (typeof content !== 'string') return 'no file';
	const text = JSON.stringify(content);
	return text.length > 400 ? `${text.slice(0, 400)}… (${content.length} characters)` : text;
}
