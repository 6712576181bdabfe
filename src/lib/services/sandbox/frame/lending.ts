import type { HostMessage } from '../messages.ts';
import type { Post } from './port.ts';

type Answer = Extract<HostMessage, { type: 'lent' | 'not-lent' }>;

/** What the runtimes of the product (never the creation's own code alone) are made with: bytes, assets, output. */
export interface Lending {
	readonly answer: (message: Answer) => void;
}

/** Defines `__aetherBytes`, `__aetherAsset` and `__aetherEmit`, which `aether:bytes` and the runtimes use. */
export function installLending(post: Post): Lending {
	const waiting = new Map<number, (message: Answer) => void>();
	let lastId = 0;
	const ask = (message: (id: number) => Parameters<Post>[0]): Promise<unknown> =>
		new Promise((resolve, reject) => {
			const id = ++lastId;
			waiting.set(id, (answer) => {
				if (answer.type === 'lent') resolve(answer.value);
				else reject(new Error(answer.message));
			});
			post(message(id));
		});
	const bytes = {
		read: () => ask((id) => ({ type: 'bytes-read', id })),
		write: (changes: ReadonlyMap<string, Uint8Array<ArrayBuffer> | null>) =>
			ask((id) => ({ type: 'bytes-write', id, changes: [...changes] })),
	};
	for (const [name, value] of [
		['__aetherBytes', bytes],
		['__aetherAsset', (name: string) => ask((id) => ({ type: 'asset', id, name }))],
		['__aetherEmit', (channel: string, text: string) => post({ type: 'output', channel, text })],
	] as const)
		Object.defineProperty(self, name, { value, configurable: true });
	return {
		answer: (message) => {
			waiting.get(message.id)?.(message);
			waiting.delete(message.id);
		},
	};
}
