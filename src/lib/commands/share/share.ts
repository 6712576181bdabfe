import * as z from 'zod/mini';
import type { CreationId } from '#lib/model/id.ts';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { defineCommand } from '../command.ts';

/** Zip with the files, the whole history as a `.git` folder, and what the app keeps. */
export const exportZip = defineCommand({
	id: 'creation.export',
	title: 'Export',
	role: 'viewer',
	creationOf: ({ creationId }) => creationId,
	fromContext: ({ creationId }) => (creationId ? { creationId } : null),
	input: z.object({ creationId: creationIdSchema }),
	run: async ({ creationId }, services) => (await import('./export.ts')).exportFile(creationId, services),
});

/** The same for a creation and all that it links to, in one zip. Fails with `link-broken`, or as packing one does. */
export const exportClosure = defineCommand({
	id: 'creation.exportClosure',
	title: 'Export with everything it uses',
	role: 'viewer',
	creationOf: ({ creationId }) => creationId,
	fromContext: ({ creationId }) => (creationId ? { creationId } : null),
	input: z.object({ creationId: creationIdSchema }),
	run: async ({ creationId }, services) =>
		(await import('./export-closure.ts')).exportClosureFile(creationId, services),
});

/** A zip becomes a creation of its own: it never touches one that is already here. */
export const importZip = defineCommand({
	id: 'creation.import',
	title: 'Import',
	input: z.object({ file: z.instanceof(Blob) }),
	audit: ({ file }) => ({ bytes: file.size }),
	madeBy: (id: CreationId) => id,
	run: async ({ file }, services) => (await import('./import.ts')).importFile(file, services),
});
