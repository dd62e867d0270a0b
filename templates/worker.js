{# Pages come from the network, and from here only where there is none, so none is ever pinned.
   Files with a fingerprint never change: they come from here first. #}
"use strict";
const ROOT = new URL("./", location).href;
const OURS = "qingyuan " + ROOT + " ";
const CACHE = OURS + {{ version | tojson }};
const FILES = {{ files | tojson }};
const OFFLINE = {{ offline | tojson }};
const GONE = [404, 410];
const FIXED = /\/(assets|logo|media)\/([^/]+\/)?[^/]+-[0-9a-f]{8}\.[a-z0-9]+$/;

const plain = (url) => url.replace(/[?#].*/, "");
const folder = (url) => plain(url).slice(ROOT.length).split("/")[0];
const known = ["", "index.html", "assets", "logo", "media", ...Object.keys(OFFLINE)];
const isOurs = (url) => url.startsWith(ROOT) && known.includes(folder(url));

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => ROOT + file))));
});

addEventListener("activate", (event) => event.waitUntil(begin()));

addEventListener("fetch", (event) => {
  const { method, headers, url } = event.request;
  if (method === "GET" && !headers.has("range") && isOurs(url)) event.respondWith(answer(event));
});

{# Takes over the pages that former versions kept, and the one that is being read. #}
async function begin() {
  const cache = await caches.open(CACHE);
  for (const name of await others()) {
    const old = await caches.open(name);
    for (const request of await old.keys()) {
      if (!FIXED.test(request.url)) await cache.put(request, await old.match(request));
    }
    await caches.delete(name);
  }
  await clients.claim();
  for (const { url } of await clients.matchAll()) {
    if (isOurs(url)) await cache.add(plain(url)).catch(() => {});
  }
}

async function others() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
}

async function answer(event) {
  const { request } = event;
  const url = plain(request.url);
  const cache = await caches.open(CACHE);
  const kept = await cache.match(url);
  if (kept && FIXED.test(url)) return kept;
  try {
    const fresh = await fetch(request, { cache: "no-cache" });
    if (fresh.status === 200) event.waitUntil(cache.put(url, fresh.clone()).catch(() => {}));
    if (GONE.includes(fresh.status)) event.waitUntil(cache.delete(url));
    if (request.mode === "navigate") event.waitUntil(leaveIfRemoved());
    return fresh;
  } catch (offline) {
    const text = OFFLINE[folder(url)] || Object.values(OFFLINE).join("\n");
    const headers = { "Content-Type": "text/plain; charset=utf-8" };
    return kept || new Response(text, { status: 503, headers });
  }
}

{# A site that no longer has this file does not want it. #}
async function leaveIfRemoved() {
  const own = await fetch(location.href, { method: "HEAD", cache: "no-store" });
  const isOther = own.ok && !/javascript/.test(own.headers.get("Content-Type"));
  if (!isOther && !GONE.includes(own.status)) return;
  await registration.unregister();
  for (const name of [CACHE, ...(await others())]) await caches.delete(name);
}
