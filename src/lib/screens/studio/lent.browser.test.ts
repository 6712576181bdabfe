import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { lendModel, serveOperations } from '#lib/commands/share/exchange/exchange-commands.ts';
import { newCreationId, urnOf, type CreationId } from '#lib/model/id.ts';
import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import { inviteOthers, joinShared, startSharing } from '#lib/commands/share/room.ts';
import { NANO } from '#lib/model/spending.ts';
import { seriousFindings } from '../../../../tests/support/accessibility.ts';
import { openFakeApp, type FakeApp } from '../../../../tests/support/studio/fake-app.ts';
import { fakeKeys } from '../../../../tests/support/studio/fake-keys.ts';
import StudioHarness from '../../../../tests/support/studio/StudioHarness.svelte';

const apps: FakeApp[] = [];
afterEach(() => {
	cleanup();
	for (const each of apps.splice(0)) each.close();
});

/** A person with models of their own, or with none. */
async function person(models: readonly string[]): Promise<FakeApp> {
	localStorage.clear();
	const made = await openFakeApp(fakeKeys(() => 'It is a list of recipes.', models));
	apps.push(made);
	return made;
}

function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
	if (!result.ok) throw new Error(JSON.stringify(result.error));
	return result.value;
}

/** Ana shares a creation, and Ben has joined as an editor. */
async function team(ana: FakeApp, ben: FakeApp, creationId: CreationId) {
	const hers = valueOf(await ana.app.hold(creationId));
	valueOf(await ana.app.dispatch(startSharing, { creationId, name: 'Ana' }));
	const terms = { role: 'editor', expiresAt: Date.now() + 3_600_000, needsApproval: false } as const;
	const link = valueOf(await ana.app.dispatch(inviteOthers, { creationId, ...terms }));
	const fragment = link.split('#')[1] ?? '';
	const id = valueOf(await ben.app.dispatch(joinShared, { link: fragment, name: 'Ben' }));
	return { hers, id };
}

test('a member chooses the lent model among those that answer, and the answer says whose key paid', async () => {
	await page.viewport(1440, 900);
	const [ana, ben] = [await person(['gpt-5-mini']), await person([])];
	const { hers, id } = await team(ana, ben, ana.id);
	const ref = { provider: 'openai', model: 'gpt-5-mini' };
	const money = { unit: 'money', perMember: 0.4 * NANO, inAll: NANO } as const;
	valueOf(await ana.app.dispatch(lendModel, { creationId: ana.id, ref, ...money, facts: {} }));

	await render(StudioHarness, { app: ben.app, id, hasModels: true });
	await expect
		.poll(() => ben.app.models.choices.map(({ note }) => note))
		.toEqual(['lent by Ana ($0.40 left)']);
	// Nobody spends another person's money without having chosen to.
	expect(ben.app.models.engine).toEqual({ type: 'starter' });
	await userEvent.click(page.getByRole('button', { name: 'Model: Starter, no AI' }));
	const choices = page.getByRole('dialog', { name: 'Who answers' });
	expect(choices.getByRole('button', { name: /^Auto/ }).elements()).toEqual([]);
	await userEvent.click(choices.getByRole('button', { name: /gpt-5-mini.*lent by Ana \(\$0\.40 left\)/ }));
	const button = page.getByRole('button', { name: 'Model: gpt-5-mini lent by Ana ($0.40 left)' });
	await expect.element(button).toBeVisible();

	await page.getByRole('radio', { name: 'Ask' }).click({ force: true });
	await page.getByRole('textbox', { name: 'Ask for a change' }).fill('What is this?');
	await userEvent.click(page.getByRole('button', { name: 'Send', exact: true }));
	const conversation = page.getByRole('region', { name: 'Conversation' });
	await expect.element(conversation.getByText('It is a list of recipes.')).toBeVisible();
	await expect.element(conversation.getByText('gpt-5-mini · with the key of Ana, who pays')).toBeVisible();
	await expect
		.poll(() => hers.together.exchange.lending?.accounts)
		.toMatchObject([{ name: 'Ben', calls: 1 }]);
	ana.app.release(ana.id);
});

const DOCUMENT = `openapi: 3.1.0
info: { title: Books, version: 1.0.0 }
paths:
  /books:
    get:
      operationId: listBooks
      summary: List the books
      responses: { '200': { description: All } }
`;

test('an API is used on the device of another member: the form sends there, and that device counts', async () => {
	await page.viewport(1440, 900);
	const [ana, ben] = [await person([]), await person([])];
	const api = newCreationId();
	const facts = { name: 'books', title: 'Books', kind: 'api', version: '1.0.0' };
	const paths = { entry: 'src/index.ts', openapi: 'openapi.yaml' };
	const files = new Map([
		[MANIFEST_PATH, JSON.stringify({ id: urnOf(api), ...facts, ...paths })],
		['openapi.yaml', DOCUMENT],
		['src/index.ts', 'export default { fetch: () => new Response() };'],
	]);
	await ana.keep(api, 'api', 'Books', files);
	const { hers, id } = await team(ana, ben, api);
	valueOf(await ana.app.dispatch(serveOperations, { creationId: api, isOn: true }));

	await render(StudioHarness, { app: ben.app, id });
	const run = page.getByRole('region', { name: 'Run' });
	const answerer = run.getByRole('combobox', { name: 'Answered by' });
	await expect.element(answerer).toHaveValue('');
	await userEvent.selectOptions(answerer, 'Ana’s device');
	await userEvent.click(run.getByRole('button', { name: 'Send request' }));
	await expect.element(run.getByRole('region', { name: 'Response' })).toHaveTextContent('200');
	expect(hers.together.exchange.serving?.calls).toBe(1);
	expect(await seriousFindings()).toEqual([]);
	valueOf(await ana.app.dispatch(serveOperations, { creationId: api, isOn: false }));
	await expect.element(run.getByText('Calls fail until it is back.')).toBeVisible();
	ana.app.release(api);
});
