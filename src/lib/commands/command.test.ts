import { expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import type { AuditEntry } from '#lib/model/event.ts';
import { newCreationId } from '#lib/model/id.ts';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { ok } from '#lib/model/result.ts';
import type { Role } from '#lib/model/role.ts';
import { defineCommand, execute, listed } from './command.ts';
import type { Services } from './services.ts';

/** Only the two services that `execute` itself touches. */
function house(role: Role) {
	const rows: AuditEntry[] = [];
	const services = {
		roleOn: () => Promise.resolve(role),
		storage: { audit: (entry: AuditEntry) => rows.push(entry) },
	} as unknown as Services;
	return { services, rows };
}

const run = vi.fn(() => Promise.resolve(ok('done')));
const rename = defineCommand({
	id: 'thing.rename',
	title: 'Rename thing',
	role: 'editor',
	creationOf: ({ creationId }) => creationId,
	fromContext: ({ creationId }) => (creationId ? { creationId, secret: 'hunter2' } : null),
	input: z.object({ creationId: creationIdSchema, secret: z.string() }),
	audit: ({ secret }) => ({ length: secret.length }),
	run,
});
const input = { creationId: newCreationId(), secret: 'hunter2' };

test('a permitted command runs and leaves one audit row without its contents', async () => {
	const { services, rows } = house('owner');
	expect(await execute(rename, input, services)).toEqual({ ok: true, value: 'done' });
	expect(rows).toEqual([
		{ event: 'thing.rename', outcome: 'ok', creationId: input.creationId, detail: { length: 7 } },
	]);
	expect(JSON.stringify(rows)).not.toContain('hunter2');
});

test('a viewer cannot run what needs an editor, and the refusal is in the audit log', async () => {
	const { services, rows } = house('viewer');
	run.mockClear();
	const result = await execute(rename, input, services);
	expect(result.ok).toBe(false);
	expect(run).not.toHaveBeenCalled();
	expect(rows[0]?.outcome).toBe('denied');
});

test('input that does not fit its schema never reaches the command', async () => {
	const { services } = house('owner');
	run.mockClear();
	const result = await execute(rename, { creationId: '../../x', secret: 1 }, services);
	expect(!result.ok && result.error.type).toBe('input-invalid');
	expect(run).not.toHaveBeenCalled();
});

test('the palette offers a command only where it makes sense', () => {
	expect(listed(rename).invocation({})).toBeNull();
	expect(listed(rename).invocation({ creationId: input.creationId })).toBeTypeOf('function');
});
