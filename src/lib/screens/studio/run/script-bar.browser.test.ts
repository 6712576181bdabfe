import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../../app.css';
import ScriptBar from './ScriptBar.svelte';

const facts = { what: 'Node server', needs: 'Node 20', howTo: 'node server.mjs' };
const script = page.getByRole('button', { name: 'Download as a Node server' });
const mcp = page.getByRole('button', { name: 'MCP server' });

test('an MCP server is made beside the script, once however often it is asked for', async () => {
	const made: string[] = [];
	let finish = (): void => undefined;
	const done = new Promise<void>((resolve) => (finish = resolve));
	const make = (what: string) => (): Promise<void> => {
		made.push(what);
		return done;
	};
	await render(ScriptBar, { ...facts, ondownload: make('script'), onmcp: make('mcp') });
	await mcp.click();
	await expect.element(mcp).toHaveAttribute('aria-busy', 'true');
	await expect.element(script).not.toHaveAttribute('aria-busy');
	await mcp.click({ force: true });
	finish();
	await expect.element(mcp).not.toHaveAttribute('aria-busy');
	expect(made).toEqual(['mcp']);
	await script.click();
	expect(made).toEqual(['mcp', 'script']);
});

test('what cannot be an MCP server does not offer it', async () => {
	await render(ScriptBar, { ...facts, ondownload: () => Promise.resolve() });
	await expect.element(script).toBeVisible();
	await expect.element(mcp).not.toBeInTheDocument();
});

test('nothing sticks out at 390 px', async () => {
	await page.viewport(390, 800);
	const wait = () => Promise.resolve();
	await render(ScriptBar, { ...facts, ondownload: wait, onmcp: wait });
	await expect.element(mcp).toBeVisible();
	expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});
