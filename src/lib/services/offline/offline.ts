import type { SharedItem } from './messages.ts';

/** Keeps the product itself on this device and up to date. The four state members are reactive. */
export interface Offline {
	/** What the browser says of the network; true proves nothing. */
	readonly isOnline: boolean;
	/** 0–1 while the files for offline use are fetched in the background; 1 when all are here. */
	readonly offlineReady: number;
	/** A newer version of the product is here and waits. */
	readonly isUpdateWaiting: boolean;
	/** False where the browser offers no service worker (private mode of some, plain http): then no sandbox and no offline. */
	readonly isSupported: boolean;
	/** Registers the service worker when the page is idle, then has the rest of the product fetched. Call once, after first paint. */
	start(): void;
	/** Resolves when the service worker answers this page's requests; false when it never will. Needed before a first sandbox. */
	controlled(): Promise<boolean>;
	/** Moves every tab to the waiting version: each flushes, then reloads. Does nothing when none waits. */
	update(): void;
	/** Runs `flush` before this tab reloads into another version. Returns the remover. */
	beforeReload(flush: () => Promise<unknown>): () => void;
	/** What another app shared to this one, once; undefined when nothing lies there. */
	takeShared(): Promise<Shared | undefined>;
	/** Files opened with the installed app, now and later. */
	onOpenFiles(listener: (files: readonly File[]) => void): void;
}

export interface Shared {
	readonly text: SharedItem['text'];
	readonly files: readonly File[];
}
