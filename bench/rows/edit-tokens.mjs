import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { estimateTokenCount } from 'tokenx';

const SESSION = 'bench/sessions/tracker';
const KEY = 'k7f2';

/** @type {import('../row.mjs').Row} */
export const editTokensRow = {
	id: 'edit-tokens',
	what: 'ten wishes about a tracker app: output tokens saved by edit blocks instead of whole files',
	goal: { text: '≥ 60 %', isReached: ({ value }) => value >= 60 },
	measure: () => Promise.resolve(measured()),
};

function measured() {
	const files = startFiles();
	const turns = readdirSync(join(SESSION, 'answers'))
		.sort()
		.map((name) => turnOf(readFileSync(join(SESSION, 'answers', name), 'utf8'), files));
	const [edits, whole] = [sum(turns.map((turn) => turn.edits)), sum(turns.map((turn) => turn.whole))];
	return {
		value: saved(edits, whole),
		unit: '%',
		samples: turns.map((turn) => saved(turn.edits, turn.whole)),
		detail: { turns: turns.length, tokensAsEdits: edits, tokensAsWholeFiles: whole },
	};
}

const saved = (/** @type {number} */ edits, /** @type {number} */ whole) => (1 - edits / whole) * 100;
const sum = (/** @type {number[]} */ numbers) => numbers.reduce((total, number) => total + number, 0);

function startFiles() {
	const folder = join(SESSION, 'files/src');
	return new Map(
		readdirSync(folder).map((name) => [
			`src/${name.replace(/\.txt$/, '')}`,
			readFileSync(join(folder, name), 'utf8'),
		]),
	);
}

/**
 * Tokens of one answer as it is, and of the same answer with each changed file as a whole. Changes `files`.
 * @param {string} answer @param {Map<string, string>} files
 */
function turnOf(answer, files) {
	const whole = answer.replaceAll(
		/^<aether:(edit|file) path="([^"]+)" key="\w+">\n([\s\S]*?)^<\/aether:\1 key="\w+">$/gm,
		(_tag, type, path, body) => {
			const text = type === 'file' ? body : edited(files.get(path), body, path);
			files.set(path, text);
			return `<aether:file path="${path}" key="${KEY}">\n${text}</aether:file key="${KEY}">`;
		},
	);
	return { edits: estimateTokenCount(answer), whole: estimateTokenCount(whole) };
}

/** Every block must fit exactly once, or the session is not what it says. @param {string | undefined} text @param {string} body @param {string} path */
function edited(text, body, path) {
	const blocks = body.matchAll(/^<<<<<<< SEARCH\n([\s\S]*?)^=======\n([\s\S]*?)^>>>>>>> REPLACE$/gm);
	let next = text ?? '';
	for (const [, search = '', replace = ''] of blocks) {
		if (next.split(search).length !== 2) throw new Error(`A block does not fit ${path} once:\n${search}`);
		next = next.replace(search, () => replace);
	}
	return next;
}
