import type { Calculator } from './calculator.ts';
import { tip } from './calculators/tip.tsx';

/** Each one is a tab; a single one needs no tabs. */
export const calculators: readonly [Calculator, ...Calculator[]] = [tip];
