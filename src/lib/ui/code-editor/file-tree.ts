/** One visible line of a file tree. Levels and positions count from 1, as ARIA does. */
export interface TreeRow {
	readonly path: string;
	readonly name: string;
	readonly level: number;
	readonly isFolder: boolean;
	readonly isOpen: boolean;
	readonly position: number;
	readonly setSize: number;
}

/** Somebody else who has a file open. */
export interface Visitor {
	readonly name: string;
	/** Degrees on the colour wheel. */
	readonly hue: number;
}

interface Folder {
	readonly folders: Map<string, Folder>;
	readonly files: string[];
}

const collator = new Intl.Collator('en', { numeric: true });

/** The rows that show where `closed` folders hide their content: folders first, then files by name. */
export function treeRows(paths: Iterable<string>, closed: ReadonlySet<string>): TreeRow[] {
	const root: Folder = { folders: new Map(), files: [] };
	for (const path of paths) place(root, path.split('/'));
	return rowsOf(root, '', 1, closed);
}

function place(folder: Folder, segments: string[]): void {
	const [name = '', ...rest] = segments;
	if (rest.length === 0) return void folder.files.push(name);
	const next = folder.folders.get(name) ?? { folders: new Map(), files: [] };
	folder.folders.set(name, next);
	place(next, rest);
}

function rowsOf(folder: Folder, prefix: string, level: number, closed: ReadonlySet<string>): TreeRow[] {
	const folders = [...folder.folders].sort(([a], [b]) => collator.compare(a, b));
	const files = folder.files.toSorted(collator.compare);
	const setSize = folders.length + files.length;
	const common = { level, setSize };
	return [
		...folders.flatMap(([name, content], index) => {
			const path = prefix + name;
			const isOpen = !closed.has(path);
			const row = { ...common, path, name, isFolder: true, isOpen, position: index + 1 };
			return isOpen ? [row, ...rowsOf(content, `${path}/`, level + 1, closed)] : [row];
		}),
		...files.map((name, index) => ({
			...common,
			path: prefix + name,
			name,
			isFolder: false,
			isOpen: false,
			position: folders.length + index + 1,
		})),
	];
}

/** `a/b/c.ts` → `a`, `a/b`. */
export function foldersOf(path: string): string[] {
	const segments = path.split('/');
	return segments.slice(0, -1).map((_segment, index) => segments.slice(0, index + 1).join('/'));
}

/** What a key does in a tree, as the ARIA authoring practices say. */
export type TreeMove =
	| { readonly type: 'focus'; readonly path: string }
	| { readonly type: 'toggle'; readonly path: string }
	| null;

export function moveFor(key: string, rows: readonly TreeRow[], focused: string): TreeMove {
	const index = rows.findIndex((row) => row.path === focused);
	const row = rows[index];
	const focus = (target: TreeRow | undefined): TreeMove =>
		target ? { type: 'focus', path: target.path } : null;
	if (!row) return focus(rows[0]);
	if (key === 'ArrowDown') return focus(rows[index + 1]);
	if (key === 'ArrowUp') return focus(rows[index - 1]);
	if (key === 'Home') return focus(rows[0]);
	if (key === 'End') return focus(rows.at(-1));
	if (key === 'ArrowRight' && row.isFolder)
		return row.isOpen ? focus(rows[index + 1]) : { type: 'toggle', path: row.path };
	if (key === 'ArrowLeft') {
		if (row.isFolder && row.isOpen) return { type: 'toggle', path: row.path };
		return focus(rows.slice(0, index).findLast((other) => other.isFolder && other.level < row.level));
	}
	if (key.length === 1 && key !== ' ') return focus(nextByLetter(key, rows, index));
	return null;
}

function nextByLetter(letter: string, rows: readonly TreeRow[], index: number): TreeRow | undefined {
	const after = [...rows.slice(index + 1), ...rows.slice(0, index + 1)];
	return after.find((row) => row.name.toLowerCase().startsWith(letter.toLowerCase()));
}
