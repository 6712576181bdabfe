import { standardFault } from './fault.ts';
import { MemoryBus } from './in-memory.ts';
import { VirtualClock } from './virtual-clock.ts';
import type { ExprEngine, WorkflowHost } from './workflow.ts';

/** A world in which time passes at once and nothing is reached but what `facts` bring. */
export function closedHost(
	expressions: ExprEngine,
	facts: Partial<WorkflowHost> = {},
	clock = new VirtualClock(),
): WorkflowHost {
	const refused = () => Promise.reject(standardFault('configuration', 'There is none of it here.'));
	return {
		expressions: { evaluate: (...question) => clock.during(expressions.evaluate(...question)) },
		bus: new MemoryBus(),
		now: () => clock.now(),
		random: () => 0.5,
		until: (at, signal) => clock.until(at, signal),
		...{ http: refused, operation: refused, mcp: refused, script: refused },
		...{ workflow: refused, detach: refused, secret: refused, attach: refused },
		...facts,
	};
}
