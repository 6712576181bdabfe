import { parseJson } from '#lib/model/json.ts';
import { apiVocabulary } from '#lib/kinds/api/cues.ts';
import { appVocabulary } from '#lib/kinds/app/cues.ts';
import { cliVocabulary } from '#lib/kinds/cli/cues.ts';
import { databaseVocabulary } from '#lib/kinds/database/cues.ts';
import { workflowVocabulary } from '#lib/kinds/workflow/cues.ts';
import { createStarter } from '#lib/services/starter/create-starter.ts';
import type { AreaRunner, CaseResult } from './area.ts';
import { differences, starterCaseSchema } from './compare.ts';

/** Every line of every `.jsonl` file is a sentence with what it must be understood as. */
export const runStarterCases: AreaRunner = (files) => {
	const starter = createStarter([
		...appVocabulary,
		...apiVocabulary,
		...cliVocabulary,
		...databaseVocabulary,
		...workflowVocabulary,
	]);
	const lines = Object.entries(files)
		.filter(([path]) => path.endsWith('.jsonl'))
		.flatMap(([path, text]) =>
			text.split('\n').map((line, index) => ({ line, place: `${path}:${index + 1}` })),
		);
	const cases = lines.filter(({ line }) => line.trim());
	return Promise.resolve(
		cases.map(({ line, place }) => judge(line, place, (sentence) => starter.understand(sentence))),
	);
};

function judge(
	line: string,
	place: string,
	understand: ReturnType<typeof createStarter>['understand'],
): CaseResult {
	const expected = starterCaseSchema.safeParse(parseJson(line));
	if (!expected.success) return { id: place, differences: ['the line is not a case of this area'] };
	return {
		id: expected.data.sentence,
		differences: differences(expected.data, understand(expected.data.sentence)),
	};
}
