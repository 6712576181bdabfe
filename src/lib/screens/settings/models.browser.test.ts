import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ModelShelf } from '#lib/commands/generate/model-shelf.svelte.ts';
import { seriousFindings } from '../../../../tests/support/accessibility.ts';
import { renderWithin, smallApp } from '../../../../tests/support/small-app.ts';
import { fakeKeys } from '../../../../tests/support/studio/fake-keys.ts';
import Instructions from './Instructions.svelte';
import WhoAnswers from './WhoAnswers.svelte';

test('the instructions of a kind are read, rewritten and taken back', async () => {
	const small = await smallApp();
	await renderWithin(small, Instructions, {});
	await userEvent.click(page.getByText('App the original'));
	await expect.element(page.getByText(/An app is a small web app/)).toBeVisible();
	await userEvent.click(page.getByRole('button', { name: 'Edit instructions for App' }));
	await userEvent.fill(page.getByRole('textbox', { name: 'Instructions for App' }), 'Write Svelte.');
	await userEvent.click(page.getByRole('button', { name: 'Save' }));
	await expect.element(page.getByText('your own')).toBeVisible();
	expect(await small.storage.setting('templates')).toEqual([
		{ id: 'kind-app', title: 'App', text: 'Write Svelte.', kind: 'app' },
	]);
	expect(await seriousFindings()).toEqual([]);
	await userEvent.click(page.getByRole('button', { name: 'Back to the original' }));
	await expect.poll(() => small.storage.setting('templates')).toEqual([]);
});

test('one model can be made to answer always, and trying others can be turned off', async () => {
	const small = await smallApp({
		models: new ModelShelf(
			async () => fakeKeys(() => ''),
			async () => [],
		),
	});
	await renderWithin(small, WhoAnswers, {});
	await expect.poll(() => small.app.models.choices.length).toBe(2);
	await userEvent.click(page.getByRole('radio', { name: 'Always one model' }));
	await userEvent.selectOptions(page.getByRole('combobox', { name: 'Model' }), 'openai/gpt-4o');
	await userEvent.click(page.getByRole('checkbox', { name: /Now and then/ }));
	await expect
		.poll(() => small.storage.setting('routing'))
		.toEqual({
			mode: 'fixed',
			model: { provider: 'openai', model: 'gpt-4o' },
			isLocalOnly: false,
			explorationShare: 0,
		});
	expect(await seriousFindings()).toEqual([]);
});
