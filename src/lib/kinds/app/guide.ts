import { VENDORED } from '../check.ts';

const LIBRARIES = VENDORED.filter((name) => !/internal|runtime|legacy|flags/.test(name)).join(', ');

/** What a model must know to write an app. */
export const guide = `An app is a small web app for one person or a few, in React and TypeScript.

Files:
- \`aether.json\` names the app and its entry, \`src/main.tsx\`. Leave its \`id\` as it is.
- \`src/main.tsx\` renders into \`<div id="root">\`, which is there. \`src/App.tsx\` and further files hold the rest; styles are \`.css\` files that are imported. Relative imports carry the extension.
- A .svelte entry or an index.html entry with scripts from files works as well; inline scripts and onclick attributes do not.

It runs in a sealed frame:
- There is no network. \`fetch\` reaches only https origins that \`aether.json\` names under \`grants.net\` and that the person then allows; until then it answers 403, which is said in plain words with a way to try again.
- Keep what the person enters in \`localStorage\`, one JSON value per record and in small pieces: it is stored durably and synchronised between tabs by the 'storage' event. Cookies, IndexedDB and service workers do not exist.
- Import only from: ${LIBRARIES}. Nothing else can be loaded.
- Events between creations: \`import { publish, subscribe } from 'aether:events'\`. \`await publish('order.placed', { id })\` tells whoever links to this app; \`subscribe('stock.*', (event) => …)\` hears what \`links.<alias>.events\` of \`aether.json\` names, also what came while the app was closed. An event may come twice: its \`source\` and \`id\` tell.
- Pictures and fonts are files of the creation, data: addresses or inline SVG.
- Only when the person asks in so many words for a Node project (Vite, Next): write a \`package.json\` with a \`start\` or \`dev\` script instead. It runs in WebContainers, online only, and none of the limits above hold there.

Quality that is expected:
- It works at 320 px and at 1200 px, in light and dark (\`color-scheme: light dark\`, and \`data-appearance\` on <html> wins), by keyboard and with a screen reader: real buttons, labelled inputs, one h1, visible focus, sufficient contrast.
- Empty states say what to do. What is deleted can be undone. Numbers and dates follow the person's language by Intl.
- Calm looks: one accent colour, system font, generous space, no emoji as icons.`;
