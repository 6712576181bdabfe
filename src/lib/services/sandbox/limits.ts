import type { Limits } from './sandbox.ts';

export const DEFAULT_LIMITS: Limits = {
	cpuMs: 2_000,
	logBytes: 256 * 1024,
	messagesPerSecond: 2_000,
	bytesPerSecond: 64 * 1024 * 1024,
	storageBytes: 16 * 1024 * 1024,
	requestMs: 30_000,
};
