import type { KitCues } from '../kind.ts';

/** Ids of the command line kits. Stored in specs: never renamed. */
export const CLI_KIT_IDS = [
	'cli-records',
	'cli-text',
	'cli-csv',
	'cli-data',
	'cli-files',
	'cli-password',
	'cli-units',
	'cli-calc',
	'cli-dates',
	'cli-timer',
	'cli-encode',
	'cli-markdown',
] as const;
export type CliKitId = (typeof CLI_KIT_IDS)[number];

const words = (text: string): string[] => text.split(', ');

/** By which words a sentence asks for each kit: lower case, base form. */
export const cliCues: Readonly<Record<CliKitId, KitCues>> = {
	'cli-records': {
		nouns: words(
			'tracker, todo, todo list, to-do list, task list, task manager, shopping list, list of, log book, logbook, log, diary, journal, note, contact book, address book, phone book, inventory, catalogue, collection, register, ledger, bookmark, bookmark manager, expense tracker, habit tracker, habit, contact, expense, reading list, watchlist, wishlist, crm, manager, budget, recipe book',
		),
		verbs: words('track, manage, keep, store, remember, note, record, save, organise, collect'),
		hints: words('add, list, edit, delete, done, due date, priority, entry'),
	},
	'cli-text': {
		nouns: words(
			'text, text file, word, word count, word counter, line, line count, line counter, character, character count, letter, letter frequency, word frequency, frequent word, duplicate line, unique line, paragraph, sentence, regex, regular expression, regexp, pattern, grep, string, case converter, upper case, lower case, uppercase, lowercase, title case, camel case, snake case, text column, line number, log file, wc, sed, uniq, whitespace',
		),
		verbs: words(
			'count word, count line, count character, sort line, remove duplicate, dedupe, deduplicate, replace, search, grep, reverse, shuffle, capitalise, uppercase, lowercase, wrap, trim, count, compare, compare text, diff, compare file, extract',
		),
		hints: words('stdin, standard input, frequency, occurrence, match, filter, column'),
	},
	'cli-csv': {
		nouns: words(
			'csv, csv file, tsv, comma separated, spreadsheet, csv column, csv row, csv viewer, csv table',
		),
		verbs: words(
			'sort csv, filter csv, merge csv, join csv, sum column, select column, filter row, sort by column, split csv, merge, join, sum, filter, sort, select, aggregate, group',
		),
		hints: words('column, row, table, delimiter, by id'),
	},
	'cli-data': {
		nouns: words(
			'json, json file, yaml, yaml file, yml, toml, ini, jsonl, ndjson, json lines, json formatter, json validator, json viewer, json diff, csv to json, json to csv, yaml to json, json to yaml, csv into json, json into csv, pretty printer, config file, jq',
		),
		verbs: words(
			'format json, pretty print, prettify, minify, validate json, query json, parse json, diff json, convert csv, convert json, convert yaml, format, validate, query, flatten, beautify, turn csv, turn yaml, turn json, merge json, merge yaml',
		),
		hints: words('key, schema, indent, path, convert, parse'),
	},
	'cli-files': {
		nouns: words(
			'large file, big file, file size, disk usage, folder size, directory size, duplicate file, line of code, code line, loc, file finder, file renamer, bulk rename, batch rename, directory tree, folder tree, file tree, empty file, file extension, lots of file, many file, directory, folder, photo, picture, image',
		),
		verbs: words(
			'rename, rename file, find file, list file, organise file, search file, search text in file, search in file, find large, count file',
		),
		hints: words('file, bulk, extension, recursive'),
	},
	'cli-password': {
		nouns: words(
			'password, password generator, passphrase, pass phrase, pin, pin code, pin generator, secret, api key generator, token generator, random token, random string, password strength, password checker, credential, diceware',
		),
		verbs: words('generate password, create password, make password, generate passphrase'),
		hints: words('random, secure, strong, length, strength'),
	},
	'cli-units': {
		nouns: words(
			'unit, unit converter, unit conversion, currency, currency converter, exchange rate, temperature, temperature converter, celsius, fahrenheit, kelvin, mile, kilometre, kilogram, pound, inch, centimetre, metre, foot, ounce, litre, gallon, roman numeral, binary, hexadecimal, octal, decimal number, number base, number converter, base converter, colour, rgb, hex colour, colour converter, colour code, number to word, byte, megabyte, length, weight, euro, dollar',
		),
		verbs: words(
			'convert unit, convert currency, convert temperature, convert number, convert mile, convert',
		),
		hints: words('convert, conversion, converter, measurement'),
	},
	'cli-calc': {
		nouns: words(
			'calculator, expression, expression evaluator, math, maths, arithmetic, equation, fibonacci, fibonacci number, prime, prime number, factorial, multiplication table, times table, average, mean, median, statistic, standard deviation, percentage, loan, mortgage, interest, compound interest, tip, tip calculator, bill, dice, dice roller, coin flip, coin, number sequence, greatest common divisor, prime factor, square root, sum of number, bmi',
		),
		verbs: words(
			'calculate, compute, evaluate, roll, roll dice, flip coin, toss coin, add up, solve, work out',
		),
		hints: words('number, formula, result, math'),
	},
	'cli-dates': {
		nouns: words(
			'calendar, date, date calculator, date difference, day between, age, age calculator, birthday, weekday, week number, countdown to, time zone, timezone, world clock, timestamp, unix timestamp, unix time, epoch, leap year, working day, workday, business day, day until, moon, month',
		),
		verbs: words(
			'count down to a date, count down to, print calendar, show calendar, count day, add day, day between',
		),
		hints: words('year, between, until, old, week, date'),
	},
	'cli-timer': {
		nouns: words(
			'timer, pomodoro, pomodoro timer, stopwatch, countdown, countdown timer, time tracking, time tracker, timesheet, time sheet, work timer, focus timer, egg timer, alarm, working hour, hour tracker, time log',
		),
		verbs: words('track time, log time, time my, track hour, count down, track working'),
		hints: words('beep, minute, start, stop, break, session'),
	},
	'cli-encode': {
		nouns: words(
			'base64, base64 encoder, base64 decoder, encoder, decoder, hash, hash generator, checksum, sha256, sha1, sha512, md5, hex encoder, url encoder, url encoding, morse, morse code, rot13, caesar cipher, caesar, cipher, uuid, uuid generator, guid, jwt, json web token, html entity, ascii code, unicode',
		),
		verbs: words('encode, decode, hash, encrypt text, url encode'),
		hints: words('base64, hex, hexadecimal'),
	},
	'cli-markdown': {
		nouns: words(
			'markdown, markdown file, markdown converter, markdown to html, table of content, toc, toc generator, broken link, link checker, markdown table, readme, md file',
		),
		verbs: words('convert markdown, render markdown, turn markdown, preview markdown, check link'),
		hints: words('html, heading, link'),
	},
};

/** The command line kits as the starter's grammar sees them. */
export const cliVocabulary = CLI_KIT_IDS.map((id) => ({ id, kind: 'cli' as const, cues: cliCues[id] }));
