import type { AreaRunner, CaseResult } from './area.ts';
import { judgeErrors } from './llm-errors.ts';
import { judgeStream } from './llm-streams.ts';

/** Every line of every `.jsonl` file is a recorded stream, every `.json` file a list of refusals. */
export const runLlmCases: AreaRunner = async (files) => {
	const results: CaseResult[] = [];
	for (const [path, text] of Object.entries(files)) {
		if (path.endsWith('.jsonl')) results.push(...(await judgeLines(text, path)));
		if (path.endsWith('.json')) results.push(...(await judgeErrors(text, path)));
	}
	return results;
};

/** One after another: all at once would hold every body in memory. */
async function judgeLines(text: string, path: string): Promise<readonly CaseResult[]> {
	const results: CaseResult[] = [];
	for (const [index, line] of text.split('\n').entries())
		if (line.trim() !== '') results.push(await judgeStream(line, `${path}:${index + 1}`));
	return results;
}
