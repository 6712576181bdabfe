import type { Kit, KitEntry } from '../kind.ts';
import { APP_KIT_IDS, appCues, type AppKitId } from './cues.ts';

/** A new kit is one folder in `kits/`, its cues in `cues.ts` and one entry here. */
const entries: Readonly<Record<AppKitId, KitEntry>> = {
	tracker: {
		title: 'Tracker',
		description: 'A list of anything, with the fields you name',
		example: 'A recipe tracker with title, ingredients and rating',
		isGeneral: true,
		uses: ['api'],
		load: async () => (await import('./kits/tracker/index.ts')).tracker,
	},
	kanban: {
		title: 'Kanban board',
		description: 'Cards that move from column to column',
		example: 'A kanban board for tasks with title, assignee, due date and status',
		load: async () => (await import('./kits/kanban/index.ts')).kanban,
	},
	calendar: {
		title: 'Calendar',
		description: 'Month, week and agenda, with dates that come back every year',
		example: 'A calendar where I can put birthdays',
		load: async () => (await import('./kits/calendar/index.ts')).calendar,
	},
	dashboard: {
		title: 'Dashboard',
		description: 'Entries with totals and charts by month and category',
		example: 'A dashboard of my expenses by category and month',
		load: async () => (await import('./kits/dashboard/index.ts')).dashboard,
	},
	timer: {
		title: 'Timer',
		description: 'Pomodoro, countdown, stopwatch and intervals, with a log',
		example: 'A pomodoro timer 25/5 with a log of finished sessions',
		load: async () => (await import('./kits/timer/index.ts')).timer,
	},
	converter: {
		title: 'Unit converter',
		description: 'Any units side by side, both ways',
		example: 'Convert between miles and kilometres, celsius and fahrenheit',
		load: async () => (await import('./kits/converter/index.ts')).converter,
	},
	calculator: {
		title: 'Calculator',
		description: 'Tip, loan, BMI, discount, grades, ages or a keypad',
		example: 'A tip calculator that splits the bill',
		load: async () => (await import('./kits/calculator/index.ts')).calculator,
	},
	flashcards: {
		title: 'Flashcards',
		description: 'Cards with spaced repetition',
		example: 'Flashcards for learning Spanish vocabulary',
		load: async () => (await import('./kits/flashcards/index.ts')).flashcards,
	},
	quiz: {
		title: 'Quiz',
		description: 'Questions with a score and a review, yours to edit',
		example: 'A quiz about capital cities',
		load: async () => (await import('./kits/quiz/index.ts')).quiz,
	},
	notes: {
		title: 'Notes',
		description: 'Markdown notes with preview, tags and pins',
		example: 'Markdown notes with search and dark mode',
		load: async () => (await import('./kits/notes/index.ts')).notes,
	},
	habits: {
		title: 'Habits',
		description: 'A week at a glance, and streaks',
		example: 'A habit tracker with streaks',
		load: async () => (await import('./kits/habits/index.ts')).habits,
	},
	checklist: {
		title: 'Checklist',
		description: 'Things to tick off, in sections, with progress',
		example: 'A packing list with sections',
		load: async () => (await import('./kits/checklist/index.ts')).checklist,
	},
};

/** The starter kits of the app kind. */
export const appKits: readonly Kit[] = APP_KIT_IDS.map((id) => ({
	id,
	kind: 'app',
	cues: appCues[id],
	...entries[id],
}));
