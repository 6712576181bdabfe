import { expect, test } from 'vitest';
import { apiVocabulary } from '#lib/kinds/api/cues.ts';
import { appVocabulary } from '#lib/kinds/app/cues.ts';
import { cliVocabulary } from '#lib/kinds/cli/cues.ts';
import { databaseVocabulary } from '#lib/kinds/database/cues.ts';
import { specSchema, type Spec, type Understanding } from '#lib/model/spec.ts';
import { createStarter } from './create-starter.ts';
import { MAX_SENTENCE } from './tokens.ts';

const starter = createStarter([...appVocabulary, ...apiVocabulary, ...cliVocabulary, ...databaseVocabulary]);

function understood(sentence: string): Spec {
	const answer = starter.understand(sentence);
	if (answer.type !== 'understood') throw new Error(`${sentence}: ${answer.reason}`);
	return answer.spec;
}

const fieldsOf = (spec: Spec) =>
	Object.fromEntries((spec.entities[0]?.fields ?? []).map((field) => [field.name, field]));

const typeOfField = (name: string) =>
	understood(`things with ${name} and title`).entities[0]?.fields[0]?.type;

test.each([
	['price', 'money'],
	['due date', 'date'],
	['birthday', 'date'],
	['rating', 'rating'],
	['email', 'email'],
	['phone number', 'phone'],
	['website', 'url'],
	['colour', 'color'],
	['number of pages', 'integer'],
	['quantity', 'integer'],
	['notes', 'longText'],
	['done', 'boolean'],
	['returned', 'boolean'],
	['status', 'enum'],
	['cooking time', 'duration'],
	['bought on', 'date'],
	['valid until', 'date'],
	['price per night', 'money'],
	['interest rate', 'percent'],
	['tags', 'tags'],
	['shoe maker', 'text'],
	['queen seen', 'boolean'],
	['pages read', 'integer'],
	['amount paid', 'money'],
	['last watered', 'date'],
])('a field named "%s" holds %s', (name, type) => {
	expect(typeOfField(name)).toBe(type);
});

test('types, ranges, units and choices that the sentence names are taken over', () => {
	const fields = fieldsOf(
		understood(
			'cars with mileage in miles, taste from 1 to 5, sold as a checkbox, status (new, used) and price in euros',
		),
	);
	expect(fields['mileage']).toMatchObject({ type: 'number', unit: 'mi' });
	expect(fields['taste']?.type).toBe('rating');
	expect(fields['sold']?.type).toBe('boolean');
	expect(fields['status']).toMatchObject({ type: 'enum', options: ['New', 'Used'] });
	expect(fields['price']).toMatchObject({ type: 'money', unit: 'EUR' });
});

test.each([
	['packing checklist for trips', 'checklist', 'Packing checklist', 'item'],
	['A packing list with sections', 'checklist', 'Packing list', 'item'],
	['shopping list', 'checklist', 'Shopping list', 'item'],
	['markdown notes with search', 'notes', 'Notes', 'note'],
	['notes with markdown and tags', 'notes', 'Notes', 'note'],
	['a diary with date, mood and text', 'tracker', 'Diary', 'entry'],
	['cleaning checklist', 'checklist', 'Cleanings', 'cleaning'],
	['chart my weight over time', 'dashboard', 'Weight dashboard', 'weight'],
])('“%s” is made by %s, is called %s and keeps each %s', (sentence, kit, title, entity) => {
	const spec = understood(sentence);
	expect([spec.kit, spec.title]).toEqual([kit, title]);
	expect(spec.entities.map(({ name }) => name)).toContain(entity);
});

test('what a list is sorted into is a field of its entries', () => {
	const [item, ...others] = understood('packing list with sections and notes').entities;
	expect(item?.fields.map(({ name }) => name)).toEqual(expect.arrayContaining(['section', 'notes']));
	expect(others).toEqual([]);
});

test.each(['habit tracker for running, reading and meditation', 'habits: running, reading, meditation'])(
	'“%s” begins with these habits',
	(sentence) => {
		expect(understood(sentence)).toMatchObject({
			kit: 'habits',
			options: { examples: ['Running', 'Reading', 'Meditation'] },
		});
	},
);

test('a thing that belongs to another points to it', () => {
	const spec = understood('database for customers and orders; an order belongs to a customer');
	const order = spec.entities.find((entity) => entity.name === 'order');
	expect(order?.fields).toContainEqual({ name: 'customer', label: 'Customer', type: 'ref', ref: 'customer' });
});

test('names are short for programs and whole for people', () => {
	const [entity] = understood('a log of my bee hives with queen age, temper and honey yield').entities;
	expect(entity).toMatchObject({ label: 'Bee hive', plural: 'Bee hives' });
	expect(entity?.fields.map((field) => field.name)).toContain('queenAge');
});

