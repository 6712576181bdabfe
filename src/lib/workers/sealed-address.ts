/** Query parameter of a worker's address: origins it may reach, separated by commas. The service worker renders it as policy. */
const CONNECT = 'connect';

/** The address of a worker's script that may reach the origins of `addresses` and nothing else. */
export function sealedAddress(script: string, addresses: readonly string[]): URL {
	const url = new URL(script, location.origin);
	url.searchParams.set(CONNECT, [...new Set(addresses.map((address) => new URL(address).origin))].join(','));
	// `vite dev` tells the language of a script by how its address ends, and an origin may end in anything.
	url.searchParams.set('file', 'worker.ts');
	return url;
}
