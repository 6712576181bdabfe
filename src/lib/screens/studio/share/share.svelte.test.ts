import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../../app.css';
import { seriousFindings } from '../../../../../tests/support/accessibility.ts';
import { ANA, BEN, Gathering, ME, member } from './gathering.test-data.svelte.ts';
import type { ModelChoice } from '#lib/commands/generate/models.ts';
import { NANO } from '#lib/model/spending.ts';
import type { OpenInvite } from './sharing.ts';
import ShareDialog from './ShareDialog.svelte';

vi.setConfig({ testTimeout: 60_000 });
const DAY_MS = 86_400_000;
const invites: readonly OpenInvite[] = [
	{
		id: 'first',
		role: 'editor',
		expiresAt: Date.now() + DAY_MS,
		needsApproval: false,
		madeAt: Date.now() - DAY_MS / 24,
	},
];
const crowd = [
	member(ME, 'Mia Keller', { role: 'owner', inviteId: undefined }),
	member(ANA, 'Ana López'),
	member(BEN, 'Ben', { standing: 'waiting', role: 'viewer' }),
];

beforeEach(() => page.viewport(1100, 900));
afterEach(() => {
	document.documentElement.style.colorScheme = '';
});

function open(
	gathering: Gathering,
	facts: {
		hasSignalling?: boolean;
		invites?: readonly OpenInvite[];
		models?: readonly ModelChoice[];
	} = {},
) {
	return render(ShareDialog, {
		title: 'Recipes',
		name: 'Mia',
		together: gathering,
		sharing: gathering,
		invites: facts.invites ?? [],
		models: facts.models ?? [],
		hasSignalling: facts.hasSignalling ?? true,
		onclose: () => gathering.wishes.push('closed'),
	});
}
const dialog = page.getByRole('dialog', { name: 'Share Recipes' });
const button = (name: string) => page.getByRole('button', { name, exact: true });

test('sharing begins with a name and one button, and Enter is enough', async () => {
	const gathering = new Gathering();
	await open(gathering);
	const name = dialog.getByRole('textbox', { name: 'Your name' });
	await expect.element(name).toHaveFocus();
	await expect.element(name).toHaveValue('Mia');
	expect(await seriousFindings()).toEqual([]);
	await userEvent.keyboard('{Enter}');
	await expect.element(dialog.getByRole('heading', { name: 'Invite' })).toBeVisible();
	expect(gathering.wishes).toEqual([['start', 'Mia']]);
});

