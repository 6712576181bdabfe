import type { RoomId } from '#lib/model/collab.ts';
import type { MemberView } from './collab.ts';
import { Forks } from './forks.ts';
import { Gate } from './gate.ts';
import { memberViews } from './member-views.ts';

const isTrusted = { isDirect: false, nowMs: 0, isTrusted: true } as const;
const NOTHING = { accepted: () => undefined, forked: () => undefined, restated: () => undefined };

/** Everybody of a room by its records on this device's disk, without opening the room. */
export async function storedMembers(
	roomId: RoomId,
	records: readonly Uint8Array[],
): Promise<readonly MemberView[]> {
	const gate = new Gate(roomId, NOTHING);
	for (const bytes of records) await gate.admit(bytes, isTrusted);
	return memberViews(gate.members, new Forks());
}
