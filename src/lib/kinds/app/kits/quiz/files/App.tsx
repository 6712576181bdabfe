import { useState } from 'react';
import { AddForm } from '../../shared/files/components/EntityForm.tsx';
import { Page } from '../../shared/files/components/Page.tsx';
import { RowList } from '../../shared/files/components/RowList.tsx';
import { Tabs } from '../../shared/files/components/Tabs.tsx';
import { countOf } from '../../shared/files/schema.ts';
import { sowOnce } from '../../shared/files/sow.ts';
import { useRows } from '../../shared/files/store.ts';
import { app, entities } from './model.ts';
import { Play } from './Play.tsx';
import { seed } from './seed.ts';
import './quiz.css';

const [question] = entities;

const TABS = [
	{ name: 'play', label: 'Play' },
	{ name: 'questions', label: 'Questions' },
] as const;

sowOnce(
	question,
	seed.map(([text, answer, [wrongOne, wrongTwo, wrongThree]]) => ({
		question: text,
		answer,
		wrongOne,
		wrongTwo,
		wrongThree,
	})),
);

export function App() {
	const [tab, setTab] = useState<(typeof TABS)[number]['name']>('play');
	const rows = useRows(question.name);
	return (
		<Page app={app} summary={countOf(question, rows.length)}>
			<Tabs label="Quiz" tabs={TABS} selected={tab} onSelect={setTab}>
				{tab === 'play' ? (
					<>
						<Play rows={rows} />
						{rows.length === 0 && <AddForm entity={question} />}
					</>
				) : (
					<>
						<AddForm entity={question} />
						<RowList entity={question} filterBy={[]} />
					</>
				)}
			</Tabs>
		</Page>
	);
}