test.each([
	[
		'pomodoro timer 25/5 with a log of finished sessions',
		{ mode: 'pomodoro', workMinutes: 25, breakMinutes: 5, log: true },
	],
	[
		'a pomodoro timer with 50 minutes of work and 10 minutes of rest',
		{ mode: 'pomodoro', workMinutes: 50, breakMinutes: 10 },
	],
	['countdown timer for 10 minutes', { mode: 'countdown', countdownMinutes: 10 }],
	[
		'interval timer: 40 seconds work, 20 seconds rest',
		{ mode: 'interval', workSeconds: 40, restSeconds: 20 },
	],
	['stopwatch with laps', { mode: 'stopwatch' }],
	[
		'convert between miles and kilometres, celsius and fahrenheit',
		{ pairs: ['mile:kilometre', 'celsius:fahrenheit'] },
	],
	['tip calculator', { type: 'tip' }],
	['what would my mortgage cost: a loan calculator', { type: 'loan' }],
	['flashcards for learning Spanish vocabulary', { from: 'English', to: 'Spanish' }],
	['kanban with to do, doing and done', { columns: ['To do', 'Doing', 'Done'] }],
	['tasks with title and deadline, sort by deadline', { sortBy: 'deadline' }],
])('"%s" sets the options of its kit', (sentence, options) => {
	expect(understood(sentence).options).toMatchObject(options);
});

test.each([
	['every Monday at 9 send me a report', '0 9 * * 1'],
	['every weekday at 7:30 check the mail and notify me', '30 7 * * 1-5'],
	['each night back up the notes', '0 2 * * *'],
	['every 15 minutes check the site', '*/15 * * * *'],
	['every two hours remind me to drink', '0 */2 * * *'],
	['on the first of each month send invoices', '0 8 1 * *'],
	['daily at 5 pm post the menu', '0 17 * * *'],
	['at midnight delete old logs', '0 0 * * *'],
])('"%s" runs at %s', (sentence, cron) => {
	const spec = understood(sentence);
	expect([spec.kind, spec.triggers]).toEqual(['workflow', [{ type: 'schedule', cron }]]);
});

test('a workflow has its event, its steps in order and its retries', () => {
	const spec = understood(
		'when an order is created, check stock, then charge the card, then send a mail; retry the charge three times',
	);
	expect(spec.triggers).toEqual([{ type: 'event', event: 'an order is created' }]);
	expect(spec.steps).toEqual([
		{ action: 'check stock' },
		{ action: 'charge the card', retries: 3 },
		{ action: 'send a mail' },
	]);
});

test('a condition in the middle guards its step', () => {
	const spec = understood('every morning at 8 fetch the weather and notify me if it rains');
	expect(spec.steps).toEqual([{ action: 'fetch the weather' }, { action: 'notify me', when: 'it rains' }]);
});

test.each([
	['A recipe tracker with title, ingredients and rating', 'Recipes'],
	['track my expenses', 'Expenses'],
	['a pomodoro timer', 'Pomodoro timer'],
	['a kanban board for moving house', 'Tasks'],
	['Flashcards for learning Spanish vocabulary', 'Spanish flashcards'],
	['REST API for books', 'Books API'],
	['a wine list called "The cellar"', 'The cellar'],
])('"%s" is titled "%s"', (sentence, title) => {
	expect(understood(sentence).title).toBe(title);
});

test('a further kind that is asked for is named beside the main one', () => {
	const spec = understood('a reading list with an API for my phone');
	expect([spec.kind, spec.also]).toEqual(['app', ['api']]);
});

test('the kind that the person chose is obeyed', () => {
	const answer = starter.understand('books with title and author', { kind: 'database' });
	expect(answer.type === 'understood' && answer.spec.kind).toBe('database');
});

test('a kit is only ever one of those given', () => {
	const bare = createStarter([]).understand('books with title and author');
	expect(bare.type === 'understood' && bare.spec.kit).toBe('');
});

test('what was not understood is given back in the words of the person', () => {
	const answer = starter.understand('a recipe tracker with title and rating that sings opera');
	expect(answer.type === 'understood' && answer.ignored).toEqual(['sings opera']);
});

test.each([
	['train a neural network on my photos', /model/],
	['multiplayer first person shooter with voice chat', /[Gg]ame/],
	['convert euros to dollars', /exchange rates/],
	['turn on my living room lights', /devices/],
	['', /Say what you want/],
	['🎉🎉🎉', /Say what you want/],
	['مرحبا بالعالم', /./],
])('"%s" is refused with a reason that says why', (sentence, reason) => {
	const answer = starter.understand(sentence);
	expect(answer.type === 'refused' && answer.reason).toMatch(reason);
});

/** A small generator of equal numbers on every run. */
function* randomNumbers(seed: number): Generator<number> {
	for (let state = seed; ;) {
		state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
		yield state / 4_294_967_296;
	}
}

