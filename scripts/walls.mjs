import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The import table of `src/lib/README.md` as ESLint rules. `from` are the `#lib/…` paths that a floor may import, as
 * regular expressions; `packages` the packages, where not all are allowed; `isRooms` says that the rooms of the floor
 * do not import each other, `shared` which files at the top of such a floor every room may import.
 * @typedef {{ floor: string, from: string[], packages?: string[], isRooms?: boolean, shared?: string[] }} Row
 * @type {Row[]}
 */
export const TABLE = [
	{ floor: 'model', from: ['model/'], packages: ['zod/mini'] },
	{ floor: 'ui', from: ['ui/'] },
	{ floor: 'services', from: ['model/'], isRooms: true },
	{
		floor: 'kinds',
		from: ['model/', 'ui/', 'services/([a-z-]+)/\\1\\.ts$', 'services/workflow/(definition|open-api)\\.ts$'],
		isRooms: true,
		shared: ['kind.ts', 'alone.ts', 'check.ts', 'print.ts', 'render.ts'],
	},
	{ floor: 'commands', from: ['model/', 'services/', 'kinds/', 'commands/'] },
	{
		floor: 'screens',
		from: [
			'model/',
			'kinds/',
			'commands/',
			'ui/',
			'screens/app\\.ts$',
			'services/storage/(live\\.svelte|queries|workflow-queries)\\.ts$',
		],
		isRooms: true,
		shared: ['app.ts'],
	},
];

/** What nobody in `src` imports. */
const NEVER = [
	{
		regex: '^(svelte/store|\\$app/stores|svelte/legacy)$',
		message: 'State is runes; there are no stores.',
	},
	{
		regex: '^(\\./|\\.\\./|#lib/)(?!.*\\.(tsx?|mjs|js|svelte|css|json|yaml|wasm|svg|py)(\\?.*)?$)',
		message: 'Write the file extension.',
	},
	{ regex: '^\\$lib', message: 'Write #lib/….' },
];
const NO_APP = { regex: '^\\$app/', message: 'The router is for routes, screens and boot.ts only.' };
const NO_DETOUR = {
	regex: '^\\.{1,2}/(?:.*/)?(?!\\.\\.)[^/]+/\\.\\./|^\\./\\.\\./',
	message: 'Write the shortest path.',
};

/** Folders nested deeper than this inside a room are not checked for leaving it, so there must be none. */
const MAX_DEPTH = 6;

/** @param {string} lib @returns {import('eslint').Linter.Config[]} */
export function wallConfigs(lib = 'src/lib') {
	assertDepth(lib);
	const floors = TABLE.flatMap((row) =>
		Array.from({ length: MAX_DEPTH }, (_, depth) => ({
			name: `walls/${row.floor}/${depth}`,
			files: [`${lib}/${row.floor}${'/*'.repeat(depth + 1)}.{ts,svelte}`],
			ignores: ['**/*.test.ts', '**/*.test-data.ts', '**/*.suite.ts'],
			rules: rules([...NEVER, NO_DETOUR, ...patternsOf(row, depth)]),
		})),
	);
	return [
		{ name: 'walls/all', files: ['src/**/*.{ts,svelte}'], rules: rules([...NEVER, NO_DETOUR]) },
		...floors,
		{
			// Sources of creations: a program is the default export of its entry.
			name: 'walls/programs',
			files: [`${lib}/kinds/*/kits/*/files/**/*.ts`],
			rules: {
				'no-restricted-syntax': [
					'error',
					...SYNTAX.filter(({ selector }) => !selector.startsWith('ExportDefault')),
				],
			},
		},
	];
}

/** @param {Row} row @param {number} depth folders between the floor and the file */
function patternsOf({ floor, from, packages, isRooms, shared = [] }, depth) {
	const patterns = [
		{
			regex: `^#lib/(?!${from.join('|')})`,
			message: `${floor} may import only ${from.join(', ')} (src/lib/README.md).`,
		},
	];
	const up = isRooms && depth > 0 ? depth : depth + 1;
	const allowed = isRooms && depth > 0 ? shared.map((file) => file.replace('.', '\\.')).join('|') : '';
	const rest = allowed ? `(?!(${allowed})$)` : '';
	patterns.push({
		regex: `^${up === 0 ? '\\./' : `(\\.\\./){${up}}`}${rest}`,
		message: isRooms
			? `A room of ${floor} does not reach into another; what it needs is a parameter.`
			: `Between floors write #lib/….`,
	});
	if (packages)
		patterns.push({
			regex: `^(?!\\.|#lib/|(${packages.join('|')})$)`,
			message: `${floor} needs only ${packages.join(', ')}.`,
		});
	if (floor !== 'screens') patterns.push(NO_APP);
	return patterns;
}

/**
 * The same walls for `import …`, `import type …`, `export … from`, `import('…')` and `new URL('…', import.meta.url)`.
 * @param {{ regex: string, message: string }[]} patterns
 * @returns {import('eslint').Linter.RulesRecord}
 */
function rules(patterns) {
	const lazy = patterns.flatMap(({ regex, message }) => {
		const value = `[value=/${regex.replaceAll('/', '\\/')}/]`;
		return [
			{ selector: `ImportExpression > Literal${value}`, message },
			{ selector: `TSImportType Literal${value}`, message },
		];
	});
	return {
		'no-restricted-imports': ['error', { patterns }],
		'no-restricted-syntax': ['error', ...lazy, ...SYNTAX],
	};
}

/** Lives here because a later `no-restricted-syntax` replaces an earlier one. */
const SYNTAX = [
	{ selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
	{ selector: 'TSEnumDeclaration', message: 'Write a union of strings.' },
];

/** @param {string} lib */
function assertDepth(lib) {
	const deepest = Math.max(0, ...TABLE.map(({ floor }) => depthOf(join(lib, floor))));
	if (deepest > MAX_DEPTH)
		throw new Error(`Folders in ${lib} nest ${deepest} deep; the walls see ${MAX_DEPTH}.`);
}

/** @param {string} path @returns {number} */
function depthOf(path) {
	if (!existsSync(path) || !statSync(path).isDirectory()) return 0;
	return 1 + Math.max(0, ...readdirSync(path).map((name) => depthOf(join(path, name))));
}
