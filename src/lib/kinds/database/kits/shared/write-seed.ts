import type { Field } from '#lib/model/spec.ts';
import { quoteText } from '../../runtime/sql/identifier.ts';
import type { ColumnModel, TableModel } from './model.ts';

/** Rows of each table. */
const ROWS = 6;

/** A few rows for each table that look like what they stand for and obey its rules. */
export function seedSql(tables: readonly TableModel[]): string {
	const before = new Set<string>();
	return tables
		.map((table) => {
			const columns = table.columns.filter(({ target }) => target === undefined || before.has(target));
			before.add(table.name);
			return insertSql(table, columns);
		})
		.filter(Boolean)
		.join('\n\n');
}

function insertSql(table: TableModel, columns: readonly ColumnModel[]): string {
	const lacksKey = table.columns.some(
		(column) => column.field.required && column.target !== undefined && !columns.includes(column),
	);
	if (columns.length === 0 || lacksKey) return '';
	const rows = Array.from({ length: ROWS }, (_unused, row) => {
		const values = columns.map((column, index) => valueSql(table, column, row, index));
		return `\t(${values.join(', ')})`;
	});
	return `INSERT INTO ${table.name} (${columns.map(({ name }) => name).join(', ')}) VALUES\n${rows.join(',\n')};`;
}

function valueSql(table: TableModel, column: ColumnModel, row: number, index: number): string {
	const { field } = column;
	if (column.target !== undefined) {
		// The second key of a join moves at another pace, so that no pair comes twice.
		return String(((index > 0 && table.joins ? row * 5 + 2 : row) % ROWS) + 1);
	}
	const turn = row + index;
	switch (field.type) {
		case 'boolean':
			return turn % 3 === 0 ? 'true' : 'false';
		case 'integer':
		case 'duration':
			return String(numberFor(field, row));
		case 'number':
			return String(numberFor(field, row) + (row % 2) / 2);
		case 'money':
			return (numberFor(field, row) * 3 + 4.5 + row * 0.4).toFixed(2);
		case 'percent':
			return String((turn * 17) % 100);
		case 'rating':
			return String(5 - (turn % 4));
		case 'date':
			return dateSql(field, row);
		case 'dateTime':
			return `now() - interval '${row * 9 + 2} hours'`;
		case 'time':
			return `'${String(8 + row).padStart(2, '0')}:${row % 2 ? '30' : '00'}'`;
		case 'enum':
			return quoteText(field.options?.[turn % field.options.length] ?? '');
		case 'tags':
			return `'{${pick(TAGS, row)},${pick(TAGS, row + 2)}}'`;
		case 'color':
			return quoteText(pick(['#2f6f4f', '#c2410c', '#1d4ed8', '#7c3aed', '#b45309', '#0f766e'], row));
		default:
			return quoteText(textFor(table, field, row, index));
	}
}

function numberFor({ name }: Field, row: number): number {
	if (/year/i.test(name)) return 1998 + row * 4;
	if (/population/i.test(name)) return 120_000 * (row + 1);
	if (/salary|wage/i.test(name)) return 900 + row * 110;
	if (/height|weight|size|length|area|distance/i.test(name)) return 12 + row * 14;
	if (/age/i.test(name)) return 19 + row * 7;
	if (/pages/i.test(name)) return 120 + row * 46;
	return [4, 12, 7, 25, 1, 40][row] ?? row;
}

function dateSql({ name }: Field, row: number): string {
	if (/birth|born/i.test(name))
		return `'${1958 + row * 9}-${String(row + 2).padStart(2, '0')}-${String(row * 4 + 3).padStart(2, '0')}'`;
	if (/due|next|expire|until|end|deadline/i.test(name)) return `current_date + ${row * 6 + 2}`;
	return `current_date - ${row * 11 + 1}`;
}

