import { parse, serialize, type DefaultTreeAdapterTypes } from 'parse5';
import { bytesOf, textOf, type Files } from '#lib/model/files.ts';
import type { ProgramPage } from '../messages.ts';
import { dataUrl, inlineCss } from './assets.ts';
import { guardLoops } from './guard.ts';
import { joinPath } from './paths.ts';

type Element = DefaultTreeAdapterTypes.Element;
type ParentNode = DefaultTreeAdapterTypes.ParentNode;

export interface HtmlEntry {
	readonly page: ProgramPage;
	/** Classic scripts in order, guarded. */
	readonly scripts: readonly string[];
	/** Modules in order: the path of a file, or the text of an inline script placed on its own lines. */
	readonly modules: readonly ({ readonly path: string } | { readonly code: string })[];
}

/**
 * Takes an HTML entry apart: what the policy of the sandbox would block inline (scripts, event handlers) runs as files
 * do, style sheets and pictures of the creation are put in.
 */
export function readHtml(path: string, files: Files): HtmlEntry {
	const document = parse(textOf(files.get(path)) ?? '', { sourceCodeLocationInfo: true });
	const reading = new Reading(path, files);
	reading.walk(document);
	const html = childOf(document, 'html');
	const head = html && childOf(html, 'head');
	const body = html && childOf(html, 'body');
	return {
		page: {
			htmlAttributes: attributesOf(html),
			bodyAttributes: attributesOf(body),
			head: head ? serialize(head) : '',
			body: body ? serialize(body) : '',
		},
		scripts: [...reading.scripts, ...reading.handlers],
		modules: reading.modules,
	};
}

class Reading {
	readonly scripts: string[] = [];
	readonly handlers: string[] = [];
	readonly modules: ({ path: string } | { code: string })[] = [];
	readonly #path: string;
	readonly #files: Files;

	constructor(path: string, files: Files) {
		this.#path = path;
		this.#files = files;
	}

	walk(parent: ParentNode): void {
		parent.childNodes = parent.childNodes.filter((node) => {
			if (!('tagName' in node)) return true;
			if (node.tagName === 'script') return this.#script(node);
			if (node.tagName === 'link') return this.#link(node);
			if (node.tagName === 'base' || isPolicy(node)) return false;
			this.#attributes(node);
			this.walk(node);
			return true;
		});
	}

	/** Whether the element stays in the page. */
	#script(node: Element): boolean {
		const type = attribute(node, 'type') ?? '';
		const source = attribute(node, 'src');
		const isProgram = /^(module|text\/javascript|application\/javascript|)$/i.test(type);
		if (!isProgram) return true;
		const line = node.sourceCodeLocation?.startLine ?? 1;
		const code = '\n'.repeat(line - 1) + textWithin(node);
		if (source !== undefined) this.#file(source, type === 'module');
		else if (type === 'module') this.modules.push({ code });
		else this.scripts.push(guardLoops(code, 'script'));
		return false;
	}

	#file(source: string, isModule: boolean): void {
		const path = joinPath(this.#path, source);
		if (isModule) this.modules.push({ path });
		else {
			const code = textOf(this.#files.get(path));
			if (code !== undefined) this.scripts.push(guardLoops(code, 'script'));
			else this.modules.push({ path });
		}
	}

	#link(node: Element): boolean {
		if (attribute(node, 'rel')?.toLowerCase() !== 'stylesheet') return false;
		const path = joinPath(this.#path, attribute(node, 'href') ?? '');
		if (!this.#files.has(path)) return false;
		const style = inlineCss(path, this.#files);
		node.tagName = node.nodeName = 'style';
		node.attrs = [{ name: 'data-path', value: path }];
		node.childNodes = [{ nodeName: '#text', value: style.replaceAll('</', '<\\/'), parentNode: node }];
		return true;
	}

	#attributes(node: Element): void {
		const handlers = node.attrs.filter(({ name }) => /^on[a-z]+$/.test(name));
		node.attrs = node.attrs.filter((each) => !handlers.includes(each));
		for (const { name, value } of handlers) this.#handler(node, name.slice(2), value);
		const source = node.attrs.find(({ name }) => name === 'src');
		const path = source && joinPath(this.#path, source.value);
		const content = path === undefined ? undefined : this.#files.get(path);
		if (source && path !== undefined && content !== undefined) source.value = dataUrl(path, bytesOf(content));
	}

	#handler(node: Element, type: string, code: string): void {
		const marker = `data-aether-on${type}`;
		const value = String(this.handlers.length);
		node.attrs.push({ name: marker, value });
		// `load` of the body belongs to the window.
		const target = node.tagName === 'body' ? 'window' : `document.querySelector('[${marker}="${value}"]')`;
		this.handlers.push(
			guardLoops(
				`${target}?.addEventListener(${JSON.stringify(type)}, function (event) {\n` +
					`if ((function (event) {\n${code}\n}).call(this, event) === false) event.preventDefault();\n});`,
				'script',
			),
		);
	}
}

/** A policy of the creation's own could only lock its programs out. */
const isPolicy = (node: Element): boolean =>
	node.tagName === 'meta' && attribute(node, 'http-equiv') !== undefined;

const attribute = (node: Element, name: string): string | undefined =>
	node.attrs.find((each) => each.name === name)?.value;

const textWithin = (node: Element): string =>
	node.childNodes.map((child) => ('value' in child ? child.value : '')).join('');

const attributesOf = (node: Element | undefined): Record<string, string> =>
	Object.fromEntries(node?.attrs.map(({ name, value }) => [name, value]) ?? []);

function childOf(parent: ParentNode, tagName: string): Element | undefined {
	for (const node of parent.childNodes) if ('tagName' in node && node.tagName === tagName) return node;
	return undefined;
}
