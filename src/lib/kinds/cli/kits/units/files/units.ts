/** Units of one sort. `size` is how much of the first unit of the sort one of them is. */
export interface Unit {
	readonly name: string;
	readonly symbols: readonly string[];
	readonly size: number;
	/** Added before `size` counts: temperatures begin at different points. */
	readonly shift?: number;
}

const unit = (name: string, symbols: string, size: number, shift?: number): Unit => ({
	name,
	symbols: symbols.split(' '),
	size,
	...(shift === undefined ? {} : { shift }),
});

/** A new unit is one line here: its name, how else it is written, and its size. */
export const SORTS: Readonly<Record<string, readonly Unit[]>> = {
	length: [
		unit('metre', 'm meter', 1), unit('kilometre', 'km kilometer', 1000), unit('centimetre', 'cm centimeter', 0.01),
		unit('millimetre', 'mm millimeter', 0.001), unit('mile', 'mi', 1609.344), unit('yard', 'yd', 0.9144),
		unit('foot', 'ft feet', 0.3048), unit('inch', 'in inches', 0.0254), unit('nautical mile', 'nmi', 1852), unit('light year', 'ly', 9.4607304725808e15),
	],
	weight: [
		unit('kilogram', 'kg', 1), unit('gram', 'g', 0.001), unit('milligram', 'mg', 1e-6), unit('tonne', 't ton', 1000),
		unit('pound', 'lb lbs', 0.45359237), unit('ounce', 'oz', 0.028349523125), unit('stone', 'st', 6.35029318),
	],
	volume: [
		unit('litre', 'l liter', 1), unit('millilitre', 'ml milliliter', 0.001), unit('cubic metre', 'm3', 1000), unit('gallon', 'gal', 3.785411784),
		unit('imperial gallon', 'impgal', 4.54609), unit('pint', 'pt', 0.473176473), unit('cup', 'cups', 0.2365882365),
		unit('fluid ounce', 'floz', 0.0295735295625), unit('tablespoon', 'tbsp', 0.01478676478125), unit('teaspoon', 'tsp', 0.00492892159375),
	],
	temperature: [unit('kelvin', 'k', 1), unit('celsius', 'c °c degc', 1, 273.15), unit('fahrenheit', 'f °f degf', 5 / 9, 459.67)],
	area: [
		unit('square metre', 'm2 sqm', 1), unit('square kilometre', 'km2', 1e6), unit('hectare', 'ha', 10_000), unit('acre', 'ac', 4046.8564224),
		unit('square foot', 'ft2 sqft', 0.09290304), unit('square mile', 'mi2', 2_589_988.110336),
	],
	speed: [unit('metre per second', 'm/s mps', 1), unit('kilometre per hour', 'km/h kmh kph', 1 / 3.6), unit('mile per hour', 'mph', 0.44704), unit('knot', 'kn kt', 1852 / 3600)],
	time: [
		unit('second', 's sec', 1), unit('millisecond', 'ms', 0.001), unit('minute', 'min', 60), unit('hour', 'h hr', 3600),
		unit('day', 'd', 86_400), unit('week', 'wk', 604_800), unit('year', 'y yr', 31_557_600),
	],
	data: [
		unit('byte', 'b', 1), unit('kilobyte', 'kb', 1000), unit('megabyte', 'mb', 1e6), unit('gigabyte', 'gb', 1e9), unit('terabyte', 'tb', 1e12),
		unit('kibibyte', 'kib', 1024), unit('mebibyte', 'mib', 1024 ** 2), unit('gibibyte', 'gib', 1024 ** 3), unit('bit', 'bits', 0.125),
	],
	energy: [unit('joule', 'j', 1), unit('kilojoule', 'kj', 1000), unit('calorie', 'cal', 4.184), unit('kilocalorie', 'kcal', 4184), unit('kilowatt hour', 'kwh', 3.6e6)],
	pressure: [unit('pascal', 'pa', 1), unit('hectopascal', 'hpa', 100), unit('bar', 'bars', 100_000), unit('psi', 'psi', 6894.757293168), unit('atmosphere', 'atm', 101_325)],
	power: [unit('watt', 'w', 1), unit('kilowatt', 'kw', 1000), unit('horsepower', 'hp', 745.69987158227)],
	angle: [unit('radian', 'rad', 1), unit('degree', 'deg °', Math.PI / 180)],
}; // prettier-ignore

const PLAIN = (text: string): string =>
	text
		.trim()
		.toLowerCase()
		.replace(/[\s_-]+/g, ' ');

/** A unit by any of its names, with its sort. */
export function findUnit(text: string): { readonly sort: string; readonly unit: Unit } | undefined {
	const wanted = PLAIN(text);
	for (const [sort, units] of Object.entries(SORTS))
		for (const each of units)
			if ([each.name, ...each.symbols].some((name) => namesOf(name).includes(wanted)))
				return { sort, unit: each };
	return undefined;
}

const namesOf = (name: string): string[] => [
	name,
	`${name}s`,
	name.replace(' ', 's '),
	name.replace(/metre/, 'meter'),
	`${name.replace(/metre/, 'meter')}s`,
	name.replace(/litre/, 'liter'),
	`${name.replace(/litre/, 'liter')}s`,
];

export function convert(value: number, from: Unit, to: Unit): number {
	const base = (value + (from.shift ?? 0)) * from.size;
	return base / to.size - (to.shift ?? 0);
}
