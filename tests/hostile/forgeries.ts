import type { Target } from './attacks.ts';

/** Runtimes of an attacker who owns the port from the first byte. */
const forged = (
	attack: string,
): string => `(() => { const port = self.__aetherPort; port.onmessage = async ({ data }) => {
	if (data.type === 'ping') port.postMessage({ type: 'pong', id: data.id });
	if (data.type !== 'start') return; port.postMessage({ type: 'started' }); ${attack} };
	port.postMessage({ type: 'ready' }); })()`;

export interface Forgery {
	readonly name: string;
	readonly runtime: (target: Target) => string;
	/** State the session must end in. */
	readonly state: RegExp;
	/** Nobody must have pressed anything for a while. */
	readonly needsRest?: boolean;
	readonly limits?: { readonly bytesPerSecond: number };
}

const SURVIVES = /^running$/;
const KILLED = /^killed: It sent/;
const svg = (inside: string): string =>
	`'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="640" height="400">' + ${inside} + '</svg>'`;

export const forgeries: readonly Forgery[] = [
	{
		name: 'port: flood of messages',
		runtime: () => forged(`for (let i = 0; i < 20000; i++) port.postMessage({ type: 'logs', lines: [] });`),
		state: KILLED,
	},
	{
		name: 'port: flood of bytes',
		runtime: () =>
			forged(
				`for (let i = 0; i < 40; i++) port.postMessage({ type: 'nonsense', bytes: new ArrayBuffer(4e6) });`,
			),
		limits: { bytesPerSecond: 4 * 1024 * 1024 },
		state: KILLED,
	},
	{
		name: 'port: flood of nonsense',
		runtime: () => forged(`for (let i = 0; i < 500; i++) port.postMessage({ type: 'nonsense', i });`),
		state: KILLED,
	},
	{
		name: 'port: 400,000 values in one message',
		runtime: () =>
			forged(
				`port.postMessage({ type: 'storage', id: 1, changes: Array.from({ length: 2e5 }, () => ['k', 'v']) });`,
			),
		state: KILLED,
	},
	{
		name: 'port: console flood',
		runtime: () =>
			forged(
				`for (let i = 0; i < 1500; i++) port.postMessage({ type: 'logs', lines: Array.from({ length: 20 }, () => ({ level: 'log', text: 'x'.repeat(100) })) });`,
			),
		state: SURVIVES,
	},
	{
		name: 'port: prototype pollution',
		runtime: () =>
			forged(
				`const evil = JSON.parse('{"type":"logs","lines":[],"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}'); port.postMessage(evil); port.postMessage({ type: 'storage', id: 1, changes: [['__proto__', 'polluted'], ['constructor', 'x']] }); port.postMessage({ type: 'fetch', id: 1, url: 'https://x.test', method: 'GET', headers: [['__proto__', 'x']], body: null });`,
			),
		state: SURVIVES,
	},
	{
		name: 'port: forged answers and types',
		runtime: () =>
			forged(
				`for (const id of [-1, 0, 1, 1e9, NaN, '1', null]) { port.postMessage({ type: 'response', id, status: 200, statusText: '', headers: [], body: null }); port.postMessage({ type: 'pong', id }); } port.postMessage(null); port.postMessage('x'); port.postMessage([1]); port.postMessage(new Map([['type', 'logs']])); port.postMessage({ type: ['logs'] }); port.postMessage({ type: 'state', state: { type: 'ended' } });`,
			),
		state: SURVIVES,
	},
	{
		name: 'port: download and links without a press',
		runtime: (target) =>
			forged(
				`port.postMessage({ type: 'download', name: '../../evil.exe', mediaType: 'text/html', bytes: new ArrayBuffer(8) }); port.postMessage({ type: 'open-link', url: '${target.origin}/link' }); port.postMessage({ type: 'open-link', url: 'javascript:alert(1)' });`,
			),
		needsRest: true,
		state: SURVIVES,
	},
	{
		name: 'port: fetch of local and strange addresses',
		runtime: () =>
			forged(
				`for (const url of ['file:///etc/passwd', 'data:text/plain,x', 'blob:null/x', 'chrome://version', '/relative', 'javascript:1', '']) port.postMessage({ type: 'fetch', id: 1, url, method: 'GET', headers: [], body: null }); port.postMessage({ type: 'fetch', id: 2, url: 'https://x.test', method: 'TRACE', headers: [], body: null });`,
			),
		state: SURVIVES,
	},
	{
		name: 'thumbnail: script, handler, outside pictures, entities',
		runtime: (target) =>
			forged(
				`const send = (svg) => port.postMessage({ type: 'thumbnail', svg }); const wait = () => new Promise((r) => setTimeout(r, 20)); for (const text of [${[
					svg(`'<script>top.polluted = 1</' + 'script>'`),
					svg(`'<rect onload="top.polluted = 1" width="9" height="9"/>'`),
					svg(`'<image href="${target.origin}/thumbnail"/>'`),
					svg(`'<style>@import url(${target.origin}/css);</style>'`),
					svg(`'<style>rect { fill: u\\\\72l(${target.origin}/escaped) }</style>'`),
					svg(
						`'<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="${target.origin}/frame"/></foreignObject>'`,
					),
					svg(
						`'<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="${target.origin}/img"/></foreignObject>'`,
					),
					svg(`'<a href="javascript:1"><rect/></a>'`),
					`'<!DOCTYPE svg [<!ENTITY x SYSTEM "${target.origin}/entity">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>'`,
					`'<?xml-stylesheet href="${target.origin}/pi"?><svg xmlns="http://www.w3.org/2000/svg"/>'`,
					`'<svg'`,
					`'<html xmlns="http://www.w3.org/1999/xhtml"/>'`,
				].join(', ')}]) { send(text); await new Promise((r) => setTimeout(r, 40)); }`,
			),
		state: SURVIVES,
	},
	{
		name: 'thumbnail: 50 MB',
		runtime: () => forged(`port.postMessage({ type: 'thumbnail', svg: ${svg(`'x'.repeat(5e7)`)} });`),
		state: KILLED,
	},
	{
		name: 'port: storage beyond the share',
		runtime: () =>
			forged(
				`port.postMessage({ type: 'storage', id: 1, changes: [['big', 'x'.repeat(17 * 1024 * 1024)]] });`,
			),
		state: SURVIVES,
	},
];
