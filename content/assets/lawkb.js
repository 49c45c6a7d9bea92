// What a page can do only with scripts: search, print, scroll a table by keyboard, do without a network.
// Every page reads in full without this file.
(() => {
  const own = document.currentScript && document.currentScript.src;
  document.documentElement.classList.add("js");
  const all = (selector) => [...document.querySelectorAll(selector)];

  const loaded = (address) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

  // A line that is read aloud, too: only what changes in a region that is there already is.
  const say = (place, name, ...words) => {
    const line = document.createElement("p");
    line.className = name;
    line.setAttribute("role", "status");
    place.append(line);
    setTimeout(() => line.append(...words), 100);
    return line;
  };

  // The search box loads what it needs when somebody turns to it: no other page view pays for it.
  const searchBox = () => {
    const form = document.querySelector(".lk-search");
    if (!form) return;
    const input = form.querySelector("input");
    const results = document.getElementById("lk-results");
    form.action = form.dataset.results + (location.protocol === "file:" ? "index.html" : "");
    const load = (name) => loaded(form.dataset.assets + name);
    const lacking = () => {
      if (!form.querySelector(".lk-lacking")) say(form, "lk-lacking", "搜索没有装载成功：现在连不上网络，手机里也没有存。联网后再点一下搜索框。");
    };
    const start = () => {
      form.removeEventListener("focusin", start);
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = `${form.dataset.assets}search.css`;
      document.head.append(style);
      load("engine.js").then(() => load("box.js")).then(() => {
        for (const said of form.querySelectorAll(".lk-lacking")) said.remove();
      }, () => {
        form.addEventListener("focusin", start);
        lacking();
      });
    };
    form.addEventListener("focusin", start);
    if (results) start();
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  };

  // Unpacked on a stick there is no server that knows what a folder shows.
  const withoutServer = () => {
    if (location.protocol !== "file:") return;
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (link && link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    }, true);
  };

  const printButton = () => {
    const status = document.querySelector(".lk-doc .lk-status");
    if (!status) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "lk-print";
    button.textContent = "打印本页";
    button.addEventListener("click", () => window.print());
    status.append(button);
  };

  // On paper nothing can be opened, and only a whole address leads back here.
  const printing = () => {
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = all("details:not([open])");
      for (const details of closed) details.open = true;
      for (const address of all(".lk-address span")) {
        if (location.protocol.startsWith("http")) address.textContent = location.origin + location.pathname;
      }
    });
    addEventListener("afterprint", () => {
      for (const details of closed) details.open = false;
    });
  };

  // The choice between light and dark; until somebody makes it, the system's holds.
  const palette = () => {
    const button = document.querySelector(".lk-palette");
    if (!button) return;
    const scheme = "data-md-color-scheme";
    const isDark = () => document.body.getAttribute(scheme) === "slate";
    const offer = () => {
      button.textContent = isDark() ? button.dataset.dark : button.dataset.light;
    };
    button.addEventListener("click", () => {
      const chosen = isDark() ? "default" : "slate";
      document.body.setAttribute(scheme, chosen);
      try {
        localStorage.setItem("lawkb-scheme", chosen);
      } catch (refused) {
        // Then it holds for this page.
      }
      offer();
    });
    offer();
    button.hidden = false;
  };

  // The table of contents beside a page shows where the reader is.
  const follow = () => {
    const links = all(".md-nav--secondary .md-nav__link");
    if (!links.length || !window.IntersectionObserver) return;
    const heads = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))).filter(Boolean);
    const mark = () => {
      const passed = heads.filter((head) => head.getBoundingClientRect().top < innerHeight / 3);
      const id = passed.length ? passed[passed.length - 1].id : "";
      for (const link of links) link.classList.toggle("md-nav__link--active", decodeURIComponent(link.hash.slice(1)) === id);
    };
    const seen = new IntersectionObserver(mark, { rootMargin: "0px 0px -67% 0px" });
    for (const head of heads) seen.observe(head);
  };

  // A turned phone changes what overflows; what scrolls must be within reach of a keyboard.
  const scrolling = () => {
    for (const box of all(".md-typeset__scrollwrap, .md-typeset pre > code")) {
      if (box.scrollWidth > box.clientWidth) {
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", box.matches("code") ? "示例，可以左右滑动" : "表格，可以左右滑动");
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
      }
    }
  };

  const workers = location.protocol.startsWith("http") && navigator.serviceWorker;

  // The worker keeps what was read (sw.js); a preview has none, and sends away that of another site.
  const worker = () => {
    if (!workers) return;
    const link = document.querySelector("[data-worker]");
    if (!link) {
      workers.getRegistrations().then((found) => found.forEach((registration) => {
        if (location.href.startsWith(registration.scope)) registration.unregister();
      }), () => {});
      return;
    }
    const first = !workers.controller;
    const register = () => workers.register(link.dataset.worker).then(() => workers.ready).then((registration) => {
      const resources = performance.getEntriesByType("resource").map((entry) => entry.name);
      const page = location.origin + location.pathname;
      if (first) registration.active.postMessage({ command: "adopt", urls: [page, ...resources] });
    }).catch(() => {});
    const idly = window.requestIdleCallback || ((work) => setTimeout(work, 500));
    addEventListener("load", () => idly(register, { timeout: 5000 }));
  };

  const AGED = 30;

  // What came from the worker says so, and how old it is.
  const copy = () => {
    const meta = document.querySelector("meta[name=lk-kept]");
    const header = document.querySelector(".lk-header");
    if (!meta || !header) return;
    const day = new Date(meta.content);
    const days = Math.floor((Date.now() - day) / 864e5);
    const place = document.createElement("div");
    place.className = days > AGED ? "lk-kept lk-kept--aged" : "lk-kept";
    header.after(place);
    const words = `离线副本，存于 ${day.getFullYear()}年${day.getMonth() + 1}月${day.getDate()}日；联网后会自动更新。`;
    const line = say(place, "md-grid", words, days > AGED ? `已经${days}天，法律可能变了，引用前请联网核对。` : "");
    const instead = (...changed) => {
      line.textContent = "";
      line.append(...changed);
    };
    const again = document.createElement("a");
    again.href = location.pathname + location.search;
    again.textContent = "看新的";
    workers.addEventListener("message", ({ data }) => {
      if (!data || data.lawkb !== "checked") return;
      place.classList.remove("lk-kept--aged");
      if (data.changed) instead("网络刚才很慢，先给您看了离线副本。这一页已经改过：", again);
      else instead("网络刚才很慢，先给您看了离线副本。已经核对，和网站上的一样。");
    });
    // A download does not pass through the worker, unless it is asked for like this.
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[download]");
      if (!link) return;
      event.preventDefault();
      fetch(link.href).then((response) => (response.ok ? response.blob() : Promise.reject(response))).then((blob) => {
        const file = document.createElement("a");
        file.href = URL.createObjectURL(blob);
        file.download = link.download;
        file.click();
      }).catch(() => instead("这个文件还没有存到手机里，联网后再下载。"));
    });
    addEventListener("online", () => instead("现在有网络了，下面还是离线副本：", again));
  };

  const keeping = () => {
    if (document.getElementById("lk-offline") && own) loaded(own.replace(/lawkb\.js.*$/, "offline.js")).catch(() => {});
  };

  searchBox();
  worker();
  copy();
  keeping();
  palette();
  follow();
  withoutServer();
  printButton();
  printing();
  addEventListener("load", scrolling);
  addEventListener("resize", scrolling);
})();
