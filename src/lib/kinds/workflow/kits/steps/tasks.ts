import { camelName, eventType } from './names.ts';

/** A task of the DSL and a line that says what it stands for. */
export interface Task {
	readonly comment: string;
	readonly body: Readonly<Record<string, unknown>>;
	/** Type of the event that it waits for. */
	readonly event?: string;
}

const UNITS: Readonly<Record<string, string>> = {
	second: 'seconds',
	minute: 'minutes',
	hour: 'hours',
	day: 'days',
	week: 'days',
};
const NUMBERS: Readonly<Record<string, number>> = {
	a: 1,
	an: 1,
	one: 1,
	two: 2,
	three: 3,
	four: 4,
	five: 5,
	six: 6,
	seven: 7,
	ten: 10,
	thirty: 30,
};
const TELLS =
	/^(?:e-?mail|mail|send|notify|alert|post|text|tell|message|remind|inform|ping|tweet|reply|publish|forward|warn|invite|escalate|call|share)\b/i;
const ASKS = /^(?:ask|request|get approval|get a decision)\b/i;
const WAITS = /^(?:wait|hold|pause)\b/i;

/** How a step of a sentence is done here. What would act outside is asked for by an event or noted, and claims nothing. */
export function taskOf(action: string): Task {
	const duration = WAITS.test(action) ? durationIn(action) : undefined;
	if (duration) return { comment: 'Goes on by itself after this time.', body: { wait: duration } };
	if (WAITS.test(action))
		return listening(eventType(action.replace(/^(?:wait|hold|pause)(?: for| until| on)?/i, '')), action);
	if (ASKS.test(action)) return asking(action);
	if (TELLS.test(action))
		return {
			comment: 'Asks for it by an event; it happens where a creation listens to that event.',
			body: emitting(`${kebab(action)}.wanted`, `asked for: ${action}`),
		};
	return {
		comment:
			'A stand-in: it only notes the step. A call to a linked creation or `call: http` takes its place.',
		body: { set: `\${ .noted += [${JSON.stringify(`stand-in: ${action}`)}] }` },
	};
}

/** "wait two days" → `{ days: 2 }`. */
export function durationIn(text: string): Record<string, number> | undefined {
	const [, count = '', unit = ''] =
		/\b(\d+|an?|one|two|three|four|five|six|seven|ten|thirty)\s+(second|minute|hour|day|week)s?\b/i.exec(
			text,
		) ?? [];
	const name = UNITS[unit.toLowerCase()];
	if (!name) return undefined;
	const number = NUMBERS[count.toLowerCase()] ?? Number(count);
	return { [name]: unit.toLowerCase() === 'week' ? number * 7 : number };
}

function listening(event: string, action: string): Task {
	return {
		comment: `Waits for the event "${event}".`,
		event,
		body: {
			listen: { to: { one: { with: { type: event } } } },
			output: {
				as: `\${ .[0] as $event | $input | .noted += [${JSON.stringify(action)}] | .answer = $event }`,
			},
		},
	};
}

function asking(action: string): Task {
	const event = `${kebab(action)}.answered`;
	return {
		comment: `Asks by an event, then waits for the answer "${event}".`,
		event,
		body: {
			do: [
				{
					[camelName(`tell ${action}`) || 'tell']: emitting(
						`${kebab(action)}.wanted`,
						`asked for: ${action}`,
					),
				},
				{ [camelName(`hear ${action}`) || 'hear']: listening(event, `answered: ${action}`).body },
			],
		},
	};
}

const kebab = (action: string): string =>
	camelName(action)
		.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
		.replace(/^$/, 'step');

const emitting = (type: string, note: string): Record<string, unknown> => ({
	emit: { event: { with: { source: 'https://aether.invalid/workflow', type, data: '${ . }' } } },
	output: { as: `\${ $input | .noted += [${JSON.stringify(note)}] }` },
});
