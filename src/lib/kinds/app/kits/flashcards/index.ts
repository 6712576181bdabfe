import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { documentsOf } from '../shared/documents.ts';
import { modelSource } from '../shared/model-source.ts';
import { printConst } from '../../../print.ts';
import { deckName, subjectOf } from '../shared/subjects.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

/** Cards with spaced repetition, begun with real vocabulary where we have some. */
export const flashcards: KitRenderer = {
	render(spec) {
		const deck = deckName(spec);
		return assemble({
			title: spec.title,
			templates,
			generated: {
				'model.ts': modelSource(spec, {
					entities: [
						{
							name: 'card',
							label: 'Card',
							plural: 'Cards',
							fields: [
								{ name: 'front', label: 'Front', type: 'text', required: true },
								{ name: 'back', label: 'Back', type: 'text', required: true },
								{ name: 'deck', label: 'Deck', type: 'text' },
							],
						},
					],
					constants: [
						{ doc: 'The deck that new cards go to.', name: 'firstDeck', value: deck },
						{
							doc: 'Days until a card comes back, by the box it has reached.',
							name: 'boxDays',
							type: 'readonly number[]',
							value: [0, 1, 3, 7, 16, 35],
						},
					],
				}),
				'seed.ts': `/** The cards it begins with: front and back. */\n${printConst(
					'seed',
					'readonly (readonly [front: string, back: string])[]',
					subjectOf(spec)?.pairs ?? [],
				)}`,
			},
			documents: documentsOf(spec, 'Flashcards that come back just before you forget them.', [
				'`src/seed.ts`: the cards it begins with.',
				'`src/model.ts`: what a card holds, and after how many days it comes back.',
				'`src/boxes.ts`: the boxes (Leitner system). `src/Study.tsx`: the card you see.',
			]),
		});
	},
};
