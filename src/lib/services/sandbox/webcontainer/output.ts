// eslint-disable-next-line no-control-regex -- colours and cursor movements of a terminal are what is taken out
const CONTROL = /\u001b\[[0-9;?]*[A-Za-z]|\u001b\][^\u0007]*\u0007|\r/g;

/** The lines of a process without their colours. `tooMuch` is called once when it says more in a second than is allowed. */
export async function readLines(
	output: ReadableStream<string>,
	bytesPerSecond: number,
	listener: { readonly line: (text: string) => void; readonly tooMuch: () => void },
): Promise<void> {
	const reader = output.getReader();
	let rest = '';
	let windowStart = performance.now();
	let windowBytes = 0;
	for (let part = await reader.read(); !part.done; part = await reader.read()) {
		if (performance.now() - windowStart >= 1_000) [windowStart, windowBytes] = [performance.now(), 0];
		windowBytes += part.value.length;
		if (windowBytes > bytesPerSecond) {
			listener.tooMuch();
			await reader.cancel();
			return;
		}
		const lines = (rest + part.value.replaceAll(CONTROL, '')).split('\n');
		rest = (lines.pop() ?? '').slice(-10_000);
		for (const line of lines) if (line.trim() !== '') listener.line(line.slice(0, 10_000));
	}
	if (rest.trim() !== '') listener.line(rest);
}
