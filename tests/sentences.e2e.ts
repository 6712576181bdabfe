import { expect, test } from '@playwright/test';
import { create, openHome, reload, saved, say } from './support/aether.ts';
import { expectAccessibleApp } from './support/axe.ts';
import {
	addDate,
	addEntry,
	calculate,
	convert,
	learnCard,
	moveCard,
	playQuiz,
	startTimer,
	tickHabit,
	tickItem,
	type UseKit,
	writeNote,
} from './support/use-kit.ts';
import { test as visit } from './support/visitor.ts';

/** What a person says, and how the test then uses what came of it. */
const USED: readonly (readonly [sentence: string, use: UseKit])[] = [
	[
		'A recipe tracker with title, ingredients and rating',
		addEntry('recipe', 'Recipes', { Title: 'Lemon risotto', Ingredients: 'rice, lemon', Rating: '4 stars' }),
	],
	[
		'keep track of books I have read with title, author and a rating',
		addEntry('book', 'Books', { Title: 'Momo', Author: 'Ende' }),
	],
	[
		'inventory: items have sku, name, quantity, price; show me what is low',
		addEntry('item', 'Items', { SKU: 'A-1', Name: 'Bolt', Quantity: '3', Price: '0.20' }),
	],
	[
		'contacts with name, email, phone and birthday',
		addEntry('contact', 'Contacts', { Name: 'Ada', Email: 'ada@example.org' }),
	],
	[
		'track my houseplants: name, room, last watered',
		addEntry('houseplant', 'Houseplants', { Name: 'Monstera', Room: 'Kitchen' }),
	],
	[
		'workout log with exercise, sets, reps and weight',
		addEntry('workout', 'Workouts', { Exercise: 'Squat', Sets: '3', Reps: '8' }),
	],
	[
		'wine collection: name, vintage, region, price and rating',
		addEntry('wine', 'Wines', { Name: 'Riesling', Vintage: '2019' }),
	],
	[
		'kanban board for a small team: tasks have a title, assignee, due date and status',
		moveCard('task', { Title: 'Paint the door' }, 'In progress'),
	],
	[
		'kanban for bugs with title, severity and status (open, fixing, closed)',
		moveCard('bug', { Title: 'Crash' }, 'Fixing'),
	],
	['a task board with title and status (todo, doing, done)', moveCard('task', { Title: 'Sweep' }, 'Doing')],
	[
		'track my expenses by category and month, with a chart',
		addEntry('expense', 'Expenses', { Amount: '12.50', Category: 'Food', Note: 'Lunch' }),
	],
	[
		'dashboard of sales with product, amount and date',
		addEntry('sale', 'Sales', { Product: 'Tea', Amount: '9' }),
	],
	[
		'convert between miles and kilometres, celsius and fahrenheit',
		convert('Miles', '10', 'Kilometres', /^16\.09/),
	],
	['a converter from kilograms to pounds', convert('Kilograms', '2', 'Pounds', /^4\.4/)],
	[
		'a tip calculator to split the bill',
		calculate({ Bill: '100', Tip: '20', People: '4' }, 'Total per person', /30/),
	],
	['loan calculator', calculate({}, 'Monthly payment', /\d/)],
	['flashcards for french words', learnCard],
	['flashcards for Spanish words', learnCard],
	['BMI calculator', calculate({ Weight: '80', Height: '180' }, 'Body mass index', /24\.7/)],
	['convert cups to millilitres', convert('Cups (US)', '2', 'Millilitres', /^473/)],
	['a calendar for my appointments', addDate('appointment', 'Appointments', { Title: 'Dentist' })],
	[
		'event calendar with title, date, time and place',
		addDate('event', 'Events', { Title: 'Concert', Place: 'Town hall' }),
	],
	['pomodoro timer 25/5', startTimer],
	['countdown timer for the kitchen', startTimer],
	['stopwatch', startTimer],
	['habit tracker for running, reading and meditation', tickHabit('Running', true)],
	['daily habits', tickHabit('Stretch', false)],
	['packing checklist for trips', tickItem('item', 'Name', 'Passport')],
	['shopping list', tickItem('item', 'Name', 'Milk')],
	['quiz about European capitals', playQuiz],
	['markdown notes with search', writeNote],
	[
		'track job applications with company, role, status and date',
		addEntry('job application', 'Job applications', { Company: 'Acme', Role: 'Baker', Status: 'Applied' }),
	],
	['a movie watchlist', addEntry('movie', 'Movies', { Title: 'Playtime', Rating: '5 stars' })],
	['chart my weight over time', addEntry('weight', 'Weight', { Weight: '71' })],
	[
		'beehive inspections with hive, date, notes and queen seen',
		addEntry('beehive inspection', 'Beehive inspections', { Hive: 'North', Notes: 'calm' }),
	],
	['a diary with date, mood and text', addEntry('entry', 'Entries', { Text: 'Rain all day', Mood: 'Good' })],
];

/** One sentence for each kit: what the kit makes is looked at with a screen reader's eyes. */
const ONE_PER_KIT: ReadonlySet<string> = new Set([
	'A recipe tracker with title, ingredients and rating',
	'kanban for bugs with title, severity and status (open, fixing, closed)',
	'track my expenses by category and month, with a chart',
	'convert cups to millilitres',
	'BMI calculator',
	'flashcards for Spanish words',
	'a calendar for my appointments',
	'pomodoro timer 25/5',
	'daily habits',
	'shopping list',
	'quiz about European capitals',
	'markdown notes with search',
]);

for (const [sentence, use] of USED)
	visit(`“${sentence}” becomes an app that is used, reloaded and still has its data`, async ({ page }) => {
		await openHome(page);
		const isStillThere = await use(await create(page, sentence));
		if (ONE_PER_KIT.has(sentence)) await expectAccessibleApp(page);
		await saved(page);
		await isStillThere(await reload(page));
	});

/** Nothing a starter kit could honestly do. */
const REFUSED: readonly string[] = [
	'multiplayer first person shooter with voice chat',
	'train a neural network on my photos',
	'asdf qwer zxcv',
	'an AI chatbot that answers my mail',
	'edit my videos and add subtitles automatically',
	'a 3D racing game with physics',
	'generate photorealistic images from text',
	'a social network like Facebook for millions of users',
	'trade bitcoin automatically on an exchange',
	'translate my novel into Japanese',
	'control the lights in my house',
	'scrape prices from amazon every hour and buy the cheapest',
	'an operating system kernel',
	'!!! ??? ...',
];

for (const sentence of REFUSED)
	test(`“${sentence}” is refused with a reason, and nothing is created`, async ({ page }) => {
		await openHome(page);
		await say(page, sentence);
		await expect(page.getByRole('alert')).toContainText(/./);
		await expect(page).toHaveURL(/\/$/);
		await expect(page.getByRole('list', { name: 'Your creations' }).getByRole('listitem')).toHaveCount(0);
	});
