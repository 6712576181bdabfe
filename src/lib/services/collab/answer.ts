import type { Stream } from '#lib/model/collab.ts';
import type { Bytes } from './bytes.ts';
import type { Fork } from './forks.ts';
import type { Reach } from './frames.ts';
import type { Gate } from './gate.ts';

interface Shelf {
	readonly gate: Gate;
	/** Proofs, by stream and author. */
	readonly forks: ReadonlyMap<string, Fork>;
	/** The newest snapshot as an envelope. */
	readonly snapshot: Bytes | undefined;
}

const ORDER: readonly Stream[] = ['acl', 'snapshot', 'update', 'comment'];

/** What of this device's shelf somebody asked for, in the order in which it can be taken. Who is no member gets the list of members only. */
export function answerTo(shelf: Shelf, wanted: readonly Reach[], isMember: boolean): readonly Bytes[] {
	const founder = shelf.gate.members.founder?.author;
	const allowed = wanted.filter(({ stream }) => isMember || stream === 'acl');
	const rank = ({ stream, author }: Reach): number =>
		ORDER.indexOf(stream) * 2 + (author === founder ? 0 : 1);
	const ordered = [...allowed].sort((a, b) => rank(a) - rank(b));
	const needsSnapshot = ordered.some((reach) => reach.stream === 'snapshot' || isBeforeBase(shelf, reach));
	const sent = ordered.flatMap((reach) => [...proofOf(shelf, reach), ...entriesOf(shelf, reach)]);
	return needsSnapshot && isMember ? withSnapshot(shelf, ordered, sent) : sent;
}

const isBeforeBase = ({ gate }: Shelf, { stream, author, seq }: Reach): boolean =>
	stream === 'update' && seq < gate.chain('update', author).base.seq;

function withSnapshot(shelf: Shelf, ordered: readonly Reach[], sent: readonly Bytes[]): readonly Bytes[] {
	if (shelf.snapshot === undefined) return sent;
	const acl = ordered.filter(({ stream }) => stream === 'acl');
	const count = acl.reduce(
		(sum, reach) => sum + proofOf(shelf, reach).length + entriesOf(shelf, reach).length,
		0,
	);
	return [...sent.slice(0, count), shelf.snapshot, ...sent.slice(count)];
}

function proofOf({ forks }: Shelf, { stream, author, cut }: Reach): readonly Bytes[] {
	const fork = forks.get(`${stream} ${author}`);
	if (fork === undefined || (cut ?? Infinity) <= fork.first.seq - 1) return [];
	return [fork.first.bytes, fork.second.bytes];
}

function entriesOf({ gate }: Shelf, { stream, author, seq }: Reach): readonly Bytes[] {
	if (stream === 'snapshot') return [];
	return gate
		.standing(stream, author)
		.filter((envelope) => envelope.seq > seq)
		.map(({ bytes }) => bytes);
}
