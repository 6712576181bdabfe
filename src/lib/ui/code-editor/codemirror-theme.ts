import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { SYNTAX } from './theme.ts';

/** The tokens of `app.css` follow the appearance by themselves. */
const look = EditorView.theme({
	'&': { height: '100%', backgroundColor: 'var(--bg)', color: 'var(--ink)', fontSize: '14px' },
	'&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
	'.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '22px' },
	'.cm-content': { padding: '10px 0', caretColor: 'var(--accent)' },
	'.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
	'.cm-gutters': { backgroundColor: 'var(--bg)', color: 'var(--ink-3)', border: '0' },
	'.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--sunken)' },
	'&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
		backgroundColor: 'oklch(from var(--accent) l c h / 0.25)',
	},
	'.cm-panels, .cm-tooltip': {
		backgroundColor: 'var(--raised)',
		color: 'var(--ink)',
		borderColor: 'var(--line)',
	},
});

const color = (name: string): string => `light-dark(#${SYNTAX.light[name]}, #${SYNTAX.dark[name]})`;

const colors = HighlightStyle.define([
	{ tag: [tags.keyword, tags.modifier, tags.controlKeyword], color: color('keyword') },
	{ tag: [tags.string, tags.special(tags.string), tags.attributeValue], color: color('string') },
	{ tag: [tags.comment, tags.meta, tags.processingInstruction], color: color('comment') },
	{ tag: [tags.number, tags.bool, tags.null, tags.regexp], color: color('number') },
	{ tag: [tags.typeName, tags.className, tags.propertyName], color: color('type') },
	{ tag: tags.tagName, color: color('tag') },
	{ tag: tags.attributeName, color: color('attribute') },
	{ tag: [tags.punctuation, tags.bracket], color: color('delimiter') },
	{ tag: tags.heading, color: color('type'), fontWeight: '600' },
	{ tag: tags.link, textDecoration: 'underline' },
	{ tag: tags.strong, fontWeight: '600' },
	{ tag: tags.emphasis, fontStyle: 'italic' },
]);

export const appearance: Extension = [look, syntaxHighlighting(colors)];
