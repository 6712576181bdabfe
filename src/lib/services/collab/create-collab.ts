import type { RoomRow } from '#lib/model/collab.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { writeAclRecord, type AclRecordInput } from './acl-record.ts';
import { base64Of, randomBytes } from './bytes.ts';
import type { Collab, CollabDeps, OpenOptions, Room } from './collab.ts';
import { newDeviceKeys, openDevice, type Device } from './identity.ts';
import { SECRET_BYTES, proveInvited, readInvitation, roomIdOf, type Invitation } from './invite.ts';
import { PROBLEMS } from './problems.ts';
import { SharedRoom } from './room.ts';

export function createCollab(deps: CollabDeps): Collab {
	let known: Promise<Result<Device, Problem>> | undefined;
	const device = async (): Promise<Result<Device, Problem>> => {
		const found = await (known ??= deviceFrom(deps));
		if (!found.ok) known = undefined;
		return found;
	};
	const withDevice = async (
		work: (own: Device) => Promise<Result<Room, Problem>>,
	): Promise<Result<Room, Problem>> => {
		const own = await device();
		return own.ok ? work(own.value) : own;
	};
	return {
		device,
		found: (options) => withDevice((own) => found(deps, own, options)),
		join: (options, fragment) => withDevice((own) => join(deps, own, options, fragment)),
		open: (options) => withDevice((own) => open(deps, own, options)),
	};
}

async function deviceFrom({ store }: CollabDeps): Promise<Result<Device, Problem>> {
	const kept = await store.device();
	if (!kept.ok) return kept;
	if (kept.value !== undefined) return ok(await openDevice(kept.value));
	const keys = await newDeviceKeys();
	const saved = await store.putDevice(keys);
	return saved.ok ? ok(await openDevice(keys)) : saved;
}

async function found(deps: CollabDeps, device: Device, options: OpenOptions): Promise<Result<Room, Problem>> {
	const nonce = randomBytes(16);
	const roomId = await roomIdOf(device.publicKey, nonce);
	const row = newRow(options, roomId, { epoch: 0, secret: randomBytes(SECRET_BYTES) });
	const record = {
		type: 'found',
		key: base64Of(device.publicKey),
		box: base64Of(device.boxKey),
		nonce: base64Of(nonce),
		name: options.name,
	} as const;
	return begin({ deps, device, options, row }, record);
}

async function join(
	deps: CollabDeps,
	device: Device,
	options: OpenOptions,
	fragment: string,
): Promise<Result<Room, Problem>> {
	const invitation = await readInvitation(fragment);
	if (invitation === undefined) return err(PROBLEMS.broken);
	if (invitation.certificate.expiresAt < (deps.now ?? Date.now)()) return err(PROBLEMS.expired);
	const row = newRow(options, invitation.roomId, invitation);
	return begin({ deps, device, options, row }, await joinRecord(invitation, device, options.name));
}

const joinRecord = async (invitation: Invitation, device: Device, name: string): Promise<AclRecordInput> => ({
	type: 'join',
	key: base64Of(device.publicKey),
	box: base64Of(device.boxKey),
	name,
	invite: base64Of(invitation.certificate.bytes),
	proof: base64Of(await proveInvited(invitation, device.author)),
});

async function begin(
	parts: {
		readonly deps: CollabDeps;
		readonly device: Device;
		readonly options: OpenOptions;
		readonly row: RoomRow;
	},
	record: AclRecordInput,
): Promise<Result<Room, Problem>> {
	const { store } = parts.deps;
	const present = await store.load(parts.options.creationId);
	if (!present.ok) return present;
	if (present.value !== undefined) return err(PROBLEMS.exists);
	const room = new SharedRoom(parts);
	const kept = await room.saveRow();
	if (!kept.ok) return kept;
	const introduced = await room.introduce(writeAclRecord(record));
	if (!introduced.ok) return introduced;
	return open(parts.deps, parts.device, parts.options);
}

async function open(deps: CollabDeps, device: Device, options: OpenOptions): Promise<Result<Room, Problem>> {
	const stored = await deps.store.load(options.creationId);
	if (!stored.ok) return stored;
	if (stored.value === undefined) return err(PROBLEMS.missing);
	if (stored.value.acl.length === 0) return err(PROBLEMS.damaged);
	const room = new SharedRoom({ deps, device, options, row: stored.value.row });
	const started = await room.start(stored.value);
	if (!started.ok) return started;
	room.go();
	return ok(room);
}

const newRow = (
	{ creationId }: OpenOptions,
	roomId: RoomRow['roomId'],
	{ epoch, secret }: RoomRow['secrets'][number],
): RoomRow => ({ roomId, creationId, secrets: [{ epoch, secret }], bans: [], forks: [] });
