import type { Entity, Field, Spec } from '#lib/model/spec.ts';
import type { AppKitId } from './cues.ts';

/** A spec with everything a test does not care about left empty. */
export function specOf(kit: AppKitId, title: string, parts: Partial<Spec> = {}): Spec {
	return {
		sentence: title,
		title,
		kind: 'app',
		also: [],
		kit,
		entities: [],
		features: [],
		triggers: [],
		steps: [],
		options: {},
		...parts,
	};
}

export const entity = (name: string, plural: string, ...fields: Field[]): Entity => ({
	name,
	label: name.charAt(0).toUpperCase() + name.slice(1),
	plural,
	fields,
});

const recipe = entity(
	'recipe',
	'Recipes',
	{ name: 'title', label: 'Title', type: 'text' },
	{ name: 'ingredients', label: 'Ingredients', type: 'longText' },
	{ name: 'rating', label: 'Rating', type: 'rating' },
);

const task = entity(
	'task',
	'Tasks',
	{ name: 'title', label: 'Title', type: 'text' },
	{ name: 'assignee', label: 'Assignee', type: 'text' },
	{ name: 'dueDate', label: 'Due date', type: 'date' },
	{ name: 'status', label: 'Status', type: 'enum', options: ['To do', 'In progress', 'Done'] },
);

const birthday = entity(
	'birthday',
	'Birthdays',
	{ name: 'name', label: 'Name', type: 'text' },
	{ name: 'date', label: 'Date', type: 'date' },
);

const expense = entity(
	'expense',
	'Expenses',
	{ name: 'description', label: 'Description', type: 'text' },
	{ name: 'amount', label: 'Amount', type: 'money', unit: 'EUR' },
	{ name: 'category', label: 'Category', type: 'enum', options: ['Food', 'Rent', 'Travel', 'Fun'] },
	{ name: 'date', label: 'Date', type: 'date' },
);

const habit = entity('habit', 'Habits', { name: 'name', label: 'Name', type: 'text' });

const packing = entity(
	'item',
	'Items',
	{ name: 'name', label: 'Name', type: 'text' },
	{ name: 'section', label: 'Section', type: 'enum', options: ['Clothes', 'Bathroom', 'Papers'] },
);

/** One plain spec per kit. The sample `model.ts` of each kit is what this spec renders. */
export const sampleSpecs: Readonly<Record<AppKitId, Spec>> = {
	tracker: specOf('tracker', 'Recipes', { entities: [recipe] }),
	kanban: specOf('kanban', 'Team board', { entities: [task], features: ['kanban'] }),
	calendar: specOf('calendar', 'Birthdays', { entities: [birthday], features: ['calendar'] }),
	dashboard: specOf('dashboard', 'Expenses', { entities: [expense], features: ['chart'] }),
	timer: specOf('timer', 'Pomodoro timer', {
		options: { mode: 'pomodoro', workMinutes: 25, breakMinutes: 5, log: true },
	}),
	converter: specOf('converter', 'Unit converter', {
		options: { pairs: ['mile:kilometre', 'celsius:fahrenheit'] },
	}),
	calculator: specOf('calculator', 'Tip calculator', { options: { type: 'tip' } }),
	flashcards: specOf('flashcards', 'Spanish flashcards', { options: { subject: 'Spanish' } }),
	quiz: specOf('quiz', 'Capitals quiz', { options: { subject: 'capitals' } }),
	notes: specOf('notes', 'Notes', { features: ['search', 'darkMode'] }),
	habits: specOf('habits', 'Habits', { entities: [habit], features: ['streak'] }),
	checklist: specOf('checklist', 'Packing list', { entities: [packing] }),
};
