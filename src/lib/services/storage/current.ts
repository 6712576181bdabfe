import type { Database } from './database.ts';

let provide: (database: Database) => void;
let current = new Promise<Database>((resolve) => (provide = resolve));

/** The database of this tab, from the moment `Storage.open` has succeeded. There is one profile per tab. */
export const currentDatabase = (): Promise<Database> => current;

export function setCurrentDatabase(database: Database): void {
	provide(database);
	current = Promise.resolve(database);
}
