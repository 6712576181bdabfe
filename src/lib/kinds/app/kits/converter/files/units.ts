/** A unit and how it becomes the base unit of its quantity: `base = value × factor + offset`. */
export interface Unit {
	readonly id: string;
	readonly label: string;
	readonly symbol: string;
	readonly factor: number;
	readonly offset?: number;
	/** For units such as litres per 100 km: `base = factor ÷ value`. */
	readonly isInverse?: boolean;
}

export interface Quantity {
	readonly id: string;
	readonly label: string;
	readonly units: readonly Unit[];
}

const unit = (id: string, label: string, symbol: string, factor: number): Unit => ({
	id,
	label,
	symbol,
	factor,
});

export const quantities: readonly Quantity[] = [
	{
		id: 'length',
		label: 'Length',
		units: [
			unit('millimetre', 'Millimetres', 'mm', 0.001),
			unit('centimetre', 'Centimetres', 'cm', 0.01),
			unit('metre', 'Metres', 'm', 1),
			unit('kilometre', 'Kilometres', 'km', 1000),
			unit('inch', 'Inches', 'in', 0.0254),
			unit('foot', 'Feet', 'ft', 0.3048),
			unit('yard', 'Yards', 'yd', 0.9144),
			unit('mile', 'Miles', 'mi', 1609.344),
			unit('nauticalMile', 'Nautical miles', 'nmi', 1852),
		],
	},
	{
		id: 'mass',
		label: 'Mass',
		units: [
			unit('milligram', 'Milligrams', 'mg', 0.000001),
			unit('gram', 'Grams', 'g', 0.001),
			unit('kilogram', 'Kilograms', 'kg', 1),
			unit('tonne', 'Tonnes', 't', 1000),
			unit('ounce', 'Ounces', 'oz', 0.028349523125),
			unit('pound', 'Pounds', 'lb', 0.45359237),
			unit('stone', 'Stones', 'st', 6.35029318),
		],
	},
	{
		id: 'temperature',
		label: 'Temperature',
		units: [
			unit('celsius', 'Celsius', '°C', 1),
			{ id: 'fahrenheit', label: 'Fahrenheit', symbol: '°F', factor: 5 / 9, offset: -160 / 9 },
			{ id: 'kelvin', label: 'Kelvin', symbol: 'K', factor: 1, offset: -273.15 },
		],
	},
	{
		id: 'volume',
		label: 'Volume',
		units: [
			unit('millilitre', 'Millilitres', 'ml', 0.001),
			unit('centilitre', 'Centilitres', 'cl', 0.01),
			unit('litre', 'Litres', 'l', 1),
			unit('cubicMetre', 'Cubic metres', 'm³', 1000),
			unit('teaspoon', 'Teaspoons (US)', 'tsp', 0.00492892159375),
			unit('tablespoon', 'Tablespoons (US)', 'tbsp', 0.01478676478125),
			unit('fluidOunce', 'Fluid ounces (US)', 'fl oz', 0.0295735295625),
			unit('cup', 'Cups (US)', 'cup', 0.2365882365),
			unit('pint', 'Pints (US)', 'pt', 0.473176473),
			unit('quart', 'Quarts (US)', 'qt', 0.946352946),
			unit('gallon', 'Gallons (US)', 'gal', 3.785411784),
			unit('imperialPint', 'Pints (UK)', 'pt', 0.56826125),
			unit('imperialGallon', 'Gallons (UK)', 'gal', 4.54609),
		],
	},
	{
		id: 'area',
		label: 'Area',
		units: [
			unit('squareCentimetre', 'Square centimetres', 'cm²', 0.0001),
			unit('squareMetre', 'Square metres', 'm²', 1),
			unit('hectare', 'Hectares', 'ha', 10_000),
			unit('squareKilometre', 'Square kilometres', 'km²', 1_000_000),
			unit('squareFoot', 'Square feet', 'ft²', 0.09290304),
			unit('squareYard', 'Square yards', 'yd²', 0.83612736),
			unit('acre', 'Acres', 'ac', 4046.8564224),
			unit('squareMile', 'Square miles', 'mi²', 2_589_988.110336),
		],
	},
	{
		id: 'speed',
		label: 'Speed',
		units: [
			unit('metrePerSecond', 'Metres per second', 'm/s', 1),
			unit('kilometrePerHour', 'Kilometres per hour', 'km/h', 1 / 3.6),
			unit('milePerHour', 'Miles per hour', 'mph', 0.44704),
			unit('footPerSecond', 'Feet per second', 'ft/s', 0.3048),
			unit('knot', 'Knots', 'kn', 1852 / 3600),
		],
	},
	{
		id: 'time',
		label: 'Time',
		units: [
			unit('millisecond', 'Milliseconds', 'ms', 0.001),
			unit('second', 'Seconds', 's', 1),
			unit('minute', 'Minutes', 'min', 60),
			unit('hour', 'Hours', 'h', 3600),
			unit('day', 'Days', 'd', 86_400),
			unit('week', 'Weeks', 'wk', 604_800),
			unit('month', 'Months (average)', 'mo', 2_629_746),
			unit('year', 'Years (average)', 'yr', 31_556_952),
		],
	},
	{
		id: 'data',
		label: 'Data',
		units: [
			unit('bit', 'Bits', 'bit', 0.125),
			unit('byte', 'Bytes', 'B', 1),
			unit('kilobyte', 'Kilobytes', 'kB', 1000),
			unit('megabyte', 'Megabytes', 'MB', 1e6),
			unit('gigabyte', 'Gigabytes', 'GB', 1e9),
			unit('terabyte', 'Terabytes', 'TB', 1e12),
			unit('kibibyte', 'Kibibytes', 'KiB', 1024),
			unit('mebibyte', 'Mebibytes', 'MiB', 1024 ** 2),
			unit('gibibyte', 'Gibibytes', 'GiB', 1024 ** 3),
		],
	},
	{
		id: 'energy',
		label: 'Energy',
		units: [
			unit('joule', 'Joules', 'J', 1),
			unit('kilojoule', 'Kilojoules', 'kJ', 1000),
			unit('calorie', 'Calories', 'cal', 4.184),
			unit('kilocalorie', 'Kilocalories', 'kcal', 4184),
			unit('wattHour', 'Watt hours', 'Wh', 3600),
			unit('kilowattHour', 'Kilowatt hours', 'kWh', 3_600_000),
		],
	},
	{
		id: 'power',
		label: 'Power',
		units: [
			unit('watt', 'Watts', 'W', 1),
			unit('kilowatt', 'Kilowatts', 'kW', 1000),
			unit('horsepower', 'Horsepower (metric)', 'PS', 735.49875),
		],
	},
	{
		id: 'pressure',
		label: 'Pressure',
		units: [
			unit('pascal', 'Pascals', 'Pa', 1),
			unit('hectopascal', 'Hectopascals', 'hPa', 100),
			unit('bar', 'Bars', 'bar', 100_000),
			unit('psi', 'Pounds per square inch', 'psi', 6894.757293168),
			unit('atmosphere', 'Atmospheres', 'atm', 101_325),
		],
	},
	{
		id: 'angle',
		label: 'Angle',
		units: [
			unit('degree', 'Degrees', '°', 1),
			unit('radian', 'Radians', 'rad', 180 / Math.PI),
			unit('turn', 'Turns', 'turn', 360),
		],
	},
	{
		id: 'fuel',
		label: 'Fuel economy',
		units: [
			unit('kilometrePerLitre', 'Kilometres per litre', 'km/l', 1),
			{ id: 'litrePer100Km', label: 'Litres per 100 km', symbol: 'l/100 km', factor: 100, isInverse: true },
			unit('milePerGallon', 'Miles per gallon (US)', 'mpg', 0.425143707430272),
		],
	},
];

/** Converts between two units of one quantity. */
export function convert(value: number, from: Unit, to: Unit): number {
	const base = from.isInverse ? from.factor / value : value * from.factor + (from.offset ?? 0);
	return to.isInverse ? to.factor / base : (base - (to.offset ?? 0)) / to.factor;
}

export function findUnit(id: string): Unit | undefined {
	return quantities.flatMap(({ units }) => units).find((candidate) => candidate.id === id);
}

/** Nine digits hide the noise of binary fractions; no group separators, so that it can stand in an input. */
export const formatResult = (value: number): string =>
	Number.isFinite(value) ? String(Number(value.toPrecision(9))) : '';
