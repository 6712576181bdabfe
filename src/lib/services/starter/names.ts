import { plural, singular } from './inflect.ts';

const ACRONYMS: Readonly<Record<string, string>> = {
	isbn: 'ISBN', sku: 'SKU', id: 'ID', url: 'URL', vat: 'VAT', ph: 'pH', gps: 'GPS', vin: 'VIN', iban: 'IBAN', abv: 'ABV',
	api: 'API', csv: 'CSV', json: 'JSON', html: 'HTML', bmi: 'BMI', cd: 'CD', dvd: 'DVD', tv: 'TV', hiit: 'HIIT', cli: 'CLI',
	sql: 'SQL', pdf: 'PDF', xml: 'XML', yaml: 'YAML', vip: 'VIP', crm: 'CRM', http: 'HTTP', rest: 'REST',
}; // prettier-ignore

/** `['due', 'date']` → `dueDate`; letters and digits of the Latin alphabet only, at most 40. */
export function camelCase(words: readonly string[]): string {
	const parts = words
		.flatMap((word) =>
			word
				.normalize('NFKD')
				.replace(/\p{M}/gu, '')
				.replaceAll("'", '')
				.split(/[^A-Za-z0-9]+/),
		)
		.filter(Boolean);
	const joined = parts
		.map((part, index) =>
			index === 0 ? part.toLowerCase() : part.charAt(0).toUpperCase() + part.slice(1).toLowerCase(),
		)
		.join('')
		.replace(/^\d+/, '');
	const name = joined.charAt(0).toLowerCase() + joined.slice(1);
	return name.slice(0, 40);
}

/** `['due', 'date']` → "Due date"; acronyms in capitals; at most 60 characters. */
export function labelOf(words: readonly string[]): string {
	const text = words.map((word) => ACRONYMS[word] ?? word).join(' ');
	return (text.charAt(0).toUpperCase() + text.slice(1)).slice(0, 60).trim();
}

/** `['order', 'lines']` → `['order', 'line']`. */
export const singularWords = (words: readonly string[]): string[] =>
	words.map((word, index) => (index === words.length - 1 ? singular(word) : word));

export const pluralWords = (words: readonly string[]): string[] =>
	words.map((word, index) => (index === words.length - 1 ? plural(word) : word));

/** One key for one name, whatever its number, case and spacing: "Order Lines" and "orderLine" → "orderline". */
export const nameKey = (name: string): string =>
	name
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean)
		.map(singular)
		.join('');
