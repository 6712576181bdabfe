/**
 * Cuts a body of server-sent events into the `data` of its events, however the bytes arrive. Only watches: the SDKs read
 * the same bytes after it.
 */
export class EventScanner {
	readonly #decoder = new TextDecoder();
	#rest = '';
	#data: string[] = [];

	/** The `data` of each event that these bytes complete. */
	push(bytes: Uint8Array): readonly string[] {
		const text = this.#rest + this.#decoder.decode(bytes, { stream: true });
		// A CR at the very end may be half of a CRLF.
		const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r', text.length - 2)) + 1;
		this.#rest = text.slice(end);
		if (end === 0) return [];
		const lines = text.slice(0, end).split(/\r\n|\n|\r/);
		return lines.slice(0, -1).flatMap((line) => this.#line(line));
	}

	#line(line: string): readonly string[] {
		if (line.startsWith('data:')) this.#data.push(line.slice(5).trim());
		if (line !== '' || this.#data.length === 0) return [];
		const data = this.#data.join('\n');
		this.#data = [];
		return [data];
	}
}
