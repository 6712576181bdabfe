import { concurrentRow } from './concurrent.mjs';
import { databaseStartRow } from './database-start.mjs';
import { editTokensRow } from './edit-tokens.mjs';
import { firstLoadRow } from './first-load.mjs';
import { operationsRow } from './operations.mjs';
import { gatewayRow } from './gateway.mjs';
import { packageAddRow, packagesRow } from './packages.mjs';
import { rebuildRow } from './rebuild.mjs';
import { searchRow } from './search.mjs';
import { sentenceRow } from './sentence.mjs';
import { envelopeRow, latencyRow, roomJoinRow } from './together.mjs';
import { warmStartRow } from './warm-start.mjs';
import { jqRow, workflowResumeRow, workflowStepsRow } from './workflow.mjs';
import { workflowGraphRow } from './workflow-graph.mjs';

/** All rows, in the order of the table. A new one is a file here and a line there. @type {import('../row.mjs').Row[]} */
export const rows = [
	firstLoadRow,
	warmStartRow,
	sentenceRow,
	rebuildRow,
	searchRow,
	operationsRow,
	editTokensRow,
	gatewayRow,
	concurrentRow,
	databaseStartRow,
	packageAddRow,
	packagesRow,
	workflowStepsRow,
	workflowResumeRow,
	jqRow,
	workflowGraphRow,
	latencyRow,
	roomJoinRow,
	envelopeRow,
];
