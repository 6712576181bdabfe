import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import config from '../eslint.config.js';

/**
 * Plants one violation of each row of the import table, in every form an import can have, and fails unless each is
 * caught, and unless what the table allows passes. Nothing is written: ESLint reads the text as if it lay there.
 */
const FORMS = {
	value: (/** @type {string} */ to) => `import { x } from '${to}';\nexport const y = x;\n`,
	type: (/** @type {string} */ to) => `import type { X } from '${to}';\nexport type Y = X;\n`,
	again: (/** @type {string} */ to) => `export { x } from '${to}';\n`,
	lazy: (/** @type {string} */ to) => `export const load = () => import('${to}');\n`,
	inline: (/** @type {string} */ to) => `export type Y = import('${to}').X;\n`,
	svelte: (/** @type {string} */ to) =>
		`<script lang="ts">\n\timport { x } from '${to}';\n</script>\n\n<p>{x}</p>\n`,
};

/** @type {[from: string, to: string][]} */
const FORBIDDEN = [
	['model/creation', '#lib/ui/Button.svelte'],
	['model/creation', '#lib/services/storage/storage.ts'],
	['model/creation', '../services/storage/storage.ts'],
	['model/creation', 'dexie'],
	['ui/button', '#lib/model/creation.ts'],
	['ui/button', '../model/creation.ts'],
	['ui/button', '$app/state'],
	['services/storage/rows', '#lib/services/history/history.ts'],
	['services/storage/rows', '../history/history.ts'],
	['services/storage/deep/rows', '../../history/history.ts'],
	['services/storage/rows', '../storage/../history/history.ts'],
	['services/storage/rows', '#lib/kinds/kind.ts'],
	['services/storage/rows', '$app/navigation'],
	['kinds/app/check', '../api/check.ts'],
	['kinds/app/check', '#lib/kinds/api/check.ts'],
	['kinds/app/check', '#lib/services/storage/dexie.ts'],
	['kinds/app/check', '#lib/commands/command.ts'],
	['kinds/app/kits/tracker/index', '../../../api/check.ts'],
	['commands/generate/write', '#lib/screens/app.ts'],
	['commands/generate/write', '#lib/ui/Button.svelte'],
	['commands/generate/write', '../../screens/app.ts'],
	['screens/home/tiles', '../studio/tabs.ts'],
	['screens/home/tiles', '#lib/screens/studio/tabs.ts'],
	['screens/home/tiles', '#lib/services/storage/dexie.ts'],
	['screens/home/tiles', '#lib/services/history/client.ts'],
	['screens/home/tiles', 'svelte/store'],
	['screens/home/tiles', './tile'],
	['screens/home/tiles', '$lib/ui/Button.svelte'],
];

/** @type {[from: string, to: string][]} */
const ALLOWED = [
	['model/creation', './id.ts'],
	['model/creation', 'zod/mini'],
	['ui/button', 'bits-ui'],
	['ui/deep/button', '../icon.ts'],
	['services/storage/rows', '#lib/model/creation.ts'],
	['services/storage/rows', './storage.ts'],
	['services/storage/deep/rows', '../storage.ts'],
	['services/storage/rows', 'dexie'],
	['kinds/app/check', '../kind.ts'],
	['kinds/app/index', '../check.ts'],
	['kinds/app/index', '../render.ts'],
	['kinds/app/check', '#lib/services/starter/starter.ts'],
	['kinds/app/kits/tracker/index', '../../../kind.ts'],
	['kinds/app/kits/tracker/index', '../../check.ts'],
	['kinds/index', './app/app.ts'],
	['commands/generate/write', '../version/commit.ts'],
	['commands/generate/write', '#lib/services/storage/storage.ts'],
	['screens/home/tiles', '#lib/screens/app.ts'],
	['screens/home/tiles', '#lib/services/storage/queries.ts'],
	['screens/home/tiles', '#lib/services/storage/live.svelte.ts'],
	['screens/home/tiles', './tile.ts'],
];

const RULES = ['no-restricted-imports', 'no-restricted-syntax'];
/** @type {any} typescript-eslint describes its own configurations by a type of its own. */
const untyped = {
	...tseslint.configs.disableTypeChecked,
	languageOptions: { parserOptions: { projectService: false, project: null } },
};
const eslint = new ESLint({
	overrideConfigFile: true,
	overrideConfig: [...config, untyped, { linterOptions: { reportUnusedDisableDirectives: 'off' } }],
});

/** @param {keyof typeof FORMS} form @param {string} from @param {string} to */
async function findings(form, from, to) {
	const filePath = `src/lib/${from}-planted.${form === 'svelte' ? 'svelte' : 'ts'}`;
	const [result] = await eslint.lintText(FORMS[form](to), { filePath });
	const fatal = result?.messages.find((message) => message.fatal);
	if (!result || fatal) throw new Error(`${filePath} could not be read: ${fatal?.message}`);
	return result.messages.filter((message) => RULES.includes(message.ruleId ?? ''));
}

let failed = 0;
let passed = 0;
for (const form of /** @type {(keyof typeof FORMS)[]} */ (Object.keys(FORMS)))
	for (const [cases, isForbidden] of /** @type {const} */ ([
		[FORBIDDEN, true],
		[ALLOWED, false],
	]))
		for (const [from, to] of cases) {
			const isCaught = (await findings(form, from, to)).length > 0;
			if (isCaught === isForbidden) passed++;
			else {
				failed++;
				console.error(`${isForbidden ? 'not caught' : 'refused'}: ${from} (${form}) importing ${to}`);
			}
		}
console.log(`walls: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
