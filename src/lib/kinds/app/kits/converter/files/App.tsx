import { Page } from '../../shared/files/components/Page.tsx';
import { useToast } from '../../shared/files/components/Toast.tsx';
import type { Row } from '../../shared/files/schema.ts';
import { addRow, removeRow, restoreRow, useRows, useSetting } from '../../shared/files/store.ts';
import { AddPair } from './AddPair.tsx';
import { app, firstPairs } from './model.ts';
import { PairCard } from './PairCard.tsx';
import { findUnit } from './units.ts';
import './converter.css';

export function App() {
	const added = useRows('pair');
	const [hidden, setHidden] = useSetting<readonly string[]>('hiddenPairs', [], isTextList);
	const say = useToast();
	const first = firstPairs.filter(([from, to]) => !hidden.includes(`${from}-${to}`));

	const removeAdded = (row: Row): void => {
		const removed = removeRow('pair', row.id);
		if (removed) say('Pair removed', () => restoreRow('pair', removed));
	};
	const hide = (id: string): void => {
		setHidden([...hidden, id]);
		say('Pair removed', () => setHidden(hidden));
	};

	return (
		<Page app={app} summary="type on either side" isWide>
			<div className="pairs">
				{first.map(([from, to]) => (
					<PairCard key={`${from}-${to}`} from={from} to={to} onRemove={() => hide(`${from}-${to}`)} />
				))}
				{added.map((row) => (
					<PairCard
						key={row.id}
						from={String(row['from'])}
						to={String(row['to'])}
						onRemove={() => removeAdded(row)}
					/>
				))}
			</div>
			<AddPair
				onAdd={(from, to) => {
					if (addRow('pair', { from, to })) say(`${findUnit(from)?.label} and ${findUnit(to)?.label} added`);
				}}
			/>
		</Page>
	);
}

const isTextList = (value: unknown): value is readonly string[] =>
	Array.isArray(value) && value.every((item) => typeof item === 'string');
