import type { Kind } from '#lib/kinds/kind.ts';
import { branchWith } from '#lib/model/branch.ts';
import type { Files } from '#lib/model/files.ts';
import type { CreationId, MessageId } from '#lib/model/id.ts';
import type { ChatMessage, ContentPart, LlmRequest, ModelRef } from '#lib/model/llm.ts';
import type { Template } from '#lib/model/settings.ts';
import type { Message } from '#lib/model/thread.ts';
import { withoutKeys } from '#lib/services/llm/redact.ts';
import { estimateTokens, IMAGE_TOKENS } from '#lib/services/catalogue/tokens.ts';
import type { Services } from '../services.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';
import { teamOf } from '../team/kept.ts';
import { contextFor, type TokenShares } from './context.ts';
import { lockedIn } from './locked.ts';
import type { ModelChoice } from './models.ts';
import { RULES_PATH, systemPrompt, type Mode } from './prompt.ts';
import { newWireKey } from './wire.ts';

/** Tokens of an answer, reasoning included: long files fit, a runaway answer does not cost a fortune. */
const MAX_OUTPUT_TOKENS = 16_000;
/** Where no model says how much it takes. Tokens. */
const USUAL_WINDOW = 128_000;
/** Tokens for instructions, wish and the vendor's own overhead. */
const RESERVED_TOKENS = 4_000;

/** A wish before it is sent. */
export interface WishDraft {
	readonly creationId: CreationId;
	readonly sentence: string;
	readonly parentId: MessageId | null;
	readonly mode: Mode;
	/** Absent for the router's choice. */
	readonly model?: ModelRef | undefined;
	readonly openPath?: string | undefined;
	readonly choices: readonly ModelChoice[];
	readonly pictureCount: number;
}

export interface RequestFacts {
	readonly kind: Kind;
	readonly mode: Mode;
	readonly files: Files;
	/** What was said before, oldest first. */
	readonly history: readonly Message[];
	readonly sentence: string;
	readonly openPath?: string | undefined;
	/** Tokens that the model takes and gives together. */
	readonly windowTokens: number;
	/** For models that handle edit blocks badly. */
	readonly isWholeOnly: boolean;
	readonly template?: Template | undefined;
	/** Of the team that the creation is shared in. Empty where there are none. */
	readonly teamRules?: string | undefined;
	readonly pictureCount: number;
}

export interface Composed {
	readonly system: string;
	readonly history: readonly ChatMessage[];
	/** Files and wish, as the last message says them. */
	readonly words: string;
	readonly maxOutputTokens: number;
	readonly shares: TokenShares;
}

/** What is sent for a wish, and what it weighs: the one place where both are counted. Pure. */
export function compose(facts: RequestFacts): Composed {
	const { kind, mode, files, sentence, windowTokens, pictureCount } = facts;
	const maxOutputTokens = Math.min(MAX_OUTPUT_TOKENS, Math.floor(windowTokens / 4));
	const rules = rulesBlock(facts.teamRules);
	const rulesTokens = estimateTokens(rules);
	const context = contextFor({
		files,
		history: facts.history,
		sentence,
		openPath: facts.openPath,
		budget: windowTokens - maxOutputTokens - RESERVED_TOKENS - rulesTokens,
		estimate: estimateTokens,
	});
	const system = systemPrompt({
		kind,
		mode,
		wireKey: newWireKey(),
		isWholeOnly: facts.isWholeOnly,
		locked: lockedIn(files),
		template: facts.template,
	});
	return {
		system,
		history: context.history,
		words: `${rules}${context.files}\n\n${withoutKeys(sentence)}`,
		maxOutputTokens,
		shares: {
			...context.tokens,
			instructions: estimateTokens(system) + rulesTokens,
			wish: estimateTokens(sentence) + pictureCount * IMAGE_TOKENS,
			limit: windowTokens - maxOutputTokens,
		},
	};
}

/** As the rules among the files go: the team wrote them, so they are content too. */
const rulesBlock = (rules = ''): string =>
	rules.trim() === '' ? '' : `<data path="${RULES_PATH} of the team">\n${withoutKeys(rules)}\n</data>\n\n`;

/** Reads what a wish is composed from. */
export async function readFacts(
	wish: WishDraft,
	workspace: Workspace,
	services: Services,
): Promise<RequestFacts> {
	const { storage } = services;
	const [messages, templates, routing, team, kinds, catalogue] = await Promise.all([
		storage.messages(wish.creationId),
		storage.setting('templates'),
		storage.setting('routing'),
		teamOf(wish.creationId, services),
		services.kinds(),
		services.catalogue(),
	]);
	const kind = kinds[workspace.kind];
	if (!kind) throw new Error(`No recipe for ${workspace.kind}`);
	const wanted = wish.model ?? (routing.mode === 'fixed' ? routing.model : undefined);
	const chosen = wish.choices.find(({ ref }) => isSame(ref, wanted));
	return {
		kind,
		mode: wish.mode,
		files: workspace.files,
		history: branchWith(messages, wish.parentId).filter(({ state }) => state === 'done'),
		sentence: wish.sentence,
		openPath: wish.openPath,
		windowTokens: chosen ? catalogue.limitsOf(chosen.ref, chosen.info).contextTokens : USUAL_WINDOW,
		isWholeOnly: chosen?.isLocal ?? false,
		template: templates.find((template) => template.kind === kind.id),
		teamRules: team?.rules,
		pictureCount: wish.pictureCount,
	};
}

export const requestOf = (
	creationId: CreationId,
	{ system, history, words, maxOutputTokens }: Composed,
	pictures: readonly ContentPart[],
): Omit<LlmRequest, 'model'> => ({
	system,
	messages: [...history, { role: 'user', parts: [...pictures, { type: 'text', text: words }] }],
	maxOutputTokens,
	cacheKey: creationId,
});

const isSame = (a: ModelRef, b: ModelRef | undefined): boolean =>
	a.provider === b?.provider && a.model === b.model;
