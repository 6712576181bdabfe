import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const folder = new URL('../../../../static/vendor/', import.meta.url);
const manifestSchema = z.object({ assets: z.array(z.object({ name: z.string(), file: z.string() })) });

/** The product's own assets, which stand in the vendor folder before a test begins. */
export async function asset(name: string): Promise<ArrayBuffer> {
	const manifest = manifestSchema.parse(JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')));
	const found = manifest.assets.find((each) => each.name === name);
	if (!found) throw new Error(`There is no asset ${name}.`);
	return new Uint8Array(readFileSync(new URL(found.file, folder))).buffer;
}
