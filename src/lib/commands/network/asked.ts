import { secretWishes, type Manifest } from '#lib/model/manifest.ts';

/** Whether a manifest asks to reach `url`: its origin, and its path where one is given. */
export const asksFor = (manifest: Manifest, url: URL): boolean =>
	wishes(manifest).some((wish) => wish.origin === url.origin && isWithin(url.pathname, wish.pathname));

/** The origins that a manifest asks for, each once. */
export const askedOrigins = (manifest: Manifest): readonly string[] => [
	...new Set(wishes(manifest).map(({ origin }) => origin)),
];

function wishes(manifest: Manifest): readonly URL[] {
	const { grants, service } = manifest;
	const bound = secretWishes(manifest).map(({ origin }) => new URL(origin).origin);
	const texts = [...(grants?.net ?? []), ...bound, ...(service ? [service.base] : [])];
	return texts.map((text) => new URL(text));
}

function isWithin(path: string, allowed: string): boolean {
	const folder = allowed.endsWith('/') ? allowed : `${allowed}/`;
	return path === allowed || path.startsWith(folder);
}
