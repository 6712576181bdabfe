import { startSignalling } from '../../scripts/signalling.mjs';
import { startContainerHost } from '../support/fake-container.mjs';
import { startNetworkServer } from '../support/network-server.mjs';
import { startRegistries } from '../support/registry.mjs';
import { startStandin } from './server.mjs';

/** @type {Awaited<ReturnType<typeof startStandin>> | undefined} */
let standin;
/** @type {Awaited<ReturnType<typeof startRegistries>> | undefined} */
let registries;
/** @type {Awaited<ReturnType<typeof startContainerHost>> | undefined} */
let containerHost;
/** @type {Awaited<ReturnType<typeof startNetworkServer>> | undefined} */
let networkServer;
/** @type {Awaited<ReturnType<typeof startSignalling>> | undefined} */
let signalling;

/**
 * Starts the stand-in for tests in the browser, which get its origin by `inject('standin')`, and the
 * registries, whose control address they get by `inject('registries')`, the vendor's frame by `inject('containerHost')`,
 * the port of a service on the network by `inject('networkPort')`, and of a signalling server by `inject('signalPort')`.
 * @param {{ provide: (name: string, value: string) => void }} project
 */
export async function setup({ provide }) {
	standin = await startStandin();
	provide('standin', standin.origin);
	registries = await startRegistries();
	provide('registries', registries.control);
	containerHost = await startContainerHost();
	provide('containerHost', containerHost.control);
	networkServer = await startNetworkServer();
	provide('networkPort', networkServer.port);
	signalling = await startSignalling();
	provide('signalPort', String(signalling.port));
}

export async function teardown() {
	await standin?.close();
	registries?.close();
	containerHost?.close();
	networkServer?.close();
	await signalling?.close();
}
