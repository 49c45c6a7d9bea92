// The service worker: what was read with a network can be read again without one.
// A page is always asked for first and its copy is shown only if no answer comes, since law moves.
// Nothing is fetched that the reader did not ask for, not even when this file is installed.
"use strict";

const SITE = {{ {"name": config.site_name, "hotline": lawkb.hotline, "accent": config.extra.accent or none} | tojson }};
const BASE = registration.scope; // The site may share its host with others, and so their caches.
const SEEN = `lawkb-seen ${BASE}`; // What was visited, each file as it last came.
const KEPT = `lawkb-kept ${BASE}`; // What the page /offline/ has put there, all of one version.
const RECORD = `${BASE}offline/record`;
const DAY = "lawkb-day", DIGEST = "lawkb-digest", SIZE = "lawkb-size", TITLE = "lawkb-title";

const PATIENCE = 3000; // So long a copy waits for the network,
const HURRY = 20000; //   not at all for some time after it waited in vain,
const LIMIT = 20000; //   and whoever has no copy so long.
const SHARDS = 500; // Files of search in SEEN, about: those of older versions would never leave.

const isNamedByItsHash = (path) => /^assets\/.*\.[0-9a-f]{8}\.min\.(css|js)$|^assets\/(images\/)?favicon\./.test(path);
// The parts of search fit only each other: in KEPT they change together or not at all.
const isSearch = (path) => /^(assets\/)?search\/./.test(path);
const isPage = (path) => path === "" || path.endsWith("/");
const pathOf = (key) => key.slice(BASE.length);

// ---- Copies

const keyOf = (request) => {
  const url = new URL(request.url);
  url.hash = "";
  if (request.mode === "navigate") url.search = ""; // "?q=" is for the scripts of the page.
  return url.href.replace(/\/index\.html$/, "/");
};

// The same as `Kept` in plugins/lawkb/publish/offline.py.
const digestOf = async (body) => {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body)).subarray(0, 9);
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_");
};

const inKept = (key) => caches.match(key, { cacheName: KEPT });
const inSeen = (key) => caches.match(key, { cacheName: SEEN });
const find = async (key) => await inKept(key) || inSeen(key);
const drop = async (key) => {
  await Promise.all([KEPT, SEEN].map(async (name) => await caches.has(name) && (await caches.open(name)).delete(key)));
  await inTable((rows) => rows.delete(pathOf(key)));
};

// A table of what KEPT holds: a cache of twenty thousand files refuses to say which they are.
let opened = null;

const open = () => new Promise((resolve, reject) => {
  const asked = indexedDB.open(`lawkb ${BASE}`, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

const inTable = async (work) => {
  opened = opened || open();
  const transaction = (await opened).transaction("kept", "readwrite"), asked = work(transaction.objectStore("kept"));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked && asked.result);
    transaction.onabort = () => reject(transaction.error);
  });
};

const putKept = async (key, copy) => {
  const path = pathOf(key), { headers } = copy;
  await (await caches.open(KEPT)).put(key, copy);
  await inTable((rows) => rows.put([path, headers.get(DIGEST), Number(headers.get(SIZE)), headers.get(DAY)], path));
};

// A copy that says when it came and what it is; `made` by the server, which may be long before.
const copyOf = (body, digest, response) => {
  const type = response.headers.get("content-type") || "";
  const made = Date.parse(response.headers.get("date"));
  const title = type.startsWith("text/html") && /<title>([^<]*)/.exec(new TextDecoder().decode(body.slice(0, 8192)));
  return new Response(body, { headers: {
    "content-type": type,
    [DAY]: new Date(Math.min(made || Infinity, Date.now())).toISOString(),
    [DIGEST]: digest,
    [SIZE]: body.byteLength,
    [TITLE]: encodeURIComponent(title ? title[1].split(" - ")[0] : ""),
  } });
};

const isWhole = (response) => response.status === 200 && response.type === "basic" && !response.redirected;
const isGone = (response) => response.status === 404 || response.status === 410;

// Store what came over the network; gives whether it differs from the copy there was, if it is known.
const store = async (key, response) => {
  if (isGone(response) && isPage(pathOf(key))) {
    await drop(key); // What was taken down must not come back without a network.
    return true;
  }
  if (!isWhole(response)) return undefined;
  const body = await response.arrayBuffer(), digest = await digestOf(body), copy = copyOf(body, digest, response);
  const isKept = !isSearch(pathOf(key)) && Boolean(await inKept(key));
  const old = await (isKept ? inKept(key) : inSeen(key));
  const same = Boolean(old) && old.headers.get(DIGEST) === digest;
  if (!same || old.headers.get(DAY).slice(0, 10) !== copy.headers.get(DAY).slice(0, 10)) {
    await (isKept ? putKept(key, copy) : (await caches.open(SEEN)).put(key, copy));
  }
  if (!same && isSearch(pathOf(key))) await thin(await caches.open(SEEN));
  return Boolean(old) && !same;
};

