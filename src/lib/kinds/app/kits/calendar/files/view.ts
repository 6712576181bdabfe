import type { Row } from '../../shared/files/schema.ts';

export interface ViewProps {
	readonly rows: readonly Row[];
	/** A day inside the month or week that is shown. */
	readonly day: string;
	/** -1 back, 1 forward, 0 to today. */
	readonly onGo: (steps: -1 | 0 | 1) => void;
	readonly onAdd: (day: string) => void;
	readonly onEdit: (row: Row) => void;
}
