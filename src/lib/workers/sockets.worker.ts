/** Only the door, as keys.worker.ts: what is loaded later may run this file a second time by its plain address. */
const sockets = import('./sockets-desk.ts');
self.onmessage = ({ data }: MessageEvent<unknown>) => void sockets.then(({ hear }) => hear(data));
