// What a page can do only with scripts: search from a button, print, scroll a table by keyboard.
// Every page reads in full without this file.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];

  const openSearch = () => {
    const toggle = document.getElementById("__search");
    const input = document.querySelector(".md-search__input");
    if (toggle && !toggle.checked) toggle.click();
    if (input) setTimeout(() => input.focus(), 50);
  };

  const searchButtons = () => {
    const input = document.querySelector(".md-search__input");
    const lead = document.querySelector(".lk-at-home .lk-lead");
    if (!input) return;
    if (lead) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "lk-search-box";
      button.dataset.lkSearch = "";
      button.textContent = input.placeholder;
      lead.after(button);
    }
    for (const button of all("[data-lk-search]")) {
      button.hidden = false;
      button.addEventListener("click", openSearch);
    }
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

  searchButtons();
  printButton();
  printing();
  addEventListener("load", scrollingTables);
  addEventListener("resize", scrollingTables);
})();
