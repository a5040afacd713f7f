/* Keeps one edition of the book, whole, and answers for its files.
 *
 * An edition is a list of files with their digests. It is fetched beside the one that is being read, and counts only
 * once every file is there and is what the list says. A page gets its styles and scripts from the edition that the
 * page itself came from, also after a newer one took over. */
"use strict";

/* EDITION */

const ROOT = new URL("./", self.location.href);
const OURS_ALL = `mp-book ${ROOT.pathname} `;
const OURS = OURS_ALL + EDITION.id;
/** Which edition each open page is of; kept, since a browser ends a worker whenever it likes. */
const OPEN = `${OURS_ALL}open pages`;
const WHOLE = new URL("?whole", ROOT).href;
const DIGEST = "x-mp-digest";
const AT_A_TIME = 4;

/* --- Fetching an edition ---------------------------------------------------------------------------------------- */

self.addEventListener("install", (event) => event.waitUntil(fetchAll()));

async function fetchAll() {
  if (self.navigator.connection?.saveData) throw new Error("asked to save data");
  const cache = await caches.open(OURS);
  const earlier = (await editions()).filter((name) => name !== OURS);
  const left = Object.entries(EDITION.files);
  const work = async () => {
    for (let one = left.pop(); one; one = left.pop()) await keep(cache, earlier, ...one);
  };
  try {
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
  } catch (fault) {
    left.length = 0;
    throw fault;
  }
  await cache.put(WHOLE, new Response(""));
  // A cache that was cleared meanwhile is written to without a complaint.
  const kept = await (await caches.open(OURS)).keys();
  if (kept.length <= Object.keys(EDITION.files).length) throw new Error("not every file is there");
}

/** Put a file into the cache, unless it is there since an earlier try; from an earlier edition if it is the same. */
async function keep(cache, earlier, path, digest) {
  const address = ROOT.href + path;
  const is = (response) => response && response.headers.get(DIGEST) === digest;
  if (is(await cache.match(address))) return;
  for (const cacheName of earlier) {
    const found = await caches.match(address, { cacheName });
    if (is(found)) return cache.put(address, found);
  }
  await cache.put(address, await fetched(address, digest));
}

async function fetched(address, digest) {
  // From the host itself: it is asked only for what is known to be another file.
  const response = await fetch(address, { cache: "reload" });
  const body = await response.arrayBuffer();
  if (!response.ok || (await digestOf(body)) !== digest) throw new Error(`${address} is not of this edition`);
  // Made anew, since a browser takes none for a page that came by way of a redirect, and the body is unpacked.
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  headers.set(DIGEST, digest);
  return new Response(body, { headers });
}

async function digestOf(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [...bytes.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* --- Answering -------------------------------------------------------------------------------------------------- */

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const address = url.split(/[?#]/)[0];
  if (method !== "GET" || !address.startsWith(ROOT.href)) return;
  const path = fileFor(address.slice(ROOT.href.length));
  // What is no file of the book, of this edition or of an earlier one, is left to the network.
  if (mode === "navigate" ? path in EDITION.files : path in EDITION.files || /^_(static|images)\//.test(path)) {
    event.respondWith(answer(event, path));
  }
});

function fileFor(path) {
  if (path === "" || path.endsWith("/")) return `${path}index.html`;
  return !(path in EDITION.files) && `${path}.html` in EDITION.files ? `${path}.html` : path;
}

async function answer(event, path) {
  const { request, clientId, resultingClientId } = event;
  let cacheName = OURS;
  if (request.mode === "navigate") {
    await note(resultingClientId);
    event.waitUntil(tidy());
  } else {
    cacheName = await editionOf(clientId);
  }
  return (await caches.match(ROOT.href + path, { cacheName })) || fetch(request);
}

/* --- Open pages and their editions ------------------------------------------------------------------------------ */

const known = new Map();
const placeOf = (id) => new URL(`?page=${id}`, ROOT).href;

async function note(id) {
  if (!id) return;
  known.set(id, OURS);
  await (await caches.open(OPEN)).put(placeOf(id), new Response(OURS));
}

async function editionOf(id) {
  if (!known.has(id)) {
    const noted = await caches.match(placeOf(id), { cacheName: OPEN });
    known.set(id, noted ? await noted.text() : OURS);
  }
  return known.get(id);
}

async function editions() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS_ALL) && name !== OPEN);
}

/* --- Taking over, and leaving nothing behind --------------------------------------------------------------------- */

self.addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(self.skipWaiting());
});
self.addEventListener("activate", (event) => event.waitUntil(tidy({ parts: true })));

/** Delete earlier editions that no open page is of. What is only partly there stays until an edition takes over. */
async function tidy({ parts = false } = {}) {
  const { installing, waiting } = self.registration;
  if (installing || waiting) return;
  const used = new Set([OURS, ...(await editionsOpen())]);
  for (const cacheName of await editions()) {
    const whole = await caches.match(WHOLE, { cacheName });
    if (!used.has(cacheName) && (whole || parts)) await caches.delete(cacheName);
  }
}

/** Return the editions of open pages. A page that is just being opened is in no list yet: it has one more chance. */
async function editionsOpen() {
  const open = await caches.open(OPEN);
  const there = await self.clients.matchAll({ type: "all", includeUncontrolled: true });
  const live = new Set(there.map(({ id }) => placeOf(id)));
  const used = [];
  for (const { url } of await open.keys()) {
    const noted = await open.match(url);
    const edition = noted && (await noted.clone().text());
    const missed = noted && noted.headers.has("x-missed");
    if (live.has(url) || !missed) used.push(edition);
    if (!live.has(url)) {
      if (missed) await open.delete(url);
      else await open.put(url, new Response(edition, { headers: { "x-missed": "1" } }));
    }
  }
  return used;
}
