// The only script that may run in a sandbox document by itself: its SHA-256 stands in both policies.
// Everything else arrives over the port as a blob script made here. After a change run `node scripts/vendor.mjs`.
(() => {
	'use strict';
	// Outside an opaque origin this page could read the storage of the host: refuse.
	if (self.origin !== 'null') {
		parent.postMessage({ type: 'refused' }, '*');
		return;
	}
	// The policy keyword `webrtc 'block'` is not implemented anywhere; without these names no packet leaves.
	for (const name of [
		'RTCPeerConnection',
		'webkitRTCPeerConnection',
		'mozRTCPeerConnection',
		'RTCDataChannel',
		'RTCIceTransport',
		'RTCDtlsTransport',
		'RTCSctpTransport',
		'WebTransport',
	]) {
		Reflect.deleteProperty(self, name);
		if (name in self) {
			parent.postMessage({ type: 'refused' }, '*');
			return;
		}
	}
	document.currentScript?.remove();
	addEventListener('message', function accept(event) {
		const port = event.ports[0];
		if (event.source !== parent || !port || typeof event.data?.runtime !== 'string') return;
		removeEventListener('message', accept);
		event.stopImmediatePropagation();
		Object.defineProperty(self, '__aetherPort', { value: port, configurable: true });
		const script = document.createElement('script');
		script.src = URL.createObjectURL(new Blob([event.data.runtime], { type: 'text/javascript' }));
		document.head.append(script);
	});
	parent.postMessage({ type: 'sandbox-ready' }, '*');
})();
