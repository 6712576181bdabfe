import type { FaceProblem, Row, Table } from '#lib/kinds/database/runtime/face.ts';
import type { Result } from '#lib/model/result.ts';
import type { DatabaseView } from './view.svelte.ts';

/** Rows on one page. */
export const PAGE = 50;

interface Undo {
	readonly label: string;
	readonly run: () => Promise<void>;
}

/** One table as it is looked at: its page, order and filter, and what was just done to it. */
export class TableRows {
	readonly #view: DatabaseView;
	readonly table: Table;
	rows: readonly Row[] = $state.raw([]);
	total = $state(0);
	offset = $state(0);
	order = $state('');
	filters: readonly string[] = $state.raw([]);
	problem: FaceProblem | null = $state.raw(null);
	isLoading = $state(true);
	undo: Undo | null = $state.raw(null);
	/** The newest read counts; slower ones are dropped. */
	#read = 0;

	constructor(view: DatabaseView, table: Table, filter?: string) {
		this.#view = view;
		this.table = table;
		if (filter !== undefined) this.filters = [filter];
	}

	get canEdit(): boolean {
		return this.table.kind === 'table' && this.table.primaryKey.length > 0;
	}

	async load(): Promise<void> {
		const read = ++this.#read;
		const { offset, order, filters } = this;
		const answer = await this.#view.client.rows(this.table, { limit: PAGE, offset, order, filters });
		if (read !== this.#read) return;
		this.isLoading = false;
		this.problem = answer.ok ? null : answer.error;
		if (!answer.ok) return;
		this.rows = answer.value.rows;
		this.total = answer.value.total;
	}

	/** Ascending, descending, then as the key has it. */
	sortBy(column: string): void {
		this.order = this.order === column ? `${column}.desc` : this.order === `${column}.desc` ? '' : column;
		this.offset = 0;
	}

	filterBy(filters: readonly string[]): void {
		this.filters = filters;
		this.offset = 0;
	}

	async change(row: Row, column: string, value: Row[string]): Promise<boolean> {
		if (Object.is(row[column], value)) return true;
		const before = row[column] ?? null;
		const changed = await this.#view.client.change(this.table, row, { [column]: value });
		if (!changed.ok) return this.#fail(changed.error);
		await this.#done({
			label: `${column} was changed`,
			run: async () => {
				await this.#repeat(await this.#view.client.change(this.table, changed.value, { [column]: before }));
			},
		});
		return true;
	}

	async add(row: Row): Promise<boolean> {
		const added = await this.#view.client.add(this.table, row);
		if (!added.ok) return this.#fail(added.error);
		await this.#done({
			label: 'Row added',
			run: async () => {
				await this.#repeat(await this.#view.client.remove(this.table, added.value));
			},
		});
		return true;
	}

	async remove(row: Row): Promise<boolean> {
		const removed = await this.#view.client.remove(this.table, row);
		if (!removed.ok) return this.#fail(removed.error);
		await this.#done({
			label: 'Row deleted',
			run: async () => {
				await this.#repeat(await this.#view.client.add(this.table, removed.value));
			},
		});
		return true;
	}

	async importCsv(csv: string): Promise<boolean> {
		const imported = await this.#view.client.importCsv(this.table, csv);
		if (!imported.ok) return this.#fail(imported.error);
		await this.#done(null);
		return true;
	}

	async #repeat(answer: Result<unknown, FaceProblem>): Promise<void> {
		if (!answer.ok) this.#fail(answer.error);
		else await this.#done(null);
	}

	#fail(problem: FaceProblem): boolean {
		this.problem = problem;
		return false;
	}

	async #done(undo: Undo | null): Promise<void> {
		this.undo = undo;
		this.problem = null;
		await this.#view.wrote(false);
	}
}
