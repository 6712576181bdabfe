import axe from 'axe-core';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Database } from '#lib/kinds/database/runtime/database.ts';
import { fleetingBytes } from '#lib/kinds/database/runtime/house.ts';
import { answer } from '#lib/kinds/database/runtime/routes.ts';
import { ok } from '#lib/model/result.ts';
import DatabasePane from './DatabasePane.svelte';
import { readyQueries } from './queries.ts';

const SCHEMA = `CREATE TYPE state AS ENUM ('open', 'done');
CREATE TABLE project (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE task (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, project_id int NOT NULL REFERENCES project, title text NOT NULL, state state NOT NULL DEFAULT 'open', due date, hours numeric CHECK (hours >= 0));`;
const SEED = `INSERT INTO project (name) VALUES ('Garden'), ('House');
INSERT INTO task (project_id, title, due) SELECT 1 + g % 2, 'Task ' || lpad(g::text, 3, '0'), current_date + g FROM generate_series(1, 60) g;`;

let assets: Readonly<Record<string, string>> = {};
beforeAll(async () => {
	const manifest = (await (await fetch('/vendor/manifest.json')).json()) as {
		assets: { name: string; file: string }[];
	};
	assets = Object.fromEntries(manifest.assets.map(({ name, file }) => [name, `/vendor/${file}`]));
});

let database: Database;
const requests = vi.fn();
const onschema = vi.fn();
const files: File[] = [];

beforeEach(async () => {
	const asset = async (name: string) => (await fetch(assets[name]!)).arrayBuffer();
	database = new Database({ asset, bytes: fleetingBytes() }, { schema: SCHEMA, seed: SEED, migrations: [] });
	await database.status();
}, 60_000);
afterEach(() => {
	onschema.mockClear();
	files.length = 0;
});

async function open() {
	const session = {
		request: async (request: Request) => {
			requests(request.url);
			return ok(await answer(database, request));
		},
	};
	const queries = readyQueries(
		new Map([
			[
				'queries/open-tasks.sql',
				'-- Open tasks\nSELECT title FROM task WHERE state = $$open$$ ORDER BY id LIMIT 2;',
			],
		]),
	);
	await page.viewport(1200, 800);
	const rendered = await render(DatabasePane, {
		session,
		queries,
		schemaText: SCHEMA,
		onschema,
		onfile: (file: File) => files.push(file),
	});
	rendered.container.style.cssText = 'block-size: 760px';
	await expect.element(page.getByRole('tab', { name: 'Diagram' })).toBeVisible();
}
const tab = (name: string) => page.getByRole('tab', { name });
const button = (name: string | RegExp) => page.getByRole('button', { name });

async function openTable(name: string) {
	await tab('Tables').click();
	await page.getByRole('navigation', { name: 'Tables' }).getByRole('button', { name }).click();
}

test('a database that does not run says what to do', async () => {
	await render(DatabasePane, { session: null });
	await expect.element(page.getByText('Press Run to start it.')).toBeVisible();
});

test('the diagram draws tables with their keys and tells them as a list', { timeout: 30_000 }, async () => {
	await open();
	const diagram = page.getByRole('region', { name: 'Diagram of the tables' });
	await expect.element(diagram.getByText('project_id')).toBeVisible();
	await expect.poll(() => document.querySelectorAll('.svelte-flow__edge').length).toBe(1);
	await page.getByText('List', { exact: true }).click();
	await expect
		.element(page.getByRole('row', { name: /project_id.*points to project, required/ }))
		.toBeVisible();
	await button('Show rows of project').click();
	await expect.element(button('Edit name: Garden')).toBeVisible();
});

test('rows are paged, sorted and filtered', { timeout: 30_000 }, async () => {
	await open();
	await openTable('task');
	await expect.element(page.getByText('1–50 of 60')).toBeVisible();
	await button('Next').click();
	await expect.element(page.getByText('51–60 of 60')).toBeVisible();
	await button('title').click();
	await button('title').click();
	await expect
		.element(page.getByRole('columnheader', { name: 'title' }))
		.toHaveAttribute('aria-sort', 'descending');
	await expect.element(button('Edit title: Task 060')).toBeVisible();
	await page.getByLabelText('Column').selectOptions('title');
	await page.getByLabelText('Value').fill('00');
	await button('Filter').click();
	await expect.element(page.getByText('1–9 of 9')).toBeVisible();
	await button('Remove filter title contains 00').click();
	await expect.element(page.getByText('1–50 of 60')).toBeVisible();
});

