/** The workflow itself, in the Serverless Workflow DSL 1.0. */
export const DEFINITION_PATH = 'workflow.yaml';
/** An input that leads to a result: what the form of a new run begins with. */
export const INPUT_PATH = 'examples/input.json';
/** Events that a run with that input waits for, in order. */
export const EVENTS_PATH = 'examples/events.json';
