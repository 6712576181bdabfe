import { parseArgs } from 'node:util';
import { startSignalling } from './signalling.mjs';

// `npm run signal -- --host 0.0.0.0 --port 4444 --origin https://aether.example`.
const { values } = parseArgs({
	options: {
		host: { type: 'string', default: process.env.HOST ?? '127.0.0.1' },
		port: { type: 'string', default: process.env.PORT ?? '4444' },
		origin: { type: 'string', multiple: true },
	},
});
const { port, close } = await startSignalling({
	host: values.host,
	port: Number(values.port),
	...(values.origin && { origins: values.origin }),
});
console.log(`Signalling at ws://${values.host}:${port}`);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
	process.once(signal, () => void close().then(() => process.exit(0)));
