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
		/** Drags the drawing for as many frames; the times between them. ms. */
		panWorkflow(frames: number): Promise<readonly number[]>;
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

window.panWorkflow = async (frames) => {
	const pane = document.querySelector('.svelte-flow__pane');
	const at = (type: string, y: number) =>
		new MouseEvent(type, { bubbles: true, view: window, button: 0, clientX: 450, clientY: y });
	const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
	const times: number[] = [];
	pane?.dispatchEvent(at('mousedown', 600));
	let before = await frame();
	for (let n = 1; n <= frames; n++) {
		window.dispatchEvent(at('mousemove', 600 - n * 40));
		const now = await frame();
		times.push(now - before);
		before = now;
	}
	window.dispatchEvent(at('mouseup', 600 - frames * 40));
	return times;
};
