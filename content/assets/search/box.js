// The search box and the page of results. Loaded when the box is first used, after engine.js.
(() => {
  "use strict";

  const { engine, pure } = window.lawkb;
  const PAUSE = 180, SHOWN = 5, FIRST = 10, MORE = 20, WINDOW = 96;
  const QUOTED = 3; // So many results show their passage at once, the others when they are seen.
  const KINDS = { type: "类型", topic: "话题", audience: "读者", law: "法律" };
  const form = document.querySelector(".lk-search");
  const input = form.querySelector("input");
  const place = document.getElementById("lk-results");
  const results = place && document.createElement("div");
  const pageTitle = document.title;

  if (results) {
    results.id = place.id;
    place.replaceWith(results);
  }

  const el = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const name of Object.keys(attributes || {})) {
      const value = attributes[name];
      if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
    }
    for (const child of children) if (child) element.append(child);
    return element;
  };

  // On a stick there is no server that knows what a folder shows.
  const href = (url, anchor) => engine.base + url + (location.protocol === "file:" ? "index.html" : "")
    + (anchor ? `#${encodeURIComponent(anchor)}` : "");
  const searchUrl = (parameters) => `${href("search/")}?${parameters}`;

  // ---- Words marked in a text

  const marked = (text, tokens) => {
    const plain = pure.normal(text);
    const flags = new Uint8Array(text.length);
    const words = [];
    for (const token of tokens) {
      if (token[0] === "~") words.push(...engine.words(token));
      else if (!"^§#".includes(token[0])) words.push(token);
    }
    for (const word of words) {
      for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1)) {
        flags.fill(1, at, at + word.length);
      }
    }
    return flags;
  };

  const withMarks = (text, flags) => {
    const parts = document.createDocumentFragment();
    for (let at = 0, end; at < text.length; at = end) {
      end = at + 1;
      while (end < text.length && flags[end] === flags[at]) end++;
      const words = text.slice(at, end);
      parts.append(flags[at] ? el("mark", null, words) : words);
    }
    return parts;
  };

  // The part of a passage with most marks, from where a sentence begins if one does nearby.
  const excerpt = (text, tokens) => {
    const flags = marked(text, tokens);
    let sum = 0, best = -1, start = 0;
    for (let at = 0; at < text.length; at++) {
      sum += flags[at] - (at >= WINDOW ? flags[at - WINDOW] : 0);
      if (sum > best) {
        best = sum;
        start = Math.max(0, at - WINDOW + 1);
      }
    }
    const first = flags.indexOf(1, start);
    if (first > start) {
      const stop = Math.max(...["。", "；", "？", "，", "："].map((sign) => text.lastIndexOf(sign, first)));
      start = Math.max(start, stop >= first - 24 ? stop + 1 : first - 12);
    }
    const end = Math.min(text.length, start + WINDOW);
    const parts = document.createDocumentFragment();
    parts.append(start ? "……" : "", withMarks(text.slice(start, end), flags.slice(start, end)), end < text.length ? "……" : "");
    return parts;
  };

  // ---- One result

  const facts = (card) => [card.type || "编者手册", card.topic && card.topic[1], card.state].filter(Boolean).join(" · ");

  const quoted = async (hit, card, tokens) => {
    const passage = await engine.passage(hit.page, hit.passage);
    return { heading: passage.heading, url: href(card.url, passage.anchor), words: excerpt(passage.text, tokens) };
  };

  const described = async (hit, tokens, withPassage) => {
    const card = await engine.card(hit.page);
    return { card, hit, quote: withPassage ? await quoted(hit, card, tokens) : null };
  };

  const titleOf = (text, tokens) => withMarks(text, marked(text, tokens));

  const colon = (heading) => (!heading ? "" : /[？！。]$/.test(heading) ? " " : "：");

  const seen = "IntersectionObserver" in window && new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      entry.target.lkFill();
    }
  });

  const resultItem = ({ card, hit, quote }, tokens) => {
    const passage = el("p", { class: "lk-hit__passage" });
    const fill = ({ heading, url, words }) => passage.append(
      heading ? el("a", { class: "lk-hit__heading", href: url }, titleOf(heading, tokens)) : "", colon(heading), words);
    passage.lkFill = () => quoted(hit, card, tokens).then(fill, () => passage.append("（这段文字没有装载成功，联网后再看。）"));
    if (quote) fill(quote);
    else if (seen) seen.observe(passage);
    else passage.lkFill();
    return el("li", { class: "lk-hit", "data-doc-id": card.id },
      el("h2", null, el("a", { href: href(card.url) }, titleOf(card.title, tokens))),
      card.other ? el("p", { class: "lk-hit__other" }, card.other) : null,
      el("p", { class: "lk-hit__facts" }, facts(card)), passage);
  };

  const citedItem = (cited) => el("li", { class: "lk-hit lk-hit--law", "data-doc-id": cited.id },
    el("h2", null, el("a", { href: href(`${cited.id}/`) }, citedTitle(cited))),
    el("p", { class: "lk-hit__facts" }, cited.exists ? "法条：本库里引用它的文档、有没有改过"
      : cited.article ? "本库没有文档引用这一条；这是这部法律的页面" : "法律：本库里引用它的文档"));

  const citedTitle = (cited) => cited.law + (cited.exists ? `第${cited.article.replace("-", "条之")}${cited.article.includes("-") ? "" : "条"}` : "");

  const optionOf = ({ card, quote }, number, tokens) => el("a", {
    class: "lk-option", role: "option", id: `lk-option-${number}`, tabindex: "-1", "aria-selected": "false",
    "data-doc-id": card.id, href: quote ? quote.url : href(card.url),
  },
    el("strong", null, titleOf(card.title, tokens)),
    el("span", { class: "lk-option__facts" }, facts(card)),
    quote ? el("span", { class: "lk-option__passage" }, quote.heading, colon(quote.heading), quote.words) : null);

  // ---- Nothing found, misheard, failed

  const nearest = (topics) => {
    const known = engine.topics();
    const chosen = topics.map((path) => known.find((topic) => topic[0] === path)).filter(Boolean);
    return chosen.length
      ? chosen.map((topic) => el("li", null, el("a", { href: href(`topics/${topic[0]}/`) }, topic[2])))
      : engine.groups().map((group) => el("li", null, el("a", { href: href(`topics/${group[0]}/`) }, group[1])));
  };

  const call = () => {
    const number = engine.ready() && engine.hotline();
    return number ? el("p", { class: "lk-call" }, "打电话问：免费法律服务热线 ", el("a", { href: `tel:${number}` }, number)) : null;
  };

  const nothing = (found) => el("div", { class: "lk-nothing" },
    el("p", null, `${results ? "" : "没有找到。"}换个说法再试，或者看看这些话题：`), el("ul", null, ...nearest(found.topics)), call());

  // With a worker, what could not be loaded has not been kept either: never pass that off as nothing found.
  const isKept = Boolean(navigator.serviceWorker && navigator.serviceWorker.controller);
  const failed = () => (isKept
    ? el("p", { class: "lk-nothing", role: "alert" }, "现在取不到网上的，回答这个问题要用的这部分还没有存到手机里。联网后刷新这一页再搜；想以后没有网络也能搜，请在联网时到",
      el("a", { href: href("offline/") }, "存到手机离线看"), "存一次。也可以", el("a", { href: href("topics/") }, "按话题查找"), "。")
    : el("p", { class: "lk-nothing" }, "搜索没有装载成功。请检查网络，刷新这一页再试；也可以",
      el("a", { href: href("topics/") }, "按话题查找"), "。"));

  const meant = (found) => found.meant && el("p", { class: "lk-meant" }, "您是不是要找：",
    el("a", { href: searchUrl(new URLSearchParams({ q: found.meant })) }, found.meant));

  const replaced = ([, law, since, now]) => el("p", { class: "lk-gone" },
    `《${law}》${since[0] === "2" ? `自 ${since} 起` : "已经"}废止，现在看`,
    ...now.map(([name, id], at) => el("span", null, at ? "、" : "", id ? el("a", { href: href(`laws/${id}/`) }, `《${name}》`) : `《${name}》`)),
    "。别的旧名见", el("a", { href: href("laws/traps/") }, "名称陷阱"), "。");

  // ---- The list under the box

  const live = el("p", { class: "lk-live", role: "status" });
  const list = el("div", { class: "lk-options", role: "listbox", id: "lk-options", "aria-label": "搜索结果" });
  const panel = el("div", { class: "lk-panel", hidden: "" }, list);
  form.append(panel, live);
  let active = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];

  const activate = (number) => {
    const all = options();
    active = number;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === number)));
    if (number >= 0) {
      input.setAttribute("aria-activedescendant", all[number].id);
      all[number].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const show = (open) => {
    panel.hidden = !open;
    if (!results) input.setAttribute("aria-expanded", String(open && options().length > 0));
    if (!open) activate(-1);
  };

  const clearPanel = () => {
    list.textContent = "";
    for (const extra of panel.querySelectorAll(":scope > :not(.lk-options)")) extra.remove();
  };

  let turn = 0, typing = false;

  const suggest = async () => {
    const typed = input.value.trim(), mine = ++turn;
    if (!typed) {
      clearPanel();
      show(false);
      live.textContent = "";
      return;
    }
    let found, rows;
    try {
      found = await engine.search(typed);
      rows = await Promise.all(found.hits.slice(0, SHOWN).map((hit, at) => described(hit, found.tokens, at < QUOTED)));
    } catch (error) {
      if (mine === turn) {
        clearPanel();
        panel.append(failed());
        show(true);
      }
      return;
    }
    if (mine !== turn) return;
    clearPanel();
    const first = found.citation ? [el("a", { class: "lk-option", role: "option", id: "lk-option-law", tabindex: "-1", "aria-selected": "false", "data-doc-id": found.citation.id, href: href(`${found.citation.id}/`) },
      el("strong", null, citedTitle(found.citation)), el("span", { class: "lk-option__facts" }, "法条"))] : [];
    list.append(...first, ...rows.map((row, number) => optionOf(row, number, found.tokens)));
    if (found.hits.length) {
      list.append(el("a", { class: "lk-option lk-option--all", role: "option", id: "lk-option-all", tabindex: "-1", "aria-selected": "false", href: searchUrl(new URLSearchParams({ q: typed })) }, `看全部 ${found.hits.length} 条结果`));
    } else if (!found.citation) {
      panel.append(nothing(found));
    }
    if (found.meant) panel.prepend(meant(found));
    panel.prepend(...found.gone.map(replaced));
    live.textContent = found.hits.length ? `找到 ${found.hits.length} 条，用上下键选择` : "没有找到";
    show(document.activeElement === input || panel.contains(document.activeElement));
  };

  // ---- The page of results

  let filters = null;

  const choices = async (withLaws) => {
    if (!filters) {
      filters = Object.assign({}, await engine.part("f"));
    }
    if (!filters.law && (withLaws || engine.lawsAtOnce())) filters.law = await engine.part("l");
    return filters;
  };

  const parameters = () => new URLSearchParams(location.search);

  const passes = (page, chosen, kind) => !chosen[kind] || filters[kind][page].includes(Number(chosen[kind]) - 1);

  // Counts by value of one filter among the hits that pass the others.
  const counted = (hits, chosen, kind) => {
    const counts = new Map();
    for (const { page } of hits) {
      if (Object.keys(KINDS).every((other) => other === kind || passes(page, chosen, other))) {
        for (const value of filters[kind][page]) counts.set(value, (counts.get(value) || 0) + 1);
      }
    }
    return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  };

  const names = (kind) => ({ type: engine.types(), topic: engine.topics().map((topic) => topic[1]), audience: engine.audiences(), law: engine.laws().map((law) => law[1]) }[kind]);

  const selectOf = (hits, chosen, kind) => {
    if (!filters[kind]) {
      // In a large library this list is longer than the answer: it comes when it is asked for.
      const button = el("button", { type: "button" }, "按法律筛选");
      button.addEventListener("click", () => choices(true).then(answer, () => button.replaceWith(failed())));
      return el("div", null, button);
    }
    const select = el("select", { name: kind, id: `lk-filter-${kind}` }, el("option", { value: "" }, `${KINDS[kind]}：全部`));
    const rows = counted(hits, chosen, kind), taken = Number(chosen[kind]) - 1;
    // What leaves nothing must be seen, or nobody could take it back.
    if (names(kind)[taken] && !rows.some(([value]) => value === taken)) rows.push([taken, 0]);
    for (const [value, count] of rows) {
      const option = el("option", { value: value + 1 }, `${names(kind)[value]}（${count}）`);
      option.selected = String(value + 1) === chosen[kind];
      select.append(option);
    }
    select.addEventListener("change", () => go({ [kind]: select.value }, true));
    return el("div", null, el("label", { for: select.id }, KINDS[kind]), select);
  };

  const go = (changes, push) => {
    const next = parameters();
    for (const name of Object.keys(changes)) {
      if (changes[name]) next.set(name, changes[name]);
      else next.delete(name);
    }
    history[push ? "pushState" : "replaceState"](null, "", `${location.pathname}?${next}`);
    return answer();
  };

  // The last question stays one step back. What is typed in pauses is one question, not several.
  const ask = (q) => {
    const last = parameters().get("q"), push = !typing && Boolean(last) && last !== q;
    typing = true;
    return go({ q, type: "", topic: "", audience: "", law: "" }, push);
  };

  const answer = async () => {
    const asked = parameters(), typed = (asked.get("q") || "").trim(), mine = ++turn;
    const chosen = {};
    for (const kind of Object.keys(KINDS)) chosen[kind] = asked.get(kind) || "";
    if (!typed) {
      await engine.open().catch(() => null);
      if (mine !== turn) return;
      document.title = pageTitle;
      results.textContent = "";
      results.append(el("p", null, "在上面的框里写下你的问题，例如：老板拖欠工资、房东不退押金。"), call() || "");
      return;
    }
    results.setAttribute("aria-busy", "true");
    try {
      const found = await engine.search(typed);
      await choices(chosen.law);
      if (mine === turn) await list_(found, chosen, typed, mine);
    } catch (error) {
      if (mine === turn) {
        results.textContent = "";
        results.append(failed());
      }
    }
    if (mine === turn) results.removeAttribute("aria-busy");
  };

  const list_ = async (found, chosen, typed, mine) => {
    const hits = found.hits.filter(({ page }) => Object.keys(KINDS).every((kind) => passes(page, chosen, kind)));
    const ordered = el("ol", { class: "lk-hits" });
    if (found.citation) ordered.append(citedItem(found.citation));
    let shown = 0;
    const more = el("button", { type: "button", class: "lk-more-hits" });
    // Who comes back from a result finds as many as he had, with their texts, so that nothing moves any more.
    const left = history.state || {};
    const extend = async (count) => {
      const rows = await Promise.all(hits.slice(shown, shown + count)
        .map((hit, at) => described(hit, found.tokens, shown + at < (left.shown || QUOTED))));
      shown += rows.length;
      ordered.append(...rows.map((row) => resultItem(row, found.tokens)));
      more.hidden = shown >= hits.length;
      more.textContent = `再看 ${Math.min(MORE, hits.length - shown)} 条`;
      return rows;
    };
    await extend(Math.max(FIRST, left.shown || 0));
    if (mine !== turn) return;
    more.addEventListener("click", async () => {
      const next = ordered.children.length;
      if (!(await extend(MORE).catch(() => null))) {
        more.replaceWith(failed());
        return;
      }
      history.replaceState({ shown }, "");
      if (ordered.children[next]) ordered.children[next].querySelector("a").focus();
    });
    const summary = hits.length ? `“${typed}”：找到 ${hits.length} 条` : `“${typed}”：没有找到`;
    document.title = `${typed} - ${pageTitle}`;
    const held = results.contains(document.activeElement) && document.activeElement.id;
    results.textContent = "";
    results.append(
      el("p", { class: "lk-summary", role: "status" }, summary),
      ...found.gone.map(replaced), meant(found) || "",
      found.hits.length ? el("div", { class: "lk-filters", role: "group", "aria-label": "筛选" }, ...Object.keys(KINDS).map((kind) => selectOf(found.hits, chosen, kind))) : "",
      found.topics.length ? el("p", { class: "lk-near" }, "相关话题：", ...nearest(found.topics).map((item) => item.firstChild)) : "",
      ordered, more, found.hits.length || found.citation ? "" : nothing(found));
    // Who chooses with the keyboard goes on where he was.
    const again = held && document.getElementById(held);
    if (again) again.focus();
    const taken = ordered.children[left.taken];
    if (taken) scrollBy(0, taken.getBoundingClientRect().top - left.top);
  };

  if (results) {
    history.scrollRestoration = "manual"; // the browser would go there before there is anything
    results.addEventListener("click", ({ target }) => {
      const hit = target.closest(".lk-hits > *");
      if (!hit || !target.closest("a")) return;
      const place = { shown: hit.parentNode.children.length, taken: [...hit.parentNode.children].indexOf(hit), top: hit.getBoundingClientRect().top };
      history.replaceState(Object.assign({}, history.state, place), "");
    });
  }

  // ---- Typing

  let timer = 0, composing = false;

  const typedSomething = () => {
    if (composing) return;
    clearTimeout(timer);
    timer = setTimeout(() => (results ? ask(input.value.trim()) : suggest()), PAUSE);
  };

  const follow = (event) => {
    if (composing || event.isComposing || event.keyCode === 229) return;
    const all = options();
    if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      show(false);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length && !results) {
      event.preventDefault();
      if (panel.hidden) show(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      activate(active < 0 && step < 0 ? all.length - 1 : active + step >= all.length ? -1 : active + step);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      all[active].click();
    }
  };

  if (!results) {
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", "lk-options");
    input.setAttribute("aria-expanded", "false");
  }
  input.addEventListener("input", typedSomething);
  input.addEventListener("keydown", follow);
  input.addEventListener("compositionstart", () => { composing = true; });
  input.addEventListener("compositionend", () => {
    composing = false;
    typedSomething();
  });
  input.addEventListener("focus", () => !results && options().length && show(true));
  document.addEventListener("pointerdown", (event) => !form.contains(event.target) && show(false));
  form.addEventListener("focusout", (event) => event.relatedTarget && !form.contains(event.relatedTarget) && show(false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    const q = input.value.trim();
    if (results) {
      ask(q);
      input.blur();
    } else if (q) {
      location.href = searchUrl(new URLSearchParams({ q }));
    }
  });

  if (results) {
    const restore = () => {
      typing = false;
      input.value = parameters().get("q") || "";
      scrollTo(0, 0);
      answer();
    };
    addEventListener("popstate", restore);
    input.addEventListener("focus", () => { typing = false; });
    restore();
  } else if (input.value.trim()) {
    suggest();
  }
})();
