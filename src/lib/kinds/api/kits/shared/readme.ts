import { oneLine } from './document.ts';

interface ReadmeParts {
	readonly title: string;
	readonly does: string;
	/** Requests to try: what each does, then the arguments of curl. */
	readonly requests: readonly (readonly [does: string, curl: string])[];
	/** What to change where, in Markdown. */
	readonly edit: readonly string[];
	/** Where the data is. */
	readonly keeps?: string;
}

const KEEPS = 'Everything is kept on this device, one entry of the creation’s storage per row.';

/** `README.md`. */
export const readme = ({ title, does, requests, edit, keeps = KEEPS }: ReadmeParts): string => `# ${oneLine(
	title,
).replace(/[\\`*_[\]<>#]/g, '\\$&')}

${does}

\`openapi.yaml\` describes every operation. ${keeps}

## Try it

The Run pane sends these requests at a press. Elsewhere \`$API\` stands for the address where the API is served.

\`\`\`sh
${requests.map(([what, curl]) => `# ${what}\ncurl ${curl}`).join('\n\n')}
\`\`\`

What goes wrong is answered as \`application/problem+json\` with a \`detail\` in plain words.

## Where to change what

${edit.map((line) => `- ${line}`).join('\n')}
- \`src/http.ts\`: how requests find their handler, and the answers that all of them share.
- \`openapi.yaml\`: change it together with the handlers; requests and answers are checked against it.
`;

/** A body for curl: `-X POST … -d '{…}'`. */
export const send = (method: string, path: string, body: unknown): string =>
	`-X ${method} "$API${path}" -H 'content-type: application/json' -d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`;
