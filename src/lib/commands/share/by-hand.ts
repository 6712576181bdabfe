import type { MeshSeat, MeshTransport } from '#lib/services/collab/mesh.ts';
import type { Transport } from '#lib/services/collab/transport.ts';

/** Direct connections, with a hold on where they are made, so that a person can carry the codes. */
export class ByHand {
	readonly transport: Transport;
	#seats: MeshSeat[] = [];

	constructor(mesh: MeshTransport) {
		this.transport = {
			label: mesh.label,
			join: (meeting, onLink) => {
				const seat = mesh.join(meeting, onLink);
				this.#seats.push(seat);
				return {
					close: () => {
						this.#seats = this.#seats.filter((other) => other !== seat);
						seat.close();
					},
				};
			},
		};
	}

	/** A code to show to one other device. Undefined when this browser offers nothing. */
	async offer(): Promise<string | undefined> {
		return this.#seats.at(-1)?.offer();
	}

	/** The answer to another device's code. Undefined when the code is none. */
	async answer(code: string): Promise<string | undefined> {
		return this.#seats.at(-1)?.answer(code);
	}

	/** Takes the answer to a code of ours. False when it answers nothing of ours. */
	accept(code: string): boolean {
		return this.#seats.some((seat) => seat.accept(code));
	}
}
