import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { wallConfigs } from './scripts/walls.mjs';
import svelteConfig from './svelte.config.js';

const SHORT_NAMES = [
	'e',
	'msg',
	'evt',
	'cb',
	'opts',
	'ctx',
	'tmp',
	'arr',
	'obj',
	'idx',
	'len',
	'num',
	'str',
	'fn',
];

export default defineConfig(
	globalIgnores([
		'build',
		'.svelte-kit',
		'static',
		'coverage',
		'test-results',
		'playwright-report',
		'bench/results',
	]),
	js.configs.recommended,
	tseslint.configs.recommendedTypeChecked,
	svelte.configs.recommended,
	{
		name: 'aether/languages',
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: { allowDefaultProject: [] },
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte'],
			},
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: tseslint.parser, svelteConfig } },
	},
	{
		name: 'aether/style',
		rules: {
			'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
			'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
			'max-params': ['error', { max: 4 }],
			'id-denylist': ['error', ...SHORT_NAMES],
			'no-console': ['error', { allow: ['warn', 'error'] }],
			'no-eval': 'error',
			'no-implied-eval': 'off',
			'no-undef': 'off',
			'object-shorthand': 'error',
			'prefer-const': 'error',
			eqeqeq: ['error', 'always'],
			'@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
			],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true },
			],
			'@typescript-eslint/only-throw-error': 'error',
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// An async function without `await` still makes a throw a rejection, as its contract promises.
			'@typescript-eslint/require-await': 'off',
			// Takes every `unknown` for an object, also after a check that it is text.
			'@typescript-eslint/no-base-to-string': 'off',
			'svelte/no-at-html-tags': 'error',
			'svelte/require-each-key': 'error',
		},
	},
	...wallConfigs(),
	{
		name: 'aether/brands',
		files: ['src/lib/model/id.ts', 'src/lib/model/id-schema.ts'],
		rules: { '@typescript-eslint/consistent-type-assertions': 'off' },
	},
	{
		name: 'aether/server-for-node',
		files: ['src/lib/kinds/api/host/serve.ts'],
		// It says where it listens, as a program of the command line does.
		rules: { 'no-console': 'off' },
	},
	{
		files: ['**/*.svelte'],
		rules: {
			// Paths are absolute and the product lives at the root of its host.
			'svelte/no-navigation-without-resolve': 'off',
			// `let { label, value = $bindable() } = $props()`: one of them is assigned.
			'prefer-const': ['error', { destructuring: 'all' }],
			// The parser cannot type a callback passed to a component and takes its arguments for `any`; svelte-check does it.
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
		},
	},
	{
		name: 'aether/tests',
		files: ['**/*.test.ts', '**/*.test-data.ts', '**/*.suite.ts', '**/*.e2e.ts', 'tests/**'],
		rules: {
			'max-lines-per-function': 'off',
			'@typescript-eslint/consistent-type-assertions': 'off',
			'@typescript-eslint/no-non-null-assertion': 'off',
		},
	},
	{
		name: 'aether/tools',
		files: ['scripts/**', 'bench/**', 'tests/**', '*.config.{js,ts}'],
		rules: { 'no-console': 'off', 'no-restricted-syntax': 'off' },
	},
	{
		name: 'aether/tools-in-javascript',
		files: ['**/*.mjs', '**/*.js'],
		...tseslint.configs.disableTypeChecked,
	},
);
