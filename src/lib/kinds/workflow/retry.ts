import { Document, isMap, parseDocument } from 'yaml';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { bodyText, type Edit } from './edit.ts';
import { isRecord, type TaskNode } from './tasks.ts';

const LIMIT = ['catch', 'retry', 'limit', 'attempt', 'count'];

/** The change that lets a step be tried `count` times more when it fails. Fails with `retry-shared` where others have the same retries. */
export function retryEdit(
	text: string,
	{ kind, name, path, body }: TaskNode,
	count: number,
): Result<Edit, Problem> {
	if (kind !== 'try') return ok({ type: 'replace', path, text: wrapped(bodyText(text, path), name, count) });
	const handler = body['catch'];
	const retry = isRecord(handler) ? handler['retry'] : undefined;
	if (typeof retry === 'string') return err(shared(name, retry));
	if (count === 0) return ok({ type: 'set', path, at: ['catch', 'retry'], value: undefined });
	return ok(
		isRecord(retry)
			? { type: 'set', path, at: LIMIT, value: count }
			: { type: 'set', path, at: ['catch', 'retry'], value: retries(count) },
	);
}

/** After a second, then two, then four. */
const retries = (count: number) => ({
	delay: { seconds: 1 },
	backoff: { exponential: {} },
	limit: { attempt: { count } },
});

/** The body inside a `try`; what decides whether it runs and where it leads stays outside. */
function wrapped(text: string, name: string, count: number): string {
	const inner = parseDocument(text);
	if (!isMap(inner.contents) || count === 0) return text;
	const [condition, then] = ['if', 'then'].map((key) => inner.get(key));
	inner.delete('if');
	inner.delete('then');
	const outer = new Document({
		...(condition === undefined ? {} : { if: condition }),
		try: [{ [`${name}Once`]: {} }],
		catch: { retry: retries(count) },
		...(then === undefined ? {} : { then }),
	});
	outer.setIn(['try', 0, `${name}Once`], inner.contents);
	return outer.toString({ lineWidth: 0 });
}

const shared = (name: string, policy: string): Problem => ({
	type: 'retry-shared',
	message: `“${name}” has the retries “${policy}”, which other steps may have as well.`,
	action: `Change “${policy}” in the code.`,
});
