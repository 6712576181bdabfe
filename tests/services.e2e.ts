import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test as base, type Page } from '@playwright/test';
import { openSite, type Site } from './support/site.ts';
import { createVault, openSettings, PASSPHRASE } from './support/vault.ts';

interface Shop {
	readonly origin: string;
	/** The keys that requests bore. */
	readonly keys: () => readonly string[];
}

/** A service of somebody else: it wants a key, and pages may call it. */
async function startShop(): Promise<Shop & { close: () => Promise<void> }> {
	const keys: string[] = [];
	const server = createServer((request, response) => {
		response.setHeader('Access-Control-Allow-Origin', '*');
		response.setHeader('Access-Control-Allow-Headers', '*');
		response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
		if (request.method === 'OPTIONS') return response.writeHead(204).end();
		const key = request.headers['x-shop-key'];
		if (typeof key === 'string') keys.push(key);
		response.setHeader('Content-Type', 'application/json');
		return response.writeHead(key ? 200 : 401).end(JSON.stringify([{ id: 1, name: 'Tea', echo: key }]));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		keys: () => keys,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

const test = base.extend<{ site: Site; shop: Shop }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
	site: async ({}, use) => {
		const site = await openSite();
		await use(site);
		await site.remove();
	},
	// eslint-disable-next-line no-empty-pattern -- as above
	shop: async ({}, use) => {
		const shop = await startShop();
		await use(shop);
		await shop.close();
	},
});
test.use({ baseURL: undefined });

const SECRET = 'shop-secret-4711-not-to-be-seen';

const documentOf = (origin: string): string =>
	JSON.stringify({
		openapi: '3.1.0',
		info: { title: 'Tea shop', version: '1.0.0' },
		servers: [{ url: origin }],
		components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Shop-Key' } } },
		security: [{ key: [] }],
		paths: {
			'/teas': {
				get: {
					operationId: 'listTeas',
					summary: 'List teas',
					responses: {
						200: {
							description: 'Teas',
							content: {
								'application/json': {
									schema: {
										type: 'array',
										items: { type: 'object', properties: { name: { type: 'string' } } },
									},
								},
							},
						},
					},
				},
			},
		},
	});

async function addService(page: Page, site: Site, shop: Shop): Promise<void> {
	await page.goto(`${site.origin}/services`);
	await page.getByRole('button', { name: 'Import an OpenAPI document' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Or paste it').fill(documentOf(shop.origin));
	await dialog.getByRole('button', { name: 'Read document' }).click();
	await dialog.getByLabel('API key (X-Shop-Key)').fill(SECRET);
	await dialog.getByLabel('Vault passphrase').fill(PASSPHRASE);
	await dialog.getByRole('button', { name: 'Add service' }).click();
	await expect(dialog).toHaveCount(0);
}

test('a service is added by its document, called with a key that no page sees, and its answer hides the key', async ({
	page,
	site,
	shop,
}) => {
	await openSettings(page, site.origin);
	await createVault(page);
	await addService(page, site, shop);
	await page
		.getByRole('list', { name: 'Your services' })
		.getByRole('link', { name: /Tea shop/ })
		.click();
	await page
		.getByRole('list', { name: 'Operations' })
		.getByRole('button', { name: /List teas/i })
		.click();
	await page.getByRole('button', { name: 'Send request' }).click();
	const response = page.getByRole('region', { name: 'Response' });
	await expect(response).toContainText('Tea');
	expect(shop.keys()).toEqual([SECRET]);
	await expect(response).not.toContainText(SECRET);
});
