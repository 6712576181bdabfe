import type { Files } from '#lib/model/files.ts';
import { nameFromTitle } from '#lib/model/manifest.ts';
import type { Spec } from '#lib/model/spec.ts';
import type { KitRenderer } from '../../../kind.ts';
import { DEFINITION_PATH, INPUT_PATH } from '../../paths.ts';
import { openapiOf, readmeOf } from './documents.ts';

/** A kit whose workflow is the same for every sentence, but for its name. `templates` are by path below `./files/`. */
export const fromTemplates = (does: string, templates: Readonly<Record<string, string>>): KitRenderer => ({
	entities: () => [],
	render: (spec) => {
		const own = Object.entries(templates).map(
			([path, text]) => [path.replace(/^\.\/files\//, ''), text] as const,
		);
		return assemble(spec, does, new Map(own));
	},
});

/** The workflow and its examples, with what explains them. `NAME` and `TITLE` of the definition are filled in. */
export function assemble(spec: Spec, does: string, own: ReadonlyMap<string, string>): Files {
	const title = spec.title.replace(/\s+/g, ' ').trim();
	const definition = (own.get(DEFINITION_PATH) ?? '')
		.replace(/^ {2}name: NAME$/m, `  name: ${JSON.stringify(nameFromTitle(title))}`)
		.replace(/^ {2}title: TITLE$/m, () => `  title: ${JSON.stringify(title)}`);
	return new Map([
		...own,
		[INPUT_PATH, own.get(INPUT_PATH) ?? '{}\n'],
		[DEFINITION_PATH, definition],
		['openapi.yaml', openapiOf(definition, title, does)],
		['README.md', readmeOf(title, does, own.has('examples/events.json'))],
	]);
}
