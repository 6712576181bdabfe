import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const kinds = fileURLToPath(new URL('../src/lib/kinds/', import.meta.url));

/**
 * The runtimes that kinds put in front of a creation's files: `aether:cli` → the file it is built from.
 * @type {Readonly<Record<string, string>>}
 */
export const runtimeLibraries = Object.fromEntries(
	readdirSync(kinds)
		.map((kind) => [`aether:${kind}`, `${kinds}${kind}/runtime/index.ts`])
		.filter(([, file]) => file !== undefined && existsSync(file)),
);

/**
 * The libraries every creation can import without a network, by the name a creation writes. `exports` says how the
 * named exports are found: by `export *` for ES modules, by asking Node for CommonJS, none for a script.
 * @type {Readonly<Record<string, 'module' | 'commonjs' | 'script'>>}
 */
export const libraries = {
	react: 'commonjs',
	'react/jsx-runtime': 'commonjs',
	'react-dom': 'commonjs',
	'react-dom/client': 'commonjs',
	svelte: 'module',
	'svelte/animate': 'module',
	'svelte/attachments': 'module',
	'svelte/easing': 'module',
	'svelte/events': 'module',
	'svelte/internal/client': 'module',
	'svelte/internal/disclose-version': 'module',
	'svelte/internal/flags/async': 'module',
	'svelte/internal/flags/legacy': 'module',
	'svelte/internal/flags/tracing': 'module',
	'svelte/legacy': 'module',
	'svelte/motion': 'module',
	'svelte/reactivity': 'module',
	'svelte/reactivity/window': 'module',
	'svelte/store': 'module',
	'svelte/transition': 'module',
	hono: 'module',
	'hono/cors': 'module',
	'hono/http-exception': 'module',
	'hono/logger': 'module',
	'hono/validator': 'module',
	zod: 'module',
	'zod/mini': 'module',
	'chart.js': 'module',
	'chart.js/auto': 'module',
	'chart.js/helpers': 'module',
	'@tailwindcss/browser': 'script',
};
