import { expect, type Page } from '@playwright/test';
import type { ScriptedModel } from './scripted-model.ts';
import { addAddress } from './vault.ts';

/** A file as a model writes it. */
const file = (path: string, content: string): string =>
	`<aether:file path="${path}" key="k1">\n${content}\n</aether:file key="k1">\n`;
/** A change of a file as a model writes it. */
export const edit = (path: string, search: string, replace: string): string =>
	`<aether:edit path="${path}" key="k1">\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n</aether:edit key="k1">\n`;

export const MAIN = file(
	'src/main.tsx',
	"import { createRoot } from 'react-dom/client';\nimport { App } from './App.tsx';\n\nconst root = document.getElementById('root');\nif (root) createRoot(root).render(<App />);",
);
export const counter = (broken = false): string =>
	file(
		'src/App.tsx',
		`import { useState } from 'react';\n\nexport function App() {\n\tconst [count, setCount] = useState(0);\n\treturn (\n\t\t<main>\n\t\t\t<h1>Counter</h1>\n\t\t\t<button type="button" onClick={() => setCount(count + 1)}>\n\t\t\t\tPressed {${broken ? 'missing' : 'count'}} times\n\t\t\t</button>\n\t\t</main>\n\t);\n}`,
	);
/** What a model answers to a wish for a counter. */
export const COUNTER = `A counter with one button.\n${MAIN}${counter()}`;

/** Adds the scripted server in Settings, as a person would, and comes back to the first screen. */
export async function connect(page: Page, model: ScriptedModel): Promise<void> {
	await page.goto('/settings');
	await addAddress(page, model.address);
	const provider = page.getByRole('group', { name: new URL(model.address).host, exact: true });
	await provider.getByRole('button', { name: 'Test connection' }).click();
	await expect(provider.getByRole('status')).toContainText('Works. 2 models.');
	await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' }).click();
	await expect(page.getByRole('button', { name: /^Model: Auto/ })).toBeVisible();
}
