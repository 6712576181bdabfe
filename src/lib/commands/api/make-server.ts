import { serverFacts, standaloneServer } from '#lib/kinds/api/standalone.ts';
import type { CreationId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { readManifest } from '../creation/assemble.ts';
import { linkModules } from '../mesh/modules.ts';
import { buildAlone } from '../packages/build-alone.ts';
import type { Services } from '../services.ts';

/** Makes the server of an API and hands it to the browser to save. Gives the saved file. */
export function makeServer(creationId: CreationId, services: Services): Promise<Result<File, Problem>> {
	return services.workspaces.with(creationId, async ({ files }) => {
		const manifest = readManifest(files);
		if (!manifest.ok) return manifest;
		if (manifest.value.kind !== 'api') return err(NO_API);
		const linked = new Map([...files, ...(await linkModules(manifest.value, services))]);
		const made = await standaloneServer(linked, buildAlone(files, services));
		if (!made.ok) return made;
		const { name, howTo } = serverFacts(files);
		const file = new File([made.value], name, { type: 'text/javascript' });
		services.shell.download(file);
		services.shell.notify(`Saved ${name}. Run it with: ${howTo}`);
		return ok(file);
	});
}

const NO_API: Problem = { type: 'kind-unfit', message: 'Only an API can be taken along as a server.' };
