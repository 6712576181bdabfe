import axe from 'axe-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { APP_KIT_IDS, type AppKitId } from './cues.ts';
import { sampleSpecs } from './specs.fixture.ts';
import { mount, type Mounted } from './testing/mount.ts';

let app: Mounted | undefined;

beforeEach(() => localStorage.clear());
afterEach(() => {
	app?.unmount();
	delete document.documentElement.dataset['appearance'];
});

/** Rows that make the kit show more than its empty state. */
const rows: Readonly<Partial<Record<AppKitId, Readonly<Record<string, object>>>>> = {
	tracker: { 'recipe:a': { title: 'Risotto', ingredients: 'rice, lemon', rating: 4 } },
	kanban: {
		'task:a': { title: 'Paint', status: 'To do', dueDate: '2020-01-01', assignee: 'Mia' },
		'task:b': { title: 'Clean', status: 'Done' },
	},
	calendar: { 'birthday:a': { name: 'Ida', date: '1990-11-15' } },
	dashboard: {
		'expense:a': { description: 'Rent', amount: 900, category: 'Rent', date: '2026-01-01' },
		'expense:b': { description: 'Bread', amount: 4, category: 'Food', date: '2026-02-01' },
	},
	timer: { 'session:a': { kind: 'Work', task: 'Paint', minutes: 25, endedAt: 1_700_000_000_000 } },
	calculator: { 'result:a': { text: 'Total 12' } },
	notes: { 'note:a': { text: '# Lisbon #travel' } },
	habits: { 'habit:a': { name: 'Read' } },
	checklist: { 'item:a': { name: 'Socks', section: 'Clothes' }, 'item:b': { name: 'Pass', done: true } },
};

/** Serious and critical findings as one line each. */
async function findings(): Promise<readonly string[]> {
	const { violations } = await axe.run(document, {
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
		// The page around the app is the test runner's.
		rules: { 'document-title': { enabled: false }, 'html-has-lang': { enabled: false } },
	});
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(' ')}`);
}

test.each(APP_KIT_IDS)('%s: everybody can use it, in light, dark, wide and on a phone', async (id) => {
	for (const [key, row] of Object.entries(rows[id] ?? {})) localStorage.setItem(key, JSON.stringify(row));
	app = await mount(sampleSpecs[id]);
	await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
	for (const [width, height] of [
		[1200, 900],
		[390, 844],
	] as const)
		for (const appearance of ['light', 'dark']) {
			await page.viewport(width, height);
			document.documentElement.dataset['appearance'] = appearance;
			expect(await findings(), `${appearance}, ${width} px`).toEqual([]);
		}
});

test.each(APP_KIT_IDS)('%s: nothing is cut off at 320 px', async (id) => {
	for (const [key, row] of Object.entries(rows[id] ?? {})) localStorage.setItem(key, JSON.stringify(row));
	await page.viewport(320, 700);
	app = await mount(sampleSpecs[id]);
	await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
	expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
});
