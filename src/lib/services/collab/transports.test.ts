import { vi } from 'vitest';
import { MemoryNetwork } from './memory-transport.ts';
import { tabTransport } from './tab-transport.ts';
import { transportSuite } from './transport.suite.ts';

vi.setConfig({ testTimeout: 60_000 });

const network = new MemoryNetwork();
let count = 0;
transportSuite('memory', () => network.transport(String(++count)));
transportSuite('tab', () => tabTransport);
