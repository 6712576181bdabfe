import type { HostMessage, Program, StartMessage } from '../messages.ts';
import { PROGRAM_NAME } from '../messages.ts';
import { installAbsent } from './absent.ts';
import { installConsole, installErrors } from './console.ts';
import { installDialogs } from './dialogs.ts';
import { installEvents } from './events.ts';
import { installGuard } from './guard.ts';
import { Linker, scriptUrl } from './link.ts';
import { installBlobs, installNavigation } from './navigation.ts';
import { answerRequest, installFetch } from './network.ts';
import { buildPage, runClassic } from './page.ts';
import { postTo, takePort } from './port.ts';
import { asyncStorage, memoryStorage, StorageBox, storageFacade } from './storage.ts';
import { Thumbnails } from './thumbnail.ts';
import { WorkerSeat } from './worker-seat.ts';

// The first script in the opaque document after the boot script. Runs before any code of the creation.
const port = takePort();
const post = postTo(port);
const linker = new Linker();
const output = installConsole(post);
const reportError = installErrors(post);
const warn = (text: string): void => {
	output.line('warn', text);
};
const storage = new StorageBox(post);
const setGuardLimit = installGuard();
const thumbnails = new Thumbnails((svg) => {
	post({ type: 'thumbnail', svg });
});
let seat: WorkerSeat | null = null;
let handler: unknown;

function define(name: string, value: unknown): void {
	Object.defineProperty(self, name, { value, configurable: true });
}

define('localStorage', storageFacade(storage));
define('sessionStorage', memoryStorage());
define('__aetherStorage', asyncStorage(storage));
define('__aetherStyle', addStyle);
const blobs = installBlobs();
const network = installFetch(post, blobs);
const events = installEvents(post);
installNavigation(post, blobs, warn);
installDialogs(warn);
installAbsent();

function addStyle(path: string, css: string): void {
	const style = document.createElement('style');
	style.dataset.path = path;
	style.textContent = css;
	document.head.append(style);
}

function setAppearance(appearance: 'light' | 'dark' | null): void {
	const root = document.documentElement;
	if (appearance === null) delete root.dataset.appearance;
	else root.dataset.appearance = appearance;
	root.style.colorScheme = appearance ?? '';
	thumbnails.soon();
}

async function start(message: StartMessage, line: MessagePort | undefined): Promise<void> {
	if (line) {
		seat = new WorkerSeat(message, line, post);
		return;
	}
	linker.add(message.vendor);
	setGuardLimit(message.cpuMs);
	storage.load(message.storage, message.storageBytes);
	document.title = message.title;
	buildPage(message.program.page);
	setAppearance(message.appearance);
	await runProgram(message.program).catch(reportError);
	output.flush();
	post({ type: 'started' });
	thumbnails.watch();
}

async function runProgram(program: Program): Promise<void> {
	for (const script of program.scripts) await runClassic(script);
	const url = scriptUrl(`${linker.link(program.module)}\n//# sourceURL=${PROGRAM_NAME}`);
	const namespace: unknown = await import(url);
	if (typeof namespace === 'object' && namespace !== null) handler = Reflect.get(namespace, 'default');
	if (program.page !== null) document.dispatchEvent(new Event('DOMContentLoaded', { bubbles: true }));
}

async function preload(message: Extract<HostMessage, { type: 'preload' }>): Promise<void> {
	linker.add(message.vendor);
	await Promise.all(message.names.map((name) => import(linker.url(name))));
}

async function stop(): Promise<void> {
	output.flush();
	void storage.flush();
	thumbnails.now();
	post({ type: 'bye' });
	return Promise.resolve();
}

function receive(message: HostMessage, line: MessagePort | undefined): void {
	switch (message.type) {
		case 'preload':
			void preload(message).catch(() => undefined);
			return;
		case 'start':
			void start(message, line);
			return;
		case 'ping':
			post({ type: 'pong', id: message.id });
			return;
		case 'stop':
			void stop();
			return;
		case 'appearance':
			setAppearance(message.appearance);
			return;
		case 'restart-worker':
			if (line) seat?.restart(line);
			return;
		case 'request':
			void answerRequest(handler, message, post, reportError);
			return;
		default:
			receiveAnswer(message);
	}
}

function receiveAnswer(
	message: Extract<
		HostMessage,
		{ type: `storage-${string}` | `fetch-${string}` | 'lent' | 'not-lent' | 'published' | 'event' }
	>,
): void {
	if (message.type === 'storage-changed') storage.receive(message.changes);
	else if (message.type === 'storage-result') storage.answer(message.id, message.problem);
	else if (message.type === 'fetch-response') network.answer(message);
	else if (message.type === 'fetch-failed') network.fail(message.id, message.message);
	else if (message.type === 'published' || message.type === 'event') events.receive(message);
}

port.onmessage = (event: MessageEvent<HostMessage>) => {
	receive(event.data, event.ports[0]);
};
post({ type: 'ready' });
