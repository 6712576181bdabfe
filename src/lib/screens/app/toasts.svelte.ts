import type { Problem } from '#lib/model/result.ts';
import type { Toast, Toasts } from '../app.ts';

/** A message with an action stays long enough to read and reach. ms; WCAG asks for at least 5 s. */
const SHOWN_MS = 6000;
const SHOWN_WITH_ACTION_MS = 12_000;
const MOST = 4;

export class ToastList implements Toasts {
	items: readonly Toast[] = $state.raw([]);
	#next = 1;

	show(message: string, action?: Toast['action']): void {
		this.#add({ id: this.#next++, message, isProblem: false, ...(action ? { action } : {}) });
	}

	problem(problem: Problem): void {
		const message = problem.action ? `${problem.message} ${problem.action}` : problem.message;
		this.#add({ id: this.#next++, message, isProblem: true });
	}

	dismiss(id: number): void {
		this.items = this.items.filter((toast) => toast.id !== id);
	}

	#add(toast: Toast): void {
		this.items = [...this.items.slice(1 - MOST), toast];
		if (!toast.isProblem)
			setTimeout(() => this.dismiss(toast.id), toast.action ? SHOWN_WITH_ACTION_MS : SHOWN_MS);
	}
}