const PIECES = [
	...'a tracker with and for my ( ) : ; , . / - & each has have by API books title author rating 25/5 from 1 to 5 when every Monday at 9 then if send me "called" café 書 كتاب 😀 of number calculator convert miles kilometres database belongs to \u0000 \u202e \ud83d board columns doing done in progress'.split(
		' ',
	),
	'\n',
	'’s',
	'  ',
];

function randomSentences(count: number): string[] {
	const numbers = randomNumbers(7);
	const next = (): number => Number(numbers.next().value);
	return Array.from({ length: count }, () => {
		const length = Math.floor(next() * 30);
		return Array.from({ length }, () => PIECES[Math.floor(next() * PIECES.length)] ?? '').join(
			next() > 0.2 ? ' ' : '',
		);
	});
}

function expectSound(sentence: string, answer: Understanding): void {
	let end = 0;
	for (const span of answer.spans) {
		expect(span.start).toBeGreaterThanOrEqual(end);
		expect(span.end).toBeGreaterThan(span.start);
		expect(sentence.slice(span.start, span.end)).toBe(span.text);
		end = span.end;
	}
	expect(end).toBeLessThanOrEqual(sentence.length);
	if (answer.type === 'understood') expect(specSchema.safeParse(answer.spec).success).toBe(true);
	else expect(answer.reason.length).toBeGreaterThan(20);
}

test('any sentence gives a sound answer, and the same one again', () => {
	for (const sentence of randomSentences(250)) {
		const answer = starter.understand(sentence);
		expectSound(sentence, answer);
		expect(starter.understand(sentence)).toEqual(answer);
	}
});

test('any wish about a spec gives a sound answer, and leaves the spec that was given alone', () => {
	const spec = understood('A recipe tracker with title, ingredients and rating');
	const before = structuredClone(spec);
	for (const sentence of randomSentences(60)) {
		for (const wish of [sentence, `add ${sentence}`, `rename ${sentence}`, `make ${sentence}`])
			expectSound(wish, starter.amend(spec, wish));
	}
	expect(spec).toEqual(before);
});

test.each([
	['words', 'book title '],
	['one word', 'x'],
	['brackets', '('],
	['commas', 'a, '],
	['emoji', '👩‍👩‍👧‍👦'],
	['right-to-left text', 'מעקב ספרים '],
	['control characters', '\u0007\u0000'],
	['half characters', '\ud83d'],
])('a hundred thousand characters of %s are answered', (_, piece) => {
	const sentence = piece.repeat(Math.ceil(100_000 / piece.length));
	expectSound(sentence, starter.understand(sentence));
});

test('a long sentence is read up to its limit and the rest is named', () => {
	const answer = starter.understand(`a recipe tracker with title and rating${' '.repeat(MAX_SENTENCE)}end`);
	expect(answer.type === 'understood' && answer.ignored.at(-1)).toBe(
		'everything after the first 2,000 characters',
	);
	expect(answer.type === 'understood' && answer.spec.sentence.length).toBe(MAX_SENTENCE);
});

test.each([
	['command line todo list', 'cli-records', 'Todos'],
	['CLI that converts csv to json', 'cli-data', 'Data converter'],
	['tool to count words and lines in a text file from the terminal', 'cli-text', 'Text tool'],
	['script to sort a csv by a column', 'cli-csv', 'CSV tool'],
	['a CLI to rename files in bulk', 'cli-files', 'File tool'],
	['script which generates random passwords', 'cli-password', 'Password generator'],
	['script to convert celsius to fahrenheit', 'cli-units', 'Unit converter'],
	['console program that prints the fibonacci numbers', 'cli-calc', 'Calculator'],
	['print a calendar of the month in the console', 'cli-dates', 'Date tool'],
	['a terminal pomodoro timer', 'cli-timer', 'Timer'],
	['base64 encoder for the command line', 'cli-encode', 'Encoder'],
	['a cli that turns markdown into html', 'cli-markdown', 'Markdown tool'],
	['command line recipe book with ingredients and rating', 'cli-records', 'Recipes'],
	['a CLI called "Wordy" that counts words', 'cli-text', 'Wordy'],
])('“%s” is made by %s and called %s', (sentence, kit, title) => {
	expect(understood(sentence)).toMatchObject({ kind: 'cli', kit, title });
});

test('a command line tool that no kit makes is given none', () => {
	expect(understood('cli that greets the user').kit).toBe('');
	expect(understood('command line quiz').kit).toBe('');
});

test('the kits of command line tools are no kits of apps', () => {
	for (const sentence of [
		'todo list',
		'a password list with site and login',
		'markdown notes',
		'a pomodoro timer',
	])
		expect(understood(sentence)).toMatchObject({
			kind: 'app',
			kit: expect.not.stringMatching(/^cli-/) as string,
		});
});