const thin = async (seen) => {
  const found = (await seen.keys()).filter(({ url }) => isSearch(pathOf(url)));
  if (found.length > SHARDS) await Promise.all(found.slice(0, found.length - SHARDS / 2).map((request) => seen.delete(request)));
};

// ---- Answers

const asksUs = ({ method, mode, url, cache, headers }) => method === "GET" && url.startsWith(BASE) && cache !== "no-store"
  && !(cache === "only-if-cached" && mode !== "same-origin") && !headers.has("range");

let hurryUntil = 0;

// The answer, or null when none comes in time or at all.
const soon = (asked, time) => new Promise((resolve) => {
  const from = Date.now();
  const timer = setTimeout(() => {
    if (time) hurryUntil = Date.now() + HURRY;
    resolve(null);
  }, time);
  asked.then((response) => {
    if (Date.now() - from < PATIENCE) hurryUntil = 0;
    resolve(response);
  }, () => resolve(null)).then(() => clearTimeout(timer));
});

const networkFirst = (event, key) => {
  const { request } = event, navigates = request.mode === "navigate";
  // The browser would guess from its age how long a page stays true; the server knows.
  const asked = navigates ? fetch(request.url, { cache: "no-cache", redirect: "manual" }) : fetch(request);
  let shown = null;
  // Storing goes on while the answer is read, and after a copy was shown in its place.
  event.waitUntil(asked.then((response) => store(key, response.clone())).then(async (changed) => {
    const client = shown && changed !== undefined && await clients.get(event.resultingClientId);
    if (client) client.postMessage({ lawkb: "checked", changed });
  }).catch(() => {}));
  const answer = async () => {
    const copy = await find(key);
    const response = await soon(asked, !copy ? LIMIT : Date.now() < hurryUntil ? 0 : PATIENCE);
    if (response && (!copy || response.ok || response.type === "opaqueredirect" || (navigates && isGone(response)))) return response;
    if (!copy) return navigates ? (await redirected(key)) || missing() : Response.error();
    shown = copy;
    return navigates ? dated(copy, key) : copy;
  };
  event.respondWith(answer());
};

const copyFirst = (event, key) => event.respondWith(find(key).then((copy) => copy || fetch(event.request).then((response) => {
  event.waitUntil(store(key, response.clone()).catch(() => {}));
  return response;
})));

addEventListener("fetch", (event) => {
  if (!asksUs(event.request)) return;
  const key = keyOf(event.request);
  (isNamedByItsHash(pathOf(key)) ? copyFirst : networkFirst)(event, key);
});

// ---- Pages that come from here

const recordOf = async () => {
  const record = await inKept(RECORD);
  return record ? record.json() : null;
};

// A copy of a page tells the page, whose script tells the reader (assets/lawkb.js).
const dated = async (copy, key) => {
  if (!copy.headers.get("content-type").startsWith("text/html")) return copy;
  const record = await inKept(key) && await recordOf();
  const day = [copy.headers.get(DAY), record ? record.day : ""].sort()[1]; // On that day it was still the same.
  const html = (await copy.text()).replace("<head>", `<head><meta name="lk-kept" content="${day}">`);
  return new Response(html, { headers: copy.headers });
};

// A server would send whoever forgot the last stroke to the page itself.
const redirected = async (key) => (!isPage(pathOf(key)) && await find(`${key}/`) ? Response.redirect(`${key}/`) : null);

const plain = (text) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

