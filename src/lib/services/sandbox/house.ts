import type { Files } from '#lib/model/files.ts';
import type { PackageSet } from '#lib/model/package.ts';
import type { Ahead } from './ahead.ts';
import type { Builder } from './builder/builder.ts';
import type { Frames } from './frames.ts';
import type { Programs } from './programs.ts';
import type { Vendor } from './vendor.ts';

/** What all sessions of one sandbox share. */
export interface House {
	readonly builder: Builder;
	readonly ahead: Ahead;
	readonly frames: Frames;
	readonly vendor: Vendor;
	readonly programs: Programs;
	/** The added packages that these files name. */
	readonly packages?: (files: Files) => Promise<PackageSet | undefined>;
	/** Makes the next start warm, with the libraries that the last one used. */
	readonly prepare: (libraries: readonly string[]) => void;
	/** The session has ended and its frames are gone. */
	readonly forget: (sessionId: string) => void;
}
