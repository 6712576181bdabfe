import type { TaskRunner } from '../execution.ts';
import type { TaskKind } from '#lib/model/task.ts';
import { runCall } from './call.ts';
import { runEmit } from './emit.ts';
import { runFor } from './for.ts';
import { runFork } from './fork.ts';
import { runListen } from './listen.ts';
import { runRun } from './run.ts';
import { runDo, runRaise, runSet, runSwitch, runWait } from './simple.ts';
import { runTry } from './try.ts';

/** What runs each kind of task. A new kind is one file and one line here. */
export const runners: Readonly<Record<TaskKind, TaskRunner>> = {
	call: runCall,
	do: runDo,
	emit: runEmit,
	for: runFor,
	fork: runFork,
	listen: runListen,
	raise: runRaise,
	run: runRun,
	set: runSet,
	switch: runSwitch,
	try: runTry,
	wait: runWait,
};
