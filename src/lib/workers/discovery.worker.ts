import { createDiscovery } from '#lib/services/discovery/create-discovery.ts';
import { createBus } from '#lib/services/storage/bus.ts';
import { Database } from '#lib/services/storage/database.ts';
import { discoverySource } from './discovery-source.ts';
import { answer } from './remote.ts';

/** The worker's name is the name of the database. */
answer(createDiscovery(discoverySource(new Database({ name: self.name }), createBus(self.name))));
