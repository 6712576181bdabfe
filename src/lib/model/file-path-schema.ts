import * as z from 'zod/mini';
import { isFilePath } from './files.ts';

export const filePathSchema = z.string().check(z.refine(isFilePath, 'not a usable file path'));
