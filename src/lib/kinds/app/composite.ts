import { COMPOSITE_PATH, compositeFaults, isComposite, readComposite } from '#lib/model/composite.ts';
import { textOf, type Files } from '#lib/model/files.ts';
import { manifestIn } from '../check.ts';
import type { FileProblem } from '../kind.ts';

/** Whether the files are a composite, which the house runs. */
export function isCompositeIn(files: Files): boolean {
	const manifest = manifestIn(files);
	return manifest !== undefined && isComposite(manifest);
}

/** What of a composite does not hold together; empty for an app of code. */
export function compositeProblems(files: Files): readonly FileProblem[] {
	const manifest = manifestIn(files);
	if (!manifest || !isComposite(manifest) || !files.has(COMPOSITE_PATH)) return [];
	const read = readComposite(textOf(files.get(COMPOSITE_PATH)));
	if (!read.ok) return [{ ...read.error, path: COMPOSITE_PATH }];
	return compositeFaults(read.value, Object.keys(manifest.links ?? {})).map((message) => ({
		type: 'composite-invalid',
		path: COMPOSITE_PATH,
		message,
		action: 'Mend it under Build, or restore an earlier version.',
	}));
}
