import { afterEach, beforeAll, expect, test } from 'vitest';
import { createEmbeddedSandbox } from './embedded.ts';
import type { Sandbox, Session } from './sandbox.ts';
import { line, nextError, started, type Given } from './sandbox.suite.ts';

let sandbox: Sandbox;
let session: Session | null = null;
const shownIn: HTMLElement[] = [];

beforeAll(async () => {
	sandbox = createEmbeddedSandbox();
	await sandbox.warm();
});

afterEach(() => {
	session?.stop();
	for (const element of shownIn.splice(0)) element.remove();
});

async function run(given: Given): Promise<Session> {
	return (session = await started(sandbox, given));
}

/** Shows the session as the studio does. */
function show(shown: Session): HTMLElement {
	const element = document.createElement('div');
	element.style.cssText = 'width:640px;height:400px';
	document.body.append(element);
	shownIn.push(element);
	shown.preview(element);
	return element;
}

const REACT = `import { useState, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import './kit.css';
interface Props { readonly start: number }
function Counter({ start }: Props) {
	const [count, setCount] = useState<number>(start);
	useEffect(() => { console.log('count', count, getComputedStyle(document.querySelector('button')!).color); }, [count]);
	return <button onClick={() => setCount((n) => n + 1)}>Count {count}</button>;
}
const root = document.getElementById('root');
if (root) createRoot(root).render(<Counter start={41} />);
setTimeout(() => document.querySelector('button')?.click(), 50);`;

test('a React app with its style sheet renders and answers clicks', async () => {
	const shown = await run({
		files: { 'src/main.tsx': REACT, 'src/kit.css': 'button { color: rgb(1, 2, 3) }' },
	});
	expect(await line(shown, 'count 42')).toBe('count 42 rgb(1, 2, 3)');
});

test('a Svelte component as the entry is mounted, its state shared with svelte itself', async () => {
	const shown = await run({
		files: {
			'src/App.svelte': `<script lang="ts">
				import { onMount } from 'svelte';
				import { items } from './items.svelte.ts';
				let doubled: number = $derived(items.list.length * 2);
				onMount(() => { items.list.push('b'); setTimeout(() => console.log('shown', document.querySelector('p')?.textContent), 50); });
			</script>
			<p>{doubled} {#each items.list as item (item)}{item}{/each}</p>
			<style>p { color: red }</style>`,
			'src/items.svelte.ts': `export const items = $state<{ list: string[] }>({ list: ['a'] });`,
		},
	});
	expect(await line(shown, 'shown')).toBe('shown 4 ab');
});

test('an HTML entry runs its scripts, handlers and modules', async () => {
	const shown = await run({
		files: {
			'index.html': `<!doctype html><html lang="de" class="x"><head><title>T</title><link rel="stylesheet" href="style.css"><style>b { font-weight: 300 }</style></head>
				<body data-page="1"><button onclick="say(this.textContent)">Press</button><img src="dot.svg" alt="">
				<script>function say(text) { console.log('pressed', text, document.documentElement.lang, document.body.dataset.page); }</script>
				<script type="module">import { late } from './late.js'; late();</script><script src="./plain.js"></script></body></html>`,
			'style.css': `@import './more.css'; button { color: rgb(4, 5, 6) }`,
			'more.css': `button { background: url(dot.svg) }`,
			'dot.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
			'plain.js': `var shared = 7;`,
			'late.js': `export function late() { document.querySelector('button').click(); const s = getComputedStyle(document.querySelector('button')); console.log('late', shared, s.color, s.backgroundImage.slice(0, 18), document.querySelector('img').src.slice(0, 14)); }`,
		},
	});
	expect(await line(shown, 'pressed')).toBe('pressed Press de 1');
	expect(await line(shown, 'late')).toBe('late 7 rgb(4, 5, 6) url("data:image/sv data:image/svg');
});

