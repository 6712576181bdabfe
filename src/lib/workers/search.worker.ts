import { createBus } from '#lib/services/storage/bus.ts';
import { createSearchIndex } from '#lib/services/storage/create-search.ts';
import { Database } from '#lib/services/storage/database.ts';
import { answer } from './remote.ts';

/** The worker's name is the name of the database. */
answer(createSearchIndex(new Database({ name: self.name }), createBus(self.name)));
