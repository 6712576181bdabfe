import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { sampleSpecs, specOf } from '../../specs.fixture.ts';
import { mount, type Mounted } from '../../testing/mount.ts';

let app: Mounted | undefined;

beforeEach(() => localStorage.clear());
afterEach(() => app?.unmount());

const log = page.getByRole('list', { name: 'Finished sessions' });

async function setWorkMinutes(minutes: string): Promise<void> {
	await page.getByText('Times and sound').click();
	await page.getByLabelText('Work minutes').fill(minutes);
}

test('starts at the minutes of the spec, runs and pauses', async () => {
	app = await mount(sampleSpecs.timer);
	const timer = page.getByRole('timer');
	await expect.element(timer).toHaveTextContent('25:00');
	await page.getByRole('button', { name: 'Start' }).click();
	await expect.element(timer).toHaveTextContent('24:59');
	await page.getByRole('button', { name: 'Pause' }).click();
	await expect.element(page.getByRole('button', { name: 'Start' })).toBeVisible();
	await page.getByRole('button', { name: 'Reset' }).click();
	await expect.element(timer).toHaveTextContent('25:00');
});

test('a finished session is logged with its task, the break follows, and both survive a restart', async () => {
	app = await mount(sampleSpecs.timer);
	await page.getByLabelText('Task').fill('Write the report');
	await setWorkMinutes('0.005');
	await page.getByRole('button', { name: 'Start' }).click();
	await expect.element(log.getByText('Write the report')).toBeVisible();
	await expect.element(page.getByRole('timer', { name: 'Break' })).toBeVisible();
	app.unmount();
	app = await mount(sampleSpecs.timer);
	await expect.element(log.getByText('Write the report')).toBeVisible();
	await expect.element(page.getByRole('timer', { name: 'Break' })).toBeVisible();
});

test('time that passed while the app was closed counts, and is logged once', async () => {
	const endedLongAgo = Date.now() - 60 * 60_000;
	const clock = { mode: 'pomodoro', step: 0, ranMs: 0, startedAt: endedLongAgo - 25 * 60_000 };
	localStorage.setItem('_setting:clock', JSON.stringify({ value: clock }));
	app = await mount(sampleSpecs.timer);
	await expect.poll(() => log.getByRole('listitem').elements().length).toBe(1);
	await expect.element(page.getByRole('timer', { name: 'Break' })).toHaveTextContent('05:00');
	await expect.element(page.getByRole('button', { name: 'Start' })).toBeVisible();
});

test('a deleted session comes back by Undo', async () => {
	localStorage.setItem(
		'session:a',
		JSON.stringify({ kind: 'Work', task: 'Paint', minutes: 25, endedAt: Date.now() }),
	);
	app = await mount(sampleSpecs.timer);
	await page.getByRole('button', { name: /Delete session of/ }).click();
	await expect.element(page.getByText('No sessions yet')).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect.element(log.getByText('Paint')).toBeVisible();
});

test('the mode of the spec is chosen, and a stopwatch logs what it measured when it is reset', async () => {
	app = await mount(specOf('timer', 'Stopwatch', { options: { mode: 'stopwatch' } }));
	await expect.element(page.getByRole('tab', { name: 'Stopwatch' })).toHaveAttribute('aria-selected', 'true');
	await page.getByRole('button', { name: 'Start' }).click();
	await expect.element(page.getByRole('timer')).toHaveTextContent('00:01');
	await page.getByRole('button', { name: 'Reset' }).click();
	await expect.element(log.getByText('Stopwatch')).toBeVisible();
});
