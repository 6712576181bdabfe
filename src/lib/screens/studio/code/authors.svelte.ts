import { modelOf } from '#lib/commands/share/model-writers.ts';
import { blame, blameEdited, type Blamed } from '#lib/commands/version/blame.ts';
import { lineClients } from '#lib/commands/version/line-clients.ts';
import { writersOf, type Writer } from '#lib/commands/version/writers.ts';
import { hueOf } from '#lib/model/author-hue.ts';
import { textOf } from '#lib/model/files.ts';
import type { MessageId } from '#lib/model/id.ts';
import type { LineAuthor } from '#lib/ui/code-editor/editor.ts';
import type { Studio } from '../studio.svelte.ts';

/** Who wrote each line of the open file. */
export class FileAuthors {
	readonly #studio: Studio;
	#blamed: (Blamed & { readonly path: string }) | undefined = $state.raw();

	readonly writers: readonly Writer[] | undefined = $derived.by(() => {
		const { path, workspace } = this.#studio;
		if (path === null || this.#blamed?.path !== path) return undefined;
		const content = textOf(workspace.files.get(path));
		const text = workspace.tree.text(path);
		if (content === undefined || !text) return undefined;
		const { role, members } = workspace.together;
		return writersOf(blameEdited(this.#blamed, content), lineClients(text), {
			...{ role, members },
			clientId: workspace.tree.doc.clientID,
			modelOf: (client) => modelOf(workspace.tree.doc, client),
		});
	});
	readonly lines: readonly LineAuthor[] | undefined = $derived(this.writers?.map(lineAuthor));

	constructor(studio: Studio) {
		this.#studio = studio;
	}

	/** Reads the versions of the open file; returns how to stop. Call in an effect. */
	read(): () => void {
		const { path, workspace, versions, app } = this.#studio;
		let isGone = false;
		if (path !== null && versions) {
			const textAt = async (version: (typeof versions)[number]['id']): Promise<string | null | undefined> => {
				if (isGone) return undefined;
				const files = await app.versionFiles(workspace.id, version);
				return files.ok ? (textOf(files.value.get(path)) ?? null) : undefined;
			};
			void blame(versions, workspace.head, textAt).then((blamed) => {
				if (!isGone) this.#blamed = { ...blamed, path };
			});
		}
		return () => {
			isGone = true;
		};
	}

	/** Who wrote a line (from 1), in a sentence. */
	sentence(line: number): string {
		const writer = this.writers?.[line - 1];
		return writer ? `Line ${line}: ${detail(writer, (answer) => this.#wish(answer))}` : '';
	}

	/** What the person had asked for. */
	#wish(answer: MessageId): string | undefined {
		const { messages } = this.#studio;
		const parent = messages.find(({ id }) => id === answer)?.parentId;
		return messages.find(({ id }) => id === parent)?.text;
	}
}

function lineAuthor(writer: Writer): LineAuthor {
	switch (writer.type) {
		case 'you':
			return { key: 'you', name: 'You', hue: YOUR_HUE };
		case 'person':
			return {
				key: writer.author ?? writer.name,
				name: writer.name,
				hue: writer.author && hueOf(writer.author),
			};
		case 'model':
			return { key: writer.answer ?? writer.model, name: writer.model };
		case 'starter':
			return { key: 'starter', name: 'Starter kit' };
		case 'unknown':
			return { key: 'unknown', name: 'Unknown' };
	}
}

/** The accent's. */
const YOUR_HUE = 205;

function detail(writer: Writer, wishOf: (answer: MessageId) => string | undefined): string {
	switch (writer.type) {
		case 'you':
			return 'you wrote it.';
		case 'person':
			return `${writer.name} wrote it.`;
		case 'model': {
			const wish = writer.answer && wishOf(writer.answer);
			if (writer.asker) return `${writer.model} wrote it, asked by ${writer.asker}.`;
			return wish ? `${writer.model} wrote it, asked for “${wish}”.` : `${writer.model} wrote it.`;
		}
		case 'starter':
			return 'from the starter kit, no AI used.';
		case 'unknown':
			return writer.why === 'joined'
				? 'not known. It was there before you joined.'
				: 'not known. It is older than the versions that were read.';
	}
}
