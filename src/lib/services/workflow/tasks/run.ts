import { isRecord, jsonOf, recordOf, textOf } from '../data.ts';
import { parseWorkflow } from '../definition.ts';
import { effect } from '../effect.ts';
import type { Activity, TaskEnd } from '../execution.ts';
import { standardFault } from '../fault.ts';
import { runNested } from '../body.ts';
import { fetchText } from '../resource.ts';
import type { ProcessResult } from '../workflow.ts';

/** A script or another workflow; containers and shells are not there in a browser. */
export async function runRun(activity: Activity): Promise<TaskEnd> {
	const run = recordOf(activity.task['run']);
	if (isRecord(run['workflow'])) return runWorkflow(activity, run['workflow'], run['await'] !== false);
	if (isRecord(run['script'])) return runScript(activity, run['script'], run);
	const what = Object.keys(run)[0] ?? 'nothing';
	throw standardFault('configuration', `A browser cannot run a ${what}.`);
}

async function runScript(
	activity: Activity,
	script: Readonly<Record<string, unknown>>,
	run: Readonly<Record<string, unknown>>,
): Promise<TaskEnd> {
	const { execution, input, frame } = activity;
	const code = textOf(script['code']) ?? (await fetchText(execution, script['source'], input, frame));
	const { code: _, source: __, ...rest } = script;
	const filled = recordOf(await execution.fill(rest, input, frame));
	const call = {
		language: String(script['language']).toLowerCase(),
		code,
		stdin: filled['stdin'] === undefined ? '' : textOr(filled['stdin']),
		arguments: argumentsOf(filled['arguments']),
		environment: Object.fromEntries(
			Object.entries(recordOf(filled['environment'])).map(([name, value]) => [name, textOr(value)]),
		),
	};
	const work = () => execution.host.script(call, frame.signal);
	if (run['await'] === false) {
		void work().catch(() => undefined);
		return { output: input };
	}
	const result = await effect(activity, { kind: 'run script', isSafe: true, perform: work });
	return { output: returned(resultFrom(result), textOf(run['return']) ?? 'stdout', input) };
}

const textOr = (value: unknown): string => (typeof value === 'string' ? value : jsonOf(value));

const argumentsOf = (value: unknown): readonly string[] =>
	(Array.isArray(value) ? value : Object.values(recordOf(value))).map(textOr);

const resultFrom = (value: unknown): ProcessResult => {
	const { code, stdout, stderr } = recordOf(value);
	return { code: Number(code ?? 0), stdout: textOf(stdout) ?? '', stderr: textOf(stderr) ?? '' };
};

function returned(result: ProcessResult, what: string, input: unknown): unknown {
	if (what === 'none') return input;
	if (what === 'code') return result.code;
	if (what === 'stderr') return parsed(result.stderr);
	if (what === 'all') return result;
	if (result.code !== 0)
		throw standardFault('runtime', result.stderr || `The script ended with code ${result.code}.`);
	return parsed(result.stdout);
}

/** JSON that a script prints is data. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text.replace(/\n$/, '');
	}
}

async function runWorkflow(
	activity: Activity,
	workflow: Readonly<Record<string, unknown>>,
	isAwaited: boolean,
): Promise<TaskEnd> {
	const { execution, input, frame } = activity;
	const filled = recordOf(await execution.fill(workflow, input, frame));
	const { namespace, name, version } = filled;
	const wanted = {
		namespace: textOf(namespace) ?? 'default',
		name: textOf(name) ?? '',
		version: textOf(version) ?? 'latest',
	};
	const given = filled['input'] === undefined ? input : filled['input'];
	if (!isAwaited) {
		const perform = () => execution.host.detach(wanted, given);
		await effect(activity, { kind: 'run workflow', isSafe: false, perform });
		return { output: input };
	}
	const parsedText = parseWorkflow(await execution.host.workflow(wanted));
	if (!parsedText.ok)
		throw standardFault(
			'configuration',
			`The workflow "${wanted.name}" is broken: ${parsedText.error[0]?.message ?? ''}`,
		);
	return runNested(activity, parsedText.value, given);
}
