import { INBOX, sharedItemSchema } from './messages.ts';

export interface Shared {
	readonly text: string;
	readonly files: readonly File[];
}

/** Takes what the service worker laid down for a share, and clears it. */
export async function takeShared(): Promise<Shared | undefined> {
	if (!('caches' in globalThis)) return undefined;
	const inbox = await caches.open(INBOX);
	const item = sharedItemSchema.safeParse(await (await inbox.match('/share'))?.json());
	if (!item.success) return undefined;
	const files = await Promise.all(
		item.data.files.map(async ({ name, type }, index) => {
			const body = await (await inbox.match(`/share/${index}`))?.blob();
			return new File(body ? [body] : [], name, { type });
		}),
	);
	await caches.delete(INBOX);
	return { text: item.data.text, files };
}
