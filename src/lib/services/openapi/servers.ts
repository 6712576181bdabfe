import type { SecurityScheme } from './openapi.ts';
import type { References } from './references.ts';
import { isRecord, listOf, recordOf, textOf, textsOf } from './values.ts';

/** The base addresses of a document of any version, with the defaults of their variables filled in. */
export function readServers(root: Readonly<Record<string, unknown>>): readonly string[] {
	const servers = listOf(root['servers']).filter(isRecord).map(serverUrl);
	return [...new Set([...servers, ...swaggerServers(root)].filter((url) => url !== ''))];
}

/** Templates without a default stay as they are, so that a person sees what to fill in. */
function serverUrl(server: Readonly<Record<string, unknown>>): string {
	const variables = recordOf(server['variables']);
	return textOf(server['url']).replaceAll(/\{([^}]+)\}/g, (whole, name: string) => {
		const value = recordOf(variables[name])['default'];
		return value === undefined || value === null
			? whole
			: textOf(value) || JSON.stringify(value).replaceAll('"', '');
	});
}

function swaggerServers(root: Readonly<Record<string, unknown>>): readonly string[] {
	const host = textOf(root['host']);
	const basePath = textOf(root['basePath']);
	if (textOf(root['swagger']) === '' || (host === '' && basePath === '')) return [];
	if (host === '') return [basePath];
	const schemes = textsOf(root['schemes']);
	const ordered = [...new Set(schemes.length > 0 ? schemes : ['https'])].filter((scheme) =>
		/^https?$/.test(scheme),
	);
	return ordered
		.sort()
		.reverse()
		.map((scheme) => `${scheme}://${host}${basePath.replace(/^(?!\/|$)/, '/')}`);
}

/** Ways to prove who calls, of any version of the format. */
export function readSecuritySchemes(references: References): Readonly<Record<string, SecurityScheme>> {
	const { root } = references;
	const all = {
		...recordOf(root['securityDefinitions']),
		...recordOf(recordOf(root['components'])['securitySchemes']),
	};
	return Object.fromEntries(
		Object.entries(all).flatMap(([name, raw]) => {
			const scheme = readScheme(recordOf(references.follow(raw)));
			if (!scheme) references.note(`The security scheme "${name}" is of no known type and was left out.`);
			return scheme ? [[name, scheme] as const] : [];
		}),
	);
}

function readScheme(raw: Readonly<Record<string, unknown>>): SecurityScheme | undefined {
	const { type } = raw;
	if (type === 'basic') return { type: 'http', scheme: 'basic' };
	if (type === 'http') return { type, scheme: textOf(raw['scheme']).toLowerCase() || 'bearer' };
	if (type === 'oauth2' || type === 'openIdConnect' || type === 'mutualTLS') return { type };
	const place = raw['in'];
	if (type !== 'apiKey' || (place !== 'query' && place !== 'header' && place !== 'cookie')) return undefined;
	return { type, name: textOf(raw['name']) || 'Authorization', in: place };
}

/** Alternatives of scheme names. An operation without a list of its own has the document's. */
export function readSecurity(operation: unknown, root: unknown): readonly (readonly string[])[] {
	const alternatives = listOf(operation ?? root)
		.filter(isRecord)
		.map((each) => Object.keys(each));
	// An empty alternative says that nobody has to prove anything.
	return alternatives.some((names) => names.length === 0) ? [] : alternatives;
}
