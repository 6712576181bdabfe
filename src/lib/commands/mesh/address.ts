/** Host of a linked creation inside a sandbox. `.invalid` can never be a real address. */
const LINK_SUFFIX = '.link.invalid';

/** `https://db.link.invalid/tables` → `db`; undefined for any other address. */
export function aliasOf(url: string): string | undefined {
	const host = URL.parse(url)?.hostname;
	return host?.endsWith(LINK_SUFFIX) ? host.slice(0, -LINK_SUFFIX.length) : undefined;
}

export const linkBase = (alias: string): string => `https://${alias}${LINK_SUFFIX}`;

/** The address at which a creation sees itself called: `https://books.creation.invalid`. */
export const creationBase = (name: string): string => `https://${name}.creation.invalid`;
