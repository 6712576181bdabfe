import type { LlmError, LlmRequest, StreamPart } from '#lib/model/llm.ts';
import type { Ending, EventReader } from './dialects/reader.ts';
import { errorFromRefusal } from './errors.ts';
import { estimateUsage } from './estimate.ts';
import { failure, withoutKey } from './failures.ts';
import type { Access } from './provider.ts';
import { untilAborted } from './until-aborted.ts';
import { Wire } from './wire.ts';

/** One call through an SDK. */
export interface Call {
	/** Title of the provider, for messages. */
	readonly vendor: string;
	readonly request: LlmRequest;
	readonly access: Access;
	/** Starts the request through this `fetch` and gives the events as the SDK parses them. */
	readonly open: (outer: typeof fetch) => Promise<AsyncIterable<unknown>>;
	readonly reader: (wire: Wire) => EventReader;
}

/** The parts of one answer with exactly one terminal part, whatever the SDK does. */
export async function* answer(call: Call): AsyncGenerator<StreamPart, void> {
	const wire = new Wire(call.access.fetch);
	const reader = call.reader(wire);
	let output = '';
	let hasStarted = false;
	let thrown: unknown;
	try {
		for await (const event of untilAborted(opened(call, wire), call.access.signal)) {
			for (const part of reader.read(event)) {
				if (part.type === 'text-delta' || part.type === 'reasoning-delta') output += part.text;
				hasStarted = true;
				yield part;
			}
			if (reader.isOver) break;
		}
	} catch (error) {
		thrown = error;
	}
	// Says that the vendor took the request, which it may charge for, even if the answer broke before its first event.
	if (!hasStarted && wire.hasBroken) yield { type: 'start' };
	yield* closing({ call, wire, reader, output, thrown });
}

async function* opened({ open }: Call, wire: Wire): AsyncGenerator<unknown, void> {
	yield* await open(wire.fetch);
}

interface Closing {
	readonly call: Call;
	readonly wire: Wire;
	readonly reader: EventReader;
	readonly output: string;
	readonly thrown: unknown;
}

function closing({ call, wire, reader, output, thrown }: Closing): readonly StreamPart[] {
	const ending = reader.end();
	const error = errorOf(call, wire, ending, thrown);
	const usage = usagePart(call.request, ending, output, wire.hasBroken);
	const { calls, broken } = reader.toolCalls.read();
	if (error) return [...usage, { type: 'error', error: withoutKey(error, call.access.key) }];
	// A call cut off by the token limit is no fault of the protocol: the finish tells why it is missing.
	if (broken !== null && ending.finish?.reason !== 'length')
		return [...usage, { type: 'error', error: brokenCall(call.vendor, broken) }];
	const finish = ending.finish ?? { reason: 'other', vendorReason: null };
	return [...calls, ...usage, { type: 'finish', ...finish }];
}

function errorOf(call: Call, wire: Wire, ending: Ending, thrown: unknown): LlmError | null {
	const { vendor, access } = call;
	if (access.signal.aborted) return failure('aborted', vendor);
	if (ending.fault !== undefined)
		return errorFromRefusal({ status: 200, body: JSON.stringify(ending.fault) }, vendor);
	const fault = wire.faultOf(vendor, ending.finish !== null, thrown);
	if (fault) return fault;
	return ending.finish === null ? failure('truncated', vendor) : null;
}

const brokenCall = (vendor: string, name: string): LlmError =>
	failure('protocol', vendor, {
		message: `The model wrote a call of "${name}" that cannot be read.`,
		action: 'Try again, or choose another model.',
	});

/** The vendor's numbers; where it told none but did work, a count of our own. Nothing where it did none. */
function usagePart(
	request: LlmRequest,
	ending: Ending,
	output: string,
	hasBroken: boolean,
): readonly StreamPart[] {
	const { usage, vendorUsage, finish } = ending;
	if (usage && finish) return [{ type: 'usage', usage, vendor: vendorUsage }];
	const estimate = estimateUsage(request, output);
	// Anthropic tells the input at the start and the output only at the end: a cut answer has half of the truth.
	if (usage) {
		const merged = { ...usage, output: Math.max(usage.output, estimate.output), isEstimated: true };
		return [{ type: 'usage', usage: merged, vendor: vendorUsage }];
	}
	return finish || output !== '' || hasBroken ? [{ type: 'usage', usage: estimate }] : [];
}
