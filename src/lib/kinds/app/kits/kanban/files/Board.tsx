import { useMemo, useState, type DragEvent } from 'react';
import { downloadCsv } from '../../shared/files/csv.ts';
import { AddForm, EditDialog } from '../../shared/files/components/EntityForm.tsx';
import { ListTools } from '../../shared/files/components/ListTools.tsx';
import { useToast } from '../../shared/files/components/Toast.tsx';
import { useRefTitle } from '../../shared/files/components/entities.tsx';
import { headingOf } from '../../shared/files/format.ts';
import type { Row } from '../../shared/files/schema.ts';
import { selectRows, type View } from '../../shared/files/select.ts';
import { changeRow, findRow, isString, useRows, useSetting } from '../../shared/files/store.ts';
import { Card } from './Card.tsx';
import { cardsOf, columnOf, columns, moveCard } from './columns.ts';
import { columnField, entities, filterBy } from './model.ts';
import './board.css';

const [main] = entities;

export function Board() {
	const all = useRows(main.name);
	const refTitle = useRefTitle();
	const say = useToast();
	const [search, setSearch] = useState('');
	const [sort, setSort] = useSetting('boardSort', 'oldest', isString);
	const [filters, setFilters] = useState<View['filters']>({});
	const [edited, setEdited] = useState<Row | null>(null);
	const [movedId, setMovedId] = useState('');
	const rows = useMemo(
		() => selectRows(main, all, { search, sort, filters }, refTitle),
		[all, search, sort, filters, refTitle],
	);

	const move = (row: Row, column: string, before?: Row): void => {
		const { [columnField]: oldColumn, boardPosition = null } = row;
		moveCard(row, column, cardsOf(all, column), before);
		setMovedId(row.id);
		if (column === columnOf(row)) return;
		say(`${headingOf(main, row, refTitle)} moved to ${column}`, () => {
			changeRow(main.name, row.id, { [columnField]: oldColumn, boardPosition });
		});
	};

	return (
		<>
			<AddForm entity={main} initial={{ [columnField]: columns[0] }} />
			{all.length > 0 && (
				<ListTools
					entity={main}
					rows={all}
					filterBy={filterBy[main.name] ?? []}
					view={{ search, sort, filters }}
					ownOrder="Board order"
					onSearch={setSearch}
					onSort={setSort}
					onFilter={(name, value) => setFilters((others) => ({ ...others, [name]: value }))}
				/>
			)}
			<div className="board">
				{columns.map((column) => (
					<Column
						key={column}
						name={column}
						cards={sort === 'oldest' ? cardsOf(rows, column) : rows.filter((row) => columnOf(row) === column)}
						movedId={movedId}
						onMove={move}
						onEdit={setEdited}
					/>
				))}
			</div>
			<div className="list-foot">
				<span>Drag cards, press a column's name on a card, or use Alt and the arrow keys.</span>
				<button type="button" className="button quiet" onClick={() => downloadCsv(main, rows, refTitle)}>
					Export CSV
				</button>
			</div>
			{edited && <EditDialog entity={main} row={edited} onClose={() => setEdited(null)} />}
		</>
	);
}

interface ColumnProps {
	readonly name: string;
	readonly cards: readonly Row[];
	readonly movedId: string;
	readonly onMove: (row: Row, column: string, before?: Row) => void;
	readonly onEdit: (row: Row) => void;
}

function Column({ name, cards, movedId, onMove, onEdit }: ColumnProps) {
	const [isTarget, setTarget] = useState(false);
	const drop = (event: DragEvent<HTMLElement>): void => {
		event.preventDefault();
		setTarget(false);
		const row = findRow(main.name, event.dataTransfer.getData('text/plain'));
		if (row) onMove(row, name, cardBelow(event, cards));
	};
	return (
		<section
			className={isTarget ? 'column target' : 'column'}
			aria-label={`Column ${name}`}
			onDragOver={(event) => {
				event.preventDefault();
				setTarget(true);
			}}
			onDragLeave={(event) => {
				if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget))
					setTarget(false);
			}}
			onDrop={drop}
		>
			<h2 className="column-name">
				{name} <span className="column-count">{cards.length}</span>
			</h2>
			<ul className="column-cards" aria-label={name}>
				{cards.map((row, index) => (
					<Card
						key={row.id}
						row={row}
						column={name}
						previous={cards[index - 1]}
						afterNext={cards[index + 2]}
						isLast={index === cards.length - 1}
						isMoved={row.id === movedId}
						onMove={onMove}
						onEdit={() => onEdit(row)}
					/>
				))}
			</ul>
			{cards.length === 0 && <p className="column-empty">Nothing here</p>}
		</section>
	);
}

/** The first card whose middle lies below the pointer. */
function cardBelow(event: DragEvent<HTMLElement>, cards: readonly Row[]): Row | undefined {
	const elements = [...event.currentTarget.querySelectorAll('li')];
	const index = elements.findIndex((element) => {
		const { top, height } = element.getBoundingClientRect();
		return event.clientY < top + height / 2;
	});
	return cards[index];
}
