import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { sampleSpecs, specOf } from '../../specs.fixture.ts';
import { mount, type Mounted } from '../../testing/mount.ts';

let app: Mounted | undefined;

beforeEach(() => localStorage.clear());
afterEach(() => app?.unmount());

const answers = page.getByRole('group', { name: 'Answers' });

async function addQuestion(question: string, answer: string, wrong: string): Promise<void> {
	await page.getByLabelText('Question', { exact: true }).fill(question);
	await page.getByLabelText('Right answer', { exact: true }).fill(answer);
	await page.getByLabelText('Wrong answer', { exact: true }).fill(wrong);
	await page.getByRole('button', { name: 'Add question' }).click();
}

test('begins with real questions about its subject', async () => {
	app = await mount(sampleSpecs.quiz);
	await page.getByRole('button', { name: 'Start quiz' }).click();
	await expect.element(page.getByRole('heading', { name: /What is the capital of/ })).toBeVisible();
	await expect.poll(() => answers.getByRole('button').elements().length).toBe(4);
});

test('a round ends with a score, a review and a line in the scores', async () => {
	app = await mount(specOf('quiz', 'Own quiz', { options: { subject: 'our dog' } }));
	await addQuestion('What is her name?', 'Bella', 'Rex');
	await page.getByRole('button', { name: 'Start quiz' }).click();
	await answers.getByRole('button', { name: 'Rex' }).click();
	await expect.element(page.getByText('Not quite: Bella.')).toBeVisible();
	await page.getByRole('button', { name: 'See the score' }).click();
	await expect.element(page.getByText('Score: 0 of 1')).toBeVisible();
	await page.getByRole('button', { name: 'Practise mistakes' }).click();
	await answers.getByRole('button', { name: 'Bella' }).click();
	await page.getByRole('button', { name: 'See the score' }).click();
	await expect.element(page.getByText('Score: 1 of 1')).toBeVisible();
	app.unmount();
	app = await mount(specOf('quiz', 'Own quiz', { options: { subject: 'our dog' } }));
	await expect.element(page.getByRole('list', { name: 'Scores' }).getByText('1 of 1')).toBeVisible();
});
