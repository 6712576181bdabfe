type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The same answer, each of whose pieces is shown to `see` before anybody else reads it. Nothing waits in between: what
 * waits is lost when a connection breaks.
 */
export function watchedAnswer(
	answer: Response,
	see: (bytes: Bytes) => void,
	broke: (thrown: unknown) => void = () => {},
): Response {
	const { status, statusText, headers } = answer;
	const body = answer.body === null ? null : watchedBody(answer.body, see, broke);
	return new Response(body, { status, statusText, headers });
}

function watchedBody(
	body: ReadableStream<Bytes>,
	see: (bytes: Bytes) => void,
	broke: (thrown: unknown) => void,
): ReadableStream<Bytes> {
	const reader = body.getReader();
	const source: UnderlyingDefaultSource<Bytes> = {
		async pull(controller) {
			try {
				const { done, value } = await reader.read();
				if (done) return controller.close();
				see(value);
				controller.enqueue(value);
			} catch (thrown) {
				broke(thrown);
				controller.error(thrown);
			}
		},
		cancel: (reason) => reader.cancel(reason),
	};
	return new ReadableStream(source, { highWaterMark: 0 });
}
