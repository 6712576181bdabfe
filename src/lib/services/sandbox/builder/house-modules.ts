/** What the house gives to every creation, by the name under which it is imported. */
export const HOUSE_MODULES: ReadonlyMap<string, string> = new Map([
	[
		'aether:storage',
		'export const { get, set, remove, list } = globalThis.__aetherStorage; export default globalThis.__aetherStorage;',
	],
	['aether:bytes', 'export const { read, write } = globalThis.__aetherBytes;'],
	['aether:events', 'export const { publish, subscribe } = globalThis.__aetherEvents;'],
]);
