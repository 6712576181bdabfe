import { attribute, container, fileTag, type Dialect } from './dialect.ts';

/** `<boltArtifact>` around `<boltAction type="file" filePath="…">`; commands in it are left as text. */
export const bolt: Dialect = {
	id: 'bolt',
	tags: {
		boltartifact: container,
		boltaction: (tag) => {
			const path = attribute(tag, 'filepath', 'path', 'file');
			const isFile =
				attribute(tag, 'type').toLowerCase() === 'file' || (path !== '' && attribute(tag, 'type') === '');
			return isFile ? fileTag({ dialect: 'bolt', tag, path, parents: ['boltartifact'] }) : container();
		},
	},
};
