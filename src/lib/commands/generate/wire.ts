/** How a model writes files into its answer. Content is raw: no escaping, no fences. */
export function wireFormat(key: string, isWholeOnly: boolean): string {
	return [WRITE(key), ...(isWholeOnly ? [] : [EDIT(key)]), REMOVE, RULES(isWholeOnly)].join('\n\n');
}

/** Differs from answer to answer, so that a file may quote these tags without ending. */
export const newWireKey = (): string => crypto.randomUUID().slice(0, 4);

const WRITE = (key: string): string => `To add a file or to write one anew:
<aether:file path="src/example.ts" key="${key}">
the whole content, exactly as it shall stand in the file
</aether:file key="${key}">`;

const EDIT = (key: string): string => `To change parts of a file that is there:
<aether:edit path="src/example.ts" key="${key}">
<<<<<<< SEARCH
lines of the file, exactly as they are
=======
what stands there afterwards
>>>>>>> REPLACE
</aether:edit key="${key}">
An edit may hold several blocks. Each SEARCH must occur exactly once in the file: take along as many neighbouring lines as that needs, and no more.`;

const REMOVE = `<aether:delete path="src/old.ts" /> removes a file, <aether:move from="src/a.ts" to="src/b.ts" /> renames one.`;

const RULES = (isWholeOnly: boolean): string =>
	[
		'Rules: each tag stands at the start of a line. Nothing is escaped and no code fence goes around a file.',
		'Never leave anything out with a comment such as "rest unchanged"; what you do not write is gone.',
		isWholeOnly
			? 'Write each file you change as a whole.'
			: 'Change files that are there with aether:edit; write a file anew only when it is new, tiny, or changes almost everywhere.',
		'Outside the tags say in one to three sentences what you did and what to look at. No code there.',
	].join('\n');
