import { spawn } from 'node:child_process';
import { chromium, type Page } from '@playwright/test';
import { launchOptions } from './browser.mjs';

export interface CrashBrowser {
	readonly page: Page;
	/** SIGKILL to every process of the browser; resolves when it is dead. */
	kill(): Promise<void>;
}

/** A browser with a profile on disk and a process group of its own, so that it can be killed as by a power cut. */
export async function startBrowser(profile: string, url: string): Promise<CrashBrowser> {
	const { executablePath = chromium.executablePath(), args } = await launchOptions();
	const child = spawn(
		executablePath,
		[
			...args,
			'--headless=new',
			'--remote-debugging-port=0',
			`--user-data-dir=${profile}`,
			'--disable-gpu',
			'about:blank',
		],
		{ detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
	);
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const kill = async () => {
		if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
			process.kill(-child.pid, 'SIGKILL');
		await ended;
	};
	try {
		const address = await new Promise<string>((resolve, reject) => {
			let text = '';
			child.stderr.on('data', (data: Buffer) => {
				text += data.toString();
				const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
				if (found !== undefined) resolve(found);
			});
			child.once('exit', () => reject(new Error(`The browser did not start:\n${text}`)));
		});
		const browser = await chromium.connectOverCDP(address);
		const context = browser.contexts()[0];
		if (context === undefined) throw new Error('The browser has no window.');
		const page = context.pages()[0] ?? (await context.newPage());
		await page.goto(url);
		return { page, kill };
	} catch (error) {
		await kill();
		throw error;
	}
}
