import createJq from 'jq-wasm/dist/build/jq.js';
import { createExprEngine, type RunJq } from './jq.ts';
import { runJqIn, type JqInstance } from './jq-instances.ts';
import type { ExprEngine } from './workflow.ts';

const start = (): Promise<JqInstance> => createJq();

/** jq programs in this realm, which they can hold up as long as they like: for workers. */
export const runJqHere = (): RunJq => runJqIn(start);

/** The same behind the contract, for where there are no workers. */
export const createJqHere = (): ExprEngine => createExprEngine(runJqHere());
