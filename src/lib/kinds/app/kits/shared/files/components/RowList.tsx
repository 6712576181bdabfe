import { useMemo, useState, type ReactNode } from 'react';
import { downloadCsv } from '../csv.ts';
import { selectRows, type View } from '../select.ts';
import { countOf, inSentence, type Entity, type Row } from '../schema.ts';
import { isString, useRows, useSetting } from '../store.ts';
import { EmptyState } from './EmptyState.tsx';
import { EditDialog } from './EntityForm.tsx';
import { ListTools } from './ListTools.tsx';
import { RowCard } from './RowCard.tsx';
import { useRefTitle } from './entities.tsx';

/** Rows drawn at first; more on demand, so that ten thousand rows stay quick. */
const PAGE_SIZE = 100;

interface RowListProps {
	readonly entity: Entity;
	/** Sort order before the person chooses one. */
	readonly sort?: string;
	/** Names of the fields that can be filtered by. */
	readonly filterBy: readonly string[];
	readonly badge?: (row: Row) => ReactNode;
	/** Keeps only some rows before search and filters. */
	readonly keep?: (row: Row) => boolean;
}

/** Search, sort, filters and the list itself, with editing and deleting. */
export function RowList({ entity, sort: initialSort = 'newest', filterBy, badge, keep }: RowListProps) {
	const all = useRows(entity.name);
	const refTitle = useRefTitle();
	const [search, setSearch] = useState('');
	const [sort, setSort] = useSetting(`${entity.name}Sort`, initialSort, isString);
	const [filters, setFilters] = useState<View['filters']>({});
	const [shown, setShown] = useState(PAGE_SIZE);
	const [edited, setEdited] = useState<Row | null>(null);
	const rows = useMemo(
		() => selectRows(entity, keep ? all.filter(keep) : all, { search, sort, filters }, refTitle),
		[entity, all, keep, search, sort, filters, refTitle],
	);
	const plural = inSentence(entity.plural);

	if (all.length === 0)
		return (
			<EmptyState title={`No ${plural} yet`}>
				Fill in the form above and your first one appears here.
			</EmptyState>
		);
	return (
		<>
			<ListTools
				entity={entity}
				rows={all}
				filterBy={filterBy}
				view={{ search, sort, filters }}
				onSearch={setSearch}
				onSort={setSort}
				onFilter={(name, value) => setFilters((others) => ({ ...others, [name]: value }))}
			/>
			<ul className="cards" aria-label={entity.plural}>
				{rows.slice(0, shown).map((row) => (
					<RowCard
						key={row.id}
						entity={entity}
						row={row}
						badge={badge?.(row)}
						onEdit={() => setEdited(row)}
					/>
				))}
			</ul>
			{rows.length === 0 && (
				<EmptyState title="Nothing matches">Try other words or another filter.</EmptyState>
			)}
			<ListFoot
				entity={entity}
				rows={rows}
				total={all.length}
				onMore={rows.length > shown ? () => setShown(shown + PAGE_SIZE) : undefined}
			/>
			{edited && <EditDialog entity={entity} row={edited} onClose={() => setEdited(null)} />}
		</>
	);
}

interface ListFootProps {
	readonly entity: Entity;
	/** What is listed and exported. */
	readonly rows: readonly Row[];
	readonly total: number;
	readonly onMore: (() => void) | undefined;
}

function ListFoot({ entity, rows, total, onMore }: ListFootProps) {
	const refTitle = useRefTitle();
	const all = countOf(entity, total);
	return (
		<div className="list-foot">
			<span>{rows.length === total ? all : `${rows.length} of ${all}`}</span>
			{onMore && (
				<button type="button" className="button quiet" onClick={onMore}>
					Show more
				</button>
			)}
			<button type="button" className="button quiet" onClick={() => downloadCsv(entity, rows, refTitle)}>
				Export CSV
			</button>
		</div>
	);
}
