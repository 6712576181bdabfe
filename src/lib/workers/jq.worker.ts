import { runJqHere } from '#lib/services/workflow/jq-here.ts';
import { answer } from './remote.ts';

answer({ run: runJqHere() });
