import { COLUMNS, type Place } from '#lib/model/composite.ts';

/** A move or a change of size by one column or row. */
export type Step = Readonly<Partial<Record<'x' | 'y' | 'w' | 'h', number>>>;

export const STEPS: readonly { readonly label: string; readonly step: Step }[] = [
	{ label: 'Move left', step: { x: -1 } },
	{ label: 'Move right', step: { x: 1 } },
	{ label: 'Move up', step: { y: -1 } },
	{ label: 'Move down', step: { y: 1 } },
	{ label: 'Wider', step: { w: 1 } },
	{ label: 'Narrower', step: { w: -1 } },
	{ label: 'Taller', step: { h: 1 } },
	{ label: 'Shorter', step: { h: -1 } },
];

/** What an arrow key does to a panel of the layout; with Shift it changes the size. */
export function stepOf({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): Step | undefined {
	const [across, down] = shiftKey ? (['w', 'h'] as const) : (['x', 'y'] as const);
	const steps: Readonly<Record<string, Step>> = {
		ArrowLeft: { [across]: -1 },
		ArrowRight: { [across]: 1 },
		ArrowUp: { [down]: -1 },
		ArrowDown: { [down]: 1 },
	};
	return steps[key];
}

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** The place after a step, kept inside the grid. */
export function stepped({ panel, x, y, w, h }: Place, step: Step): Place {
	const wide = within(w + (step.w ?? 0), 1, COLUMNS);
	return {
		panel,
		x: within(x + (step.x ?? 0), 0, COLUMNS - wide),
		y: within(y + (step.y ?? 0), 0, 400),
		w: wide,
		h: within(h + (step.h ?? 0), 1, 40),
	};
}
