import type { ComponentType } from 'react';

export interface Calculator {
	readonly id: string;
	readonly title: string;
	readonly Component: ComponentType<CalculatorProps>;
}

export interface CalculatorProps {
	/** Keeps a line such as "Tip: 84.00 + 15% = 96.60". */
	readonly onKeep: (text: string) => void;
}

/** An input of a calculator that is a form. */
export interface Input {
	readonly name: string;
	readonly label: string;
	readonly type: 'number' | 'date' | 'choice';
	readonly initial: string;
	/** Shown at the end of the input. */
	readonly unit?: string;
	readonly choices?: readonly string[];
}

export interface Output {
	readonly label: string;
	readonly text: string;
	/** The one that was asked for. */
	readonly isMain?: boolean;
}

export const money = (value: number): string =>
	new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);

export const decimal = (value: number, digits = 2): string =>
	new Intl.NumberFormat(undefined, { maximumFractionDigits: digits }).format(value);
