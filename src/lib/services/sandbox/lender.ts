import type { HostMessage } from './messages.ts';
import type { FrameMessage } from './protocol.ts';
import type { AppBytes } from './sandbox.ts';

type Wish = Extract<FrameMessage, { type: 'bytes-read' | 'bytes-write' | 'asset' }>;

export interface LenderParts {
	readonly bytes: AppBytes | undefined;
	/** A file of the product by its name; rejects for a name that it does not lend. */
	readonly asset: (name: string) => Promise<ArrayBuffer>;
}

/** Answers what a runtime inside the sandbox asks of the house. */
export async function lend(
	wish: Wish,
	{ bytes, asset }: LenderParts,
	post: (message: HostMessage, transfer?: Transferable[]) => void,
): Promise<void> {
	const { id } = wish;
	const refuse = (message: string) => post({ type: 'not-lent', id, message });
	try {
		if (wish.type === 'asset') {
			const value = await asset(wish.name);
			return post({ type: 'lent', id, value }, [value]);
		}
		if (!bytes) return refuse('This creation keeps no bytes.');
		const result = wish.type === 'bytes-read' ? await bytes.read() : await bytes.write(new Map(wish.changes));
		if (!result.ok) return refuse(result.error.message);
		post({ type: 'lent', id, value: result.value });
	} catch (error) {
		refuse(String(error));
	}
}
