import type { FaceProblem, SchemaAnswer, StatusAnswer } from '#lib/kinds/database/runtime/face.ts';
import { DatabaseClient, type DatabaseSession } from './client.ts';

/** What all panes of one running database know together. */
export class DatabaseView {
	readonly client: DatabaseClient;
	schema: SchemaAnswer | null = $state.raw(null);
	status: StatusAnswer | null = $state.raw(null);
	problem: FaceProblem | null = $state.raw(null);
	/** Grows with each write that is known here: what shows rows looks again. */
	writes = $state(0);
	/** The table that is shown, and a filter with which it was opened. */
	table: { readonly id: string; readonly filter?: string } | null = $state.raw(null);

	/** The box for another schema is open. */
	isChanging = $state(false);

	constructor(session: DatabaseSession) {
		this.client = new DatabaseClient(session);
	}

	/** Reads the schema and how the start went. */
	async load(): Promise<void> {
		const [schema, status] = await Promise.all([this.client.schema(), this.client.status()]);
		this.problem = schema.ok ? (status.ok ? null : status.error) : schema.error;
		if (schema.ok) this.schema = schema.value;
		if (status.ok) {
			this.status = status.value;
			this.writes = Math.max(this.writes, status.value.writes);
		}
	}

	/** Notices what others wrote. */
	async look(): Promise<void> {
		const status = await this.client.status();
		if (status.ok && status.value.writes !== this.writes) this.writes = status.value.writes;
	}

	/** Something was written here; `isSchema` when tables may be others now. */
	async wrote(isSchema: boolean): Promise<void> {
		this.writes++;
		if (isSchema) await this.load();
	}
}
