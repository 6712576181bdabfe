import { execFileSync } from 'node:child_process';
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { CreationId } from '#lib/model/id.ts';
import { startBrowser, type CrashBrowser } from './support/crash-browser.ts';
import type { Acknowledgement } from './support/crash-page/content.ts';
import { openCrashSite, type CrashSite } from './support/crash-site.ts';

const KILLS = Number(process.env.AETHER_KILLS ?? 30);

test.describe('kill -9 of the browser in the middle of writing', () => {
	test.setTimeout(KILLS * 40_000 + 60_000);
	let site: CrashSite;
	let folder: string;
	test.beforeAll(async () => {
		site = await openCrashSite();
		folder = mkdtempSync(join(tmpdir(), 'aether-crash-'));
	});
	test.afterAll(async () => {
		await site.close();
		rmSync(folder, { recursive: true, force: true });
	});

	test(`nothing acknowledged is lost in ${KILLS} crashes`, async () => {
		const profile = join(folder, 'profile');
		const acknowledged: Acknowledgement[] = [];
		let browser = await startBrowser(profile, site.url);
		try {
			const id = (await browser.page.evaluate(() => window.harness.begin())) as CreationId;
			for (let round = 0; round < KILLS; round++) {
				const target = acknowledged.length + 10 + ((round * 37) % 90);
				await writeUntil(browser, { id, from: newestStep(acknowledged) + 1, acknowledged, target });
				await browser.kill();
				browser = await startBrowser(profile, site.url);
				await expectAllThere(browser, id, acknowledged);
			}
			expectStockGitAgrees(
				await browser.page.evaluate((id) => window.harness.repository(id), id),
				join(folder, 'git'),
			);
			console.log(`${KILLS} kills, ${acknowledged.length} acknowledged writes, none lost`);
		} catch (error) {
			console.log(
				`${acknowledged.length} acknowledged writes; what the browser's store says:\n${storeLog(profile)}`,
			);
			throw error;
		} finally {
			await browser.kill();
		}
	});
});

test('a log that a crash cut off in mid-record costs nothing, however often the browser starts again', async () => {
	test.setTimeout(180_000);
	const site = await openCrashSite();
	const folder = mkdtempSync(join(tmpdir(), 'aether-torn-'));
	const profile = join(folder, 'profile');
	const acknowledged: Acknowledgement[] = [];
	let browser = await startBrowser(profile, site.url);
	try {
		const id = (await browser.page.evaluate(() => window.harness.begin())) as CreationId;
		await writeUntil(browser, { id, from: 1, acknowledged, target: 20 });
		await browser.kill();
		cutLog(profile, 5);
		for (let start = 0; start < 3; start++) {
			browser = await startBrowser(profile, site.url);
			// The record that was cut off may be the last one acknowledged: only what came before it must be there.
			if (start > 0) await expectAllThere(browser, id, acknowledged);
			else await browser.page.evaluate((id) => window.harness.state(id), id);
			acknowledged.length = 0;
			await writeUntil(browser, { id, from: 100 * (start + 1), acknowledged, target: 10 });
			await browser.kill();
		}
	} finally {
		await browser.kill();
		await site.close();
		rmSync(folder, { recursive: true, force: true });
	}
});

/** Takes the last bytes of the newest log away, as a kill between two writes does. */
function cutLog(profile: string, bytes: number): void {
	const folder = join(profile, 'Default/IndexedDB');
	const logs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.log'))
		.sort();
	const log = join(folder, logs.at(-1) ?? '');
	truncateSync(log, statSync(log).size - bytes);
}

interface Writing {
	readonly id: CreationId;
	readonly from: number;
	readonly acknowledged: Acknowledgement[];
	readonly target: number;
}

/** Lets the page write until so much is acknowledged; it is still writing then. */
async function writeUntil(
	{ page }: CrashBrowser,
	{ id, from, acknowledged, target }: Writing,
): Promise<void> {
	const reached = new Promise<void>((resolve, reject) => {
		page.on('console', (message) => {
			if (!message.text().startsWith('ack ')) return;
			acknowledged.push(JSON.parse(message.text().slice(4)) as Acknowledgement);
			if (acknowledged.length >= target) resolve();
		});
		page.on('pageerror', reject);
	});
	await page.evaluate(([id, from]) => void window.harness.write(id, from), [id, from] as const);
	await reached;
}

async function expectAllThere(
	{ page }: CrashBrowser,
	id: CreationId,
	acknowledged: readonly Acknowledgement[],
): Promise<void> {
	const state = await page.evaluate((id) => window.harness.state(id), id);
	expect(state.damaged).toEqual([]);
	expect(state.treeStep, 'the tree is whole and as new as acknowledged').toBeGreaterThanOrEqual(
		newestStep(acknowledged, 'tree'),
	);
	expect(state.dataStep).toBeGreaterThanOrEqual(newestStep(acknowledged, 'data'));
	const versions = acknowledged.filter((one) => one.type === 'version').map((one) => one.id);
	expect(state.versions.slice().reverse()).toEqual(expect.arrayContaining(versions));
	expect(state.versionSteps).not.toContain(-1);
	const creations = acknowledged
		.filter((one) => one.type === 'creation')
		.map((one) => [one.id as CreationId, one.step] as [CreationId, number]);
	const messages = acknowledged.filter((one) => one.type === 'message').map((one) => one.id);
	expect(
		await page.evaluate(([creations, messages]) => window.harness.missing(creations, messages), [
			creations,
			messages,
		] as const),
	).toEqual([]);
}

function newestStep(acknowledged: readonly Acknowledgement[], type?: Acknowledgement['type']): number {
	const steps = acknowledged.map((one) =>
		'step' in one && (type === undefined || one.type === type) ? one.step : 0,
	);
	return steps.reduce((newest, step) => Math.max(newest, step), 0);
}

/** The end of the database's own log, which tells of damage found and of what was thrown away. */
function storeLog(profile: string): string {
	const folder = join(profile, 'Default/IndexedDB');
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((name) => {
			const isLog = /LOG(\.old)?$|corruption_info\.json$/.test(name);
			return `${name}\n${isLog ? readFileSync(join(folder, name), 'utf8').slice(-3_000) : ''}`;
		})
		.join('\n');
}

/** Writes the repository out and lets stock Git judge it. */
function expectStockGitAgrees(files: readonly [string, number[]][], folder: string): void {
	for (const [path, bytes] of files) {
		mkdirSync(dirname(join(folder, '.git', path)), { recursive: true });
		writeFileSync(join(folder, '.git', path), Uint8Array.from(bytes));
	}
	const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' });
	// What a crash leaves unreferenced is no damage.
	expect(git('fsck', '--strict', '--full', '--no-dangling')).toBe('');
}
