import type { HostMessage, StartMessage } from '../messages.ts';
import { PROGRAM_NAME } from '../messages.ts';
import { installAbsent } from './absent.ts';
import { installConsole, installErrors } from './console.ts';
import { installEvents } from './events.ts';
import { installGuard } from './guard.ts';
import { installLending } from './lending.ts';
import { Linker, scriptUrl } from './link.ts';
import { answerRequest, installFetch } from './network.ts';
import { postTo, type Post } from './port.ts';
import { asyncStorage, memoryStorage, StorageBox, storageFacade } from './storage.ts';

// The first script in the worker of a creation without a page.
/** The host is told nothing before the start brings the port to it. */
let postToHost: Post = () => undefined;
const post: Post = (message, transfer) => {
	postToHost(message, transfer);
};
const linker = new Linker();
const output = installConsole(post);
const reportError = installErrors(post);
const storage = new StorageBox(post);
const setGuardLimit = installGuard();
const network = installFetch(post, new Map());
const lending = installLending(post);
const events = installEvents(post);
for (const [name, value] of [
	['localStorage', storageFacade(storage)],
	['sessionStorage', memoryStorage()],
	['__aetherStorage', asyncStorage(storage)],
	['__aetherStyle', () => undefined],
] as const)
	Object.defineProperty(self, name, { value, configurable: true });
installAbsent();
let program: Promise<unknown> = Promise.resolve();

function start(message: StartMessage): void {
	linker.add(message.vendor);
	setGuardLimit(message.cpuMs);
	storage.load(message.storage, message.storageBytes);
	const url = scriptUrl(`${linker.link(message.program.module)}\n//# sourceURL=${PROGRAM_NAME}`);
	program = import(url).then(
		(namespace: unknown): unknown =>
			typeof namespace === 'object' && namespace !== null ? Reflect.get(namespace, 'default') : undefined,
		reportError,
	);
	void program.then(() => {
		output.flush();
		post({ type: 'started' });
	});
}

function stop(): void {
	output.flush();
	void storage.flush().catch(() => undefined);
	post({ type: 'bye' });
}

function receive(message: HostMessage): void {
	switch (message.type) {
		case 'stop':
			stop();
			return;
		case 'request':
			void program.then((handler) => answerRequest(handler, message, post, reportError));
			return;
		case 'storage-changed':
			storage.receive(message.changes);
			return;
		case 'storage-result':
			storage.answer(message.id, message.problem);
			return;
		case 'fetch-response':
			network.answer(message);
			return;
		case 'fetch-failed':
			network.fail(message.id, message.message);
			return;
		case 'lent':
		case 'not-lent':
			lending.answer(message);
			return;
		case 'published':
		case 'event':
			events.receive(message);
			return;
		default:
			return;
	}
}

addEventListener(
	'message',
	({ data, ports: [line] }: MessageEvent<StartMessage>) => {
		if (!line) return;
		postToHost = postTo(line);
		line.onmessage = (event: MessageEvent<HostMessage>) => {
			receive(event.data);
		};
		start(data);
	},
	{ once: true },
);
