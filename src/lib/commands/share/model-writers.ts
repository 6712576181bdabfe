import type * as Y from 'yjs';

/** Numbers under which models wrote, and which model. It travels with the document. */
const writersOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('writers');

/** Lets `write` write under `clientId`, which from now on stands for a model. The device it belongs to says who asked. */
export function writeAsModel(doc: Y.Doc, clientId: number, model: string, write: () => void): void {
	const own = doc.clientID;
	doc.clientID = clientId;
	try {
		doc.transact(() => {
			writersOf(doc).set(String(clientId), model.slice(0, 200));
			write();
		}, 'model');
	} finally {
		doc.clientID = own;
	}
}

/** The model that wrote under this number; undefined for a person. An editor of the document can claim anything here. */
export function modelOf(doc: Y.Doc, clientId: number): string | undefined {
	const model = writersOf(doc).get(String(clientId));
	return typeof model === 'string' && model.length <= 200 ? model : undefined;
}
