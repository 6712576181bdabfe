import type { OpenCompany } from '../app.ts';

interface Connection {
	readonly isOnline: boolean;
	readonly offlineReady: number;
}

/** What the status "Connection" says. */
export function connectionText(status: Connection): { text: string; tone: 'ok' | 'warn' | 'plain' } {
	if (!status.isOnline) return { text: 'Offline', tone: 'warn' };
	if (status.offlineReady >= 1) return { text: 'Offline-ready', tone: 'ok' };
	if (status.offlineReady > 0)
		return { text: `Preparing ${Math.floor(status.offlineReady * 100)} %`, tone: 'plain' };
	return { text: 'Online', tone: 'ok' };
}

/** What it says about others where the open creation is shared; undefined where it is not. */
export function companyText({ state, members, present, linked }: OpenCompany): string | undefined {
	if (state === 'alone') return undefined;
	if (state === 'elsewhere') return 'Open in another tab';
	if (state === 'connected')
		return `${new Set([...linked, ...present.map(({ author }) => author)]).size + 1} people`;
	return members.filter(({ standing }) => standing === 'active').length > 1 ? 'Connecting' : 'Alone';
}
