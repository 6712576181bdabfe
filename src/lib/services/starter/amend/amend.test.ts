import { expect, test } from 'vitest';
import { appVocabulary } from '#lib/kinds/app/cues.ts';
import { cliVocabulary } from '#lib/kinds/cli/cues.ts';
import type { Spec } from '#lib/model/spec.ts';
import { createStarter } from '../create-starter.ts';

const starter = createStarter([...appVocabulary, ...cliVocabulary]);

function understood(sentence: string): Spec {
	const answer = starter.understand(sentence);
	if (answer.type !== 'understood') throw new Error(answer.reason);
	return answer.spec;
}

function amended(spec: Spec, wish: string): Spec {
	const answer = starter.amend(spec, wish);
	if (answer.type !== 'understood') throw new Error(`${wish}: ${answer.reason}`);
	return answer.spec;
}

const recipes = understood('A recipe tracker with title, ingredients and rating');
const fields = (spec: Spec, entity = 0) =>
	spec.entities[entity]?.fields.map((field) => `${field.label}:${field.type}`) ?? [];

test.each([
	['add a due date', 'Due date:date'],
	['add cooking time and difficulty', 'Cooking time:duration'],
	['please add a field for source', 'Source:text'],
	['also track calories', 'Calories:integer'],
	['add a price in euros', 'Price:money'],
	['add a status (draft, tested)', 'Status:enum'],
	['I want to add servings', 'Servings:integer'],
	['include a photo', 'Photo:url'],
	['add vegetarian as a checkbox', 'Vegetarian:boolean'],
	['add a rating from 1 to 5 called taste, and sort by it', 'Rating:rating'],
])('"%s" gives the field %s', (wish, field) => {
	expect(fields(amended(recipes, wish))).toContain(field);
});

test.each([
	['remove ingredients', 'Ingredients:longText'],
	['drop the rating', 'Rating:rating'],
	['get rid of the rating field', 'Rating:rating'],
	["I don't need ingredients", 'Ingredients:longText'],
])('"%s" takes the field %s away', (wish, field) => {
	expect(fields(recipes)).toContain(field);
	expect(fields(amended(recipes, wish))).not.toContain(field);
});

test.each([
	['rename rating to stars', 'Stars:rating'],
	['call the rating score instead', 'Score:rating'],
	['make rating a number', 'Rating:number'],
	['change ingredients to tags', 'Ingredients:tags'],
	['rating should be a percentage', 'Rating:percent'],
])('"%s" leaves the field %s', (wish, field) => {
	expect(fields(amended(recipes, wish))).toContain(field);
});

test.each([
	['call it Cookbook', 'Cookbook'],
	['rename the app to My kitchen', 'My kitchen'],
	['change the title to "The good book"', 'The good book'],
	['name it Suppers', 'Suppers'],
])('"%s" gives the title %s', (wish, title) => {
	expect(amended(recipes, wish).title).toBe(title);
});

test.each([
	['sort by rating', 'sort'],
	['let me search', 'search'],
	['dark mode please', 'darkMode'],
	['add a chart', 'chart'],
	['export to csv', 'csv'],
	['show a calendar view', 'calendar'],
	['turn it into a kanban board', 'kanban'],
	['show the total', 'total'],
])('"%s" adds the feature %s', (wish, feature) => {
	expect(amended(recipes, wish).features).toContain(feature);
});

test('sorting names the field to sort by', () => {
	expect(amended(recipes, 'sort by rating').options['sortBy']).toBe('rating');
});

test('a feature can be taken away again', () => {
	const charted = amended(recipes, 'add a chart');
	expect(amended(charted, 'remove the chart').features).not.toContain('chart');
});

test('choices can be given and added to', () => {
	const chosen = amended(amended(recipes, 'add a status'), 'status can be new, tested or loved');
	expect(chosen.entities[0]?.fields.at(-1)?.options).toEqual(['New', 'Tested', 'Loved']);
	const more = amended(chosen, 'add the option retired to status');
	expect(more.entities[0]?.fields.at(-1)?.options).toContain('Retired');
});

test('a further table gets its own fields', () => {
	const spec = amended(recipes, 'add a table of authors with name and email');
	expect(spec.entities.map((entity) => entity.plural)).toEqual(['Recipes', 'Authors']);
	expect(fields(spec, 1)).toEqual(['Name:text', 'Email:email']);
});

test('several wishes in one sentence are all done', () => {
	const spec = amended(recipes, 'add servings and remove rating, then call it Suppers');
	expect(fields(spec)).toEqual(['Title:text', 'Ingredients:longText', 'Servings:integer']);
	expect(spec.title).toBe('Suppers');
});

test('a field is made required', () => {
	expect(amended(recipes, 'make title required').entities[0]?.fields[0]?.required).toBe(true);
});

test('times of a timer change without the others', () => {
	const timer = understood('pomodoro timer 25/5');
	expect(amended(timer, 'make it 50 minutes').options).toMatchObject({ workMinutes: 50, breakMinutes: 5 });
	expect(amended(timer, 'use 45/15').options).toMatchObject({ workMinutes: 45, breakMinutes: 15 });
	expect(amended(timer, 'a break of 10 minutes').options).toMatchObject({
		workMinutes: 25,
		breakMinutes: 10,
	});
});

test('a converter gets further pairs', () => {
	const converter = understood('convert miles to kilometres');
	expect(amended(converter, 'add feet to metres').options['pairs']).toEqual(['mile:kilometre', 'foot:metre']);
});

test.each(['make it nicer', 'asdf qwer', '', 'what is the weather', 'blue sky thinking'])(
	'"%s" is refused with a reason',
	(wish) => {
		const answer = starter.amend(recipes, wish);
		expect(answer.type === 'refused' && answer.reason.length > 20).toBe(true);
	},
);

test('what was not understood beside what was is named', () => {
	const answer = starter.amend(recipes, 'add servings. sing me a song');
	expect(answer.type === 'understood' && answer.ignored).toEqual(['sing me a song']);
});
