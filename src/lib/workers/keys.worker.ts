/**
 * Only the door. Its address carries the policy, `?connect=…`, but what is loaded later may import this file by its plain
 * address and so run it a second time. That changes nothing here; a desk in this file would be there twice, and every
 * call made twice.
 */
const desk = import('./keys-desk.ts');
self.onmessage = ({ data }: MessageEvent<unknown>) => void desk.then(({ hear }) => hear(data));
export {};
