import { buildAssets } from '../../../../scripts/vendor-assets.mjs';

let built: Promise<ReadonlyMap<string, Uint8Array>> | undefined;

/** The product's own assets, made as a build makes them, once per test file. */
export async function asset(name: string): Promise<ArrayBuffer> {
	built ??= buildAssets().then((assets) => new Map(assets.map((each) => [each.name, each.content])));
	const content = (await built).get(name);
	if (!content) throw new Error(`There is no asset ${name}.`);
	return new Uint8Array(content).buffer;
}
