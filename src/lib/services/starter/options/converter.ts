import { Phrasebook, phrasesOf } from '../phrasebook.ts';
import type { Reading } from '../reading.ts';
import type { KitOptions } from './options.ts';

/** Units by the name that the converter knows them by, and how people say them. */
const UNITS = {
	mile: 'mile, mi', kilometre: 'kilometre, km', metre: 'metre, m', centimetre: 'centimetre, cm', millimetre: 'millimetre, mm', inch: 'inch', foot: 'foot, feet, ft', yard: 'yard, yd', 'nautical mile': 'nautical mile',
	kilogram: 'kilogram, kilo, kg', gram: 'gram, gramme, g', pound: 'pound, lb, lbs', ounce: 'ounce, oz', stone: 'stone', tonne: 'tonne, ton, metric ton', milligram: 'milligram, mg',
	celsius: 'celsius, centigrade, degree celsius', fahrenheit: 'fahrenheit, degree fahrenheit', kelvin: 'kelvin',
	litre: 'litre, l', millilitre: 'millilitre, ml', gallon: 'gallon', pint: 'pint', cup: 'cup', tablespoon: 'tablespoon, tbsp', teaspoon: 'teaspoon, tsp', 'fluid ounce': 'fluid ounce, fl oz', 'cubic metre': 'cubic metre',
	'square metre': 'square metre, sqm', 'square foot': 'square foot, square feet, sqft', hectare: 'hectare', acre: 'acre', 'square kilometre': 'square kilometre', 'square mile': 'square mile',
	'kilometre per hour': 'kilometre per hour, km/h, kmh, kph, km per hour', 'mile per hour': 'mile per hour, mph', 'metre per second': 'metre per second', knot: 'knot',
	second: 'second', minute: 'minute', hour: 'hour', day: 'day', week: 'week', month: 'month', year: 'year',
	byte: 'byte', kilobyte: 'kilobyte, kb', megabyte: 'megabyte, mb', gigabyte: 'gigabyte, gb', terabyte: 'terabyte, tb', bit: 'bit',
	joule: 'joule', calorie: 'calorie', kilocalorie: 'kilocalorie, kcal', 'kilowatt hour': 'kilowatt hour, kwh', watt: 'watt', horsepower: 'horsepower, hp',
	bar: 'bar', psi: 'psi', pascal: 'pascal', degree: 'degree', radian: 'radian',
} as const; // prettier-ignore
type Unit = keyof typeof UNITS;

const units = new Phrasebook<Unit>(phrasesOf(UNITS));

/** Pairs when a sort of measure is named instead of units. */
const TOPICS: Readonly<Record<string, readonly string[]>> = {
	length: ['mile:kilometre', 'foot:metre', 'inch:centimetre'],
	distance: ['mile:kilometre', 'foot:metre', 'inch:centimetre'],
	weight: ['pound:kilogram', 'ounce:gram'],
	mass: ['pound:kilogram', 'ounce:gram'],
	temperature: ['celsius:fahrenheit', 'celsius:kelvin'],
	volume: ['gallon:litre', 'cup:millilitre', 'fluid ounce:millilitre'],
	cooking: ['cup:millilitre', 'ounce:gram', 'tablespoon:millilitre'],
	kitchen: ['cup:millilitre', 'ounce:gram', 'tablespoon:millilitre'],
	area: ['acre:hectare', 'square foot:square metre'],
	speed: ['mile per hour:kilometre per hour', 'knot:kilometre per hour'],
	time: ['hour:minute', 'day:hour'],
	data: ['gigabyte:megabyte', 'terabyte:gigabyte'],
	energy: ['kilocalorie:joule', 'kilowatt hour:joule'],
	pressure: ['bar:psi'],
	metric: ['mile:kilometre', 'pound:kilogram', 'gallon:litre', 'celsius:fahrenheit'],
	imperial: ['mile:kilometre', 'pound:kilogram', 'gallon:litre', 'celsius:fahrenheit'],
	baking: ['cup:millilitre', 'ounce:gram'],
	unit: ['mile:kilometre', 'pound:kilogram', 'celsius:fahrenheit', 'gallon:litre'],
	measurement: ['mile:kilometre', 'pound:kilogram', 'celsius:fahrenheit', 'gallon:litre'],
};
const CURRENCY = new Set([
	'currency',
	'euro',
	'dollar',
	'yen',
	'usd',
	'eur',
	'gbp',
	'franc',
	'rupee',
	'money',
	'bitcoin',
	'crypto',
]);

/** "inches to centimetres" asks for a converter without saying so. */
export function hasUnitPair(reading: Reading): boolean {
	const hits = units.all(reading.tokens);
	return hits.some((hit, place) => {
		const next = hits[place + 1];
		return (
			next !== undefined &&
			next.value !== hit.value &&
			next.start === hit.end + 1 &&
			reading.is(hit.end, 'to', 'into') &&
			!reading.isWord(next.end)
		);
	});
}

/** "miles and kilometres, celsius and fahrenheit" → pairs in order. */
export function readConverter(reading: Reading): KitOptions {
	const hits = units.all(reading.tokens);
	for (const hit of hits) reading.remark(hit.start, hit.end, 'option');
	const pairs = pairUp(hits.map((hit) => hit.value));
	reading.tokens.forEach((token, index) => {
		const topic = Object.hasOwn(TOPICS, token.noun) ? TOPICS[token.noun] : undefined;
		if (!topic) return;
		if (!hits.length) pairs.push(...topic);
		reading.mark(index, index + 1, 'option');
	});
	const currency = reading.tokens.find((token) => CURRENCY.has(token.noun));
	if (currency)
		reading.tokens.forEach(
			(token, index) => CURRENCY.has(token.noun) && reading.remark(index, index + 1, 'unknown'),
		);
	const isGeneral = reading.tokens.length - reading.leadEnd < 5 && !pairs.length && !currency;
	return {
		options: { pairs: pairs.length ? [...new Set(pairs)].slice(0, 12) : [...(TOPICS.unit ?? [])] },
		missing: currency ? ['live exchange rates'] : [],
		isEmpty: pairs.length === 0 && (currency !== undefined || !isGeneral),
	};
}

function pairUp(found: readonly string[]): string[] {
	const pairs: string[] = [];
	for (let index = 0; index + 1 < found.length; index += 2)
		if (found[index] !== found[index + 1]) pairs.push(`${found[index]}:${found[index + 1]}`);
	return pairs;
}
