import { expect, test } from 'vitest';
import { apiVocabulary } from '#lib/kinds/api/cues.ts';
import { appVocabulary } from '#lib/kinds/app/cues.ts';
import type { Spec } from '#lib/model/spec.ts';
import { createStarter } from './create-starter.ts';

const starter = createStarter([...appVocabulary, ...apiVocabulary]);

function understood(sentence: string): Spec {
	const answer = starter.understand(sentence);
	if (answer.type !== 'understood') throw new Error(`${sentence}: ${answer.reason}`);
	return answer.spec;
}

test('an API that would only keep rows of nothing is refused', () => {
	expect(starter.understand('an endpoint that validates IBAN numbers').type).toBe('refused');
	expect(understood('API for validated numbers with value and date').entities).toHaveLength(1);
});

test('what comes before the wish says nothing about what is made', () => {
	const told = understood('I run a bakery and need a list of orders with customer and pickup date');
	expect(told.entities.map(({ label }) => label)).toEqual(['Order']);
	// Here the story says what is kept.
	expect(understood('I collect stamps and want to sort them by country').entities[0]?.label).toBe('Stamp');
});

test('a board has the columns that its cards move through', () => {
	const spec = understood('a board where applications move from applied to interview to offer');
	expect(spec).toMatchObject({ kit: 'kanban', options: { columns: ['Applied', 'Interview', 'Offer'] } });
});

test('what several devices report is a reading, and what people send fills in one of them', () => {
	const [reading] = understood('an API where sensors report their temperature and humidity').entities;
	expect(reading?.fields.map(({ name }) => name)).toEqual(['sensor', 'temperature', 'humidity', 'takenAt']);
	const [guest] = understood('an app where guests send their name and email').entities;
	expect(guest).toMatchObject({ label: 'Guest', fields: [{ name: 'name' }, { name: 'email' }] });
});

test('one word for different things is read by what stands beside it', () => {
	const ticket = (sentence: string) =>
		understood(sentence)
			.entities.find(({ name }) => name === 'ticket')
			?.fields.map(({ name }) => name);
	expect(ticket('database of a cinema: movies, screenings and tickets')).toContain('seat');
	expect(ticket('database of customers and tickets')).toContain('subject');
});
