/** An import of a source file, with its position from 1. */
export interface SourceImport {
	readonly specifier: string;
	readonly line: number;
	readonly column: number;
}

/** Comments and template texts are blanked; strings are stepped over, since they may hold `//`. */
const SKIPPED =
	/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|(\/\*[\s\S]*?\*\/|\/\/[^\n]*|`(?:\\[\s\S]|[^`\\])*`)/g;
const IMPORT =
	/(?:^|[;}\s])(?:import|export)\s+(?:type\s+)?(?:[\w$\s{},*]+?\sfrom\s*)?(['"])([^'"\n]+)\1|\bimport\(\s*(['"])([^'"\n]+)\3\s*\)/g;

/** Every `import … from`, `export … from`, `import '…'` and `import('…')` of a TypeScript or JavaScript text. */
export function importsOf(source: string): readonly SourceImport[] {
	const code = source.replace(SKIPPED, (text, skipped?: string) =>
		skipped === undefined ? text : text.replace(/[^\n]/g, ' '),
	);
	return [...code.matchAll(IMPORT)].map((match) => {
		const specifier = match[2] ?? match[4] ?? '';
		return { specifier, ...positionOf(code, match.index + match[0].lastIndexOf(specifier)) };
	});
}

function positionOf(text: string, offset: number): { line: number; column: number } {
	const before = text.slice(0, offset);
	return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
