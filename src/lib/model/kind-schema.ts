import * as z from 'zod/mini';
import { KIND_IDS } from './kind.ts';

export const kindIdSchema = z.enum(KIND_IDS);
