import { unpack } from '#lib/services/packages/unpack.ts';
import { answer } from './remote.ts';

answer({ unpack });
