import { expect } from '@playwright/test';
import { create, openHome } from './support/aether.ts';
import { expectAccessible } from './support/axe.ts';
import { test } from './support/visitor.ts';

const PLACES = ['/', '/creations', '/mesh', '/activity', '/market', '/settings'];
const LOOKS = [
	{ scheme: 'light', width: 1280, height: 800 },
	{ scheme: 'dark', width: 1280, height: 800 },
	{ scheme: 'dark', width: 390, height: 844 },
] as const;

for (const { scheme, width, height } of LOOKS)
	test(`everybody can use every screen: ${scheme}, ${width} px wide`, async ({ page }) => {
		await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
		await page.setViewportSize({ width, height });
		for (const place of PLACES) {
			await page.goto(place);
			await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
			await expectAccessible(page);
			expect(await page.evaluate(() => document.documentElement.scrollWidth), place).toBeLessThanOrEqual(
				width,
			);
		}
	});

for (const { scheme, width, height } of LOOKS)
	test(`everybody can use the studio: ${scheme}, ${width} px wide`, async ({ page }) => {
		await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
		await openHome(page);
		await create(page, 'A recipe tracker with title, ingredients and rating');
		await page.setViewportSize({ width, height });
		for (const tab of width < 768 ? ['Chat', 'Preview', 'Code', 'More'] : ['Changes', 'History', 'Code']) {
			await page.getByRole('tab', { name: tab, exact: true }).click();
			await expectAccessible(page);
		}
	});
