import type { Panel } from '#lib/model/composite.ts';
import type { Problem } from '#lib/model/result.ts';
import type { Operation, Schema } from '#lib/services/openapi/openapi.ts';
import { fieldsOf, outputsOf, valueAt, withValueAt, type Port } from './ports.ts';

/** What an operation answered. */
export interface PanelAnswer {
	readonly value: unknown;
	readonly status: number;
}

export type PanelValues = Readonly<Record<string, unknown>>;

/** One panel at work: what it is filled with and what it gave. */
export class PanelRun {
	panel: Panel = $state.raw({ id: 'value', type: 'value', title: '' });
	/** Undefined for panels of another type, and where the operation cannot be read: then `problem` says why. */
	operation: Operation | undefined = $state.raw();
	/** What the form asks for. */
	input: Schema | undefined = $state.raw();
	values: PanelValues = $state.raw({});
	isBusy = $state(false);
	answer: PanelAnswer | undefined = $state.raw();
	/** The row of the answer that the person chose. */
	item: unknown = $state.raw();
	problem: Problem | undefined = $state.raw();
	/** Mappings that failed on what came last: by field, why. */
	faults: Readonly<Record<string, string>> = $state.raw({});

	readonly fields: readonly Port[] = $derived(fieldsOf(this.panel, this.input));
	readonly outputs: readonly Port[] = $derived(outputsOf(this.panel, this.operation));

	/** Reads without changing anything, so that a wire may send it. */
	get isSafe(): boolean {
		return this.operation?.method === 'get' || this.operation?.method === 'head';
	}

	/** The last value of an output; undefined before there is one. */
	output(path: string): unknown {
		if (this.panel.type === 'value') return valueAt(this.values, path);
		return valueAt({ answer: this.answer?.value, item: this.item }, path);
	}

	fill(field: string, value: unknown): void {
		this.values = withValueAt(this.values, field, value);
	}
}
