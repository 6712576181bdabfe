import { scriptOf } from '#lib/kinds/cli/script.ts';
import type { CreationId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { readManifest } from '../creation/assemble.ts';
import { buildAlone } from '../packages/build-alone.ts';
import type { Services } from '../services.ts';

/** Makes the script of a command line tool and hands it to the browser to save. Gives the saved file. */
export function makeScript(creationId: CreationId, services: Services): Promise<Result<File, Problem>> {
	return services.workspaces.with(creationId, async ({ files }) => {
		const manifest = readManifest(files);
		if (!manifest.ok) return manifest;
		if (manifest.value.kind !== 'cli') return err(NO_TOOL);
		if (Object.keys(manifest.value.links ?? {}).length > 0) return err(LINKED);
		const script = await scriptOf(files, buildAlone(files, services));
		if (!script.ok) return script;
		const { name, content, mediaType, howTo } = script.value;
		const file = new File([content], name, { type: mediaType });
		services.shell.download(file);
		services.shell.notify(`Saved ${name}. Run it with: ${howTo}`);
		return ok(file);
	});
}

const NO_TOOL: Problem = {
	type: 'kind-unfit',
	message: 'Only a command line tool can be taken along as a script.',
};
const LINKED: Problem = {
	type: 'links-unfit',
	message: 'This tool uses other creations by its links, which a script on its own cannot reach.',
	action: 'Remove the links from aether.json',
};
