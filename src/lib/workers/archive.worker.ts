import { createArchive } from '#lib/services/archive/create-archive.ts';
import { answer } from './remote.ts';

answer(createArchive());
