import { mkdirSync, writeFileSync } from 'node:fs';
import { HEADER_RULES, IMMUTABLE_CACHE, IMMUTABLE_PATH, NO_FALLBACK, headersFor } from './headers.mjs';

/**
 * The configuration files of common static hosts, all made from `headers.mjs`. `npm run hosts` writes them;
 * a test compares them with the table, so that none can drift.
 * @returns {Record<string, string>} path → content
 */
export function hostFiles() {
	return {
		'static/_headers': headersFile(),
		'static/_redirects': redirectsFile(),
		'netlify.toml': NETLIFY,
		'vercel.json': `${JSON.stringify(vercel(), null, 2)}\n`,
		'deploy/Caddyfile': caddyfile(),
		'deploy/nginx.conf': nginxConf(),
	};
}

const EVERYWHERE = headersFor('/');
/**
 * The table, with the cache time of files named by their content: it holds for no other file.
 * @type {{ path: string, headers: Record<string, string> }[]}
 */
const RULES = HEADER_RULES.map(({ path, headers }) => ({
	path,
	headers: path === IMMUTABLE_PATH ? { ...headers, 'Cache-Control': IMMUTABLE_CACHE } : headers,
}));
/** @type {{ path: string, headers: Record<string, string> }[]} */
const SPECIAL = HEADER_RULES.filter(({ path }) => path !== '/*');

/** Netlify and Cloudflare Pages join equal names of two matching rules, so `/*` names no cache time. */
function headersFile() {
	const block = (/** @type {string} */ path, /** @type {Record<string, string>} */ headers) =>
		[path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n');
	return `${[
		'# Netlify and Cloudflare Pages read this file from the published folder. Made by `npm run hosts`.',
		...RULES.map(({ path, headers }) => block(path, headers)),
	].join('\n\n')}\n`;
}

/** A missing script must be a 404: a page in its place would be kept as the script. Cloudflare ignores the 404 lines. */
function redirectsFile() {
	const missing = NO_FALLBACK.map(
		(prefix) => `${prefix.endsWith('/') ? `${prefix}*` : prefix}  /index.html  404`,
	);
	return `${['# Made by `npm run hosts`.', ...missing, '/*  /index.html  200'].join('\n')}\n`;
}

const NETLIFY = `# Headers and the fallback stand in static/_headers and static/_redirects. Made by \`npm run hosts\`.
[build]
  command = "npm run build"
  publish = "build"

[build.environment]
  NODE_VERSION = "22"
`;

function vercel() {
	const list = (/** @type {Record<string, string>} */ headers) =>
		Object.entries(headers).map(([key, value]) => ({ key, value }));
	const source = (/** @type {string} */ path) => path.replace('*', '(.*)');
	return {
		$schema: 'https://openapi.vercel.sh/vercel.json',
		framework: null,
		buildCommand: 'npm run build',
		outputDirectory: 'build',
		headers: RULES.map(({ path, headers }) => ({ source: source(path), headers: list(headers) })),
		rewrites: [
			{
				source: `/((?!${NO_FALLBACK.map((prefix) => prefix.slice(1)).join('|')}).*)`,
				destination: '/index.html',
			},
		],
	};
}

function caddyfile() {
	const block = (/** @type {string} */ path, /** @type {Record<string, string>} */ headers) =>
		[
			`\t\theader ${path === '/*' ? '' : `${path} `}{`,
			...Object.entries(headers).map(([name, value]) => `\t\t\t${name} "${value}"`),
			'\t\t}',
		].join('\n');
	return `# caddy run --config deploy/Caddyfile. Set PORT and SITE (the built folder) where they differ. Made by \`npm run hosts\`.
{
	auto_https off
	admin off
}

:{$PORT:8080} {
	root * {$SITE:build}
	encode zstd gzip
	route {
${block('/*', { ...EVERYWHERE, 'Cache-Control': 'no-cache' })}
${SPECIAL.map(({ path, headers }) => block(path, headers)).join('\n')}
		header *.webmanifest Content-Type application/manifest+json
		@immutable {
			path ${IMMUTABLE_PATH}
			file
		}
		header @immutable Cache-Control "${IMMUTABLE_CACHE}"
		@missing {
			not file
			not path ${NO_FALLBACK.map((prefix) => `${prefix}*`).join(' ')}
		}
		rewrite @missing /index.html
		file_server
	}
}
`;
}

function nginxConf() {
	const pattern = (/** @type {string} */ path) =>
		path.endsWith('*') ? `~^${path.slice(0, -1)}` : `=${path}`.replace('=', '');
	const csp = SPECIAL.map(
		({ path, headers }) => `\t${pattern(path)} "${headers['Content-Security-Policy']}";`,
	).join('\n');
	const fixed = Object.entries(EVERYWHERE)
		.filter(([name]) => name !== 'Content-Security-Policy')
		.map(([name, value]) => `\tadd_header ${name} "${value}" always;`)
		.join('\n');
	const missing = NO_FALLBACK.map((prefix) => `\tlocation ${prefix} {\n\t\ttry_files $uri =404;\n\t}`).join(
		'\n',
	);
	return `# Include this inside http { }, and set root to the built folder. Made by \`npm run hosts\`.
map $uri $aether_policy {
	default "${EVERYWHERE['Content-Security-Policy']}";
${csp}
}
map $uri $aether_cache {
	default "no-cache";
	${pattern(IMMUTABLE_PATH)} "${IMMUTABLE_CACHE}";
}
types {
	application/manifest+json webmanifest;
}

server {
	listen 8080;
	root /srv/aether/build;
	index index.html;
	gzip on;
	gzip_types text/css text/javascript application/javascript application/json application/manifest+json application/wasm image/svg+xml;

${fixed}
	add_header Content-Security-Policy $aether_policy always;
	# Not "always": a 404 must not be kept for a year.
	add_header Cache-Control $aether_cache;

${missing}
	location / {
		try_files $uri /index.html;
	}
}
`;
}

if (process.argv[1]?.endsWith('hosts.mjs')) {
	mkdirSync('deploy', { recursive: true });
	for (const [path, content] of Object.entries(hostFiles())) writeFileSync(path, content);
}
