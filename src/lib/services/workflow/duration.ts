import { isRecord } from './data.ts';

const UNITS = {
	days: 86_400_000,
	hours: 3_600_000,
	minutes: 60_000,
	seconds: 1_000,
	milliseconds: 1,
} as const;

const ISO =
	/^P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds of each part of `ISO`; a year has 365 days and a month 30. */
const ISO_UNITS = [365 * 86_400_000, 30 * 86_400_000, 7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000];

/** A duration of the DSL in ms: ISO 8601, or `{ minutes: 5 }` with one or more units; undefined where it is none. */
export function durationMs(value: unknown): number | undefined {
	if (typeof value === 'string') return isoMs(value.trim());
	if (!isRecord(value)) return undefined;
	const parts = Object.entries(value).map(([unit, amount]) => partMs(unit, amount));
	if (parts.length === 0) return undefined;
	return parts.reduce<number | undefined>(
		(sum, part) => (sum === undefined || part === undefined ? undefined : sum + part),
		0,
	);
}

function partMs(unit: string, amount: unknown): number | undefined {
	const ms = Object.entries(UNITS).find(([name]) => name === unit || name === `${unit}s`)?.[1];
	return ms === undefined || typeof amount !== 'number' || amount < 0 ? undefined : ms * amount;
}

function isoMs(text: string): number | undefined {
	const parts = ISO.exec(text)?.slice(1);
	if (!parts || parts.every((part) => part === undefined)) return undefined;
	return parts.reduce((sum, part, index) => sum + Number(part ?? 0) * (ISO_UNITS[index] ?? 0), 0);
}
