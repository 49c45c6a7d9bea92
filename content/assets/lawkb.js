// What a page can do only with scripts: search, print, scroll a table by keyboard.
// Every page reads in full without this file.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];

  // The search box loads what it needs when somebody turns to it: no other page view pays for it.
  const searchBox = () => {
    const form = document.querySelector(".lk-search");
    if (!form) return;
    const input = form.querySelector("input");
    const results = document.getElementById("lk-results");
    form.action = form.dataset.results + (location.protocol === "file:" ? "index.html" : "");
    const load = (name) => new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = form.dataset.assets + name;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    const start = () => {
      form.removeEventListener("focusin", start);
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = `${form.dataset.assets}search.css`;
      document.head.append(style);
      load("engine.js").then(() => load("box.js")).catch(() => form.addEventListener("focusin", start));
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

  // Material wraps tables after this script has run, and a turned phone changes what overflows.
  const scrollingTables = () => {
    for (const wrap of all(".md-typeset__scrollwrap")) {
      const scrolls = wrap.scrollWidth > wrap.clientWidth;
      wrap.toggleAttribute("tabindex", false);
      if (scrolls) {
        wrap.tabIndex = 0;
        wrap.setAttribute("role", "group");
        wrap.setAttribute("aria-label", "表格，可以左右滑动");
      } else {
        wrap.removeAttribute("role");
        wrap.removeAttribute("aria-label");
      }
    }
  };

  searchBox();
  withoutServer();
  printButton();
  printing();
  addEventListener("load", scrollingTables);
  addEventListener("resize", scrollingTables);
})();
