import type { LlmCall, SpendingHold } from '#lib/model/call.ts';
import type { Draft, DraftText } from '#lib/model/draft.ts';
import type { CreationId, MessageId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { StoredVault, VaultChange } from '#lib/model/secret.ts';
import type { Setting, SettingKey } from '#lib/model/settings.ts';
import type { Message } from '#lib/model/thread.ts';

/** What a budget is measured against. */
export interface Spent {
	/** Calls of every creation in the asked time. */
	readonly calls: readonly LlmCall[];
	/** All calls of the hold's creation; empty without one. */
	readonly creationCalls: readonly LlmCall[];
	/** Not lapsed. */
	readonly holds: readonly SpendingHold[];
}

/** The part of `Storage` that asking models needs. Writes fail as the others do. */
export interface ModelStore {
	/**
	 * Adds what has newly arrived of the answer `message`, which is stored as `streaming` at the first part. Cost does
	 * not grow with the length of the answer. Resolved means durable.
	 */
	appendDraft(message: Message, added: DraftText): Promise<Result<void, Problem>>;
	/** All that has arrived of an answer; undefined when there is no draft. */
	readDraft(id: MessageId): Promise<DraftText | undefined>;
	/** Stores the whole answer and forgets its draft, in one transaction. */
	finishDraft(message: Message): Promise<Result<void, Problem>>;
	/** Forgets a draft and leaves its message as it is. */
	dropDraft(id: MessageId): Promise<Result<void, Problem>>;
	/** Answers that were still arriving when this device last saw them, oldest first. At most 500. */
	draftsLeft(): Promise<readonly Draft[]>;

	/**
	 * Adds an attempt to the ledger, or replaces it when its checks or the person have judged it. Gives `holdId` back
	 * in the same transaction.
	 */
	putCall(call: LlmCall, holdId?: string): Promise<Result<void, Problem>>;
	/**
	 * Sets money aside if `mayHold` says yes to what was spent since `fromAt`, what the hold's creation has ever spent,
	 * and what is set aside by others. One transaction, so that two tabs cannot spend the same money. `false` when not.
	 */
	holdSpending(
		hold: SpendingHold,
		fromAt: number,
		mayHold: (spent: Spent) => boolean,
	): Promise<Result<boolean, Problem>>;
	releaseHold(id: string): Promise<Result<void, Problem>>;
	/** Attempts sent in [fromAt, toAt), oldest first; all creations where `creationId` is absent. */
	callsBetween(fromAt: number, toAt: number, creationId?: CreationId): Promise<readonly LlmCall[]>;

	/** An exact answer given before; counts as a use of it. */
	cacheGet(key: string): Promise<string | undefined>;
	/**
	 * Keeps an answer under the SHA-256 (hex) of its request. What has not been used for longest makes room;
	 * an answer above `MAX_CACHED_ANSWER_BYTES` is not kept, which is no failure.
	 */
	cachePut(key: string, text: string): Promise<Result<void, Problem>>;
	cacheClear(): Promise<Result<void, Problem>>;

	/** What the person chose, or what holds until then. A stored value that no longer fits counts as not chosen. */
	setting<Key extends SettingKey>(key: Key): Promise<Setting<Key>>;
	/** Throws when `value` does not fit: that is a bug. */
	putSetting<Key extends SettingKey>(key: Key, value: Setting<Key>): Promise<Result<void, Problem>>;
	/** Reads, changes and writes in one transaction, so that two tabs do not undo each other. Resolves to the new value. */
	changeSetting<Key extends SettingKey>(
		key: Key,
		change: (present: Setting<Key>) => Setting<Key>,
	): Promise<Result<Setting<Key>, Problem>>;

	/** Sealed: only the key worker can open it. As it lies there, rows that fit no schema included. */
	readVault(): Promise<StoredVault>;
	/** All of it in one transaction, or nothing. */
	writeVault(change: VaultChange): Promise<Result<void, Problem>>;

	/** The bytes behind an attachment of a message. Kept until the creation is erased, since a branch may show it too. */
	attachment(creationId: CreationId, id: string): Promise<Uint8Array | undefined>;
	putAttachment(creationId: CreationId, id: string, bytes: Uint8Array): Promise<Result<void, Problem>>;
}
