/** One way in which a network may deliver bytes. */
export interface Delivery {
	readonly name: string;
	readonly chunks: readonly Uint8Array<ArrayBuffer>[];
}

/** The bytes whole, cut after each event, and in pieces of 1 to 7 bytes that cut characters and line ends apart. */
export function deliveries(body: string): readonly Delivery[] {
	const bytes = new TextEncoder().encode(body);
	const events = body.split(/(?<=\r\n\r\n|\n\n)/).map((event) => new TextEncoder().encode(event));
	return [
		{ name: 'whole', chunks: [bytes] },
		{ name: 'event by event', chunks: events },
		{ name: 'pieces of 1 to 7 bytes', chunks: tinyPieces(bytes) },
	];
}

/** An answer that delivers those bytes, one piece per read. */
export function answerOf(chunks: readonly Uint8Array<ArrayBuffer>[]): Response {
	let next = 0;
	const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
		pull(controller) {
			const chunk = chunks[next];
			next += 1;
			if (chunk) controller.enqueue(chunk);
			else controller.close();
		},
	});
	return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

function tinyPieces(bytes: Uint8Array<ArrayBuffer>): readonly Uint8Array<ArrayBuffer>[] {
	const pieces: Uint8Array<ArrayBuffer>[] = [];
	let state = 1;
	for (let at = 0; at < bytes.length;) {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		const size = 1 + ((state >>> 16) % 7);
		pieces.push(bytes.slice(at, at + size));
		at += size;
	}
	return pieces;
}
