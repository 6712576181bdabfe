import type { Manifest } from '#lib/model/manifest.ts';

/** Whether a manifest asks to reach `url`: its origin, and its path where one is given. */
export const asksFor = (manifest: Manifest, url: URL): boolean =>
	wishes(manifest).some((wish) => wish.origin === url.origin && isWithin(url.pathname, wish.pathname));

/** The origins that a manifest asks for, each once. */
export const askedOrigins = (manifest: Manifest): readonly string[] => [
	...new Set(wishes(manifest).map(({ origin }) => origin)),
];

function wishes({ grants, service }: Manifest): readonly URL[] {
	const texts = [...(grants?.net ?? []), ...(service ? [service.base] : [])];
	return texts.map((text) => new URL(text));
}

function isWithin(path: string, allowed: string): boolean {
	const folder = allowed.endsWith('/') ? allowed : `${allowed}/`;
	return path === allowed || path.startsWith(folder);
}
