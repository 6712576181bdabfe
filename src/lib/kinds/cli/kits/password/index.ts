import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { tool } from './files/tool.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

/** Passwords, passphrases, PINs and tokens from the system's source of randomness. */
export const password: KitRenderer = {
	render: (spec) =>
		assemble({
			spec,
			templates,
			does: 'Makes random passwords, passphrases, PINs and tokens, and tells how strong a password is.',
			commands: tool.commands.map(({ name, help }) => [name, help]),
			examples: [
				...(/phrase|words/i.test(spec.sentence) ? ['phrase --words 6'] : []),
				'new --length 24',
				'new --number 5 --no-symbols --clear',
				...(/phrase|words/i.test(spec.sentence) ? [] : ['phrase --words 6']),
				'pin --length 6',
				'token --uuid',
				"echo 'correct horse' | NAME check",
			],
		}),
};
