import { sha256Hex } from '#lib/model/digest.ts';
import * as z from 'zod/mini';
import type { Files } from '#lib/model/files.ts';
import type { CreationId } from '#lib/model/id.ts';
import type { BuildOutcome } from './builder/request.ts';

export type Built = Extract<BuildOutcome, { type: 'built' }>;

const CACHE = 'aether-programs';
const encoder = new TextEncoder();

const texts = z.record(z.string(), z.string());
const problem = z.object({
	path: z.string(),
	line: z.number(),
	column: z.number(),
	message: z.string(),
	severity: z.enum(['error', 'warning']),
});
const keptSchema = z.object({
	digest: z.string(),
	built: z.object({
		type: z.literal('built'),
		program: z.object({
			module: z.string(),
			scripts: z.array(z.string()),
			page: z.nullable(
				z.object({ htmlAttributes: texts, bodyAttributes: texts, head: z.string(), body: z.string() }),
			),
		}),
		vendors: z.array(z.string()),
		map: z.string(),
		warnings: z.array(problem),
		buildMs: z.number(),
	}),
});

/**
 * The newest program of each creation as it was built, so that opening one again needs no builder. Only a convenience:
 * whatever is missing, damaged or of other files is built anew.
 */
export class Programs {
	/** The program of exactly these files by exactly this builder, or undefined. */
	async find(id: CreationId, digest: string): Promise<Built | undefined> {
		try {
			const found = await (await caches.open(CACHE)).match(addressOf(id));
			const kept = keptSchema.safeParse(await found?.json());
			return kept.success && kept.data.digest === digest ? kept.data.built : undefined;
		} catch {
			return undefined;
		}
	}

	async keep(id: CreationId, digest: string, built: Built): Promise<void> {
		try {
			await (await caches.open(CACHE)).put(addressOf(id), Response.json({ digest, built }));
		} catch {
			// No room: the next start builds again.
		}
	}

	async forget(id: CreationId): Promise<void> {
		await caches.open(CACHE).then(
			(cache) => cache.delete(addressOf(id)),
			() => false,
		);
	}
}

const addressOf = (id: CreationId): string => `/programs/${id}`;

/** Hexadecimal SHA-256 over the builder, the entry, and every path and content. */
export async function digestOf(files: Files, entry: string, builder: string): Promise<string> {
	const parts = [encoder.encode(JSON.stringify([builder, entry]))];
	for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
		const bytes = typeof content === 'string' ? encoder.encode(content) : new Uint8Array(content);
		parts.push(encoder.encode(`\0${typeof content} ${bytes.length} ${path}\0`), bytes);
	}
	return sha256Hex(await new Blob(parts).arrayBuffer());
}
