import { useState } from 'react';
import { Icon } from '../../shared/files/components/Icon.tsx';
import { Page } from '../../shared/files/components/Page.tsx';
import { Tabs } from '../../shared/files/components/Tabs.tsx';
import { useToast } from '../../shared/files/components/Toast.tsx';
import { addRow, removeRow, restoreRow, useRows } from '../../shared/files/store.ts';
import { calculators } from './calculators.ts';
import { app } from './model.ts';
import './calculator.css';

const [first] = calculators;

export function App() {
	const [selected, setSelected] = useState(first.id);
	const { Component } = calculators.find(({ id }) => id === selected) ?? first;
	const say = useToast();
	const keep = (text: string): void => {
		if (addRow('result', { text })) say('Result kept');
	};
	return (
		<Page app={app}>
			{calculators.length === 1 ? (
				<Component onKeep={keep} />
			) : (
				<Tabs
					label="Calculator"
					tabs={calculators.map(({ id, title }) => ({ name: id, label: title }))}
					selected={selected}
					onSelect={setSelected}
				>
					<Component onKeep={keep} />
				</Tabs>
			)}
			<KeptResults />
		</Page>
	);
}

function KeptResults() {
	const rows = useRows('result');
	const say = useToast();
	if (rows.length === 0) return null;
	const remove = (id: string): void => {
		const removed = removeRow('result', id);
		if (removed) say('Result deleted', () => restoreRow('result', removed));
	};
	return (
		<section className="kept">
			<h2>Kept results</h2>
			<ul aria-label="Kept results">
				{[...rows].reverse().map((row) => (
					<li key={row.id}>
						<span>{String(row['text'])}</span>
						<button
							type="button"
							className="icon-button"
							aria-label={`Delete ${String(row['text'])}`}
							onClick={() => remove(row.id)}
						>
							<Icon name="remove" />
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}
