import { Document, isMap, isScalar, isSeq } from 'yaml';
import { nameFromTitle } from '#lib/model/manifest.ts';
import type { Spec } from '#lib/model/spec.ts';
import { conditionOf } from './conditions.ts';
import { camelName, eventType, uniqueNames } from './names.ts';
import { taskOf } from './tasks.ts';

type Step = Spec['steps'][number];
type Body = Readonly<Record<string, unknown>>;

/** A workflow made from the steps of a sentence, with an input that leads through it. */
export interface Built {
	readonly definition: string;
	readonly input: Readonly<Record<string, unknown>>;
	/** Types of the events that it waits for, in order. */
	readonly events: readonly string[];
}

/** The definition of a spec's steps, in their order. Deterministic. */
export function build(spec: Spec): Built {
	const flow = new Flow(spec.steps.length > 0 ? spec.steps : [{ action: spec.title.slice(0, 60) }]);
	const title = spec.title.replace(/\s+/g, ' ').trim();
	const document = new Document({
		document: { dsl: '1.0.3', namespace: 'aether', name: nameFromTitle(title), version: '1.0.0', title },
		...scheduleOf(spec),
		input: {
			schema: { format: 'json', document: { properties: flow.properties } },
			from: FROM,
		},
		do: flow.tasks.map(({ name, body }) => ({ [name]: body })),
	});
	document.commentBefore = ` ${spec.sentence.replace(/\s+/g, ' ').trim()}`.slice(0, 200);
	explain(document, flow);
	return {
		definition: document.toString({ lineWidth: 0, singleQuote: true }),
		input: flow.example,
		events: flow.events,
	};
}

/** An event brings its data in a list; started by hand, the input is the data itself. */
const FROM = '${ if type == "array" then (.[0].data // .[0]) else . end }';

function scheduleOf({ triggers }: Spec): Body {
	const cron = triggers.find((trigger) => trigger.type === 'schedule');
	if (cron) return { schedule: { cron: cron.cron } };
	const event = triggers.find((trigger) => trigger.type === 'event');
	return event ? { schedule: { on: { one: { with: { type: eventType(event.event) } } } } } : {};
}

interface NamedTask {
	readonly name: string;
	readonly comment: string;
	readonly body: Body;
}

class Flow {
	readonly tasks: NamedTask[] = [];
	readonly events: string[] = [];
	readonly properties: Record<string, unknown> = {};
	/** Steps that the input can let fail. */
	readonly #failing: string[] = [];
	readonly example: Record<string, unknown> = {};
	readonly #name = uniqueNames();

	constructor(steps: readonly Step[]) {
		let condition: string | undefined;
		for (const group of groupsOf(steps)) {
			const [first] = group;
			const guard = first?.otherwise && condition ? `(${condition}) | not` : this.#guardOf(first);
			condition = first?.otherwise ? undefined : guard;
			const tasks = group.map((step) => this.#taskOf(step));
			const [only] = tasks;
			const task = tasks.length === 1 && only ? only : this.#forked(tasks);
			this.tasks.push({ ...task, body: { ...(guard ? { if: guard } : {}), ...task.body } });
		}
	}

	#guardOf(step: Step | undefined): string | undefined {
		if (!step?.when) return undefined;
		const { expression, property, schema, example } = conditionOf(step.when);
		this.#need(property, schema, example);
		return expression;
	}

	#need(property: string, schema: unknown, example: unknown): void {
		this.properties[property] ??= schema;
		this.example[property] ??= example;
	}

	#taskOf(step: Step): NamedTask {
		const { comment, body, event } = taskOf(step.action);
		if (event) this.events.push(event);
		const name = this.#name(camelName(step.action), `step${this.tasks.length + 1}`);
		const retried = step.retries ? this.#retried(name, body, step.retries) : body;
		return { name, comment, body: step.each ? this.#repeated(name, retried, step.each) : retried };
	}

	/** Another attempt after a second, then two, then four. The input may ask for the failure, to see it. */
	#retried(name: string, body: Body, count: number): Body {
		this.#failing.push(name);
		this.properties['fail'] = {
			type: 'string',
			enum: [...this.#failing],
			description: 'Lets this step fail, to see its retries',
		};
		return {
			try: [
				{
					[this.#name(`${name}Fails`, 'fails')]: {
						if: `.fail == ${JSON.stringify(name)}`,
						raise: {
							error: {
								type: 'https://serverlessworkflow.io/spec/1.0.0/errors/communication',
								status: 503,
								title: 'It was asked to fail',
							},
						},
					},
				},
				{ [this.#name(`${name}Once`, 'once')]: body },
			],
			catch: {
				errors: { with: { status: 503 } },
				retry: { delay: { seconds: 1 }, backoff: { exponential: {} }, limit: { attempt: { count } } },
			},
		};
	}

	#repeated(name: string, body: Body, each: string): Body {
		const one = camelName(each) || 'item';
		const many = /(?:s|x|ch|sh)$/.test(one) ? `${one}es` : `${one.replace(/([^aeiou])y$/, '$1ie')}s`;
		this.#need(many, { type: 'array', items: { type: 'string' } }, ['first', 'second']);
		return { for: { each: one, in: `.${many}` }, do: [{ [this.#name(`${name}Each`, 'each')]: body }] };
	}

	#forked(tasks: readonly NamedTask[]): NamedTask {
		return {
			name: this.#name('atTheSameTime', 'fork'),
			comment: 'These are done at the same time; it goes on when all of them are.',
			body: {
				fork: { branches: tasks.map(({ name, body }) => ({ [name]: body })) },
				output: { as: '${ . as $branches | $input | .noted += ($branches | map(.noted[-1]? // empty)) }' },
			},
		};
	}
}

/** A step with those that are done at the same time. */
function groupsOf(steps: readonly Step[]): Step[][] {
	const groups: Step[][] = [];
	for (const step of steps) {
		const last = groups.at(-1);
		if (step.parallel && last) last.push(step);
		else groups.push([step]);
	}
	return groups;
}

/** Writes above each task what it stands for, and above the schedule when it runs. */
function explain(document: Document, flow: Flow): void {
	const list = document.get('do', true);
	if (isSeq(list))
		list.items.forEach((item, index) => {
			if (isMap(item)) item.commentBefore = ` ${flow.tasks[index]?.comment ?? ''}`;
		});
	if (!isMap(document.contents)) return;
	const schedule = document.contents.items.find(({ key }) => isScalar(key) && key.value === 'schedule');
	if (schedule && isScalar(schedule.key))
		schedule.key.commentBefore =
			' It also starts by hand, or by a call. Schedules run while AetherOS is open and are caught up later.';
}
