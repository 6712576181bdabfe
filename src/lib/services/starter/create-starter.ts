import type { KindId } from '#lib/model/kind.ts';
import { specSchema, type Entity, type Feature, type Spec, type Understanding } from '#lib/model/spec.ts';
import { amendSpec } from './amend/amend.ts';
import { readFlowWishes } from './amend/flow.ts';
import { readBehaviour } from './behaviour.ts';
import { readSentence } from './clauses.ts';
import { entitiesOf, impliedFeatures } from './entities.ts';
import { chooseKind, type KindChoice } from './kind-choice.ts';
import { KEEPS_NO_ROWS, KitChooser, kitNouns, TOPIC_KITS } from './kit-choice.ts';
import { readLead } from './lead.ts';
import { labelOf, nameKey } from './names.ts';
import { hasUnitPair } from './options/converter.ts';
import { readOptions } from './options/options.ts';
import { Reading, type Thing } from './reading.ts';
import { refusalFor, UNKNOWN } from './refusal.ts';
import { ignoredOf, spansOf } from './spans.ts';
import type { KitVocabulary, Starter } from './starter.ts';
import { readSteps } from './steps.ts';
import { titleOf } from './title.ts';
import { isTool, ToolChooser } from './tool-choice.ts';
import { MAX_SENTENCE, MAX_TOKENS, tokenize } from './tokens.ts';

/** The starter over the kits it may choose from. Building it is cheap; one instance serves all sentences. */
export function createStarter(vocabulary: readonly KitVocabulary[]): Starter {
	const choosers = { kits: new KitChooser(vocabulary), tools: new ToolChooser(vocabulary) };
	const nouns = kitNouns(vocabulary);
	return {
		understand: (sentence, options) =>
			understand(new Reading(cut(sentence), nouns, TOPIC_KITS), choosers, sentence, options?.kind),
		amend: (spec, sentence) => amendSpec(spec, cut(sentence), (part) => new Reading(part, nouns, TOPIC_KITS)),
		amendFlow: (sentence) => readFlowWishes(cut(sentence), (part) => new Reading(part, nouns, TOPIC_KITS)),
	};
}

/** At most 2,000 characters and 400 words and marks, and no half character at the cut. */
function cut(sentence: string): string {
	const short =
		sentence.length <= MAX_SENTENCE
			? sentence
			: sentence.slice(0, MAX_SENTENCE).replace(/[\uD800-\uDBFF]$/, '');
	return short.slice(0, tokenize(short)[MAX_TOKENS - 1]?.end);
}

/** Kits that keep rows of anything. */
const ROW_KITS = new Set([
	'',
	'tracker',
	'kanban',
	'calendar',
	'dashboard',
	'habits',
	'checklist',
	'notes',
	'flashcards',
	'quiz',
]);

/** Ways to look at rows; what has no screen of its own has none of them. */
const SCREEN_FEATURES: ReadonlySet<Feature> = new Set<Feature>(['kanban', 'calendar', 'darkMode', 'print']);

interface Choosers {
	readonly kits: KitChooser;
	readonly tools: ToolChooser;
}

function understand(
	reading: Reading,
	{ kits: chooser, tools }: Choosers,
	whole: string,
	wanted?: KindId,
): Understanding {
	readLead(reading);
	const choice = chooseKind(reading, wanted);
	reading.kind = choice.kind;
	reading.wantsThings = choice.kind === 'database' || choice.kind === 'api';
	const named = chooser.choose(reading, choice.kind);
	const first =
		named.score < 4 && chooser.has('app', 'converter') && hasUnitPair(reading)
			? { id: 'converter', score: 9 }
			: named;
	reading.topic = choice.kind === 'app' && TOPIC_KITS.has(first.id) && first.score >= 4;
	if (choice.kind !== 'workflow') readSentence(reading);
	markCues(reading);
	const behaviour = choice.kind === 'api' || choice.kind === 'cli' ? readBehaviour(reading) : [];
	const asked = reading.topic ? first : chooser.choose(reading, choice.kind);
	const kit = kitFor(reading, chooser, choice.kind, asked);
	const known = readOptions(reading, choice.kind === 'app' ? kit : '');
	const read = choice.kind === 'workflow' ? readSteps(reading) : { triggers: [], steps: behaviour };
	const isWhole = choice.kind === 'workflow' && asked.score >= 4 && isKitAlone(read);
	const flow = isWhole ? { triggers: [], steps: [] } : read;
	const evidence = {
		isKindNamed: choice.isNamed,
		kitScore: asked.score,
		keepsRows: choice.kind !== 'app' || ROW_KITS.has(asked.id),
		isOptionEmpty: reading.topic && known.isEmpty,
		missing: known.missing,
	};
	const reason = refusalFor(reading, evidence);
	if (reason) return { type: 'refused', reason, kind: choice.kind, spans: spansOf(reading) };
	const chosen =
		choice.kind === 'cli'
			? tools.choose(reading)
			: choice.kind === 'workflow' && !isWhole
				? chooser.first('workflow')
				: kit;
	const answer = specFrom(reading, choice, { ...known, ...flow, kit: chosen, rest: restOf(whole, reading) });
	return isEmptyHanded(answer)
		? { type: 'refused', reason: UNKNOWN, kind: choice.kind, spans: spansOf(reading) }
		: answer;
}

/** "validates IBAN numbers": rows of nothing would not do what was said. */
const isEmptyHanded = (answer: Understanding): boolean =>
	answer.type === 'understood' &&
	answer.spec.kind === 'api' &&
	answer.spec.kit === 'records' &&
	answer.spec.entities.length === 0 &&
	answer.spec.steps.length > 0;

