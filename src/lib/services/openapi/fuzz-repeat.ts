import type { FuzzCall } from './fuzz.ts';

/** Stamps of the last change may differ; nothing else may. */
const TIMES = /\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?/g;

interface Repetition {
	readonly message: string;
	readonly status: number;
}

/**
 * What is wrong with sending a PUT or DELETE, which went well, once more: HTTP promises that it changes nothing further.
 * `canRead`: the same address answers GET.
 */
export async function repeated(
	request: Request,
	call: FuzzCall,
	canRead: boolean,
): Promise<Repetition | undefined> {
	const before = canRead ? await shown(request, call) : '';
	const { ok, status } = await call(request.clone());
	const isGone = request.method === 'DELETE' && (status === 404 || status === 410);
	if (!ok && !isGone)
		return { message: `The same ${request.method} once more was answered with ${status}.`, status };
	if (!canRead || before === (await shown(request, call))) return undefined;
	return { message: `The same ${request.method} once more changed what GET answers.`, status };
}

async function shown({ url }: Request, call: FuzzCall): Promise<string> {
	const answer = await call(new Request(url));
	return `${answer.status} ${(await answer.text()).replaceAll(TIMES, '')}`;
}
