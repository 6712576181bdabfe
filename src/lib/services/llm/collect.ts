/** All that a stream yields, once it has ended. */
export async function collect<T>(source: AsyncIterable<T>): Promise<readonly T[]> {
	const all: T[] = [];
	for await (const each of source) all.push(each);
	return all;
}
