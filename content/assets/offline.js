// The page /offline/: what is kept on this phone, what there is to keep, and how much that is.
// The worker does the work (sw.js); the lists of files and digests were made with the site.
(() => {
  "use strict";

  const AT_ONCE = 4, ROUNDS = 3, AGED = 30, DAY = 864e5;
  const PATIENCE = 150000; // For one file, longer than the worker's own;
  const STARTING = 20000; //   for the worker, which a private window never starts.
  const PACKAGES = { core: ["core"], all: ["core", "laws"] };
  const NAMES = { core: "资料和搜索", all: "资料、搜索和法条" };
  const FAULTS = {
    network: "网络断了。已经存下的不会丢，联网后再按一次，会接着存。",
    QuotaExceededError: "手机的空间不够。已经存下的不会丢；清出一些空间再按一次，会接着存。",
    status: "有的文件没有取到，多半是网站正在更新。过几分钟再按一次，会接着存。",
    differs: "有的文件和网站公布的不一样，没有收下，多半是网站正在更新。过几分钟再按一次，会接着存。",
    stopped: "已经停下。存下的不会丢，再按一次会接着存。",
  };
  const old = document.getElementById("lk-offline");
  const workers = navigator.serviceWorker;

  const el = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const name of Object.keys(attributes || {})) element.setAttribute(name, attributes[name]);
    element.append(...children);
    return element;
  };

  const place = el("div", { id: old.id, class: "lk-offline" });
  const state = el("p", { role: "status" });
  const held = el("div");
  const moving = el("div", { class: "lk-offline__moving" });
  const buttons = el("div", { class: "lk-offline__buttons" });

  const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)}\u00a0KB` : `${(bytes / 1e6).toFixed(1)}\u00a0MB`);
  const dayOf = (time) => {
    const day = new Date(time);
    return `${day.getFullYear()}年${day.getMonth() + 1}月${day.getDate()}日`;
  };
  const isPage = (path) => path === "" || path.endsWith("/");
  const isSearch = (path) => /^(assets\/)?search\/./.test(path);
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

  // ---- The worker, and the lists

  const fault = (name) => Object.assign(new Error(name), { name });

  const ready = () => new Promise((resolve, reject) => {
    workers.ready.then(resolve);
    setTimeout(() => reject(fault("refused")), STARTING);
  });

  const ask = async (command, values) => {
    const { active } = await ready();
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(fault("network")), PATIENCE);
      port1.onmessage = ({ data }) => {
        clearTimeout(timer);
        port1.close();
        if (data.error) reject(fault(data.error));
        else resolve(data.result);
      };
      active.postMessage(Object.assign({ command }, values), [port2]);
    });
  };

  const json = async (path) => {
    const { scope } = await ready();
    // What is asked for without any store is none of the worker's business.
    const response = await fetch(scope + path, { cache: "no-store" }).catch(() => null);
    if (!response) throw fault("network");
    if (!response.ok) throw fault("status");
    return response.json().catch(() => {
      throw fault("status");
    });
  };

  const summary = () => json("offline/packages.json");

  const digestOf = (packages, name) => PACKAGES[name].map((one) => packages[one].digest).join(" ");

  // What is to be fetched, what of it replaces a copy, what is not needed any more.
  const planOf = async (name, packages, rows) => {
    const lists = await Promise.all(PACKAGES[name].map((one) => json(packages[one].list)));
    const wanted = Object.assign({}, ...lists);
    const kept = new Map(rows.filter((row) => row[4]).map(([path, digest]) => [path, digest]));
    const seen = new Map(rows.filter((row) => !row[4]).map(([path, digest]) => [path, digest]));
    const files = Object.keys(wanted).filter((path) => kept.get(path) !== wanted[path][0])
      .map((path) => ({ path, digest: wanted[path][0], bytes: seen.get(path) === wanted[path][0] ? 0 : wanted[path][1] }));
    return {
      files,
      isReplacing: ({ path }) => kept.has(path) && isSearch(path),
      gone: [...kept.keys()].filter((path) => !(path in wanted)),
      bytes: sum(files.map((file) => file.bytes)),
    };
  };

  // ---- Keeping

  let stopped = false;

  // Look first, then texts, then search: what is there when the network breaks off is of use.
  const rank = ({ path }) => (path.startsWith("assets/") && !isSearch(path) ? 0 : isPage(path) ? 1 : 2);

  const carryOut = async (plan, advance) => {
    const replacing = plan.files.filter(plan.isReplacing);
    const queue = plan.files.slice().sort((a, b) => rank(a) - rank(b));
    let lost = null;
    const work = async () => {
      for (let file = queue.shift(); file && !stopped; file = queue.shift()) {
        const { path, digest } = file;
        try {
          if (plan.isReplacing(file)) await ask("stage", { path, digest });
          else await ask("keep", { files: [[path, digest]] });
          advance(file);
        } catch (error) {
          if (error.name !== "status" && error.name !== "differs") {
            queue.length = 0;
            throw error;
          }
          lost = error;
        }
      }
    };
    const ends = await Promise.all(Array.from({ length: AT_ONCE }, () => work().then(() => null, (error) => error)));
    const broken = ends.find(Boolean);
    if (broken) throw broken;
    if (stopped) throw fault("stopped");
    // The new parts of search are there; those that had to wait for them change in one go.
    if (!lost && replacing.length) await ask("keep", { files: replacing.map(({ path, digest }) => [path, digest]) });
    return lost;
  };

  const keep = async (name) => {
    for (let round = 0; round < ROUNDS; round++) {
      const packages = await summary();
      const plan = await planOf(name, packages, (await ask("held")).rows);
      const lost = await carryOut(plan, progress(plan));
      if (!lost) {
        const record = { name, day: new Date().toISOString(), digest: digestOf(packages, name) };
        await ask("finish", { record, gone: plan.gone });
        return;
      }
      // The site may have been published anew in the meantime.
      if (digestOf(await summary(), name) === digestOf(packages, name)) throw lost;
    }
    throw fault("status");
  };

  // ---- What is shown

  const progress = (plan) => {
    const bar = el("progress", { max: Math.max(1, plan.bytes), value: 0, "aria-label": "已存的部分" });
    const text = el("p");
    let files = 0, bytes = 0;
    const show = () => {
      bar.value = bytes;
      text.textContent = `已存 ${files} / ${plan.files.length} 个文件，${size(bytes)} / ${size(plan.bytes)}`;
    };
    moving.textContent = "";
    moving.append(bar, text);
    show();
    return (file) => {
      files += 1;
      bytes += file.bytes;
      show();
    };
  };

  const button = (text, work, kind) => {
    const made = el("button", { type: "button", class: kind || "lk-offline__button" }, text);
    made.addEventListener("click", work);
    return made;
  };

  const start = async (name) => {
    stopped = false;
    state.textContent = `正在存${NAMES[name]}，请不要关掉这一页。`;
    buttons.textContent = "";
    const stop = button("停下", () => { stopped = true; });
    buttons.append(stop);
    stop.focus();
    // Asked for now that the reader wants it: so the browser does not clear it away by itself.
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
    let said = `存好了：${NAMES[name]}。没有网络也能打开、能搜。`;
    try {
      await keep(name);
    } catch (error) {
      said = FAULTS[error.name] || FAULTS.network;
    }
    moving.textContent = "";
    await show();
    state.textContent = said;
    const next = buttons.querySelector("button");
    if (next) next.focus();
  };

  const clear = async () => {
    if (!window.confirm("存在这部手机里的本站页面都会删除。要删除吗？")) return;
    await ask("clear");
    await show();
    state.textContent = "存在手机里的已经全部删除。";
  };

  const inventory = ({ rows, record }) => {
    const lines = [];
    const pages = rows.filter(([path]) => isPage(path)).length, bytes = sum(rows.map((row) => row[2]));
    const isPartial = !record && rows.some((row) => row[4]);
    // What is kept was compared with the site when the record was written.
    const pageDays = rows.filter(([path]) => isPage(path)).map(([, , , day, isKept]) => (isKept && record && record.day > day ? record.day : day)).sort();
    if (record) {
      const days = Math.floor((Date.now() - new Date(record.day)) / DAY);
      lines.push(`${NAMES[record.name]}已经存齐，${dayOf(record.day)}和网站核对过${days > AGED ? `，到今天已经${days}天，请联网更新` : ""}。`);
    }
    if (isPartial) lines.push("上一次没有存完。");
    lines.push(rows.length
      ? `手机里现在有 ${pages} 页，占 ${size(bytes)}${pageDays.length ? `，最早的一页是${dayOf(pageDays[0])}的` : ""}。`
      : "手机里现在没有存本站的页面。");
    return lines;
  };

  // The buttons with what each will cost; a list is fetched only where something is kept already.
  const offers = async ({ rows, record }) => {
    const packages = await summary();
    const names = record && record.name === "all" ? ["all"] : ["core", "all"];
    const some = rows.some((row) => row[4]);
    return Promise.all(names.map(async (name) => {
      const isOwn = Boolean(record) && record.name === name;
      if (isOwn && record.digest === digestOf(packages, name)) return { name, isOwn, isCurrent: true };
      const bytes = some ? (await planOf(name, packages, rows)).bytes : sum(PACKAGES[name].map((one) => packages[one].bytes));
      return { name, isOwn, bytes, pages: sum(PACKAGES[name].map((one) => packages[one].pages)) };
    }));
  };

  const label = ({ name, isOwn, bytes, pages }) => (isOwn
    ? `更新，要下载 ${size(bytes)}`
    : `${name === "core" ? "存资料和搜索" : "连法条一起存"}（${pages} 页，下载 ${size(bytes)}）`);

  const show = async () => {
    const found = await ask("held");
    const lines = inventory(found);
    buttons.textContent = "";
    try {
      for (const offer of await offers(found)) {
        if (offer.isCurrent) lines.push("和网站上的一样，不用再下载。");
        else buttons.append(button(label(offer), () => start(offer.name)));
      }
      if (buttons.children.length) lines.push("下面的数字是文件的大小；网站压缩传送时，流量通常不到一半。");
    } catch (error) {
      lines.push("现在连不上网络：已经存的能看，新的要联网才能存。");
    }
    if (found.rows.length) buttons.append(button("全部删除", clear, "lk-offline__button lk-offline__button--plain"));
    held.textContent = "";
    held.append(...lines.map((line) => el("p", null, line)));
  };

  const hindrance = () => {
    if (location.protocol === "file:") return "这一份网站就在手边，不用再存。";
    if (!document.querySelector("[data-worker]")) return "这是预览，不存副本；发布以后，读者在网站上可以存。";
    if (!window.isSecureContext) return "这个网站要用 https:// 开头的地址打开，才能存到手机里。";
    if (!workers) return "这个浏览器不能存。请用手机自带的浏览器打开本页；在微信里，点右上角的“…”，选“在浏览器打开”。";
    return "";
  };

  old.replaceWith(place);
  const hindered = hindrance();
  place.append(hindered ? el("p", null, hindered) : "", held, state, moving, buttons);
  if (!hindered) {
    state.textContent = "正在看手机里有什么……";
    show().then(() => { state.textContent = ""; }, () => { state.textContent = "浏览器没有答应存东西。请退出无痕浏览，再打开这一页。"; });
  }
})();
