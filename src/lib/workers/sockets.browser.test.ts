import { expect, test } from 'vitest';
import { openSocket } from './sockets.ts';

test('no socket is opened where no service worker guards the page, and whoever waits is told', async () => {
	const socket = openSocket('wss://signal.test', () => Promise.resolve(false));
	await new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()));
	expect(socket.readyState).toBe(WebSocket.CLOSED);
});