test('json, text and raw files can be imported', async () => {
	const shown = await run({
		files: {
			'main.ts': `import data, { name } from './data.json'; import text from './note.md'; import raw from './main.ts?raw';
				console.log('got', data.list, name, text, raw.length > 20);`,
			'data.json': '{"name":"n","list":[1,2],"class":1}',
			'note.md': '# Hi',
		},
	});
	expect(await line(shown, 'got')).toBe('got [1, 2] n # Hi true');
});

test('a wrong export of a library is found while building', async () => {
	const outcome = await sandbox.start({
		...(await import('./sandbox.suite.ts')).optionsFor({
			files: { 'main.tsx': `import { useStat } from 'react';\nconsole.log(useStat);` },
		}),
	});
	expect(outcome.ok ? [] : outcome.error.problems).toMatchObject([
		{ path: 'main.tsx', line: 1, message: '"react" has no export "useStat".' },
	]);
});

test.each([
	'hono',
	'zod',
	'chart.js/auto',
	'svelte/store',
	'svelte/reactivity',
	'@tailwindcss/browser',
	'react-dom',
])('the library %s loads', async (name) => {
	const shown = await run({
		files: {
			'main.ts': `import * as library from '${name}'; console.log('loaded', Object.keys(library).length >= 0);`,
		},
	});
	expect(await line(shown, 'loaded')).toBe('loaded true');
});

test('links to #routes and history stay inside the frame', async () => {
	const before = history.length;
	const shown = await run({
		files: {
			'main.ts': `addEventListener('hashchange', () => console.log('hash', location.hash));
				addEventListener('popstate', (event) => console.log('pop', event.state));
				document.body.insertAdjacentHTML('beforeend', '<a href="#/list">List</a>');
				document.querySelector('a')?.click();
				setTimeout(() => { history.pushState({ page: 2 }, '', '/two'); history.pushState({ page: 3 }, '', '/three'); history.back(); console.log('length', history.length); }, 100);`,
		},
	});
	expect(await line(shown, 'hash')).toBe('hash #/list');
	expect(await line(shown, 'pop {')).toBe('pop {page: 2}');
	expect(await line(shown, 'length')).toBe('length 3');
	expect(history.length).toBe(before);
});

test('confirm asks in the page, and yes repeats the click with the answer', async () => {
	const shown = await run({
		files: {
			'main.ts': `document.body.insertAdjacentHTML('beforeend', '<button>Delete</button>');
				const shadows: ShadowRoot[] = []; const attach = Element.prototype.attachShadow;
				Element.prototype.attachShadow = function (init) { const root = attach.call(this, init); shadows.push(root); return root; };
				document.querySelector('button')?.addEventListener('click', () => console.log('sure', confirm('Really?')));
				document.querySelector('button')?.click();
				const dialog = shadows[0]?.querySelector('dialog');
				console.log('dialog', dialog?.open, dialog?.textContent?.includes('Really?'), dialog?.getAttribute('role'));
				shadows[0]?.querySelector<HTMLButtonElement>('button[value=ok]')?.click();`,
		},
	});
	expect(await line(shown, 'dialog')).toBe('dialog true true alertdialog');
	expect(await line(shown, 'sure true')).toBe('sure true');
	expect(shown.logs().map(({ text }) => text)).toContain('sure false');
});

test('what cannot work says so in plain words', async () => {
	const shown = await run({
		files: {
			'main.ts': `for (const go of [() => indexedDB.open('x'), () => { document.cookie = 'a=1'; }, () => new WebSocket('wss://x.test')])
				try { go(); } catch (error) { console.log('refused', error.message); }`,
		},
	});
	await line(shown, 'WebSocket');
	expect(shown.logs().map(({ text }) => text)).toEqual([
		'refused indexedDB is not available in a creation. Use localStorage or import "aether:storage".',
		'refused A cookie is not available in a creation. Use localStorage or import "aether:storage".',
		'refused WebSocket is not available in a creation. Use fetch, which asks the person for the network.',
	]);
});

