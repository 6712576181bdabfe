/** Only the door, as keys.worker.ts: what is loaded later may run this file a second time by its plain address. */
const network = import('./network-desk.ts');
self.onmessage = ({ data }: MessageEvent<unknown>) => void network.then(({ hear }) => hear(data));
