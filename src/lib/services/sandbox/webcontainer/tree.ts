import type { FileSystemTree } from '@webcontainer/api';
import type { FileContent, Files } from '#lib/model/files.ts';

interface Folder {
	[name: string]: FileSystemTree[string];
}

/** Files by path as the container mounts them. */
export function treeOf(files: Files): FileSystemTree {
	const root: Folder = {};
	for (const [path, content] of files) {
		const parts = path.split('/');
		const name = parts.pop() ?? path;
		let folder = root;
		for (const part of parts) {
			const next = folder[part] ?? { directory: {} };
			folder[part] = next;
			if ('directory' in next) folder = next.directory;
		}
		folder[name] = { file: { contents: content } };
	}
	return root;
}

/** What the container exports as files by path; links are left out. */
export function filesOf(tree: FileSystemTree, folder = ''): ReadonlyMap<string, FileContent> {
	const files = new Map<string, FileContent>();
	for (const [name, node] of Object.entries(tree)) {
		const path = folder + name;
		if ('directory' in node)
			for (const [inner, content] of filesOf(node.directory, `${path}/`)) files.set(inner, content);
		else if ('contents' in node.file) files.set(path, node.file.contents);
	}
	return files;
}
