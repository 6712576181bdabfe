import type { Component } from 'svelte';
import type { KindId } from '#lib/model/kind.ts';
import type { Session } from '#lib/services/sandbox/sandbox.ts';
import type { RunTab } from '../studio.svelte.ts';

/** One tab of a running creation that is used by other means than its own page. */
export interface RunPanel {
	readonly id: RunTab;
	readonly label: string;
	readonly load: () => Promise<{ readonly default: Component<{ readonly session: Session }> }>;
}

/** By kind; the first stands where an app has its preview. A kind without an entry shows its page. */
export const panels: Readonly<Partial<Record<KindId, readonly RunPanel[]>>> = {};
