import { expect, type Page } from '@playwright/test';
import { preview, say } from './support/aether.ts';
import {
	codeTab,
	comment,
	commentOf,
	expectSameFiles,
	lines,
	openFile,
	replace,
	test as base,
	workTogether,
} from './support/coedit.ts';
import { connect, COUNTER, edit } from './support/counter.ts';
import { lastWords, startScriptedModel, type ScriptedModel } from './support/scripted-model.ts';

const test = base.extend<{ model: ScriptedModel }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
	model: async ({}, use) => {
		const model = await startScriptedModel();
		await use(model);
		await model.close();
	},
});

const talk = (page: Page) => page.getByRole('region', { name: 'Conversation' });

test('what one asks a model changes the app of both, with what the other wrote, and the other sees who asked and whose key paid', async ({
	ana,
	ben,
	model,
}) => {
	test.slow();
	await connect(ana, model);
	model.script.push({ text: COUNTER });
	await say(ana, 'a counter with one button');
	await preview(ana);
	await workTogether(ana, ben);
	await expect((await preview(ben)).getByRole('heading', { name: 'Counter' })).toBeVisible();
	await expect(talk(ben).getByRole('article', { name: 'Ana', exact: true })).toContainText(
		'a counter with one button',
	);

	await openFile(ben, 'src/App.tsx');
	await replace(ben, 'Pressed', 'Touched');
	await openFile(ana, 'src/App.tsx');
	await expect(lines(ana)).toContainText('Touched');
	model.script.push({
		text: `Renamed.\n${edit('src/App.tsx', '\t\t\t<h1>Counter</h1>', '\t\t\t<h1>Clicks</h1>')}`,
	});
	await ana.getByRole('textbox', { name: 'Ask for a change' }).fill('Call it Clicks');
	await ana.getByRole('button', { name: 'Send', exact: true }).click();
	for (const page of [ana, ben]) {
		const app = await preview(page);
		await expect(app.getByRole('heading', { name: 'Clicks' })).toBeVisible();
		await expect(app.getByRole('button', { name: 'Touched 0 times' })).toBeVisible();
	}
	expect(lastWords(model.asked[1])).toContain('Touched');
	const answer = talk(ben).getByRole('article', { name: 'Answer to Ana' }).last();
	await expect(answer).toContainText('Renamed.');
	await expect(answer).toContainText(/scripted-\w+, with the key of Ana/);
	await expect(talk(ben).getByRole('article', { name: 'Ana', exact: true }).last()).toContainText(
		'Call it Clicks',
	);

	await comment(ben, 'I like the name.');
	await codeTab(ana, /^Comments/).click();
	await expect(commentOf(ana, 'Ben')).toContainText('I like the name.');
	const files = await expectSameFiles(ana, ben);
	expect(files['src/App.tsx']).toMatch(/<h1>Clicks<\/h1>[^]*Touched/);
});
