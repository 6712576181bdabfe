import { expect, type FrameLocator, type Locator } from '@playwright/test';

/** Uses the main function of what a kit made; returns the check that its result is still there after a reload. */
export type UseKit = (app: FrameLocator) => Promise<(again: FrameLocator) => Promise<void>>;

/** Fills the form by label and adds an entry: the heart of every kit that keeps rows. */
export function addEntry(entity: string, list: string, values: Readonly<Record<string, string>>): UseKit {
	return async (app) => {
		for (const [label, value] of Object.entries(values)) await fill(app, label, value);
		await app.getByRole('button', { name: `Add ${entity}`, exact: true }).click();
		return keeps(
			(frame) => frame.getByRole('list', { name: list, exact: true }).getByText(first(values)),
			app,
		);
	};
}

/** Adds a card, then moves it to another column by its button. */
export function moveCard(entity: string, values: Readonly<Record<string, string>>, column: string): UseKit {
	return async (app) => {
		for (const [label, value] of Object.entries(values)) await fill(app, label, value);
		await app.getByRole('button', { name: `Add ${entity}`, exact: true }).click();
		await app.getByRole('button', { name: `Move ${first(values)} to ${column}` }).click();
		return keeps(
			(frame) => frame.getByRole('list', { name: column, exact: true }).getByText(first(values)),
			app,
		);
	};
}

/** Types one side of a conversion and reads the other; what was typed stays. */
export function convert(from: string, value: string, to: string, result: RegExp): UseKit {
	return async (app) => {
		await app.getByLabel(from, { exact: true }).fill(value);
		const isRight = (frame: FrameLocator) =>
			expect(frame.getByLabel(to, { exact: true })).toHaveValue(result);
		await isRight(app);
		return isRight;
	};
}

/** Fills the inputs of a calculator and reads an output. */
export function calculate(inputs: Readonly<Record<string, string>>, output: string, result: RegExp): UseKit {
	return async (app) => {
		for (const [label, value] of Object.entries(inputs)) await fill(app, label, value);
		const isRight = (frame: FrameLocator) =>
			expect(frame.getByRole('status', { name: output, exact: true })).toHaveText(result);
		await isRight(app);
		return isRight;
	};
}

/** Turns a card, says it was known; the card is no longer new after a reload. */
export const learnCard: UseKit = async (app) => {
	const due = await app.getByText(/\d+ to go/).textContent();
	await app.getByRole('button', { name: 'Show answer' }).click();
	await app.getByRole('button', { name: 'Good' }).click();
	const isLearnt = (frame: FrameLocator) =>
		expect(frame.getByText(/\d+ to go|Done for now/i)).not.toHaveText(due ?? '');
	await isLearnt(app);
	return isLearnt;
};

/** Adds an entry for today; it stands in the list beside the calendar. */
export function addDate(entity: string, list: string, values: Readonly<Record<string, string>>): UseKit {
	const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format();
	return addEntry(entity, list, { ...values, Date: today });
}

/** Ticks a habit for today, adding it first unless the sentence named it. */
export function tickHabit(name: string, isThere: boolean): UseKit {
	return async (app) => {
		if (!isThere) {
			await fill(app, 'Name', name);
			await app.getByRole('button', { name: 'Add habit', exact: true }).click();
		}
		// Of the days that are not in the future the last is today; how it is written depends on the frame's language.
		const box = (frame: FrameLocator) =>
			frame.getByRole('checkbox', { name: new RegExp(`^${name} on `), disabled: false }).last();
		await box(app).check({ force: true });
		const isTicked = (frame: FrameLocator) => expect(box(frame)).toBeChecked();
		await isTicked(app);
		return isTicked;
	};
}

/** Adds a line to a list and ticks it. */
export function tickItem(entity: string, field: string, name: string): UseKit {
	return async (app) => {
		await fill(app, field, name);
		await app.getByRole('button', { name: `Add ${entity}`, exact: true }).click();
		const box = (frame: FrameLocator) => frame.getByRole('checkbox', { name, exact: true });
		await box(app).check({ force: true });
		const isTicked = (frame: FrameLocator) => expect(box(frame)).toBeChecked();
		await isTicked(app);
		return isTicked;
	};
}

/** Starts the clock, sees it move, and finds it under way after a reload. */
export const startTimer: UseKit = async (app) => {
	const shown = await app.getByRole('timer').textContent();
	await app.getByRole('button', { name: 'Start', exact: true }).click();
	const moves = (frame: FrameLocator) => expect(frame.getByRole('timer')).not.toHaveText(shown ?? '');
	await moves(app);
	return async (frame) => {
		await expect(frame.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
		await moves(frame);
	};
};

/** Answers a question of its own to the end; the score stays. */
export const playQuiz: UseKit = async (app) => {
	await app.getByRole('button', { name: 'Start quiz' }).click();
	const answers = app.getByRole('group', { name: 'Answers' }).getByRole('button');
	const next = app.getByRole('button', { name: /Next question|See the score/ });
	for (let question = 0; question < 10; question++) {
		await answers.first().click();
		await next.click();
	}
	await expect(app.getByText(/Score: \d+ of 10/)).toBeVisible();
	return (frame) => expect(frame.getByRole('list', { name: 'Scores' }).getByText(/of 10/)).toBeVisible();
};

/** Writes a note; it is there as it was typed. */
export const writeNote: UseKit = async (app) => {
	await app.getByRole('button', { name: 'New note' }).click();
	await app.getByRole('textbox', { name: 'Note', exact: true }).fill('# Lisbon\n\nTake the night train');
	await app.getByRole('button', { name: 'All notes' }).click();
	return keeps(
		(frame) => frame.getByRole('list', { name: /notes/i }).getByRole('button', { name: /Lisbon/ }),
		app,
	);
};

const first = (values: Readonly<Record<string, string>>): string => Object.values(values)[0] ?? '';

async function keeps(
	find: (frame: FrameLocator) => Locator,
	app: FrameLocator,
): Promise<(again: FrameLocator) => Promise<void>> {
	const isThere = (frame: FrameLocator) => expect(find(frame).first()).toBeVisible();
	await isThere(app);
	return isThere;
}

async function fill(app: FrameLocator, label: string, value: string): Promise<void> {
	const stars = app.getByRole('radiogroup', { name: label, exact: true });
	const field = app.getByLabel(label, { exact: true }).first();
	await expect(stars.or(field).first()).toBeVisible();
	if ((await stars.count()) > 0) return stars.getByRole('radio', { name: value }).check({ force: true });
	const tag = await field.evaluate((element) => element.tagName);
	await (tag === 'SELECT' ? field.selectOption({ label: value }) : field.fill(value));
}