const PEOPLE = ['Mara Lindqvist', 'Jonas Weber', 'Aiko Tanaka', 'Luis Ortega', 'Nadia Haddad', 'Tom Archer'];
const COMPANIES = [
	'Nordlicht',
	'Papaya Foods',
	'Quill & Sons',
	'Atelier Mondo',
	'Tundra Works',
	'Harbour Ltd',
];
const CITIES = ['Lund', 'Berlin', 'Nagoya', 'Valencia', 'Lyon', 'Bath'];
const COUNTRIES = ['Sweden', 'Germany', 'Japan', 'Spain', 'France', 'United Kingdom'];
const STREETS = [
	'Storgatan 4',
	'Kastanienallee 12',
	'3-2 Sakae',
	'Calle Mayor 8',
	'21 rue des Lilas',
	'9 Mill Lane',
];
const TITLES = [
	'A quiet beginning',
	'Second thoughts',
	'The long way round',
	'What the river knew',
	'Seven small steps',
	'Late light',
];
const SENTENCES = [
	'Works well so far.',
	'To be looked at again next week.',
	'Everybody liked it.',
	'A little late, but worth it.',
	'Nothing to add.',
	'Ask again in spring.',
];
const TAGS = ['new', 'favourite', 'later', 'shared', 'archive', 'draft'];
const REASONS = ['Check-up', 'Vaccination', 'Follow-up', 'Question', 'Repair', 'Planning'];
const PERSON_TABLES =
	/^(customer|client|member|author|student|teacher|employee|user|patient|doctor|owner|guest|player|actor|artist|person|people|contact|supplier|driver|tenant|volunteer|speaker|director|friend|child|parent|coach|trainer)s?$/;
const COMPANY_TABLES =
	/^(company|companies|organi[sz]ations?|airlines?|suppliers?|publishers?|brands?|clubs?|teams?)$/;

const BY_NAME: readonly (readonly [pattern: RegExp, values: readonly string[]])[] = [
	[/mail/, PEOPLE.map((name) => `${name.toLowerCase().replace(' ', '.')}@example.com`)],
	[/phone|mobile|fax/, CITIES.map((_city, index) => `+1 555 010${index}`)],
	[/url|website|link|homepage/, CITIES.map((city) => `https://${city.toLowerCase()}.example`)],
	[/city|town|place|capital|origin/, CITIES],
	[/destination/, [...CITIES.slice(1), 'Lund']],
	[/country|nation/, COUNTRIES],
	[/address|street/, STREETS],
	[/sku|code|number|reference|isbn|serial/, CITIES.map((_city, index) => `N-${1001 + index}`)],
	[/company|employer|brand|publisher|airline|manufacturer/, COMPANIES],
	[
		/author|teacher|doctor|manager|person|customer|assignee|artist|director|owner|coach|contact|member/,
		PEOPLE,
	],
	[/reason/, REASONS],
	[/unit/, ['piece', 'kg', 'box', 'litre', 'metre', 'bag']],
	[/colou?r/, ['green', 'red', 'blue', 'violet', 'amber', 'teal']],
	[/room|hall/, ['A 101', 'A 102', 'B 201', 'B 202', 'Lab', 'Hall']],
	[/species/, ['Cat', 'Dog', 'Rabbit', 'Parrot', 'Dog', 'Cat']],
	[/breed/, ['Maine Coon', 'Beagle', 'Dwarf', 'Amazon', 'Poodle', 'Siamese']],
	[/genre|category|type|subject|department/, ['Classic', 'Modern', 'Practical', 'Rare', 'Classic', 'Modern']],
];

/** By the name of the field first, then by what the table is of, then numbered. */
function textFor(table: TableModel, field: Field, row: number, index: number): string {
	const name = field.name.toLowerCase();
	if (field.type === 'email') return pick(BY_NAME[0]?.[1] ?? PEOPLE, row);
	if (field.type === 'url') return pick(BY_NAME[2]?.[1] ?? CITIES, row);
	if (field.type === 'phone') return pick(BY_NAME[1]?.[1] ?? CITIES, row);
	if (field.type === 'longText') return pick(SENTENCES, row + index);
	const found = BY_NAME.find(([pattern]) => pattern.test(name));
	if (found && !/^(name|title)$/.test(name)) return pick(found[1], row);
	const singular = table.name.replace(/s$/, '');
	if (/name/.test(name) && PERSON_TABLES.test(singular)) return pick(PEOPLE, row);
	if (/name/.test(name) && COMPANY_TABLES.test(table.name)) return pick(COMPANIES, row);
	if (/countr/.test(table.name)) return pick(COUNTRIES, row);
	if (/tag/.test(table.name)) return pick(TAGS, row);
	if (/title/.test(name)) return pick(TITLES, row);
	return `${table.label} ${row + 1}`;
}

const pick = (values: readonly string[], row: number): string => values[row % values.length] ?? '';
