import type { KitCues } from '../kind.ts';

/** Ids of the app kits. Stored in specs: never renamed. */
export const APP_KIT_IDS = [
	'tracker',
	'kanban',
	'calendar',
	'dashboard',
	'timer',
	'converter',
	'calculator',
	'flashcards',
	'quiz',
	'notes',
	'habits',
	'checklist',
] as const;
export type AppKitId = (typeof APP_KIT_IDS)[number];

/** By which words a sentence asks for each kit: lower case, base form. */
export const appCues = {
	tracker: {
		nouns: ['tracker', 'list', 'log', 'inventory', 'catalogue', 'collection', 'register'],
		verbs: ['track', 'keep'],
	},
	kanban: { nouns: ['kanban', 'kanban board', 'task board'], hints: ['column', 'status'] },
	calendar: { nouns: ['calendar', 'planner', 'agenda'], verbs: ['schedule'], hints: ['month', 'birthday'] },
	dashboard: { nouns: ['dashboard', 'chart', 'report'], verbs: ['chart', 'visualise'] },
	timer: { nouns: ['timer', 'pomodoro', 'stopwatch', 'countdown'], hints: ['session', 'break', 'focus'] },
	converter: { nouns: ['converter', 'conversion'], verbs: ['convert'] },
	calculator: { nouns: ['calculator'], verbs: ['calculate', 'compute', 'split'] },
	flashcards: { nouns: ['flashcard', 'vocabulary trainer'], verbs: ['memorise', 'learn'] },
	quiz: { nouns: ['quiz', 'trivia'], hints: ['question', 'answer', 'score'] },
	notes: { nouns: ['note', 'journal', 'diary', 'notebook'], hints: ['markdown'] },
	habits: { nouns: ['habit', 'habit tracker', 'streak'] },
	checklist: {
		nouns: ['checklist', 'todo list', 'to-do list', 'shopping list', 'packing list'],
		hints: ['done', 'tick'],
	},
} as const satisfies Record<AppKitId, KitCues>;

/** The app kits as the starter's grammar sees them. */
export const appVocabulary = APP_KIT_IDS.map((id) => ({ id, kind: 'app' as const, cues: appCues[id] }));
