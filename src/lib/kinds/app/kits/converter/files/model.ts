import type { AppFacts } from '../../shared/files/schema.ts';

/** What the page shows around everything. */
export const app: AppFacts = { title: 'Unit converter', appearanceSwitch: false };

/** The pairs it shows at first, by the ids in units.ts. More can be added in the app. */
export const firstPairs: readonly (readonly [from: string, to: string])[] = [
	['mile', 'kilometre'],
	['celsius', 'fahrenheit'],
];
