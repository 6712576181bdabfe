import type { AuditEvent } from '#lib/model/event.ts';
import { sizeText } from '#lib/ui/format.ts';

/** Events as a person reads them. What is not named here is shown by its own name. */
const EVENTS: Readonly<Record<string, string>> = {
	'creation.create': 'Create',
	'creation.amend': 'Ask for a change',
	'creation.correct': 'Adjust what was understood',
	'creation.rename': 'Rename',
	'creation.tag': 'Set tags',
	'creation.favourite': 'Change favourite',
	'creation.trash': 'Move to trash',
	'creation.untrash': 'Put back from trash',
	'creation.erase': 'Delete for good',
	'creation.export': 'Export',
	'creation.import': 'Import',
	'share.start': 'Share',
	'share.invite': 'Make a link to share',
	'share.closeInvite': 'Close a link',
	'share.readLink': 'Read a link',
	'share.join': 'Join',
	'share.approve': 'Let somebody in',
	'share.setRole': 'Change a role',
	'share.remove': 'Remove somebody',
	'share.leave': 'Leave',
	'share.offerCode': 'Make a code to connect by',
	'share.answerCode': 'Take a code to connect by',
	'share.settings': 'Set how others are found',
	'share.probe': 'Test a signalling address',
	'collab.refused': 'Take what another device sent',
	'collab.banned': 'Let another device in',
	'file.add': 'Add a file',
	'file.move': 'Rename a file',
	'file.delete': 'Delete a file',
	'version.save': 'Save a version',
	'version.restore': 'Restore a version',
	'run.start': 'Run',
	'run.stop': 'Stop',
	'run.killed': 'Stopped because it did too much',
	'run.failed': 'Stopped with an error',
	'vault.create': 'Create the vault',
	'vault.unlock': 'Unlock the vault',
	'vault.lock': 'Lock the vault',
	'vault.change-passphrase': 'Change the passphrase',
	'vault.add-passkey': 'Add a passkey',
	'vault.auto-lock': 'Set when the vault locks',
	'vault.erase': 'Delete the vault',
	'key.save': 'Save a key',
	'key.remove': 'Remove a key',
	'key.test': 'Test a connection',
	'endpoint.add': 'Allow an address',
	'endpoint.remove': 'Take an address back',
	'openrouter.start': 'Sign in with OpenRouter',
	'openrouter.finish': 'Take the key of OpenRouter',
	'sandbox.reset': 'Stop everything that runs',
	'budget.set': 'Set budgets',
	'budget.set-creation': "Set a creation's budget",
	'price.set': 'Set a price',
	'usage.export': 'Export usage',
	'net.denied': 'Reach the network',
	'net.limited': 'Call too often',
	'net.allowed': 'Reach the network',
	'grant.allow': 'Allow an address',
	'grant.revoke': 'Take back an address',
	'secret.save': 'Save the key of a service',
	'secret.list': 'Look which keys are there',
	'connector.read': 'Read the document of a service',
	'connector.probe': 'Try a service',
	'connector.import': 'Add a service',
	'service.unfit': 'A service answered otherwise than it documents',
	'cli.script': 'Downloaded as a script',
	'api.server': 'Downloaded as a Node server',
	'mcp.script': 'Downloaded as an MCP server',
	'go.services': 'Go to services',
	'go.events': 'Go to events',
	'storage.denied': 'Keep data',
	'link.denied': 'Call another creation',
	'operation.denied': 'Call an operation',
	'hop.denied': 'Call in a circle',
	'link.call': 'Call over a link',
	'link.add': 'Add a link',
	'link.remove': 'Remove a link',
	'link.update': 'Update a link',
	'composite.create': 'Make a composite',
	'composite.addPanel': 'Add a panel',
	'composite.removePanel': 'Remove a panel',
	'composite.renamePanel': 'Rename a panel',
	'composite.wire': 'Connect panels',
	'composite.unwire': 'Disconnect panels',
	'composite.arrange': 'Arrange panels',
	'creation.exportClosure': 'Export with everything it uses',
	'change.breaks': 'Change what others use',
	'comment.add': 'Comment',
	'comment.edit': 'Edit a comment',
	'comment.delete': 'Delete a comment',
	'comment.settle': 'Resolve or reopen a comment',
	'review.ask': 'Ask for a review',
	'review.judge': 'Give a verdict',
	'review.withdraw': 'Withdraw a request or a suggestion',
	'review.rule': 'Set how changes are made',
	'proposal.make': 'Suggest a change',
	'proposal.merge': 'Merge a suggestion',
	'heard.request-review': 'Somebody asked for a review',
	'heard.approve': 'Somebody approved',
	'heard.request-changes': 'Somebody asked for changes',
	'heard.propose': 'Somebody suggested a change',
	'heard.merge': 'Somebody merged a suggestion',
	'heard.rule': 'Somebody set how changes are made',
	'comment.begin': 'Begin a comment',
	'share.here': 'Bring a room into this tab',
	'share.lend': 'Lend a model',
	'share.stopLending': 'Stop lending a model',
	'share.serve': 'Let members use operations',
	'share.chooseHost': 'Choose whose device answers',
	'model.lent': 'A member used a lent model',
	'member.call': 'A member called an operation',
	'team.create': 'Make a team',
	'go.new-team': 'Go to a new team',
	'team.join': 'Join a team',
	'team.invite': 'Invite to a team',
	'team.choose': 'Choose a team',
	'team.addCreation': 'Add to a team',
	'team.removeCreation': 'Take out of a team',
	'team.open': 'Open a creation of a team',
	'team.startFrom': 'Start from a template',
	'team.markTemplate': 'Mark a template',
	'team.rename': 'Rename a team',
	'team.setRules': 'Set the rules of a team',
	'team.leave': 'Leave a team',
	'go.new': 'Go to a new creation',
	'go.creations': 'Go to creations',
	'go.mesh': 'Go to mesh',
	'go.activity': 'Go to activity',
	'go.market': 'Go to market',
	'go.teams': 'Go to teams',
	'go.usage': 'Go to usage',
	'go.settings': 'Go to settings',
};

/** `run.memory-exceeded` → "Run: memory exceeded" where no better words are known. */
export function eventWords(event: string): string {
	const known = EVENTS[event];
	if (known) return known;
	const [noun = event, verb] = event.split('.');
	const words = (text: string): string => text.replace(/[-_]/g, ' ');
	return `${noun.charAt(0).toUpperCase()}${words(noun.slice(1))}${verb ? `: ${words(verb)}` : ''}`;
}

export const OUTCOME_WORDS: Readonly<Record<AuditEvent['outcome'], string>> = {
	ok: 'Done',
	denied: 'Refused',
	failed: 'Failed',
};

/** The facts of an event in one line: "51 characters, kit tracker". */
export function detailWords(detail: AuditEvent['detail']): string {
	return Object.entries(detail)
		.map(([name, value]) => factWords(name, value))
		.join(', ');
}

function factWords(name: string, value: string | number | boolean): string {
	if (name === 'characters') return `${String(value)} characters`;
	if (name === 'bytes' && typeof value === 'number') return sizeText(value);
	if (name === 'problem') return `reason: ${String(value).replace(/-/g, ' ')}`;
	if (name === 'version') return `version ${String(value).slice(0, 7)}`;
	return `${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} ${String(value)}`;
}
