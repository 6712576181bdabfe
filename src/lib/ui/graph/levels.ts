import { placeItems, type Item, type Link, type Point } from './pieces.ts';
import type { Box, GraphShape, ShapeEdge, ShapeNode } from './layout.ts';

/** Room between the border of a group and what it holds: above it stands the group's name. */
const ROOM = { top: 30, side: 20, bottom: 20 };
/** Where lines leave a group. It has no size, and keeps them off what comes later in the group. */
const WAY_OUT: Item = { id: '\0way out', width: 0, height: 0 };

/** A group by its id; undefined is the graph itself. */
type Group = string | undefined;

interface Level {
	readonly size: Pick<Box, 'width' | 'height'>;
	/** From the group's own upper left corner. */
	readonly places: ReadonlyMap<string, Point>;
}

/** The box of every node. Groups are laid out one by one, the innermost first: each is one node of what is around it. */
export function layOutLevels({ direction, nodes, edges, gap }: GraphShape): ReadonlyMap<string, Box> {
	const inside = grouped(nodes, ({ parent }) => parent);
	const links = linksByGroup(nodes, edges);
	const levels = new Map<Group, Level>();
	const itemOf = ({ id, width, height, isGroup }: ShapeNode): Item =>
		isGroup ? { id, ...layOut(id).size } : { id, width, height };
	const layOut = (group: Group): Level => {
		const items = (inside.get(group) ?? []).map(itemOf);
		const level = levelOf(
			items,
			placeItems([...items, WAY_OUT], links.get(group) ?? [], { direction, gap }),
			group,
		);
		levels.set(group, level);
		return level;
	};
	layOut(undefined);
	return boxesOf(nodes, levels);
}

/** A group that holds nothing is as large as its border. */
const EMPTY: Level = { size: { width: 2 * ROOM.side, height: ROOM.top + ROOM.bottom }, places: new Map() };

/** Moves what a level holds to its upper left corner, with room around it where it is a group. */
function levelOf(items: readonly Item[], found: ReadonlyMap<string, Point>, group: Group): Level {
	if (items.length === 0) return EMPTY;
	const placed = items.map((item) => ({ ...item, ...(found.get(item.id) ?? { x: 0, y: 0 }) }));
	const room = group === undefined ? { top: 0, side: 0, bottom: 0 } : ROOM;
	const left = placed.reduce((least, { x }) => Math.min(least, x), Infinity) - room.side;
	const top = placed.reduce((least, { y }) => Math.min(least, y), Infinity) - room.top;
	const right = placed.reduce((most, { x, width }) => Math.max(most, x + width), -Infinity) + room.side;
	const bottom = placed.reduce((most, { y, height }) => Math.max(most, y + height), -Infinity) + room.bottom;
	return {
		size: { width: right - left, height: bottom - top },
		places: new Map(placed.map(({ id, x, y }) => [id, { x: x - left, y: y - top }])),
	};
}

/** Each edge as a link between two nodes of one group, and where it leaves groups as a link to their way out. */
function linksByGroup(
	nodes: readonly ShapeNode[],
	edges: readonly ShapeEdge[],
): ReadonlyMap<Group, readonly Link[]> {
	const parents = new Map(nodes.map(({ id, parent }) => [id, parent]));
	const known = edges.filter(({ source, target }) => parents.has(source) && parents.has(target));
	const links = known.flatMap(({ source, target }) => {
		const [out, into] = [pathTo(source, parents), pathTo(target, parents)];
		let shared = 0;
		while (shared < out.length - 1 && out[shared] === into[shared]) shared++;
		return out.slice(shared).map((id, index) => ({
			group: parents.get(id),
			source: id,
			target: index === 0 ? (into[shared] ?? WAY_OUT.id) : WAY_OUT.id,
		}));
	});
	return grouped(links, ({ group }) => group);
}

/** From the outermost group around a node to the node itself. */
function pathTo(node: string, parents: ReadonlyMap<string, Group>): readonly string[] {
	const path: string[] = [];
	for (let id: Group = node; id !== undefined; id = parents.get(id)) path.unshift(id);
	return path;
}

function boxesOf(nodes: readonly ShapeNode[], levels: ReadonlyMap<Group, Level>): ReadonlyMap<string, Box> {
	const boxes = new Map<string, Box>();
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const boxOf = ({ id, parent, width, height, isGroup }: ShapeNode): Box => {
		const known = boxes.get(id);
		if (known) return known;
		const around = parent === undefined ? undefined : byId.get(parent);
		const { x, y } = around ? boxOf(around) : { x: 0, y: 0 };
		const place = levels.get(parent)?.places.get(id) ?? { x: 0, y: 0 };
		const size = (isGroup && levels.get(id)?.size) || { width, height };
		const box = { x: x + place.x, y: y + place.y, ...size };
		boxes.set(id, box);
		return box;
	};
	nodes.forEach(boxOf);
	return boxes;
}

function grouped<T, Key>(items: readonly T[], keyOf: (item: T) => Key): ReadonlyMap<Key, readonly T[]> {
	const groups = new Map<Key, T[]>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return groups;
}