/** A sentence that only names a workflow, "an approval workflow", gets its kit; one that tells steps gets those. */
const isKitAlone = ({ triggers, steps }: Pick<Spec, 'triggers' | 'steps'>): boolean =>
	steps.length < 2 && triggers.every(({ type }) => type === 'manual');

interface Parts {
	readonly kit: string;
	/** What was cut off, in plain words. */
	readonly rest: readonly string[];
	readonly options: Spec['options'];
	readonly missing: readonly string[];
	readonly triggers: Spec['triggers'];
	readonly steps: Spec['steps'];
}

function specFrom(reading: Reading, choice: KindChoice, parts: Parts): Understanding {
	const { kit } = parts;
	const entities = keepsNothing(reading, choice.kind, kit) ? [] : entitiesOf(reading, choice.kind, kit);
	const options = { ...parts.options, ...rowOptions(reading, entities, kit) };
	const features =
		choice.kind === 'workflow'
			? []
			: [...new Set<Feature>([...impliedFeatures(kit, entities), ...reading.features])].filter(
					(feature) => choice.kind === 'app' || !SCREEN_FEATURES.has(feature),
				);
	const spec: Spec = {
		sentence: reading.sentence,
		title: titleOf(reading, { kind: choice.kind, kit, entities, options, steps: parts.steps }),
		kind: choice.kind,
		also: [...choice.also],
		kit,
		entities,
		features,
		triggers: parts.triggers,
		steps: parts.steps,
		options,
	};
	const spans = spansOf(reading);
	return {
		type: 'understood',
		spec: specSchema.parse(spec),
		spans,
		ignored: [...ignoredOf(spans, reading.sentence), ...parts.missing, ...parts.rest],
	};
}

/** Workflows have steps, and tools of one purpose work on what they are given, unless the sentence says what to keep. */
const keepsNothing = (reading: Reading, kind: KindId, kit: string): boolean =>
	kind === 'workflow' || (isTool(kit) && reading.things.every(({ fields }) => fields.length === 0));

const restOf = (whole: string, reading: Reading): string[] =>
	whole.length > reading.sentence.length
		? [`everything after the first ${reading.sentence.length.toLocaleString('en')} characters`]
		: [];

/** What was said about the rows themselves: order, columns, and some to begin with. */
function rowOptions(reading: Reading, entities: readonly Entity[], kit: string): Spec['options'] {
	const wanted = nameKey(reading.sortBy.join(' '));
	const fields = wanted ? (entities[0]?.fields ?? []) : [];
	const sortBy =
		fields.find(({ label, name }) => nameKey(label) === wanted || nameKey(name) === wanted) ??
		fields.find(({ label }) => nameKey(label.split(' ').at(-1) ?? '') === wanted);
	return {
		...(sortBy ? { sortBy: sortBy.name } : {}),
		...(kit === 'kanban' && reading.columns.length
			? { columns: [...new Set(reading.columns)].slice(0, 12) }
			: {}),
		...((kit === 'habits' || kit === 'checklist') && reading.examples.length
			? { examples: reading.examples.slice(0, 12).map((example) => labelOf([example])) }
			: {}),
	};
}

/** Cues that no clause has used: features anywhere, and the words for the kind and the kit. */
function markCues(reading: Reading): void {
	for (const hit of new Set(reading.featureAt)) {
		if (!hit) continue;
		const isUsed = ['field', 'entity', 'option'].includes(reading.marks[hit.start] ?? '');
		if (isUsed) continue;
		reading.features.add(hit.value);
		for (let index = hit.start; index < hit.end; index++)
			if (reading.marks[index] !== 'kit' && reading.marks[index] !== 'kind')
				reading.remark(index, index + 1, 'feature');
	}
	reading.kindAt.forEach((hit, index) => hit && reading.mark(index, index + 1, 'kind'));
	reading.kitAt.forEach((hit, index) => hit && reading.mark(index, index + 1, 'kit'));
}

/** The kit asked for; rows that were named in detail need one that keeps rows. */
function kitFor(
	reading: Reading,
	chooser: KitChooser,
	kind: KindId,
	asked: { id: string; score: number },
): string {
	const hasRows = reading.things.some((thing) => thing.fields.length > 1 && !isNote(thing));
	if (kind !== 'app')
		return asked.score >= 4 && !(hasRows && KEEPS_NO_ROWS.has(asked.id)) ? asked.id : chooser.first(kind);
	const isTopic = TOPIC_KITS.has(asked.id) || asked.id === 'notes';
	if (asked.score >= 4 && !(isTopic && hasRows && asked.id !== 'timer'))
		return preferred(reading, chooser, asked.id);
	return preferred(reading, chooser, 'tracker');
}

/** Notes whose fields are what a note has anyway. */
const isNote = (thing: Thing): boolean =>
	thing.words.at(-1) === 'note' &&
	thing.fields.every(({ words }) =>
		['title', 'text', 'body', 'content', 'markdown', 'tag', 'tags', 'note', 'notes'].includes(
			words.join(' '),
		),
	);

function preferred(reading: Reading, chooser: KitChooser, id: string): string {
	const better =
		id !== 'tracker'
			? id
			: reading.features.has('kanban')
				? 'kanban'
				: reading.features.has('calendar')
					? 'calendar'
					: reading.features.has('streak')
						? 'habits'
						: isTodo(reading)
							? 'checklist'
							: id;
	return chooser.has('app', better) ? better : chooser.has('app', id) ? id : '';
}

const isTodo = (reading: Reading): boolean =>
	reading.things.length === 1 &&
	reading.things[0]?.words.join(' ') === 'todo' &&
	!reading.things[0].fields.length;
