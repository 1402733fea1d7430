// The service worker: keeps everything the page is made of, so that it opens with the network off. vite.config.ts fills in
// the version and the list of files. The page itself is asked of the network first, so that nobody is left with an old one;
// its files carry a hash in their names and come from the cache.
const version = __VERSION__;
const files = __FILES__;
const patience = 2500;
const cacheName = `readout-${version}`;

self.addEventListener('install', (event) => {
  const requests = files.map((file) => new Request(file, { cache: 'reload' }));
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(requests)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldCaches().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answer(request));
});

async function dropOldCaches() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('readout-') && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function answer(request) {
  const cache = await caches.open(cacheName);
  if (request.mode === 'navigate') return fromNetwork(request).catch(() => cache.match('./'));
  return (await cache.match(request, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
}

/** A network that hangs is as good as none. */
async function fromNetwork(request) {
  const response = await fetch(request, { signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(String(response.status));
  return response;
}
