import axe from 'axe-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { databaseKind } from '#lib/kinds/database/index.ts';
import { ok } from '#lib/model/result.ts';
import { createEmbeddedSandbox } from '#lib/services/sandbox/embedded.ts';
import { optionsFor } from '#lib/services/sandbox/sandbox.suite.ts';
import type { AppBytes, Sandbox, Session } from '#lib/services/sandbox/sandbox.ts';
import DatabasePane from './DatabasePane.svelte';
import { readyQueries } from './queries.ts';

const SCHEMA = `CREATE TYPE state AS ENUM ('open', 'done');
CREATE TABLE project (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE task (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, project_id int NOT NULL REFERENCES project, title text NOT NULL, state state NOT NULL DEFAULT 'open', due date, hours numeric CHECK (hours >= 0));`;
const SEED = `INSERT INTO project (name) VALUES ('Garden'), ('House');
INSERT INTO task (project_id, title, due) SELECT 1 + g % 2, 'Task ' || lpad(g::text, 3, '0'), current_date + g FROM generate_series(1, 60) g;`;

let sandbox: Sandbox;
let session: Session;
const onschema = vi.fn();
const files: File[] = [];

beforeAll(async () => {
	sandbox = createEmbeddedSandbox();
	const options = optionsFor({
		kind: 'database',
		files: { 'schema.sql': '' },
		ports: { bytes: memoryBytes() },
	});
	const started = await sandbox.start({
		...options,
		prepare: (given) => Promise.resolve(databaseKind.program!(given)),
	});
	if (!started.ok) throw new Error(started.error.message);
	session = started.value;
	await ask('/status');
}, 120_000);
afterAll(() => session.stop());

beforeEach(async () => {
	onschema.mockClear();
	files.length = 0;
	const fresh = 'DROP TABLE IF EXISTS task, project; DROP TYPE IF EXISTS state;';
	const made = await ask('/execute', { sql: `${fresh} ${SCHEMA} ${SEED}` });
	expect(made).not.toHaveProperty('problem');
});

function memoryBytes(): AppBytes {
	return { read: async () => ok(new Map()), write: async () => ok(undefined), close: () => undefined };
}

async function ask(path: string, body?: unknown): Promise<unknown> {
	const request = new Request(
		`https://x.invalid${path}`,
		body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
	);
	const response = await session.request(request, { timeoutMs: 60_000 });
	if (!response.ok) throw new Error(response.error.message);
	return response.value.json();
}

async function open() {
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

test('the diagram draws tables with their keys and tells them as a list', async () => {
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

test('rows are paged, sorted and filtered', async () => {
	await open();
	await openTable('task');
	await expect.element(page.getByText('1–50 of 60')).toBeVisible();
	await button('Next').click();
	await expect.element(page.getByText('51–60 of 60')).toBeVisible();
	await page.getByRole('columnheader', { name: 'title' }).getByRole('button').click();
	await page.getByRole('columnheader', { name: 'title' }).getByRole('button').click();
	await expect
		.element(page.getByRole('columnheader', { name: 'title' }))
		.toHaveAttribute('aria-sort', 'descending');
	await expect.element(button('Edit title: Task 060')).toBeVisible();
	await page.getByRole('combobox', { name: 'Column' }).selectOptions('title');
	await page.getByLabelText('Value').fill('00');
	await button('Filter').click();
	await expect.element(page.getByText('1–9 of 9')).toBeVisible();
	await button('Remove filter title contains 00').click();
	await expect.element(page.getByText('1–50 of 60')).toBeVisible();
});

test('a value is edited by its type, wrong ones are refused in plain words, and it can be undone', async () => {
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
});

test('rows are added and deleted, with undo, and a foreign key leads to its row', async () => {
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
	await expect.element(button('Remove filter id is 2')).toBeVisible();
	await expect.element(button('Edit name: House')).toBeVisible();
	await button('Export CSV').click();
	await expect.poll(() => files[0]?.name).toBe('project.csv');
});

test('a query runs by keyboard, an error shows its line, and a ready query is one press', async () => {
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
});

test('a live query shows what others write', async () => {
	await open();
	await tab('Query').click();
	await page.getByRole('textbox', { name: 'SQL' }).fill('SELECT count(*) FROM project');
	await button('Run').click();
	await page.getByLabelText('Live').click();
	await expect.element(page.getByRole('cell', { name: '2' })).toBeVisible();
	await ask('/tables/project/rows', { name: 'Elsewhere' });
	await expect.element(page.getByRole('cell', { name: '3' })).toBeVisible();
});

test('another schema shows its statements and losses first, and is applied when asked', async () => {
	await open();
	await tab('Query').click();
	await button('Change the schema').click();
	const wanted = page.getByRole('textbox', { name: 'Wanted schema' });
	await wanted.fill(SCHEMA.replace(', due date', ', note text'));
	await button('Show what changes').click();
	await expect.element(page.getByText('The column due of task is lost, in 60 rows.')).toBeVisible();
	await expect.element(page.getByLabelText('Statements').getByText(/add column "note" text/)).toBeVisible();
	expect(onschema).not.toHaveBeenCalled();
	await button('Apply and lose this data').click();
	await expect.poll(() => onschema.mock.calls.length).toBe(1);
	await openTable('task');
	await expect.element(page.getByRole('columnheader', { name: 'note' })).toBeVisible();
});

test('every tab passes the accessibility rules and fits a phone', async () => {
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
