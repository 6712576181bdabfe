import { listed, type ListedCommand } from './command.ts';
import { createComposite } from './composite/create.ts';
import { trashCreation } from './creation/shelf.ts';
import { downloadServer } from './api/server.ts';
import { downloadScript } from './cli/script.ts';
import { downloadMcpServer } from './mcp/script.ts';
import { exportClosure, exportZip } from './share/share.ts';
import { beginComment } from './review/comment.ts';
import { resetSandboxes, runCreation, stopCreation } from './run/run.ts';
import { places } from './shell/places.ts';
import { addToTeam, inviteToTeam, leaveTeam } from './team/team.ts';
import { exportUsage } from './usage/usage.ts';
import { lockVault } from './vault/vault.ts';
import { saveVersion } from './version/version.ts';

/** What the palette and the shortcut table offer, in this order. Adding a command is one line here. */
export const commands: readonly ListedCommand[] = [
	...places.map(listed),
	listed(createComposite),
	listed(runCreation),
	listed(stopCreation),
	listed(saveVersion),
	listed(beginComment),
	listed(exportZip),
	listed(exportClosure),
	listed(downloadScript),
	listed(downloadMcpServer),
	listed(downloadServer),
	listed(trashCreation),
	listed(addToTeam),
	listed(inviteToTeam),
	listed(leaveTeam),
	listed(exportUsage),
	listed(resetSandboxes),
	listed(lockVault),
];
