import * as z from 'zod/mini';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { defineCommand } from '../command.ts';

/**
 * The creation as one file that runs under Node and serves its operations to any MCP client. Gives the saved file. Fails
 * with `kind-unfit`, `links-unfit`, and as the build does.
 */
export const downloadMcpServer = defineCommand({
	id: 'mcp.script',
	title: 'Download as an MCP server',
	role: 'viewer',
	creationOf: ({ creationId }) => creationId,
	fromContext: ({ creationId, kind }) =>
		creationId && (kind === 'api' || kind === 'cli') ? { creationId } : null,
	input: z.object({ creationId: creationIdSchema }),
	run: ({ creationId }, services) =>
		services.workspaces.with(creationId, async ({ files }): Promise<Result<File, Problem>> => {
			const offer = await services.mesh.offers.read(creationId, files);
			if (!offer.ok) return offer;
			const { manifest, document } = offer.value;
			const unfit = unfitness(manifest);
			if (unfit) return err(unfit);
			const [{ mcpScript }, { buildAlone }, openapi] = await Promise.all([
				import('./mcp-script.ts'),
				import('../packages/build-alone.ts'),
				services.openapi(),
			]);
			const script = await mcpScript({ files, manifest, document }, openapi, buildAlone(files, services));
			if (!script.ok) return script;
			const name = `${manifest.name}.mcp.mjs`;
			const file = new File([script.value], name, { type: 'text/javascript' });
			services.shell.download(file);
			services.shell.notify(`Saved ${name}. In an MCP client, add a server with the command: node ${name}`);
			return ok(file);
		}),
});

function unfitness({ kind, entry, links, service }: Manifest): Problem | undefined {
	if ((kind !== 'api' && kind !== 'cli') || service || entry.endsWith('.py')) return UNFIT;
	return Object.keys(links ?? {}).length > 0 ? LINKED : undefined;
}

const UNFIT: Problem = {
	type: 'kind-unfit',
	message: 'Only an API or a command line tool with a program of its own in TypeScript can be taken along.',
};
const LINKED: Problem = {
	type: 'links-unfit',
	message: 'It uses other creations by its links, which a script on its own cannot reach.',
	action: 'Remove the links from aether.json',
};
