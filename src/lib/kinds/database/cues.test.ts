import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createStarter } from '#lib/services/starter/create-starter.ts';
import { appVocabulary } from '../app/cues.ts';
import { databaseVocabulary } from './cues.ts';
import { databaseKits } from './kits.ts';

const corpus = new URL('../../services/starter/corpus/', import.meta.url);
const sentences = readdirSync(corpus)
	.filter((name) => name.endsWith('.jsonl'))
	.flatMap((name) => readFileSync(new URL(name, corpus), 'utf8').split('\n'))
	.filter((line) => line.trim() !== '')
	.map((line) => (JSON.parse(line) as { sentence: string }).sentence);
const before = createStarter(appVocabulary);
const after = createStarter([...appVocabulary, ...databaseVocabulary]);

test('the words of the database kits change no answer but the kit of a database', { timeout: 60_000 }, () => {
	for (const sentence of sentences) {
		const [old, now] = [before.understand(sentence), after.understand(sentence)];
		expect([sentence, now.type]).toEqual([sentence, old.type]);
		if (old.type === 'refused' || now.type === 'refused') continue;
		const kit = now.spec.kind === 'database' ? now.spec.kit : old.spec.kit;
		expect(now.spec).toEqual({ ...old.spec, kit });
		if (now.spec.kind === 'database') expect(now.spec.kit, sentence).not.toBe('');
	}
});

test.each(databaseKits.map(({ id, example }) => [id, example]))(
	'the example of %s asks for it',
	(id, example) => {
		expect(after.understand(example)).toMatchObject({
			type: 'understood',
			spec: { kind: 'database', kit: id },
		});
	},
);
