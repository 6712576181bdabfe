import { useState, type ReactNode } from 'react';
import type { Entity } from '../schema.ts';
import { EntitiesProvider } from './entities.tsx';
import { AddForm } from './EntityForm.tsx';
import { RowList } from './RowList.tsx';
import { Tabs } from './Tabs.tsx';

interface EntityTabsProps {
	readonly entities: readonly [Entity, ...Entity[]];
	/** By which fields each list can be filtered. */
	readonly filterBy: Readonly<Record<string, readonly string[]>>;
	/** What the first tab shows. The others show a form and a list. */
	readonly children: ReactNode;
}

/** One tab per entity; a single entity needs no tabs. Fields can point to rows of the other entities. */
export function EntityTabs({ entities, filterBy, children }: EntityTabsProps) {
	const [main] = entities;
	const [selected, setSelected] = useState(main.name);
	const other = entities.find((entity) => entity.name === selected && entity !== main);
	return (
		<EntitiesProvider entities={entities}>
			{entities.length === 1 ? (
				children
			) : (
				<Tabs
					label="What is kept here"
					tabs={entities.map(({ name, plural }) => ({ name, label: plural }))}
					selected={selected}
					onSelect={setSelected}
				>
					{other ? <Kept key={other.name} entity={other} filterBy={filterBy[other.name] ?? []} /> : children}
				</Tabs>
			)}
		</EntitiesProvider>
	);
}

function Kept({ entity, filterBy }: { readonly entity: Entity; readonly filterBy: readonly string[] }) {
	return (
		<>
			<AddForm entity={entity} />
			<RowList entity={entity} filterBy={filterBy} />
		</>
	);
}
