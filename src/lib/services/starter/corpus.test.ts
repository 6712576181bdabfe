import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { differences, starterCaseSchema } from '#lib/conformance/compare.ts';
import { apiVocabulary } from '#lib/kinds/api/cues.ts';
import { appVocabulary } from '#lib/kinds/app/cues.ts';
import { cliVocabulary } from '#lib/kinds/cli/cues.ts';
import { databaseVocabulary } from '#lib/kinds/database/cues.ts';
import { createStarter } from './create-starter.ts';

const starter = createStarter([...appVocabulary, ...apiVocabulary, ...cliVocabulary, ...databaseVocabulary]);

/**
 * Sentences with what they mean. The grammar was built while looking at `development` only; the others were written
 * beforehand and looked at later, so their first results tell how well it does on sentences it has never seen.
 */
function wrongAnswers(name: string): { wrong: string[]; total: number } {
	const text = readFileSync(new URL(`./corpus/${name}.jsonl`, import.meta.url), 'utf8');
	const lines = text.trim().split('\n');
	const wrong = lines.flatMap((line) => {
		const expected = starterCaseSchema.parse(JSON.parse(line));
		const found = differences(expected, starter.understand(expected.sentence));
		return found.length ? [`${expected.sentence} → ${found.join('; ')}`] : [];
	});
	return { wrong, total: lines.length };
}

test('every sentence of the development part is understood or refused as it should be', () => {
	expect(wrongAnswers('development').wrong).toEqual([]);
});

test.each(['held-out', 'second-held-out', 'third-held-out'])(
	'at least 95 of 100 sentences of the %s part are',
	(name) => {
		const { wrong, total } = wrongAnswers(name);
		expect(wrong.length / total, wrong.join('\n')).toBeLessThanOrEqual(0.05);
	},
);
