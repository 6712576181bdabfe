/** The page of the running project, in whatever element shows it. */
export class PreviewFrame {
	readonly #title: string;
	#url: string | null = null;
	#element: HTMLElement | null = null;
	#frame: HTMLIFrameElement | null = null;

	constructor(title: string) {
		this.#title = title;
	}

	/** Shows the page in `element`, now or once there is one. The returned function takes it out. */
	place(element: HTMLElement): () => void {
		this.#element = element;
		this.#render();
		return () => {
			if (this.#element !== element) return;
			this.#element = null;
			this.#render();
		};
	}

	show(url: string): void {
		this.#url = url;
		this.#render();
	}

	remove(): void {
		this.#element = null;
		this.#render();
	}

	#render(): void {
		this.#frame?.remove();
		this.#frame = null;
		if (this.#element === null || this.#url === null) return;
		const frame = document.createElement('iframe');
		frame.title = `Preview of ${this.#title}`;
		frame.allow = 'cross-origin-isolated';
		frame.referrerPolicy = 'no-referrer';
		// No `sandbox`: the page comes from the vendor's service worker, which such frames do not reach. It is of another
		// origin, so it sees nothing of this page.
		frame.src = this.#url;
		this.#element.append(frame);
		this.#frame = frame;
	}
}
