import type { Services } from '#lib/commands/services.ts';
import type { Spec } from '#lib/model/spec.ts';
import { once } from './once.ts';

/** What people most often make: a list of some things. */
const USUAL = 'A list of books with title and rating';

/** Builds ahead what a person will probably make, so that Create finds it done. */
export class Foresight {
	readonly #open: () => Promise<Services>;
	#hasBegun = false;

	constructor(open: () => Promise<Services>) {
		this.#open = open;
	}

	/** Bundling anything at all makes the next program several times faster, for its tools are compiled as they are used. */
	readonly usual = once(async () => {
		const understood = (await (await this.#open()).starter()).understand(USUAL);
		if (understood.type === 'understood' && !this.#hasBegun) await this.#foresee(understood.spec);
	});

	foresee(spec: Spec): void {
		this.#hasBegun = true;
		void this.#foresee(spec);
	}

	async #foresee(spec: Spec): Promise<void> {
		const services = await this.#open();
		await (await import('#lib/commands/creation/foresee.ts')).foresee(spec, services);
	}
}
