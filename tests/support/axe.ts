import axe from 'axe-core';
import { expect, type Frame, type Page } from '@playwright/test';

/** Serious and critical findings in one document, a line each. */
async function findings(frame: Frame): Promise<string[]> {
	await frame.evaluate(axe.source);
	return frame.evaluate(async () => {
		const { violations } = await window.axe.run(document, { iframes: false, resultTypes: ['violations'] });
		return violations
			.filter(({ impact }) => impact === 'serious' || impact === 'critical')
			.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
	});
}

/** Everybody can use what the page shows. */
export async function expectAccessible(page: Page): Promise<void> {
	expect(await findings(page.mainFrame())).toEqual([]);
}

/** Everybody can use what the running creation shows. */
export async function expectAccessibleApp(page: Page): Promise<void> {
	const broker = await page.locator('iframe[title^="Preview of"]').elementHandle();
	const sealed = await (await broker?.contentFrame())?.$('iframe');
	const frame = await sealed?.contentFrame();
	if (!frame) throw new Error('No creation is running.');
	expect(await findings(frame)).toEqual([]);
}

declare global {
	interface Window {
		readonly axe: typeof axe;
	}
}
