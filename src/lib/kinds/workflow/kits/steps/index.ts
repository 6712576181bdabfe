import type { KitRenderer } from '../../../kind.ts';
import { DEFINITION_PATH, EVENTS_PATH, INPUT_PATH } from '../../paths.ts';
import { assemble } from '../shared/assemble.ts';
import { build } from './build.ts';

/** The steps of the sentence, in order. */
export const steps: KitRenderer = {
	entities: () => [],
	render(spec) {
		const { definition, input, events } = build(spec);
		const sent = events.map((type) => ({
			type,
			source: 'https://aether.invalid/desk',
			data: { approved: true },
		}));
		return assemble(
			spec,
			`Does in order: ${spec.steps.map(({ action }) => action).join('; ') || spec.title}.`,
			new Map([
				[DEFINITION_PATH, definition],
				[INPUT_PATH, `${JSON.stringify(input, null, '\t')}\n`],
				...(sent.length > 0 ? [[EVENTS_PATH, `${JSON.stringify(sent, null, '\t')}\n`] as const] : []),
			]),
		);
	},
};
