import type { VendorTexts } from '../messages.ts';

const VENDOR_IMPORT = /(["'])aether-vendor:([^"']+)\1/g;
const createObjectUrl = URL.createObjectURL.bind(URL);

/** Turns library names into blob addresses. There is no import map in a worker, so this serves both. */
export class Linker {
	readonly #texts = new Map<string, string>();
	readonly #urls = new Map<string, string>();

	add(texts: VendorTexts): void {
		for (const [name, code] of Object.entries(texts)) this.#texts.set(name, code);
	}

	/** Address of a library, itself linked. */
	url(name: string): string {
		const known = this.#urls.get(name);
		if (known !== undefined) return known;
		const code = this.#texts.get(name);
		if (code === undefined) throw new Error(`The library "${name}" is missing.`);
		const url = scriptUrl(`${this.link(code)}\n//# sourceURL=aether-vendor/${name}`);
		this.#urls.set(name, url);
		return url;
	}

	link(code: string): string {
		return code.replaceAll(VENDOR_IMPORT, (_match, _quote, name: string) => JSON.stringify(this.url(name)));
	}
}

export const scriptUrl = (code: string): string =>
	createObjectUrl(new Blob([code], { type: 'text/javascript' }));
