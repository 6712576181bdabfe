import type { FileProblem, Kind } from '#lib/kinds/kind.ts';
import type { Files } from '#lib/model/files.ts';

/** What keeps the house from running these files of a kind that it interprets; empty means that it can. */
export async function interpretFiles(
	interpret: NonNullable<Kind['interpret']>,
	files: Files,
): Promise<readonly FileProblem[]> {
	const { parseWorkflow } = await import('#lib/services/workflow/definition.ts');
	return interpret(files, (text) => {
		const parsed = parseWorkflow(text);
		return parsed.ok ? [] : parsed.error;
	});
}