test('a link is made on the terms that are shown, once, and anew when they change', async () => {
	const gathering = Gathering.of('owner', crowd);
	await open(gathering);
	await userEvent.click(dialog.getByRole('radio', { name: 'Viewer' }));
	await userEvent.click(dialog.getByRole('checkbox', { name: 'Let people in one by one' }));
	await expect.element(dialog).toHaveTextContent('can ask to join as a viewer for 7 days');
	await userEvent.click(button('Show QR code'));
	await expect.element(dialog.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
	await userEvent.click(button('Copy link'));
	expect(gathering.wishes).toEqual([['invite', 'viewer', true]]);
	await userEvent.click(dialog.getByRole('radio', { name: 'Commenter' }));
	await userEvent.click(button('Copy link'));
	await expect.poll(() => gathering.wishes).toHaveLength(2);
	expect(gathering.wishes[1]).toEqual(['invite', 'commenter', true]);
});

test('the keyboard reaches everything in the order it is read, and Escape closes', async () => {
	const gathering = Gathering.of('owner', crowd);
	await open(gathering);
	await expect.element(dialog.getByRole('heading', { name: 'Share Recipes' })).toHaveFocus();
	const order = [
		dialog.getByRole('button', { name: 'Close' }),
		dialog.getByRole('radio', { name: 'Editor' }),
		dialog.getByRole('combobox', { name: 'The link is good for' }),
		dialog.getByRole('checkbox', { name: 'Let people in one by one' }),
		button('Copy link'),
		button('Show QR code'),
		button('Turn Ben away'),
		button('Let Ben in'),
		page.getByRole('combobox', { name: 'Role of Ana López' }),
		button('Remove Ana López'),
	];
	for (const stop of order) {
		await userEvent.keyboard('{Tab}');
		await expect.element(stop).toHaveFocus();
	}
	await userEvent.keyboard('{Escape}');
	expect(gathering.wishes).toEqual(['closed']);
});

test('the owner lets in, changes a role, and removes only after the question is answered', async () => {
	const gathering = Gathering.of('owner', crowd);
	await open(gathering, { invites });
	expect(await seriousFindings()).toEqual([]);
	const people = dialog.getByRole('list', { name: 'People' });
	await expect.element(people.getByRole('listitem').first()).toHaveTextContent('Ben');
	await userEvent.click(button('Let Ben in'));
	await userEvent.selectOptions(page.getByRole('combobox', { name: 'Role of Ben' }), 'Commenter');
	await userEvent.click(button('Remove Ana López'));
	expect(gathering.wishes).toEqual([
		['approve', BEN],
		['setRole', BEN, 'commenter'],
	]);
	await userEvent.click(button('Remove'));
	expect(gathering.wishes.at(-1)).toEqual(['remove', ANA]);
	await expect.element(people).not.toHaveTextContent('Ana');
});

test('a link that is open can be closed', async () => {
	const gathering = Gathering.of('owner', crowd);
	await open(gathering, { invites });
	await expect.element(dialog.getByRole('list', { name: 'Open links' })).toHaveTextContent('1 person joined');
	await userEvent.click(page.getByRole('button', { name: /Close the editor link/ }));
	await userEvent.click(button('Close link'));
	expect(gathering.wishes).toEqual([['closeInvite', 'first', [ANA]]]);
});

test('who does not own it sees who takes part and may leave, and is offered nothing else', async () => {
	const gathering = Gathering.of('viewer', [
		member(ME, 'Mia', { role: 'viewer' }),
		member(ANA, 'Ana', { role: 'owner', inviteId: undefined }),
		member(BEN, 'Ben', { standing: 'waiting' }),
	]);
	await open(gathering);
	await expect.element(dialog).toHaveTextContent('You see everything and can run it.');
	await expect.element(dialog).not.toHaveTextContent('Ben');
	expect(dialog.getByRole('combobox').elements()).toEqual([]);
	expect(dialog.getByRole('button', { name: /Remove|Copy link/ }).elements()).toEqual([]);
	await userEvent.click(button('Leave'));
	await userEvent.click(
		page.getByRole('dialog', { name: 'Leave Recipes?' }).getByRole('button', { name: 'Leave' }),
	);
	expect(gathering.wishes).toEqual([['leave'], 'closed']);
});

test('without a signalling address it says so, with one way on', async () => {
	const gathering = Gathering.of('owner', crowd);
	await open(gathering, { hasSignalling: false });
	await expect
		.element(dialog.getByRole('link', { name: 'Add a signalling address' }))
		.toHaveAttribute('href', '/settings#sharing');
});

test('two devices connect by one code there and one answer back', async () => {
	const gathering = Gathering.of('owner', crowd);
	await open(gathering);
	await userEvent.click(page.getByText('Without a server'));
	await expect.element(button('Connect')).toBeDisabled();
	await userEvent.click(button('Make my code'));
	await expect
		.element(page.getByRole('textbox', { name: 'Your code' }))
		.toHaveValue('offer-'.padEnd(240, 'x'));
	const answer = page.getByRole('textbox', { name: 'Paste their answer' });
	await userEvent.fill(answer, 'half');
	await userEvent.click(button('Connect'));
	await expect.element(answer).toHaveAccessibleDescription('This is not a whole code.');
	await userEvent.fill(answer, 'answer-whole');
	await userEvent.click(button('Connect'));
	await expect.element(dialog).toHaveTextContent('Waiting for the other device…');
	gathering.linked = [ANA];
	await expect.element(dialog).toHaveTextContent('Connected.');
	expect(await seriousFindings()).toEqual([]);
});

test('codes that do not connect are said to have failed, and one can begin again', async () => {
	const gathering = Gathering.of('owner', crowd);
	await open(gathering);
	await userEvent.click(page.getByText('Without a server'));
	await userEvent.click(button('Make my code'));
	await userEvent.fill(page.getByRole('textbox', { name: 'Paste their answer' }), 'answer-whole');
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	try {
		button('Connect')
			.element()
			.dispatchEvent(new MouseEvent('click', { bubbles: true }));
		await expect.element(dialog).toHaveTextContent('Waiting for the other device…');
		await vi.advanceTimersByTimeAsync(31_000);
		await expect.element(dialog).toHaveTextContent('This did not connect.');
	} finally {
		vi.useRealTimers();
	}
	await userEvent.click(button('Begin again'));
	await expect.element(button('Make my code')).toBeVisible();
});

test('who was sent a code answers it with one of their own', async () => {
	const gathering = Gathering.of('viewer', crowd);
	await open(gathering);
	await userEvent.click(page.getByText('Without a server'));
	await userEvent.click(page.getByRole('radio', { name: 'I was sent a code' }));
	await userEvent.fill(page.getByRole('textbox', { name: 'Paste their code' }), 'offer-whole');
	await userEvent.click(button('Make my answer'));
	await expect
		.element(page.getByRole('textbox', { name: 'Your answer' }))
		.toHaveValue('answer-'.padEnd(240, 'y'));
});

test('another tab that holds the room is named, and one button brings the room here', async () => {
	const gathering = Gathering.of('owner', crowd);
	gathering.state = 'elsewhere';
	await open(gathering);
	await expect.element(dialog).toHaveTextContent('Another tab of this browser is connected');
	expect(dialog.getByRole('button').elements()).toHaveLength(2);
	await userEvent.click(button('Use it here'));
	expect(gathering.wishes).toEqual([['useHere']]);
});

const openai = (model: string): ModelChoice => ({
	ref: { provider: 'openai', model },
	info: { id: model },
	providerTitle: 'OpenAI',
	isLocal: false,
});
const favours = () => userEvent.click(dialog.getByText('What this device does for the others'));

test('a model is lent on the terms that are shown, and stops being lent with one button', async () => {
	const gathering = Gathering.of('owner', crowd);
	await open(gathering, { models: [openai('gpt-5-mini'), openai('gpt-5')] });
	await favours();
	await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'Model' }), 'gpt-5 (OpenAI)');
	const each = dialog.getByRole('textbox', { name: 'Each member, at most' });
	await userEvent.fill(each, 'much');
	await expect.element(each).toHaveAccessibleDescription('An amount in dollars, like 0.50');
	await userEvent.click(button('Lend'));
	expect(gathering.wishes).toEqual([]);
	await userEvent.fill(each, '0.40');
	expect(await seriousFindings()).toEqual([]);
	await userEvent.click(button('Lend'));
	const ref = { provider: 'openai', model: 'gpt-5' };
	expect(gathering.wishes).toEqual([
		['lend', { ref, unit: 'money', perMember: 0.4 * NANO, inAll: 2 * NANO }],
	]);
	await expect.element(dialog).toHaveTextContent('can use gpt-5: each $0.40, all together $2.00');
	const terms = gathering.exchange.lending!.terms;
	const account = { author: ANA, name: 'Ana López', calls: 3, used: 0.12 * NANO };
	gathering.exchange = { ...gathering.exchange, lending: { terms, accounts: [account] } };
	await expect
		.element(dialog.getByRole('list', { name: 'Used by' }))
		.toHaveTextContent('Ana López 3 calls, $0.12');
	expect(await seriousFindings()).toEqual([]);
	await userEvent.click(button('Stop lending'));
	await expect.element(button('Lend')).toBeVisible();
});

