import { expect, test } from 'vitest';
import { whereaboutsOf } from './network.ts';

test.each([
	['https://api.example.com', 'public'],
	['https://8.8.8.8', 'public'],
	['https://[2606:4700::1111]', 'public'],
	['http://localhost:3000', 'machine'],
	['http://127.0.0.2', 'machine'],
	['http://2130706433', 'machine'],
	['http://[::1]:80', 'machine'],
	['https://192.168.1.1', 'private'],
	['https://172.20.0.1', 'private'],
	['https://100.64.0.1', 'private'],
	['https://[fd00::1]', 'private'],
	['https://printer.local', 'private'],
	['https://router', 'private'],
	['http://169.254.169.254', 'never'],
	['http://0xa9fea9fe', 'never'],
	['http://[::ffff:169.254.169.254]', 'never'],
	['http://[64:ff9b::a9fe:a9fe]', 'never'],
	['http://[fe80::1]', 'never'],
	['http://0.0.0.0', 'never'],
	['http://metadata.google.internal', 'private'],
])('%s is %s', (url, where) => {
	expect(whereaboutsOf(new URL(url))).toBe(where);
});
