import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { launchOptions } from '../support/browser.mjs';

const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/aether', import.meta.url));

type LaunchOptions = Awaited<ReturnType<typeof launchOptions>>;

/** Starts the browser by a program of Linux; as it is where that is missing. */
async function launchedBy(program: string, options: string): Promise<LaunchOptions> {
	const plain = await launchOptions();
	if (!existsSync(program)) return plain;
	const browser = plain.executablePath ?? chromium.executablePath();
	const script = `#!/bin/sh\nexec ${program} ${options} "${browser}" "$@"\n`;
	const name = createHash('sha256').update(script).digest('hex').slice(0, 16);
	const executablePath = join(FOLDER, `browser-${name}`);
	mkdirSync(FOLDER, { recursive: true });
	if (!existsSync(executablePath)) writeFileSync(executablePath, script, { mode: 0o700 });
	return { ...plain, executablePath };
}

/** A browser as people start it: for root it would put its threads of the network before those of its pages. */
export const personsBrowser = (): Promise<LaunchOptions> =>
	process.getuid?.() === 0 ? launchedBy('/usr/bin/setpriv', '--bounding-set=-sys_nice') : launchOptions();

/** A browser that gets of the processor what others leave, as one on another machine takes nothing of this one. */
export const strangersBrowser = (): Promise<LaunchOptions> => launchedBy('/usr/bin/chrt', '--idle 0');
