import { mount } from 'svelte';
import '../../src/app.css';
import Diagram from '../../src/lib/screens/studio/run/workflow/Diagram.svelte';
import { WorkflowView } from '../../src/lib/screens/studio/run/workflow/view.svelte.ts';

const HEAD = "document: { dsl: '1.0.3', namespace: bench, name: bench, version: '1.0.0' }\ndo:\n";

/** A workflow of `count` steps: every tenth chooses and may jump back, so that it is no plain chain. */
function textOf(count: number): string {
	const steps = Array.from({ length: count }, (_, index) =>
		index % 10 === 9
			? `  - step${index}: { switch: [{ again: { when: .again, then: step${index - 5} } }, { on: { then: continue } }] }\n`
			: `  - step${index}: { set: { value: ${index} } }\n`,
	);
	return HEAD + steps.join('');
}

declare global {
	interface Window {
		/** Draws a workflow of `count` steps; resolves once it is on the screen. ms. */
		drawWorkflow(count: number): Promise<{ ms: number; nodes: number }>;
	}
}

window.drawWorkflow = async (count) => {
	const target = document.createElement('div');
	target.style.cssText = 'inline-size: 900px; block-size: 700px';
	document.body.replaceChildren(target);
	const text = textOf(count);
	const since = performance.now();
	const view = new WorkflowView(() => undefined);
	view.read(text);
	await new Promise<void>((resolve) => {
		mount(Diagram, { target, props: { view, onconnect: () => undefined, ondrawn: resolve } });
	});
	await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
	return { ms: performance.now() - since, nodes: target.querySelectorAll('.svelte-flow__node').length };
};
