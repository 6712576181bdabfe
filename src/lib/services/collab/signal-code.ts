import { hexOf } from '#lib/model/digest.ts';
import { renderSVG } from 'uqr';
import { Reader, base64Of, concat, fromBase64, fromHex, textOf, uint, utf8, type Bytes } from './bytes.ts';

/** What two devices must tell each other to connect directly, small enough for a picture or a short message. */
export interface SignalCode {
	readonly type: 'offer' | 'answer';
	/** Who says it: 16 hexadecimal digits. */
	readonly from: string;
	/** A session description of WebRTC. */
	readonly sdp: string;
}

/** The bytes of a code at most: what fits into a picture that phones read easily. */
export const MAX_CODE_BYTES = 250;

const VERSION = 1;
const MDNS = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\.local$/;
const CANDIDATE = /^a=candidate:\S+ 1 udp \d+ (\S+) (\d+) typ (host|srflx|relay)/gim;
const KINDS = ['host', 'srflx', 'relay'];

interface Candidate {
	readonly address: Bytes;
	readonly port: number;
	readonly kind: string;
}

/** The code as text. Undefined when the description is none for a data channel. */
export function writeSignalCode({ type, from, sdp }: SignalCode): string | undefined {
	const field = (pattern: RegExp): string | undefined => pattern.exec(sdp)?.[1];
	const [ufrag, password] = [field(/^a=ice-ufrag:(\S+)/m), field(/^a=ice-pwd:(\S+)/m)];
	const fingerprint = field(/^a=fingerprint:sha-256 (\S+)/m)
		?.replaceAll(':', '')
		.toLowerCase();
	if (ufrag === undefined || password === undefined || fingerprint === undefined) return undefined;
	const head = concat(
		uint(VERSION * 16 + (type === 'offer' ? 0 : 1), 1),
		fromHex(from),
		sized(utf8(ufrag)),
		sized(utf8(password)),
		fromHex(fingerprint),
	);
	return base64Of(concat(head, ...fitting(candidatesIn(sdp), MAX_CODE_BYTES - head.length)));
}

/** Undefined when the text is no code. */
export function readSignalCode(text: string): SignalCode | undefined {
	const bytes = fromBase64(text.trim());
	if (bytes === undefined) return undefined;
	try {
		return read(new Reader(bytes));
	} catch {
		return undefined;
	}
}

/** The picture of a code, as SVG. */
export const pictureOf = (code: string): string => renderSVG(code, { ecc: 'L' });

function read(reader: Reader): SignalCode | undefined {
	const first = reader.uint(1);
	if (first >> 4 !== VERSION) return undefined;
	const type = (first & 1) === 0 ? 'offer' : 'answer';
	const from = hexOf(reader.take(8));
	const ufrag = textOf(reader.take(reader.uint(1)));
	const password = textOf(reader.take(reader.uint(1)));
	const fingerprint = hexOf(reader.take(32)).toUpperCase().match(/../g)?.join(':') ?? '';
	// They go into lines of a description that the browser parses.
	if (!/^[\w+/]+$/.test(ufrag) || !/^[\w+/]+$/.test(password)) return undefined;
	const candidates: Candidate[] = [];
	while (reader.left > 0) candidates.push(readCandidate(reader));
	return { type, from, sdp: describe(type, { ufrag, password, fingerprint, candidates }) };
}

const sized = (bytes: Bytes): Bytes => concat(uint(bytes.length, 1), bytes);

function candidatesIn(sdp: string): Candidate[] {
	return [...sdp.matchAll(CANDIDATE)].flatMap(([, address = '', port, kind = '']) => {
		const bytes = addressBytes(address);
		return bytes === undefined ? [] : [{ address: bytes, port: Number(port), kind }];
	});
}

/** Hidden names and IPv4 first: those work most often. */
function fitting(candidates: readonly Candidate[], room: number): Bytes[] {
	const rank = ({ address }: Candidate): number => (address.length === 17 ? 1 : address.length === 4 ? 0 : 2);
	const written: Bytes[] = [];
	let left = room;
	for (const { address, port, kind } of [...candidates].sort((a, b) => rank(a) - rank(b))) {
		const bytes = concat(uint(KINDS.indexOf(kind) * 32 + address.length, 1), address, uint(port, 2));
		if (bytes.length > left) break;
		written.push(bytes);
		left -= bytes.length;
	}
	return written;
}

function readCandidate(reader: Reader): Candidate {
	const first = reader.uint(1);
	const address = reader.take(first & 31);
	return { address, port: reader.uint(2), kind: KINDS[first >> 5] ?? 'host' };
}

/** 4 bytes, 16 bytes, or 17 where the name of the address is hidden behind a random one. */
function addressBytes(address: string): Bytes | undefined {
	const hidden = MDNS.exec(address);
	if (hidden !== null) return concat(Uint8Array.of(0), fromHex(hidden.slice(1).join('')));
	if (/^\d+\.\d+\.\d+\.\d+$/.test(address)) return Uint8Array.from(address.split('.').map(Number));
	return /^[0-9a-f:]+$/i.test(address) ? sixBytes(address) : undefined;
}

function sixBytes(address: string): Bytes | undefined {
	const [head = '', tail] = address.split('::');
	const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
	const [before, after] = [groups(head), groups(tail ?? '')];
	const missing = 8 - before.length - after.length;
	if (tail === undefined ? missing !== 0 : missing < 0) return undefined;
	const all = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
	return fromHex(all.map((group) => group.padStart(4, '0')).join(''));
}

function addressText(address: Bytes): string {
	if (address.length === 4) return address.join('.');
	const hex = hexOf(address.length === 17 ? address.subarray(1) : address);
	if (address.length === 17) return `${hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}.local`;
	return hex.match(/.{4}/g)?.join(':') ?? '';
}

interface Description {
	readonly ufrag: string;
	readonly password: string;
	readonly fingerprint: string;
	readonly candidates: readonly Candidate[];
}

function describe(
	type: SignalCode['type'],
	{ ufrag, password, fingerprint, candidates }: Description,
): string {
	const lines = candidates.map(
		({ address, port, kind }, index) =>
			`a=candidate:${index + 1} 1 udp ${2_000_000_000 - index} ${addressText(address)} ${port} typ ${kind}` +
			(kind === 'host' ? '' : ' raddr 0.0.0.0 rport 0'),
	);
	return [
		'v=0',
		'o=- 1 2 IN IP4 127.0.0.1',
		's=-',
		't=0 0',
		'a=group:BUNDLE 0',
		'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
		'c=IN IP4 0.0.0.0',
		...lines,
		`a=ice-ufrag:${ufrag}`,
		`a=ice-pwd:${password}`,
		`a=fingerprint:sha-256 ${fingerprint}`,
		`a=setup:${type === 'offer' ? 'actpass' : 'active'}`,
		'a=mid:0',
		'a=sctp-port:5000',
		'a=max-message-size:262144',
		'',
	].join('\r\n');
}
