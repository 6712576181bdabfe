/** How a value in a unit becomes one in the base unit of its kind: `value × factor + offset`. */
export interface Unit {
	readonly name: string;
	/** Other words for it. */
	readonly also: readonly string[];
	readonly kind: string;
	readonly factor: number;
	readonly offset?: number;
}

const unit = (kind: string, name: string, factor: number, ...also: string[]): Unit => ({
	kind,
	name,
	factor,
	also,
});

/** Units that come along. Rates of currencies are examples of one day: set those of today with PUT /rates/{unit}. */
export const units: readonly Unit[] = [
	unit('length', 'metre', 1, 'm', 'meter'),
	unit('length', 'kilometre', 1000, 'km', 'kilometer'),
	unit('length', 'centimetre', 0.01, 'cm', 'centimeter'),
	unit('length', 'millimetre', 0.001, 'mm', 'millimeter'),
	unit('length', 'mile', 1609.344, 'mi'),
	unit('length', 'yard', 0.9144, 'yd'),
	unit('length', 'foot', 0.3048, 'ft', 'feet'),
	unit('length', 'inch', 0.0254, 'in', 'inches'),
	unit('mass', 'kilogram', 1, 'kg', 'kilo'),
	unit('mass', 'gram', 0.001, 'g'),
	unit('mass', 'pound', 0.45359237, 'lb', 'lbs'),
	unit('mass', 'ounce', 0.028349523125, 'oz'),
	unit('mass', 'stone', 6.35029318, 'st'),
	unit('mass', 'tonne', 1000, 't'),
	{ kind: 'temperature', name: 'celsius', factor: 1, also: ['c', '°c'] },
	{ kind: 'temperature', name: 'fahrenheit', factor: 5 / 9, offset: -160 / 9, also: ['f', '°f'] },
	{ kind: 'temperature', name: 'kelvin', factor: 1, offset: -273.15, also: ['k'] },
	unit('volume', 'litre', 1, 'l', 'liter'),
	unit('volume', 'millilitre', 0.001, 'ml', 'milliliter'),
	unit('volume', 'gallon', 3.785411784, 'gal'),
	unit('volume', 'pint', 0.473176473, 'pt'),
	unit('volume', 'cup', 0.2365882365),
	unit('volume', 'tablespoon', 0.01478676478125, 'tbsp'),
	unit('volume', 'teaspoon', 0.00492892159375, 'tsp'),
	unit('speed', 'kilometre-per-hour', 1, 'km/h', 'kmh', 'kph'),
	unit('speed', 'mile-per-hour', 1.609344, 'mph'),
	unit('speed', 'knot', 1.852, 'kn'),
	unit('speed', 'metre-per-second', 3.6, 'm/s'),
	unit('area', 'square-metre', 1, 'm2', 'sqm'),
	unit('area', 'square-foot', 0.09290304, 'ft2', 'sqft'),
	unit('area', 'hectare', 10_000, 'ha'),
	unit('area', 'acre', 4046.8564224),
	unit('time', 'second', 1, 's', 'sec'),
	unit('time', 'minute', 60, 'min'),
	unit('time', 'hour', 3600, 'h'),
	unit('time', 'day', 86_400, 'd'),
	unit('time', 'week', 604_800),
	unit('data', 'byte', 1, 'b'),
	unit('data', 'kilobyte', 1000, 'kb'),
	unit('data', 'megabyte', 1e6, 'mb'),
	unit('data', 'gigabyte', 1e9, 'gb'),
	unit('data', 'terabyte', 1e12, 'tb'),
	unit('currency', 'eur', 1, 'euro', '€'),
	unit('currency', 'usd', 0.92, 'dollar', '$'),
	unit('currency', 'gbp', 1.17, 'sterling', '£'),
	unit('currency', 'chf', 1.05, 'franc'),
	unit('currency', 'jpy', 0.0061, 'yen', '¥'),
	unit('currency', 'inr', 0.011, 'rupee', '₹'),
	unit('currency', 'cny', 0.127, 'yuan'),
];

/** Finds a unit by any of its words, in singular or plural. */
export function unitNamed(word: string, known: readonly Unit[] = units): Unit | undefined {
	const name = word.trim().toLowerCase().replace(/\s+/g, '-');
	const singular = name.replace(/s$/, '');
	return (
		known.find((each) => each.name === name || each.also.includes(name)) ??
		known.find((each) => each.name === singular || each.also.includes(singular))
	);
}

/** Rounded to twelve digits, so that 0.1 + 0.2 looks like 0.3. */
export function convert(value: number, from: Unit, to: Unit): number {
	const base = value * from.factor + (from.offset ?? 0);
	return Number(((base - (to.offset ?? 0)) / to.factor).toPrecision(12));
}
