import { useState } from 'react';
import { AddForm } from '../../shared/files/components/EntityForm.tsx';
import { PillSelect } from '../../shared/files/components/ListTools.tsx';
import { Page } from '../../shared/files/components/Page.tsx';
import { RowList } from '../../shared/files/components/RowList.tsx';
import { Tabs } from '../../shared/files/components/Tabs.tsx';
import { countOf } from '../../shared/files/schema.ts';
import { sowOnce } from '../../shared/files/sow.ts';
import { useRows } from '../../shared/files/store.ts';
import { boxOf, deckOf, dueCards } from './boxes.ts';
import { app, entities, firstDeck } from './model.ts';
import { Study } from './Study.tsx';
import { seed } from './seed.ts';
import './flashcards.css';

const [card] = entities;

const TABS = [
	{ name: 'study', label: 'Study' },
	{ name: 'cards', label: 'Cards' },
] as const;

sowOnce(
	card,
	seed.map(([front, back]) => ({ front, back, deck: firstDeck })),
);

export function App() {
	const [tab, setTab] = useState<(typeof TABS)[number]['name']>('study');
	const [deck, setDeck] = useState('');
	const all = useRows(card.name);
	const rows = deck ? all.filter((row) => deckOf(row) === deck) : all;
	const decks = [...new Set(all.map(deckOf))].sort();
	return (
		<Page app={app} summary={`${dueCards(rows).length} due · ${countOf(card, rows.length)}`}>
			<Tabs label="Flashcards" tabs={TABS} selected={tab} onSelect={setTab}>
				{tab === 'study' ? (
					<>
						{decks.length > 1 && (
							<div className="tools">
								<PillSelect
									label="Deck"
									value={deck}
									choices={[
										{ value: '', label: 'All decks' },
										...decks.map((name) => ({ value: name, label: name })),
									]}
									onChange={setDeck}
								/>
							</div>
						)}
						<Study rows={rows} />
						{rows.length === 0 && <AddForm entity={card} initial={{ deck: firstDeck }} />}
					</>
				) : (
					<>
						<AddForm entity={card} initial={{ deck: firstDeck }} />
						<RowList
							entity={card}
							sort="oldest"
							filterBy={[]}
							badge={(row) => <span className="chip">{boxOf(row) === 0 ? 'New' : `Box ${boxOf(row)}`}</span>}
						/>
					</>
				)}
			</Tabs>
		</Page>
	);
}
