import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Spec } from '#lib/model/spec.ts';
import { seriousFindings } from '../../../../tests/support/accessibility.ts';
import { kit, recipes } from '../../../../tests/support/small-app.ts';
import SpecForm from './SpecForm.svelte';

const kits = [kit('tracker', 'Tracker'), kit('quiz', 'Quiz')];

async function fill(spec: Spec = recipes): Promise<Spec[]> {
	const saved: Spec[] = [];
	await render(SpecForm, {
		props: {
			spec,
			kits,
			saveLabel: 'Create',
			onsave: (corrected: Spec) => void saved.push(corrected),
			oncancel: () => undefined,
		},
	});
	return saved;
}
const save = () => userEvent.click(page.getByRole('button', { name: 'Create' }));

test('an untouched form gives back what was understood', async () => {
	const saved = await fill();
	await save();
	expect(saved).toEqual([recipes]);
});

test('a new field takes its name from its label, and an old one keeps its name when it is renamed', async () => {
	const saved = await fill();
	await userEvent.click(page.getByRole('button', { name: 'Add a field' }));
	const names = page.getByRole('textbox', { name: 'Name of the field' });
	await userEvent.fill(names.nth(2), 'Cooking time');
	await userEvent.fill(names.nth(0), 'Dish');
	await userEvent.selectOptions(page.getByRole('combobox', { name: 'Type of Cooking time' }), 'duration');
	await save();
	expect(saved[0]?.entities[0]?.fields).toEqual([
		{ name: 'title', label: 'Dish', type: 'text' },
		{ name: 'rating', label: 'Rating', type: 'rating' },
		{ name: 'cookingTime', label: 'Cooking time', type: 'duration' },
	]);
});

test('fields move, go, and become required', async () => {
	const saved = await fill();
	await userEvent.click(page.getByRole('button', { name: 'Move Rating up' }));
	await userEvent.click(page.getByRole('checkbox', { name: 'Required' }).first());
	await userEvent.click(page.getByRole('button', { name: 'Remove Title' }));
	await save();
	expect(saved[0]?.entities[0]?.fields).toEqual([
		{ name: 'rating', label: 'Rating', type: 'rating', required: true },
	]);
});

test('a field that is one of a list takes its choices', async () => {
	const saved = await fill();
	await userEvent.selectOptions(page.getByRole('combobox', { name: 'Type of Title' }), 'enum');
	await userEvent.fill(
		page.getByRole('textbox', { name: 'Choices of Title, separated by commas' }),
		'Soup, Cake , Soup',
	);
	await userEvent.keyboard('{Tab}');
	await save();
	expect(saved[0]?.entities[0]?.fields[0]).toMatchObject({ type: 'enum', options: ['Soup', 'Cake'] });
});

test('features and the kit are switched', async () => {
	const saved = await fill();
	await userEvent.click(page.getByRole('button', { name: 'Search' }));
	await userEvent.click(page.getByRole('button', { name: 'CSV export' }));
	await userEvent.selectOptions(page.getByRole('combobox', { name: 'Kit' }), 'quiz');
	await save();
	expect(saved[0]).toMatchObject({ features: ['csv'], kit: 'quiz' });
});

test.each([
	['Title', '', 'Give it a title.'],
	['List', ' ', 'Every list needs a name.'],
])('an empty %s is refused in plain words', async (name, value, words) => {
	const saved = await fill();
	await userEvent.fill(page.getByRole('textbox', { name, exact: true }), value);
	await save();
	await expect.element(page.getByRole('alert')).toHaveTextContent(words);
	expect(saved).toEqual([]);
});

test('two fields of one name are refused', async () => {
	const saved = await fill();
	await userEvent.fill(page.getByRole('textbox', { name: 'Name of the field' }).nth(1), 'title');
	await save();
	await expect.element(page.getByRole('alert')).toHaveTextContent('Recipes has two fields called “title”.');
	expect(saved).toEqual([]);
});

test('the form has no serious accessibility findings', async () => {
	await fill();
	expect(await seriousFindings()).toEqual([]);
});
