import {
	importService,
	probeService,
	readService,
	type AuthOption,
	type ConnectorFacts,
	type CorsVerdict,
	type Service,
} from '#lib/commands/connectors/connectors.ts';
import { readTools } from '#lib/commands/connectors/mcp-server.ts';
import { saveSecret } from '#lib/commands/network/grants.ts';
import type { CreationId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { App } from '../app.ts';

/** A service on its way to becoming a creation: first its document, then how it is called. */
export class Adding {
	/** What the document says; null until it is read. */
	facts: ConnectorFacts | null = $state.raw(null);
	title = $state('');
	base = $state('');
	option: AuthOption | undefined = $state.raw();
	secret = $state('');
	passphrase = $state('');
	relay = $state('');
	verdict: CorsVerdict | null = $state.raw(null);
	problem: Problem | null = $state.raw(null);
	isBusy = $state(false);
	/** Set once the creation is there, though its key may not be. */
	made: CreationId | null = $state.raw(null);
	readonly #app: App;
	readonly #service: Service | null;

	constructor(app: App, service: Service | null) {
		this.#app = app;
		this.#service = service;
	}

	get takesSecret(): boolean {
		return this.option !== undefined && this.option.auth.type !== 'none' && !this.option.impossible;
	}

	/** Reads the document at an address, or the text of it, or asks an MCP server. */
	async read(
		source: { readonly type: 'text'; text: string } | { readonly type: 'address' | 'mcp'; address: string },
	): Promise<void> {
		const read = await this.#during(this.#app.dispatch(readService, source, { quiet: true }));
		if (!read.ok) return;
		this.facts = read.value;
		this.title = this.#service?.name ?? read.value.title;
		this.base = read.value.bases[0] ?? '';
		this.option = read.value.options[0];
		// A server that listed its tools has answered this page already.
		if (this.base !== '' && !read.value.mcp) await this.probe();
	}

	/** Tries once, without a key, whether pages may call the service. */
	async probe(): Promise<void> {
		const wish = {
			base: this.base,
			known: this.#service?.cors ?? 'unknown',
			hasRelay: this.relay.trim() !== '',
		};
		const tried = await this.#during(this.#app.dispatch(probeService, wish, { quiet: true }));
		this.verdict = tried.ok ? tried.value : null;
	}

	/** Keeps the service, then its key, then the tools that only the key shows. True when all is done. */
	async add(hasVault: boolean): Promise<boolean> {
		if (!this.facts || !this.option) return false;
		if (!this.made) {
			const wish = {
				...{ text: this.facts.text, title: this.title.trim(), base: this.base, auth: this.option.auth },
				...(this.facts.mcp ? { protocol: 'mcp' as const } : {}),
				...(this.relay.trim() === '' ? {} : { relay: this.relay }),
			};
			const made = await this.#during(this.#app.dispatch(importService, wish, { quiet: true }));
			if (!made.ok) return false;
			this.made = made.value;
		}
		const hasSecret = this.secret.trim() !== '' && this.takesSecret;
		if (hasSecret && !(await this.#saveSecret(this.made, hasVault))) return false;
		if (!this.facts.mcp?.wantsKey || !this.takesSecret) return true;
		const wish = { creationId: this.made };
		return (await this.#during(this.#app.dispatch(readTools, wish, { quiet: true }))).ok;
	}

	async #saveSecret(creationId: CreationId, hasVault: boolean): Promise<boolean> {
		const wish = {
			...{
				creationId,
				origin: URL.parse(this.base)?.origin ?? this.base,
				secret: this.secret.trim(),
				persist: hasVault,
			},
			...(this.passphrase === '' ? {} : { passphrase: this.passphrase }),
		};
		const saved = await this.#during(this.#app.dispatch(saveSecret, wish, { quiet: true }));
		if (saved.ok) [this.secret, this.passphrase] = ['', ''];
		return saved.ok;
	}

	async #during<T>(work: Promise<Result<T, Problem>>): Promise<Result<T, Problem>> {
		this.isBusy = true;
		const result = await work;
		this.isBusy = false;
		this.problem = result.ok ? null : result.error;
		return result;
	}
}
