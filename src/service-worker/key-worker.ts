import { isSafeOrigin, isSafeSocketOrigin } from '#lib/model/providers.ts';
import { isolate } from './isolate.ts';

/** Built, with its hash; and as `vite dev` serves it. */
const PATH =
	/^(\/_app\/immutable\/workers\/(keys|network|sockets)\.worker-[\w-]+\.js|\/src\/lib\/workers\/(keys|network|sockets)\.worker\.ts)$/;
const MOST_ORIGINS = 150;

/** The key worker, the network worker and those with a socket each: all that reach beyond this host. */
export const isKeyWorker = ({ pathname }: URL): boolean => PATH.test(pathname);

/**
 * Their script under a policy of its own: it may reach the origins that its address names and nothing else,
 * not even this host. An address with anything but origins in its list gets none at all.
 */
export function sealedKeyWorker(response: Response, url: URL): Response {
	const sealed = isolate(response, url.pathname);
	sealed.headers.set('Content-Security-Policy', policyFor(url));
	return sealed;
}

const isSafe = (origin: string): boolean => isSafeOrigin(origin) || isSafeSocketOrigin(origin);

export function policyFor(url: URL): string {
	const named = (url.searchParams.get('connect') ?? '').split(',').filter((origin) => origin !== '');
	const isGood = named.length > 0 && named.length <= MOST_ORIGINS && named.every(isSafe);
	return [
		"default-src 'none'",
		"script-src 'self' 'wasm-unsafe-eval'",
		`connect-src ${isGood ? named.join(' ') : "'none'"}`,
	].join('; ');
}
