import type { Kit, KitEntry } from '../kind.ts';
import { CLI_KIT_IDS, cliCues, type CliKitId } from './cues.ts';

/** A new kit is one folder in `kits/`, its cues in `cues.ts` and one entry here. */
const entries: Readonly<Record<CliKitId, KitEntry>> = {
	'cli-records': {
		title: 'Records in the terminal',
		description: 'Add, list, search, total and export anything',
		example: 'A command line expense tracker with amount, category and date',
		isGeneral: true,
		load: async () => (await import('./kits/records/index.ts')).records,
	},
	'cli-text': {
		title: 'Text tool',
		description: 'Count, search, sort, replace, line up',
		example: 'A command line tool that counts words and lines in a text file',
		load: async () => (await import('./kits/text/index.ts')).text,
	},
	'cli-csv': {
		title: 'CSV tool',
		description: 'Select, filter, sort, sum, join tables',
		example: 'A CLI to filter and sort csv files by column',
		load: async () => (await import('./kits/csv/index.ts')).csv,
	},
	'cli-data': {
		title: 'Data converter',
		description: 'JSON, YAML, CSV: convert, query, validate, diff',
		example: 'A CLI that converts csv to json and formats json',
		load: async () => (await import('./kits/data/index.ts')).data,
	},
	'cli-files': {
		title: 'File tool',
		description: 'Find, rename in bulk, lines of code, duplicates',
		example: 'A command line tool to rename files in bulk',
		load: async () => (await import('./kits/files/index.ts')).files,
	},
	'cli-password': {
		title: 'Password generator',
		description: 'Passwords, passphrases, PINs, tokens',
		example: 'A command line password generator',
		load: async () => (await import('./kits/password/index.ts')).password,
	},
	'cli-units': {
		title: 'Unit converter',
		description: 'Units, currencies, number bases, colours',
		example: 'A CLI that converts miles to kilometres and celsius to fahrenheit',
		load: async () => (await import('./kits/units/index.ts')).units,
	},
	'cli-calc': {
		title: 'Calculator',
		description: 'Expressions, statistics, series, loans, dice',
		example: 'A terminal calculator for expressions',
		load: async () => (await import('./kits/calc/index.ts')).calc,
	},
	'cli-dates': {
		title: 'Date tool',
		description: 'Calendars, days between, ages, time zones',
		example: 'A command line tool that prints a calendar and the days between two dates',
		load: async () => (await import('./kits/dates/index.ts')).dates,
	},
	'cli-timer': {
		title: 'Timer',
		description: 'Countdown, pomodoro, time per task',
		example: 'A terminal pomodoro timer',
		load: async () => (await import('./kits/timer/index.ts')).timer,
	},
	'cli-encode': {
		title: 'Encoder',
		description: 'Base64, hex, Morse, hashes, UUIDs',
		example: 'A base64 encoder and decoder for the command line',
		load: async () => (await import('./kits/encode/index.ts')).encode,
	},
	'cli-markdown': {
		title: 'Markdown tool',
		description: 'To HTML, contents, broken links',
		example: 'A cli that turns markdown into html',
		load: async () => (await import('./kits/markdown/index.ts')).markdown,
	},
};

/** The starter kits of the CLI kind. */
export const cliKits: readonly Kit[] = CLI_KIT_IDS.map((id) => ({
	id,
	kind: 'cli',
	cues: cliCues[id],
	...entries[id],
}));

const python = () => import('./kits/python/index.ts');

/** What a kit is in Python, where there is such a one. */
const pythonLoads: Readonly<Partial<Record<string, Kit['load']>>> = {
	'cli-text': async () => (await python()).pythonText,
	'cli-csv': async () => (await python()).pythonCsv,
	'cli-data': async () => (await python()).pythonData,
	'cli-records': async () => (await python()).pythonRecords,
};

/** The same kits for a sentence that asks for Python. */
export const pythonKits: readonly Kit[] = cliKits.map((kit) => ({
	...kit,
	load: pythonLoads[kit.id] ?? kit.load,
}));
