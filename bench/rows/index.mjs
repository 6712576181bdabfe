import { editTokensRow } from './edit-tokens.mjs';
import { firstLoadRow } from './first-load.mjs';
import { rebuildRow } from './rebuild.mjs';
import { searchRow } from './search.mjs';
import { sentenceRow } from './sentence.mjs';
import { warmStartRow } from './warm-start.mjs';
import { workflowGraphRow } from './workflow-graph.mjs';

/** All rows, in the order of the table. A new one is a file here and a line there. @type {import('../row.mjs').Row[]} */
export const rows = [
	firstLoadRow,
	warmStartRow,
	sentenceRow,
	rebuildRow,
	searchRow,
	editTokensRow,
	workflowGraphRow,
];
