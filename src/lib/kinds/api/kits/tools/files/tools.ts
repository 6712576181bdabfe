import { randomNumber } from './chance.ts';
import { health } from './health.ts';
import { withUsual, type Tool } from './tool.ts';

/** What the API works out. One more is one more line here, and one operation in openapi.yaml. */
export const tools: readonly Tool[] = [withUsual(randomNumber, { least: 1, most: 6 }), health];
