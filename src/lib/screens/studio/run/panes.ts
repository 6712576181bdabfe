import type { Component } from 'svelte';
import type { KindId } from '#lib/model/kind.ts';
import { isCompositeIn } from '#lib/kinds/app/composite.ts';
import type { Files } from '#lib/model/files.ts';
import type { Session } from '#lib/commands/run/run-session.svelte.ts';

/** What stands where an app has its preview, for a kind that is used by other means than a page of its own. */
export type RunPanel =
	| {
			readonly label: string;
			readonly load: () => Promise<{ readonly default: Component<{ readonly session: Session }> }>;
			readonly isInterpreted?: undefined;
	  }
	| {
			readonly label: string;
			readonly load: () => Promise<{ readonly default: Component }>;
			/** The house interprets the creation: there is no session, and the panel is there from the start. */
			readonly isInterpreted: true;
	  };

/** By kind; a kind without an entry shows its page. */
const panels: Readonly<Partial<Record<KindId, RunPanel>>> = {
	api: { label: 'API', load: () => import('./ApiTab.svelte') },
	cli: { label: 'Terminal', load: () => import('./CliTab.svelte') },
	database: { label: 'Database', load: () => import('./DatabaseTab.svelte') },
	workflow: { label: 'Workflow', load: () => import('./WorkflowTab.svelte'), isInterpreted: true },
};

const composite: RunPanel = {
	label: 'App',
	load: () => import('./CompositeTab.svelte'),
	isInterpreted: true,
};

/** What stands in place of the page of a creation of these files; undefined where its page does. */
export const panelFor = (kind: KindId, files: Files): RunPanel | undefined =>
	kind === 'app' && isCompositeIn(files) ? composite : panels[kind];
