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
