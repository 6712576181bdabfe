/** The part of Emscripten's in-memory file system that the disk needs. */
export interface MemoryFiles {
	readonly lookupPath: (path: string) => { readonly node: FileNode };
	readonly analyzePath: (path: string) => { readonly exists: boolean };
	readonly getPath: (node: FileNode) => string;
	readonly mkdirTree: (path: string) => void;
	readonly writeFile: (path: string, data: Uint8Array) => void;
	readonly unlink: (path: string) => void;
	readonly isFile: (mode: number) => boolean;
	readonly createPreloadedFile: (
		...parameters: [
			folder: string,
			name: string,
			data: Uint8Array,
			canRead: boolean,
			canWrite: boolean,
			onload: () => void,
			onerror: () => void,
			dontCreateFile: boolean,
		]
	) => void;
	readonly quit: () => void;
}

export interface FileNode {
	readonly name: string;
	readonly mode: number;
	readonly parent: FileNode;
	/** Bytes that count; `contents` may be longer. */
	readonly usedBytes?: number;
	/** A folder has its nodes here, by name. */
	readonly contents?: unknown;
	readonly stream_ops: StreamOperations;
	readonly node_ops: NodeOperations;
}

/** Shared by all files of the file system. */
export interface StreamOperations {
	write: (
		...parameters: [
			stream: { readonly node: FileNode },
			buffer: Uint8Array,
			offset: number,
			length: number,
			position: number,
			canOwn?: boolean,
		]
	) => number;
}

/** Shared by all files, or by all folders, of the file system. */
export interface NodeOperations {
	setattr: (node: FileNode, attributes: { readonly size?: number }) => void;
	mknod: (parent: FileNode, name: string, mode: number, device: number) => FileNode;
	rename: (node: FileNode, folder: FileNode, name: string) => void;
	unlink: (parent: FileNode, name: string) => void;
}

/** What Emscripten calls `FS`, as our interface. Throws when the engine is another than we know. */
export function memoryFilesOf(module: object): MemoryFiles {
	const files: unknown = Reflect.get(module, 'FS');
	if (!isMemoryFiles(files)) throw new Error('The database engine has no in-memory file system.');
	return files;
}

const isMemoryFiles = (value: unknown): value is MemoryFiles =>
	typeof value === 'object' && value !== null && typeof Reflect.get(value, 'lookupPath') === 'function';

/** The bytes that a file holds now: a view, not a copy. */
export function contentOf(node: FileNode): Uint8Array {
	const { contents } = node;
	// What came straight from the engine's memory is an Int8Array.
	if (!ArrayBuffer.isView(contents)) return new Uint8Array();
	return new Uint8Array(contents.buffer, contents.byteOffset, node.usedBytes ?? 0);
}

/** The node of a name in a folder. */
export function childOf(folder: FileNode, name: string): FileNode | undefined {
	const children: unknown = folder.contents;
	const child: unknown =
		typeof children === 'object' && children !== null ? Reflect.get(children, name) : undefined;
	return isNode(child) ? child : undefined;
}

const isNode = (value: unknown): value is FileNode =>
	typeof value === 'object' && value !== null && 'node_ops' in value;
