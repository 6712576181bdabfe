import { type Call, UsageError } from '../../shared/files/cli.ts';

/** Whether a path or its last part fits a pattern such as `*.txt`; everything fits none. */
export function matcher(pattern: string | undefined): (path: string) => boolean {
	if (pattern === undefined) return () => true;
	const source = pattern
		.replace(/[\\^$.+()[\]{}|]/g, '\\$&')
		.replace(/\*\*/g, '\u0000')
		.replace(/\*/g, '[^/]*')
		.replaceAll('\u0000', '.*')
		.replace(/\?/g, '[^/]');
	const whole = new RegExp(`^(?:.*/)?${source}$`, 'i');
	return (path) => whole.test(path);
}

/** Bytes of an option such as 10k or 2M. */
export function sizeOf(call: Call, name: string): number | undefined {
	const text = call.value(name);
	if (text === undefined) return undefined;
	const match = /^(\d+(?:\.\d+)?)\s*([kmg]?)b?$/i.exec(text);
	if (!match) throw new UsageError(`--${name} needs a size such as 500, 10k or 2M, not "${text}".`);
	const unit = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[(match[2] ?? '').toLowerCase()] ?? 1;
	return Number(match[1]) * unit;
}

/** 1536 → "1.5 kB". */
export function sizeText(bytes: number): string {
	if (bytes < 1024) return `${bytes} B`;
	const step = Math.min(3, Math.floor(Math.log(bytes) / Math.log(1024)));
	return `${(bytes / 1024 ** step).toFixed(1)} ${['B', 'kB', 'MB', 'GB'][step] ?? ''}`;
}
