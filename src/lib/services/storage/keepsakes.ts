import Dexie from 'dexie';
import * as z from 'zod/mini';
import type { CreationId } from '#lib/model/id.ts';
import type { StoredVault, VaultChange } from '#lib/model/secret.ts';
import { DEFAULT_SETTINGS, SETTING_SCHEMAS, type Setting, type SettingKey } from '#lib/model/settings.ts';
import { loadBytes, storeBytes } from './bodies.ts';
import type { Database } from './database.ts';
import type { ModelStore } from './model-store.ts';
import { attempt, write } from './problems.ts';
import { SCHEMA_OF } from './schema.ts';

type Settings = Pick<ModelStore, 'setting' | 'putSetting' | 'changeSetting'>;
type Vault = Pick<ModelStore, 'readVault' | 'writeVault'>;
type Attachments = Pick<ModelStore, 'attachment' | 'putAttachment'>;

export function createSettings(database: Database): Settings {
	return {
		setting: (key) => settingOf(database, key),
		putSetting: (key, value) =>
			write(() => database.settings.put({ key, value: SETTING_SCHEMAS[key].parse(value) })),
		changeSetting: (key, change) =>
			attempt(() =>
				database.transaction('rw', database.settings, async () => {
					const value = SETTING_SCHEMAS[key].parse(change(await settingOf(database, key)));
					await database.settings.put({ key, value });
					return value;
				}),
			),
	};
}

/** For `live(settingQuery('budgets'))`, which keeps the type of the setting. */
export const settingQuery =
	<Key extends SettingKey>(key: Key) =>
	(database: Database): Promise<Setting<Key>> =>
		settingOf(database, key);

async function settingOf<Key extends SettingKey>(database: Database, key: Key): Promise<Setting<Key>> {
	const row = database.row('settings', await database.settings.get(key));
	const value = z.safeParse(SETTING_SCHEMAS[key], row?.value);
	return value.success ? value.data : DEFAULT_SETTINGS[key];
}

export function createVaultRecord(database: Database): Vault {
	const tables = [database.settings, database.secrets];
	return {
		readVault: () => database.transaction('r', tables, () => readVault(database)),
		writeVault: (change) =>
			write(() => database.transaction('rw', tables, () => writeVault(database, change))),
	};
}

/** Raw: a header or row set aside as damaged would look like one that was never there. */
async function readVault(database: Database): Promise<StoredVault> {
	const row = database.row('settings', await database.settings.get('vaultHeader'));
	return { header: row?.value ?? null, rows: await database.secrets.toArray() };
}

async function writeVault(database: Database, { header, put, remove = [] }: VaultChange): Promise<void> {
	if (header === null) {
		await database.settings.delete('vaultHeader');
		await database.secrets.clear();
		return;
	}
	await database.settings.put({ key: 'vaultHeader', value: SETTING_SCHEMAS.vaultHeader.parse(header) });
	await database.secrets.bulkDelete([...remove]);
	if (put) await database.secrets.put(SCHEMA_OF.secrets.parse(put));
}

export function createAttachments(database: Database): Attachments {
	const tables = [database.attachments, database.chunks];
	return {
		async attachment(creationId, id) {
			const row = database.row('attachments', await database.attachments.get([creationId, id]));
			return row && loadBytes(database, row.content);
		},
		putAttachment: (creationId, id, bytes) =>
			write(() =>
				database.transaction('rw', tables, async () => {
					const content = await storeBytes(database, creationId, bytes);
					await database.attachments.put({ creationId, id, content });
				}),
			),
	};
}

/** Removes the rows; their chunks go with the creation's. */
export async function dropAttachmentsOf(database: Database, id: CreationId): Promise<void> {
	await database.attachments
		.where('[creationId+id]')
		.between([id, Dexie.minKey], [id, Dexie.maxKey])
		.delete();
}
