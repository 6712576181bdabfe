/** Names that exist but cannot work here give one clear sentence instead of the engine's SecurityError. */
export function installAbsent(): void {
	const refuse = (what: string, instead: string) => (): never => {
		throw new DOMException(`${what} is not available in a creation. ${instead}`, 'SecurityError');
	};
	const useStorage = 'Use localStorage or import "aether:storage".';
	if (typeof document !== 'undefined')
		Object.defineProperty(document, 'cookie', {
			get: () => '',
			set: refuse('A cookie', useStorage),
			configurable: true,
		});
	const database = refuse('indexedDB', useStorage);
	define('indexedDB', { open: database, deleteDatabase: database, databases: database, cmp: database });
	const cache = refuse('Cache storage', useStorage);
	define('caches', { open: cache, match: cache, has: cache, delete: cache, keys: cache });
	for (const name of ['WebSocket', 'EventSource', 'XMLHttpRequest'])
		define(name, refusedClass(name, 'Use fetch, which asks the person for the network.'));
}

function refusedClass(name: string, instead: string): unknown {
	return class {
		constructor() {
			throw new DOMException(`${name} is not available in a creation. ${instead}`, 'SecurityError');
		}
	};
}

function define(name: string, value: unknown): void {
	Object.defineProperty(self, name, { value, writable: true, configurable: true });
}
