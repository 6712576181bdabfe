import { isRecord, recordOf } from '../data.ts';
import type { Activity, TaskEnd } from '../execution.ts';
import { standardFault } from '../fault.ts';
import { kindOfTask } from '#lib/model/task.ts';
import { fetchText } from '../resource.ts';
import { runTask } from '../run-task.ts';

/** Calls a function of `use.functions`, of a catalogue, or at an address: a task whose input is `with`. */
export async function callFunction(activity: Activity): Promise<TaskEnd> {
	const { execution, task, reference, input, frame } = activity;
	const name = String(task['call']);
	const definition = await functionNamed(activity, name);
	const given = task['with'] === undefined ? input : await execution.fill(task['with'], input, frame);
	const end = await runTask({
		execution,
		name,
		task: definition,
		reference: `${reference}/function`,
		input: given,
		frame: { ...frame, depth: frame.depth + 1 },
	});
	return { output: end.output };
}

async function functionNamed(activity: Activity, name: string): Promise<Readonly<Record<string, unknown>>> {
	const { use } = activity.execution.definition;
	const own = recordOf(use['functions'])[name];
	if (isRecord(own)) return own;
	const address = typeof own === 'string' ? own : addressOf(name, recordOf(use['catalogs']));
	if (address === undefined) throw standardFault('configuration', `There is no function "${name}".`);
	const { parse } = await import('yaml');
	const text = await fetchText(activity.execution, address, null, activity.frame);
	const fetched: unknown = parse(text, { maxAliasCount: 100 });
	if (isRecord(fetched) && kindOfTask(fetched)) return fetched;
	throw standardFault('configuration', `What lies at the address of "${name}" is no function.`);
}

/** `log:1.0.0@catalog`, or an address itself. */
function addressOf(name: string, catalogs: Readonly<Record<string, unknown>>): unknown {
	if (/^https?:/.test(name)) return name;
	const [, title, version, catalog] = /^([\w.-]+):([\w.+-]+)@([\w.-]+)$/.exec(name) ?? [];
	if (!title || !catalog || !version) return undefined;
	const { endpoint } = recordOf(catalogs[catalog]);
	const root = isRecord(endpoint) ? endpoint['uri'] : endpoint;
	return typeof root === 'string'
		? `${root.replace(/\/$/, '')}/functions/${title}/${version}/function.yaml`
		: undefined;
}