const missing = async () => {
  const places = { "": "首页", "search/": "搜索", "topics/": "按话题查找", "offline/": "存到手机离线看" };
  const shown = await Promise.all(Object.keys(places).map(async (path) => await find(BASE + path) && [BASE + path, places[path]]));
  const seen = await caches.open(SEEN), pages = (await seen.keys()).filter(({ url }) => isPage(pathOf(url)) && !(pathOf(url) in places));
  const read = await Promise.all(pages.slice(-20).reverse().map(async (request) => [request.url, decodeURIComponent((await seen.match(request)).headers.get(TITLE))]));
  const list = (links) => `<ul>${links.filter(Boolean).map(([url, name]) => `<li><a href="${plain(url)}">${plain(name)}</a></li>`).join("")}</ul>`;
  const accent = SITE.accent || { light: "#00557f", dark: "#7cc7ee" };
  return new Response(`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><title>这一页还没有存到手机里 - ${plain(SITE.name)}</title><style>
body{--a:${accent.light};max-width:36rem;margin:0 auto;padding:1rem;font:1.125rem/1.75 sans-serif;color:#1b2127;background:#fff}
a{color:var(--a)}li a,.again{display:inline-block;min-height:2.75rem;line-height:2.75rem}h1{font-size:1.6rem;line-height:1.4}h2{font-size:1.2rem}ul{padding-left:1.2rem}
@media(prefers-color-scheme:dark){body{--a:${accent.dark};color:#e6eaed;background:#151b20}}
</style></head><body><main><p>${plain(SITE.name)}</p><h1>这一页还没有存到手机里</h1>
<p>现在连不上网络，手机里也没有这一页。有了网络会自动重新打开。</p><p><a class="again" href="">再试一次</a></p>
${shown.some(Boolean) ? `<h2>可以先看</h2>${list(shown)}` : ""}${read.length ? `<h2>最近看过、已经留在手机里的</h2>${list(read)}` : ""}
${SITE.hotline ? `<p>没有网络也能打电话：免费法律服务热线 <a class="again" href="tel:${plain(SITE.hotline)}">${plain(SITE.hotline)}</a></p>` : ""}</main>
<script>addEventListener("online",function(){location.reload()})</script></body></html>`, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
};

// ---- What pages ask of the worker

class Failure extends Error {
  constructor(name) {
    super(name);
    this.name = name; // "network", "status" or "differs"; a full phone says "QuotaExceededError".
  }
}

const fetched = async (path, digest) => {
  let failure = "differs";
  // Asked with its digest, a file comes from the server itself where a cache on the way still has the last one.
  for (const address of [path, `${path}?${digest}`]) {
    const stop = new AbortController(), timer = setTimeout(() => stop.abort(), 3 * LIMIT);
    try {
      const response = await fetch(BASE + address, { cache: "no-store", signal: stop.signal });
      const body = await response.arrayBuffer();
      if (!isWhole(response)) failure = "status";
      else if (await digestOf(body) === digest) return copyOf(body, digest, response);
    } catch (error) {
      throw new Failure("network");
    } finally {
      clearTimeout(timer);
    }
  }
  throw new Failure(failure);
};

const COMMANDS = {
  // Fetch a file that must not be kept yet.
  async stage({ path, digest }) {
    const seen = await caches.open(SEEN), copy = await seen.match(BASE + path);
    if (!copy || copy.headers.get(DIGEST) !== digest) await seen.put(BASE + path, await fetched(path, digest));
  },

  // Keep files together; what was visited or staged is not fetched again.
  async keep({ files }) {
    const seen = await caches.open(SEEN);
    const copies = await Promise.all(files.map(async ([path, digest]) => {
      const copy = await seen.match(BASE + path);
      return copy && copy.headers.get(DIGEST) === digest ? copy : fetched(path, digest);
    }));
    for (const [at, [path]] of files.entries()) {
      await putKept(BASE + path, copies[at]);
      await seen.delete(BASE + path);
    }
  },

  // Note what is kept, and delete what nothing leads to any more.
  async finish({ record, gone }) {
    const kept = await caches.open(KEPT), seen = await caches.open(SEEN);
    await kept.put(RECORD, new Response(JSON.stringify(record)));
    for (const path of gone) await kept.delete(BASE + path);
    await inTable((rows) => { for (const path of gone) rows.delete(path); });
    const old = (await seen.keys()).filter(({ url }) => isSearch(pathOf(url)));
    await Promise.all(old.map((request) => seen.delete(request)));
  },

  // Path, digest, size, day of every copy, and whether it is one of the kept.
  async held() {
    const seen = await caches.open(SEEN);
    const visited = await Promise.all((await seen.keys()).map(async (request) => {
      const { headers } = await seen.match(request);
      return [pathOf(request.url), headers.get(DIGEST), Number(headers.get(SIZE)), headers.get(DAY), false];
    }));
    const kept = await inTable((rows) => rows.getAll());
    return { rows: visited.concat(kept.map((row) => row.concat(true))), record: await recordOf() };
  },

  async clear() {
    await Promise.all([KEPT, SEEN].map((name) => caches.delete(name)));
    await inTable((rows) => rows.clear());
  },

  // The first page was loaded before there was a worker; the browser still has what it needed.
  async adopt({ urls }) {
    await Promise.all(urls.map(async (url) => {
      const request = new Request(url, { cache: "force-cache" }), key = keyOf(request);
      if (asksUs(request) && !(await find(key))) await store(key, await fetch(request));
    }));
  },
};

addEventListener("message", (event) => {
  const [port] = event.ports, { command } = event.data;
  if (!Object.prototype.hasOwnProperty.call(COMMANDS, command)) return;
  event.waitUntil(COMMANDS[command](event.data).then(
    (result) => port && port.postMessage({ result }),
    (error) => port && port.postMessage({ error: error.name })
  ));
});

// ---- Taking over: copies outlive this file, so that a new one costs nobody a new download.

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => event.waitUntil((async () => {
  const own = (name) => name.startsWith("lawkb-") && name.endsWith(` ${BASE}`);
  const old = (await caches.keys()).filter((name) => own(name) && name !== SEEN && name !== KEPT);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
})()));
