import type { Author } from '#lib/model/collab.ts';
import type { Role } from '#lib/model/role.ts';
import { readAclRecord } from './acl-record.ts';
import { readEnvelope } from './envelope.ts';

/**
 * What the founder last said of each author: it counts from the moment that one joins, so it may be said before. Of the
 * founder's own records on this device's disk, in their order.
 */
export async function statedRoles(
	founder: Author,
	records: readonly Uint8Array[],
): Promise<ReadonlyMap<Author, Role | 'none'>> {
	const stated = new Map<Author, Role | 'none'>();
	for (const bytes of records) {
		const envelope = await readEnvelope(bytes);
		const record = envelope?.author === founder ? readAclRecord(envelope.payload) : undefined;
		if (record?.type === 'role') stated.set(record.member, record.role);
	}
	return stated;
}
