import { startStandin } from './server.mjs';

/** @type {Awaited<ReturnType<typeof startStandin>> | undefined} */
let standin;

/**
 * Starts the stand-in for tests in the browser, which get its origin by `inject('standin')`.
 * @param {{ provide: (name: string, value: string) => void }} project
 */
export async function setup({ provide }) {
	standin = await startStandin();
	provide('standin', standin.origin);
}

export async function teardown() {
	await standin?.close();
}
