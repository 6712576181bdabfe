// Runs in the broker page, which has the origin of the host and therefore does one thing only: it makes the opaque
// frame and hands it the port. It listens to its child once.
(() => {
	'use strict';
	addEventListener('message', function accept(event) {
		const port = event.ports[0];
		if (event.source !== parent || event.origin !== location.origin || !port) return;
		removeEventListener('message', accept);
		const runtime = event.data.runtime;
		const frame = document.createElement('iframe');
		frame.setAttribute('sandbox', 'allow-scripts allow-forms');
		frame.setAttribute('allow', 'cross-origin-isolated');
		frame.setAttribute('referrerpolicy', 'no-referrer');
		frame.title = 'Creation';
		frame.srcdoc = '__SANDBOX_DOCUMENT__';
		addEventListener('message', function ready(answer) {
			if (answer.source !== frame.contentWindow || answer.origin !== 'null') return;
			removeEventListener('message', ready);
			if (answer.data?.type === 'sandbox-ready') frame.contentWindow?.postMessage({ runtime }, '*', [port]);
			else port.postMessage({ type: 'refused' });
		});
		document.body.append(frame);
	});
	parent.postMessage({ type: 'broker-ready' }, location.origin);
})();
