import { buildVendor } from './vendor-build.mjs';

console.log((await buildVendor()) ? 'static/vendor is built.' : 'static/vendor is fresh.');
