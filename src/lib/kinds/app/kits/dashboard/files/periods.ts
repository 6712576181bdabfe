import { addDays, addMonths, isDay, today } from '../../shared/files/dates.ts';
import type { Choice } from '../../shared/files/select.ts';

export const PERIODS: readonly Choice[] = [
	{ value: 'all', label: 'All time' },
	{ value: 'month', label: 'This month' },
	{ value: 'quarter', label: 'Last 3 months' },
	{ value: 'year', label: 'This year' },
	{ value: 'days', label: 'Last 30 days' },
];

/** Whether a day lies in a period that ends now. */
export function isIn(period: string, day: unknown): boolean {
	if (period === 'all') return true;
	return isDay(day) && day.slice(0, 10) >= startOf(period);
}

function startOf(period: string): string {
	const now = today();
	if (period === 'month') return `${now.slice(0, 7)}-01`;
	if (period === 'quarter') return addMonths(now, -2);
	if (period === 'year') return `${now.slice(0, 4)}-01-01`;
	return addDays(now, -30);
}
