import type { FrameMessage } from '../protocol.ts';

export type Post = (message: FrameMessage, transfer?: Transferable[]) => void;

// Kept before any code of the creation can replace them. Only hygiene: the host trusts no message.
// eslint-disable-next-line @typescript-eslint/unbound-method -- applied to the port below
const portPost = MessagePort.prototype.postMessage;
const apply = Reflect.apply;

/** Takes the port that the boot script left, so that nobody can find it later. */
export function takePort(): MessagePort {
	const port: unknown = Reflect.get(self, '__aetherPort');
	Reflect.deleteProperty(self, '__aetherPort');
	if (!(port instanceof MessagePort)) throw new Error('The sandbox has no port.');
	return port;
}

export function postTo(port: MessagePort): Post {
	return (message, transfer = []) => {
		apply(portPost, port, [message, transfer]);
	};
}
