import { textOf, type Files } from '#lib/model/files.ts';
import type { Probe } from '../kind.ts';

/** Most paths that are asked. */
const MOST = 5;

/** Paths of the document that can be read without knowing anything: `GET` and no parameter in the path. */
export function probes(files: Files): readonly Probe[] {
	const lines = (textOf(files.get('openapi.yaml')) ?? '').split(/\r?\n/);
	const paths = lines.flatMap((line, at) => {
		const path = /^ {2}["']?(\/[^{}"']*?)["']?:\s*$/.exec(line)?.[1];
		return path !== undefined && isRead(lines, at) ? [path] : [];
	});
	return paths.slice(0, MOST).map((path) => ({ request: new Request(`https://check.invalid${path}`) }));
}

function isRead(lines: readonly string[], at: number): boolean {
	const end = lines.findIndex((line, index) => index > at && /^ {0,2}\S/.test(line));
	return lines.slice(at + 1, end < 0 ? undefined : end).some((line) => /^ {4}get:/.test(line));
}
