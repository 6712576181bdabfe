import Dexie from 'dexie';
import * as z from 'zod/mini';
import type { CreationId } from '#lib/model/id.ts';
import type { Secret } from '#lib/model/secret.ts';
import { DEFAULT_SETTINGS, SETTING_SCHEMAS, type Setting, type SettingKey } from '#lib/model/settings.ts';
import { loadBytes, storeBytes } from './bodies.ts';
import type { Database } from './database.ts';
import type { ModelStore } from './model-store.ts';
import { attempt, write } from './problems.ts';
import { SCHEMA_OF } from './schema.ts';

type Settings = Pick<ModelStore, 'setting' | 'putSetting' | 'changeSetting'>;
type Secrets = Pick<ModelStore, 'readSecrets' | 'putSecret' | 'removeSecret'>;
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

export function createSecrets(database: Database): Secrets {
	return {
		readSecrets: () => secretsOf(database),
		putSecret: (secret) => write(() => database.secrets.put(SCHEMA_OF.secrets.parse(secret))),
		removeSecret: (id) => write(() => database.secrets.delete(id)),
	};
}

/** Also a query for `live()`. */
export async function secretsOf(database: Database): Promise<Secret[]> {
	return database.rows('secrets', await database.secrets.toArray());
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