test('the preview is titled, moves without a restart and follows the appearance', async () => {
	const shown = await run({
		files: {
			'main.ts': `console.log('begin'); new MutationObserver(() => console.log('looks', document.documentElement.dataset.appearance, getComputedStyle(document.documentElement).colorScheme)).observe(document.documentElement, { attributeFilter: ['data-appearance'] });`,
		},
	});
	const element = show(shown);
	expect(element.querySelector('iframe')?.title).toBe('Preview of Trial');
	shown.setAppearance('dark');
	expect(await line(shown, 'looks')).toBe('looks dark dark');
	expect(shown.logs().filter(({ text }) => text === 'begin')).toHaveLength(1);
});

test('a creation that starts while the shell turns dark is dark', async () => {
	const program = (name: string): string =>
		`console.log('${name} begins'); new MutationObserver(() => console.log('${name} looks', document.documentElement.dataset.appearance)).observe(document.documentElement, { attributeFilter: ['data-appearance'] }); await new Promise((resolve) => setTimeout(resolve, 300));`;
	const shown = await run({ files: { 'main.ts': program('first') } });
	show(shown);
	const updated = shown.update(new Map([['main.ts', program('second')]]));
	await line(shown, 'second begins');
	shown.setAppearance('dark');
	await updated;
	expect(await line(shown, 'second looks')).toBe('second looks dark');
});

test('after an update one frame is left in the preview, with the new program', async () => {
	const shown = await run({ files: { 'main.ts': `console.log('one');` } });
	const element = show(shown);
	await shown.update(new Map([['main.ts', `console.log('two');`]]));
	await line(shown, 'two');
	await expect.poll(() => element.querySelectorAll('iframe').length).toBe(1);
});

test('an error at the start is told to who listens later', async () => {
	const shown = await run({ files: { 'src/main.ts': `\nthrow new Error('early');` } });
	await line(shown, 'early');
	expect(await nextError(shown)).toMatchObject({ message: 'Error: early', path: 'src/main.ts', line: 2 });
});

test('a picture of the page arrives: self-contained, with form values and without programs', async () => {
	const shown = await run({
		files: {
			'main.ts': `import './a.css'; document.body.insertAdjacentHTML('beforeend', '<h1 onclick="x()">Recipes</h1><input value="old"><a href="https://example.com/x">out</a><svg width="10" height="10"><use href="#a"/></svg>');
				(document.querySelector('input') as HTMLInputElement).value = 'Soup';`,
			'a.css': `:root { --c: light-dark(red, blue) } h1 { color: var(--c); background: url(https://example.com/bg.png) }`,
		},
	});
	show(shown);
	const svg = await new Promise<string>((resolve) => shown.on('thumbnail', resolve));
	expect(svg).toContain('Recipes');
	expect(svg).toContain('value="Soup"');
	expect(svg).not.toMatch(/example\.com|onclick|<script/);
	const image = new Image();
	image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
	await image.decode();
	expect([image.naturalWidth, image.naturalHeight]).toEqual([640, 400]);
});

test('a picture keeps the look of the page: rules as they were written, and rules that a program adds', async () => {
	const shown = await run({
		files: {
			'main.ts': `import './a.css'; document.body.insertAdjacentHTML('beforeend', '<h1>Recipes</h1><p>Soup</p>');
				const late = document.head.appendChild(document.createElement('style'));
				late.sheet?.insertRule('p { letter-spacing: 3px }');`,
			'a.css': `@font-face { font-family: far; src: url(https://example.com/far.woff2) }
				:root { --font: far, sans-serif } h1 { font: 400 15px/1.5 var(--font); font-variant-numeric: tabular-nums }`,
		},
	});
	show(shown);
	const svg = await new Promise<string>((resolve) => shown.on('thumbnail', resolve));
	expect(svg).toContain('font: 400 15px/1.5 var(--font); font-variant-numeric: tabular-nums');
	expect(svg).toContain('letter-spacing: 3px');
	expect(svg).not.toMatch(/example\.com|@font-face/);
});
