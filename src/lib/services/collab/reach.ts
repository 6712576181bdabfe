import type { Author, Stream } from '#lib/model/collab.ts';
import { NO_PREVIOUS } from './envelope.ts';
import type { Reach } from './frames.ts';
import type { Gate } from './gate.ts';
import type { Place } from './snapshot.ts';

/** What this device has, as it tells others. */
export function reachesOf(gate: Gate): Reach[] {
	const founder = gate.members.founder?.author;
	const chains = (['acl', 'update', 'comment'] as const).flatMap((stream) =>
		gate.authors(stream).map((author) => ({ stream, author, ...endOf(gate, stream, author) })),
	);
	const snapshot = gate.snapshot;
	if (founder === undefined || snapshot.seq === 0) return chains;
	return [...chains, { stream: 'snapshot', author: founder, ...snapshot, cut: undefined }];
}

/** How far a chain counts. */
function endOf(gate: Gate, stream: Exclude<Stream, 'snapshot'>, author: Author): Place & Pick<Reach, 'cut'> {
	const chain = gate.chain(stream, author);
	const end = gate.standing(stream, author).at(-1) ?? chain.base;
	return { seq: end.seq, id: end.id, cut: chain.cut === Infinity ? undefined : chain.cut };
}

/** What to ask for, of all that somebody else has. */
export const lackingOf = (gate: Gate, theirs: readonly Reach[]): Reach[] =>
	theirs.map((reach) => lackOf(gate, reach)).filter((reach) => reach !== undefined);

function lackOf(gate: Gate, theirs: Reach): Reach | undefined {
	const { stream, author } = theirs;
	if (stream === 'snapshot')
		return theirs.seq > gate.snapshot.seq ? { ...theirs, ...gate.snapshot, id: NO_PREVIOUS } : undefined;
	const chain = gate.chain(stream, author);
	const cut = chain.cut === Infinity ? undefined : chain.cut;
	const present = chain.at(theirs.seq);
	const isOtherBranch = present !== undefined && present.id !== theirs.id && theirs.seq <= chain.cut;
	if (isOtherBranch) return { stream, author, seq: 0, id: NO_PREVIOUS, cut };
	const knowsEarlierFork = (theirs.cut ?? Infinity) < chain.cut;
	const isAhead = theirs.seq > chain.head.seq && theirs.seq <= chain.cut;
	return isAhead || knowsEarlierFork ? { stream, author, ...placeOf(chain.head), cut } : undefined;
}

const placeOf = ({ seq, id }: Place): Place => ({ seq, id });
