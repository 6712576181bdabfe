import { about, examples } from '../../shared/files/about.ts';
import { type Call, type Command, Failure, type Tool, UsageError } from '../../shared/files/cli.ts';
import { minutesText } from '../../shared/files/dates.ts';
import { tableOf } from '../../shared/files/table.ts';
import { clockText, durationOf, runFor } from './clock.ts';
import { readLog, writeLog, type Stretch } from './log.ts';

const commands: readonly Command[] = [
	{
		name: 'wait',
		usage: 'TIME [TEXT]',
		help: 'Count down, then beep: wait 5m, wait 90s tea, wait 1:30',
		options: [{ name: 'quiet', short: 'q', help: 'No beep' }],
		run: async (call) => {
			const text = call.words.slice(1).join(' ') || 'Time is up';
			await runFor(call, durationOf(call.word(0, 'The time')), '');
			call.print(`${text}${call.has('quiet') ? '' : '\u0007'}`);
		},
	},
	{
		name: 'pomodoro',
		usage: '[WORK] [BREAK]',
		help: 'Work and breaks in turn, each written down (default: 25m 5m)',
		options: [
			{ name: 'rounds', short: 'n', value: 'N', help: 'How many (default 4)' },
			{ name: 'task', short: 't', value: 'TEXT', help: 'What you work on' },
		],
		run: pomodoro,
	},
	{
		name: 'start',
		usage: 'TASK',
		help: 'Begin to measure the time of a task; what runs is stopped',
		run: start,
	},
	{
		name: 'stop',
		help: 'Stop what runs',
		run: async (call) => {
			const log = await readLog(call.io.files);
			const running = log.find(({ end }) => end === null);
			if (!running) throw new Failure('Nothing is running.');
			await writeLog(call.io.files, ended(log));
			call.print(`Stopped ${running.task} after ${lengthText(running)}`);
		},
	},
	{
		name: 'status',
		help: 'What runs, and for how long',
		run: async (call) => {
			const running = (await readLog(call.io.files)).find(({ end }) => end === null);
			call.print(running ? `${running.task}: ${lengthText(running)}` : 'Nothing is running.');
			return running ? 0 : 1;
		},
	},
	{
		name: 'log',
		help: 'All stretches of time',
		options: [{ name: 'csv', help: 'As CSV' }],
		run: log,
	},
	{
		name: 'report',
		help: 'How long each task took',
		options: [
			{ name: 'by', short: 'b', value: 'task|day|month', help: 'What to add up by (default: task)' },
			{ name: 'since', short: 's', value: 'DAY', help: 'From this day on, such as 2026-01-31' },
		],
		run: report,
	},
];

export const tool: Tool = { ...about, commands, examples };

async function pomodoro(call: Call): Promise<void> {
	const [work, pause] = [durationOf(call.words[0] ?? '25m'), durationOf(call.words[1] ?? '5m')];
	const rounds = call.count('rounds', 4);
	for (let round = 1; round <= rounds; round++) {
		const begin = new Date();
		await runFor(call, work, `Work ${round} of ${rounds} `);
		const done = {
			task: call.value('task') ?? 'pomodoro',
			begin: begin.toISOString(),
			end: new Date().toISOString(),
		};
		await writeLog(call.io.files, [...(await readLog(call.io.files)), done]);
		call.print(`Round ${round} of ${rounds} is done\u0007`);
		if (round === rounds) break;
		await runFor(call, pause, 'Break ');
		call.print('Back to work\u0007');
	}
}

async function start(call: Call): Promise<void> {
	call.word(0, 'The task');
	const task = call.words.join(' ');
	const log = ended(await readLog(call.io.files));
	await writeLog(call.io.files, [...log, { task, begin: new Date().toISOString(), end: null }]);
	call.print(`Started ${task}`);
}

const ended = (log: readonly Stretch[]): Stretch[] =>
	log.map((stretch) => (stretch.end === null ? { ...stretch, end: new Date().toISOString() } : stretch));

const minutesOf = ({ begin, end }: Stretch): number =>
	(new Date(end ?? Date.now()).getTime() - new Date(begin).getTime()) / 60_000;

function lengthText(stretch: Stretch): string {
	const minutes = minutesOf(stretch);
	return minutes < 1 ? `${Math.round(minutes * 60)} s` : minutesText(Math.round(minutes));
}

async function log(call: Call): Promise<void> {
	const all = await readLog(call.io.files);
	if (call.has('csv')) {
		call.print('task,begin,end,minutes');
		for (const each of all)
			call.print(
				`"${each.task.replaceAll('"', '""')}",${each.begin},${each.end ?? ''},${minutesOf(each).toFixed(1)}`,
			);
		return;
	}
	if (all.length === 0) return call.print('Nothing yet. "start TASK" begins.');
	const rows = all.map((each) => [
		clockText(new Date(each.begin)),
		each.end === null ? 'running' : clockText(new Date(each.end)),
		lengthText(each),
		each.task,
	]);
	call.io.stdout.write(tableOf([['Begin', 'End', 'Time', 'Task'], ...rows]));
}

async function report(call: Call): Promise<void> {
	const by = call.value('by') ?? 'task';
	if (!['task', 'day', 'month'].includes(by)) throw new UsageError('--by needs task, day or month.');
	const since = call.value('since') ?? '';
	const sums = new Map<string, number>();
	for (const stretch of await readLog(call.io.files)) {
		if (stretch.begin < since) continue;
		const key = by === 'task' ? stretch.task : stretch.begin.slice(0, by === 'day' ? 10 : 7);
		sums.set(key, (sums.get(key) ?? 0) + minutesOf(stretch));
	}
	if (sums.size === 0) return call.print('Nothing was measured yet.');
	const total = [...sums.values()].reduce((sum, minutes) => sum + minutes, 0);
	const rows = [...sums]
		.sort(([, a], [, b]) => b - a)
		.map(([key, minutes]) => [
			key,
			minutesText(Math.round(minutes)),
			`${Math.round((minutes / (total || 1)) * 100)} %`,
		]);
	call.io.stdout.write(
		tableOf([[by, 'Time', 'Share'], ...rows, ['total', minutesText(Math.round(total)), '']]),
	);
}
