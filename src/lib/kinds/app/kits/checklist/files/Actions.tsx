import { useToast } from '../../shared/files/components/Toast.tsx';
import { useRefTitle } from '../../shared/files/components/entities.tsx';
import { downloadCsv } from '../../shared/files/csv.ts';
import type { Row } from '../../shared/files/schema.ts';
import { changeRow, removeRow, restoreRow } from '../../shared/files/store.ts';
import { doneField, entities } from './model.ts';

const [main] = entities;

/** What can be done with the whole list. */
export function Actions({ rows }: { readonly rows: readonly Row[] }) {
	const say = useToast();
	const refTitle = useRefTitle();
	const done = rows.filter((row) => row[doneField] === true);

	const untickAll = (): void => {
		for (const row of done) changeRow(main.name, row.id, { [doneField]: false });
		say('All ticks taken off', () => {
			for (const row of done) changeRow(main.name, row.id, { [doneField]: true });
		});
	};
	const removeDone = (): void => {
		for (const row of done) removeRow(main.name, row.id);
		say(`${done.length} deleted`, () => {
			for (const row of done) restoreRow(main.name, row);
		});
	};

	return (
		<div className="list-foot">
			<span>{rows.length - done.length} left</span>
			{done.length > 0 && (
				<>
					<button type="button" className="button quiet" onClick={untickAll}>
						Untick all
					</button>
					<button type="button" className="button quiet" onClick={removeDone}>
						Delete done
					</button>
				</>
			)}
			<button type="button" className="button quiet" onClick={() => downloadCsv(main, rows, refTitle)}>
				Export CSV
			</button>
		</div>
	);
}
