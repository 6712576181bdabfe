import { escapeHtml } from './blocks.ts';

/** What a heading is called in an address. */
export const slugOf = (text: string): string =>
	text.toLowerCase().replace(/[^\p{L}\p{N}\s-]/gu, '').trim().replace(/\s+/g, '-'); // prettier-ignore

/** Addresses that run something when pressed are no links. */
const isSafe = (address: string): boolean => !/^\s*(?:javascript|data|vbscript):/i.test(address);

/** Code, links, pictures and emphasis within a line. */
export function inline(text: string): string {
	const kept: string[] = [];
	const keep = (html: string): string => `\u0001${kept.push(html) - 1}\u0001`;
	const marked = text
		.replace(/(`+)(.+?)\1/gs, (_, _ticks, code: string) => keep(`<code>${escapeHtml(code.trim())}</code>`))
		.replace(/\\([\\`*_{}[\]()#+.!|~>-])/g, (_, sign: string) => keep(escapeHtml(sign)))
		.replace(/!\[([^\]]*)\]\(([^\s)]+)[^)]*\)/g, (whole, alt: string, address: string) =>
			isSafe(address) ? keep(`<img src="${escapeHtml(address)}" alt="${escapeHtml(alt)}">`) : whole,
		)
		.replace(
			/\[([^\]]+)\]\(([^\s)]+)(?:\s+"([^"]*)")?\)/g,
			(whole, label: string, address: string, title?: string) =>
				isSafe(address)
					? keep(
							`<a href="${escapeHtml(address)}"${title ? ` title="${escapeHtml(title)}"` : ''}>${inline(label)}</a>`,
						)
					: whole,
		)
		.replace(/<(https?:\/\/[^\s<>]+)>/g, (_, address: string) =>
			keep(`<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>`),
		);
	const html = escapeHtml(marked)
		.replace(
			/\*\*(?=\S)(.+?\S?)\*\*|__(?=\S)(.+?\S?)__/gs,
			(_, a?: string, b?: string) => `<strong>${a ?? b ?? ''}</strong>`,
		)
		.replace(
			/\*(?=\S)(.+?)\*|(?<![\p{L}\p{N}])_(?=\S)(.+?)_(?![\p{L}\p{N}])/gsu,
			(_, a?: string, b?: string) => `<em>${a ?? b ?? ''}</em>`,
		)
		.replace(/~~(.+?)~~/gs, '<del>$1</del>');
	// eslint-disable-next-line no-control-regex -- the sign that no text holds marks what is finished
	return html.replace(/\u0001(\d+)\u0001/g, (_, index: string) => kept[Number(index)] ?? '');
}
