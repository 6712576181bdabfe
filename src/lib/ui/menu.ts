/** One line of a menu. */
export interface MenuItem {
	readonly label: string;
	readonly run: () => void;
	/** Drawn in the colour of what takes something away. */
	readonly isDanger?: boolean;
	/** A hairline stands above it. */
	readonly isAfterLine?: boolean;
	/** For a switch: whether it is on. */
	readonly isChecked?: boolean;
}
