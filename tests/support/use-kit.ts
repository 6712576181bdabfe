import { expect, type FrameLocator } from '@playwright/test';

/** Uses the main function of what a kit made; returns what must still be there after a reload. */
export type UseKit = (app: FrameLocator) => Promise<(again: FrameLocator) => Promise<void>>;

/** Fills a form by label and adds an entry: the heart of every tracker. */
export function addEntry(entity: string, list: string, values: Readonly<Record<string, string>>): UseKit {
	return async (app) => {
		for (const [label, value] of Object.entries(values)) await fill(app, label, value);
		await app
			.getByRole('button', { name: `Add ${entity}`, exact: true })
			.first()
			.click();
		const first = Object.values(values)[0] ?? '';
		const isThere = async (frame: FrameLocator) =>
			expect(frame.getByRole('list', { name: list, exact: true }).getByText(first).first()).toBeVisible();
		await isThere(app);
		return isThere;
	};
}

async function fill(app: FrameLocator, label: string, value: string): Promise<void> {
	const stars = app.getByRole('radiogroup', { name: label, exact: true });
	if ((await stars.count()) > 0) return stars.getByRole('radio', { name: value }).check({ force: true });
	const field = app.getByLabel(label, { exact: true }).first();
	const tag = await field.evaluate((element) => element.tagName);
	await (tag === 'SELECT' ? field.selectOption({ label: value }) : field.fill(value));
}
