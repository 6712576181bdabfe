import type { Spec } from '#lib/model/spec.ts';
import type { Sources } from './assemble.ts';

/** README and OpenAPI document of a creation. `edit` are lines on what to change where, in Markdown. */
export function documentsOf(spec: Spec, does: string, edit: readonly string[]): Sources {
	return { 'README.md': readme(spec, does, edit), 'openapi.yaml': openapi(spec.title, does) };
}

function readme(spec: Spec, does: string, edit: readonly string[]): string {
	const title = oneLine(spec.title);
	return `# ${title.replace(/[\\`*_[\]<>#]/g, '\\$&')}

${does}

Everything is kept on this device, one entry of the browser's storage per row, and works without a network.
It is made of React and plain CSS and starts at \`src/main.tsx\`.

## Where to change what

${edit.map((line) => `- ${line}`).join('\n')}
- \`src/theme.css\`: the hue of the accent colour. \`src/kit.css\`: everything else about the look.
- \`src/store.ts\`: how rows are kept. A row keeps values that no field names any more.
`;
}

function openapi(title: string, does: string): string {
	return `openapi: 3.1.0
info:
  title: ${yaml(title)}
  description: ${yaml(does)}
  version: 1.0.0
paths:
  /open:
    post:
      operationId: open
      summary: Opens the app
      responses:
        '204':
          description: The app is open
`;
}

/** JSON strings are YAML strings; single quotes read better where nothing needs escaping. */
const yaml = (text: string): string =>
	/^[\p{L}\p{N} .,()-]+$/u.test(text) ? `'${text}'` : JSON.stringify(oneLine(text));

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