test('lending can be limited in tokens, and needs a model', async () => {
	const gathering = Gathering.of('owner', crowd);
	const { rerender } = await open(gathering);
	await favours();
	await expect.element(dialog.getByRole('link', { name: 'Connect a model' })).toBeVisible();
	await rerender({ models: [openai('gpt-5')] });
	await userEvent.click(dialog.getByRole('radio', { name: 'Tokens' }));
	await userEvent.click(button('Lend'));
	expect(gathering.wishes).toMatchObject([
		['lend', { unit: 'tokens', perMember: 200_000, inAll: 1_000_000 }],
	]);
});

test('members use the operations of this device only once that is turned on, and the calls are counted', async () => {
	const gathering = Gathering.of('owner', crowd);
	await open(gathering);
	await favours();
	const box = dialog.getByRole('checkbox', {
		name: 'Let members use this creation’s operations on this device',
	});
	await expect.element(box).not.toBeChecked();
	await userEvent.click(box);
	expect(gathering.wishes).toEqual([['serve', true]]);
	gathering.exchange = { ...gathering.exchange, serving: { calls: 7 } };
	await expect.element(dialog.getByText('7 calls so far')).toBeVisible();
	await userEvent.click(box);
	expect(gathering.wishes.at(-1)).toEqual(['serve', false]);
});

test('a viewer lends a model too, and has no operations to give', async () => {
	const gathering = Gathering.of('viewer', crowd);
	await page.viewport(390, 800);
	await open(gathering, { models: [openai('gpt-5')] });
	await favours();
	await expect.element(button('Lend')).toBeVisible();
	expect(dialog.getByRole('checkbox').elements()).toEqual([]);
	expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});
