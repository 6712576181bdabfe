/** A promise, and what ends it. */
export interface Deferred<T> {
	readonly promise: Promise<T>;
	readonly resolve: (value: T | PromiseLike<T>) => void;
}

export function deferred<T>(): Deferred<T> {
	let resolve: Deferred<T>['resolve'] = () => undefined;
	const promise = new Promise<T>((done) => (resolve = done));
	return { promise, resolve };
}
