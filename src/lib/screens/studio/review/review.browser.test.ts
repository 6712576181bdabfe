import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { beginComment } from '#lib/commands/review/comment.ts';
import { seriousFindings } from '../../../../../tests/support/accessibility.ts';
import { openFakeApp, type FakeApp } from '../../../../../tests/support/studio/fake-app.ts';
import StudioHarness from '../../../../../tests/support/studio/StudioHarness.svelte';

/** The first test fetches the editor; a busy machine takes its time. ms. */
vi.setConfig({ testTimeout: 120_000 });

let fake: FakeApp;
beforeEach(async () => {
	await page.viewport(1440, 900);
	localStorage.clear();
	fake = await openFakeApp();
});
afterEach(() => fake.close());

const code = page.getByRole('region', { name: 'Code' });
const box = code.getByRole('textbox', { name: 'Write a comment' });
const comments = code.getByRole('list', { name: 'Comments' });
const send = code.getByRole('button', { name: 'Comment', exact: true });

async function openComments(): Promise<void> {
	await render(StudioHarness, { app: fake.app, id: fake.id });
	await code.getByRole('tab', { name: 'Comments' }).click();
	await expect.element(box).toBeVisible();
}

async function say(text: string): Promise<void> {
	await box.fill(text);
	await send.click();
	await expect.element(comments.getByText(text)).toBeVisible();
}

describe('comments', () => {
	test('the empty tab says what belongs there', async () => {
		await openComments();
		await expect.element(code.getByText('No comments yet')).toBeVisible();
		await expect.element(send).toBeDisabled();
	});

	test('a comment on a line leads back to it, is answered, resolved and found again', async () => {
		await openComments();
		await code.getByRole('spinbutton', { name: 'On a line of src/main.ts' }).fill('1');
		await userEvent.keyboard('{Enter}');
		await box.fill('Why 1?');
		await userEvent.keyboard('{Control>}{Enter}{/Control}');
		const talk = comments.getByRole('article', { name: 'Comment by You on src/main.ts line 1' });
		await expect.element(talk).toHaveTextContent('export const start = () => 1;');

		await talk.getByRole('button', { name: 'Reply' }).click();
		await talk.getByRole('textbox', { name: 'Reply' }).fill('Because.');
		await talk.getByRole('button', { name: 'Send reply' }).click();
		await expect.element(talk.getByRole('list', { name: 'Replies' })).toHaveTextContent('Because.');

		await talk.getByRole('button', { name: 'Resolve' }).click();
		await expect.element(code.getByText('Nothing is open')).toBeVisible();
		await code.getByRole('radio', { name: 'Resolved' }).click();
		await expect.element(talk).toHaveTextContent('Resolved by You.');
		await talk.getByRole('button', { name: 'Reopen' }).click();
		await code.getByRole('radio', { name: 'Open' }).click();
		await talk.getByRole('button', { name: 'src/main.ts line 1' }).click();
		await expect.element(code.getByRole('tab', { name: 'Code' })).toHaveAttribute('aria-selected', 'true');
	});

	test('what the cursor is on is commented on by a command, marked beside its line, and found again by the mark', async () => {
		const { container } = await render(StudioHarness, { app: fake.app, id: fake.id });
		await code.getByRole('treeitem', { name: /main\.ts/ }).click();
		const inEditor = (selector: string) => container.querySelector<HTMLElement>(`.monaco-editor ${selector}`);
		await expect.poll(() => inEditor('.view-line')?.textContent, { timeout: 150_000 }).toContain('start');
		expect(inEditor('.comment-mark')).toBeNull();
		await fake.app.dispatch(beginComment, { creationId: fake.id });
		await expect.element(code.getByText(/On src\/main\.ts: export const start/)).toBeVisible();
		await expect.element(box).toHaveFocus();
		await say('Why 1?');

		await code.getByRole('tab', { name: 'Code' }).click();
		await expect.poll(() => inEditor('.comment-mark')).not.toBeNull();
		const mark = inEditor('.comment-mark');
		if (mark) await userEvent.click(mark);
		const talk = comments.getByRole('article', { name: 'Comment by You on src/main.ts line 1' });
		await expect.element(talk).toHaveFocus();
	});

	test('one’s own words can be edited and taken back', async () => {
		await openComments();
		await say('Frist');
		await code.getByRole('button', { name: 'Edit comment' }).click();
		await code.getByRole('textbox', { name: 'Edit your comment' }).fill('First');
		await code.getByRole('button', { name: 'Save', exact: true }).click();
		await expect.element(comments.getByText('First')).toBeVisible();
		await code.getByRole('button', { name: 'Delete comment' }).click();
		await code.getByRole('radio', { name: 'Resolved' }).click();
		await expect.element(comments.getByText('This comment was deleted.')).toBeVisible();
	});

	test('what was said about words that are gone is outdated, with the words it was about', async () => {
		await openComments();
		await code.getByRole('spinbutton', { name: 'On a line of src/main.ts' }).fill('1');
		await userEvent.keyboard('{Enter}');
		await say('Why 1?');
		const held = await fake.app.hold(fake.id);
		if (held.ok) held.value.tree.write(new Map([['src/main.ts', '// all new\n']]), 'person');
		fake.app.release(fake.id);
		await expect.element(comments.getByText('Outdated')).toBeVisible();
		await expect.element(comments.getByText('export const start')).toBeVisible();
	});
});

describe('reviews and suggestions', () => {
	test('a review is asked for the files as they are; when they change, it says so and can be asked again', async () => {
		await openComments();
		await code.getByRole('radio', { name: 'Reviews' }).click();
		await code.getByRole('button', { name: 'Ask for review' }).click();
		const request = code.getByRole('article', { name: 'Review asked by You' });
		await expect.element(request).toBeVisible();
		await expect.element(request.getByText('The files have changed since.')).not.toBeInTheDocument();
		const held = await fake.app.hold(fake.id);
		if (held.ok) held.value.tree.write(new Map([['README.md', '# Mine\n']]), 'person');
		fake.app.release(fake.id);
		await expect.element(request.getByText('The files have changed since.')).toBeVisible();
		await request.getByRole('button', { name: 'Ask again' }).click();
		await expect.element(request.getByText('The files have changed since.')).not.toBeInTheDocument();
		await request.getByRole('button', { name: 'Withdraw' }).click();
		await expect.element(code.getByText('No reviews yet')).toBeVisible();
	});

	test('the owner sets how many must approve, and a suggestion waits for them', async () => {
		await openComments();
		await code.getByRole('radio', { name: 'Suggestions' }).click();
		await code.getByRole('spinbutton', { name: 'Approvals needed to merge' }).fill('2');
		await userEvent.keyboard('{Tab}');
		await expect
			.poll(async () => {
				const held = await fake.app.hold(fake.id);
				fake.app.release(fake.id);
				return held.ok && held.value.review.rule.approvals;
			})
			.toBe(2);
	});
});

describe('everybody can use it', () => {
	for (const [width, scheme] of [
		[1440, 'light'],
		[390, 'dark'],
	] as const)
		test(`at ${width} pixels, ${scheme}`, async () => {
			document.documentElement.style.colorScheme = scheme;
			await page.viewport(width, 844);
			await render(StudioHarness, { app: fake.app, id: fake.id });
			if (width < 768) {
				await page.getByRole('tab', { name: 'More' }).click();
				await page.getByRole('button', { name: /^Comments/ }).click();
			} else await code.getByRole('tab', { name: 'Comments' }).click();
			await say('Looks good to me.');
			expect(await seriousFindings()).toEqual([]);
			document.documentElement.style.colorScheme = '';
		});
});