test(
	'a value is edited by its type, wrong ones are refused in plain words, and it can be undone',
	{ timeout: 30_000 },
	async () => {
		await open();
		await openTable('task');
		await button('Edit state: open').first().click();
		await page.getByRole('combobox', { name: 'state' }).selectOptions('done');
		await button('Save').click();
		await expect.element(button('Edit state: done')).toBeVisible();
		await button('Edit hours: null').first().click();
		await page.getByRole('textbox', { name: 'hours' }).fill('-3');
		await userEvent.keyboard('{Enter}');
		await expect.element(page.getByText(/breaks a rule of the table/)).toBeVisible();
		await userEvent.keyboard('{Escape}');
		await button('Undo').click();
		await expect.element(button('Edit state: done')).not.toBeInTheDocument();
	},
);

test(
	'rows are added and deleted, with undo, and a foreign key leads to its row',
	{ timeout: 30_000 },
	async () => {
		await open();
		await openTable('project');
		await button('Add row').click();
		await page.getByRole('form', { name: 'New row' }).getByRole('textbox', { name: 'name' }).fill('Shed');
		await button('Save row').click();
		await expect.element(button('Edit name: Shed')).toBeVisible();
		await button('Delete row 3').click();
		await expect.element(button('Edit name: Shed')).not.toBeInTheDocument();
		await button('Undo').click();
		await expect.element(button('Edit name: Shed')).toBeVisible();
		await button('Delete row 1').click();
		await expect.element(page.getByText(/another row still points to this one/)).toBeVisible();
		await openTable('task');
		await button('Show in project').first().click();
		await expect.element(page.getByText('id is 2')).toBeVisible();
		await expect.element(button('Edit name: House')).toBeVisible();
		await button('Export CSV').click();
		await expect.poll(() => files[0]?.name).toBe('project.csv');
	},
);

test(
	'a query runs by keyboard, an error shows its line, and a ready query is one press',
	{ timeout: 30_000 },
	async () => {
		await open();
		await tab('Query').click();
		await page
			.getByRole('textbox', { name: 'SQL' })
			.fill('SELECT count(*) AS tasks FROM task;\n\nSELECT nope FROM task;');
		await userEvent.keyboard('{Control>}{Enter}{/Control}');
		await expect.element(page.getByRole('cell', { name: '60' })).toBeVisible();
		await expect.element(page.getByText(/^Line 3: There is no such column/)).toBeVisible();
		await button('Open tasks').click();
		await expect.element(page.getByRole('cell', { name: 'Task 002' })).toBeVisible();
		await expect.element(page.getByRole('combobox', { name: 'History' })).toBeVisible();
	},
);

test('a live query shows what others write', { timeout: 30_000 }, async () => {
	await open();
	await tab('Query').click();
	await page.getByRole('textbox', { name: 'SQL' }).fill('SELECT count(*) FROM project');
	await button('Run').click();
	await page.getByLabelText('Live').click();
	await expect.element(page.getByRole('cell', { name: '2' })).toBeVisible();
	await answer(
		database,
		new Request('https://x.invalid/tables/project/rows', { method: 'POST', body: '{"name":"Elsewhere"}' }),
	);
	await expect.element(page.getByRole('cell', { name: '3' }), { timeout: 5_000 }).toBeVisible();
});

test(
	'another schema shows its statements and losses first, and is applied when asked',
	{ timeout: 60_000 },
	async () => {
		await open();
		await tab('Query').click();
		await button('Change the schema').click();
		const wanted = page.getByRole('textbox', { name: 'Wanted schema' });
		await wanted.fill(SCHEMA.replace(', due date', ', note text'));
		await button('Show what changes').click();
		await expect
			.element(page.getByText('The column due of task is lost, in 60 rows.'), { timeout: 30_000 })
			.toBeVisible();
		await expect.element(page.getByLabelText('Statements').getByText(/add column "note" text/)).toBeVisible();
		expect(onschema).not.toHaveBeenCalled();
		await button('Apply and lose this data').click();
		await expect.poll(() => onschema.mock.calls.length, { timeout: 30_000 }).toBe(1);
		await openTable('task');
		await expect.element(page.getByRole('columnheader', { name: 'note' })).toBeVisible();
	},
);

test('every tab passes the accessibility rules and fits a phone', { timeout: 60_000 }, async () => {
	await open();
	for (const name of ['Diagram', 'Tables', 'Query']) {
		await page.viewport(390, 760);
		await tab(name).click();
		await expect.poll(() => document.querySelector('.svelte-flow__node, td, textarea')).not.toBeNull();
		expect(document.documentElement.scrollWidth, name).toBeLessThanOrEqual(390);
		const { violations } = await axe.run(document.body, {
			rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
		});
		expect(violations.map(({ id, nodes }) => `${name} ${id} ${nodes[0]?.html ?? ''}`)).toEqual([]);
	}
});
