import { createdName, extensionOf, firstWords } from './sql/words.ts';

/** Why a statement of a script cannot have an effect here. */
export type Reason = 'ownership' | 'roles' | 'extension' | 'another database' | 'psql command';

export interface Unsupported {
	readonly reason: Reason;
	/** For a person: "The extension postgis does not come with AetherOS." */
	readonly message: string;
}

/** Knows, through one script, what could not be made and therefore cannot be used either. */
export class UnsupportedWatch {
	readonly #extensions = new Set<string>();
	readonly #missing = new Map<string, Unsupported>();

	/** A statement that is not even tried. */
	before(statement: string): Unsupported | undefined {
		const words = firstWords(statement, 2);
		if (/^(create|drop|alter) (database|tablespace)$/.test(words))
			return {
				reason: 'another database',
				message: 'A creation is one database; it cannot make or drop others.',
			};
		if (/^(create|alter|drop) (subscription|publication)$/.test(words) || words === 'alter system')
			return { reason: 'roles', message: 'There is no server here that could be set up or replicated.' };
		return undefined;
	}

	extensionIsMissing(statement: string, name: string): Unsupported {
		this.#extensions.add(name);
		return this.#keep(statement, {
			reason: 'extension',
			message: `The extension ${name} does not come with AetherOS.`,
		});
	}

	/** What the failure of a statement comes from, when it is nothing that is wrong with the script. */
	after(
		statement: string,
		error: { readonly code: string; readonly message: string },
	): Unsupported | undefined {
		const found = this.#explain(statement, error);
		return found === undefined ? undefined : this.#keep(statement, found);
	}

	#explain(
		statement: string,
		{ code, message }: { readonly code: string; readonly message: string },
	): Unsupported | undefined {
		if (/^role ".*" does not exist/.test(message)) {
			const isOwner = /\bowner\s+to\b|\bauthorization\b/i.test(statement);
			return isOwner
				? { reason: 'ownership', message: 'There are no owners here: everything belongs to the creation.' }
				: { reason: 'roles', message: 'There are no roles here: what may be read is decided by links.' };
		}
		if (/^(create|alter|drop) (role|user|group)\b/.test(firstWords(statement, 2)))
			return { reason: 'roles', message: 'There are no roles here.' };
		const extension = extensionOf(statement) ?? /^comment on extension "?([\w-]+)/i.exec(statement)?.[1];
		if (extension !== undefined) {
			this.#extensions.add(extension);
			return { reason: 'extension', message: `The extension ${extension} cannot be used here.` };
		}
		return ABSENT.has(code) ? this.#absence(statement, message) : undefined;
	}

	/** Something is absent: made by an earlier statement that could not be, or by an extension. */
	#absence(statement: string, message: string): Unsupported | undefined {
		const names = [...message.matchAll(/"([^"]+)"|(?:function|type|relation) ([\w.]+)/g)].map(
			(found) => (found[1] ?? found[2] ?? '').split('.').at(-1) ?? '',
		);
		for (const name of names) {
			const cause = this.#missing.get(name);
			if (cause) return { reason: cause.reason, message: `It needs "${name}". ${cause.message}` };
		}
		if (this.#extensions.size === 0 || /^(insert|copy|select|update)\b/i.test(statement)) return undefined;
		const extensions = [...this.#extensions].join(' or ');
		return /type|function|operator|access method|language|does not exist/.test(message)
			? {
					reason: 'extension',
					message: `It needs the extension ${extensions}, which does not come with AetherOS.`,
				}
			: undefined;
	}

	#keep(statement: string, found: Unsupported): Unsupported {
		const name = createdName(statement);
		if (name !== undefined) this.#missing.set(name, found);
		return found;
	}
}

/** Undefined object, function, table, column, schema, file. */
const ABSENT = new Set(['42704', '42883', '42P01', '42703', '3F000', '58P01']);
