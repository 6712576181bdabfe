/** The body of an answer; undefined when there is more than `maxBytes`: the rest is not fetched. */
export async function readAtMost(response: Response, maxBytes: number): Promise<Uint8Array | undefined> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	const reader = response.body?.getReader();
	for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
		length += part.value.length;
		if (length > maxBytes) {
			await reader?.cancel();
			return undefined;
		}
		chunks.push(part.value);
	}
	return new Uint8Array(await new Blob(chunks.map((chunk) => new Uint8Array(chunk))).arrayBuffer());
}
