// Search without a server: the same as plugins/lawkb/search/ does in Python, over the same index.
// tests/search/ proves that both cut texts alike and put pages in the same order. No module, no
// worker, no fetch: scripts also load from a folder on a stick, and in the browsers of old phones.
(() => {
  "use strict";

  const LEVELS = 8, NEAR = 5, BASE = 23;
  const PAIR = 4, CONCEPT_WEIGHT = 5, ARTICLE = 8, LAW_WEIGHT = 4, OWN_ARTICLE = 24;
  const TOPIC_STEP = 6, TOPIC_MOST = 14, TOPICS = 3, VOTE = 12;
  const MOST_PAIRS = 16, SHORT = 4, ENOUGH = 4, LEAST = 6, FEW = 5, HEAD = 2, CLOSE = 1;
  const LONGEST_LAW_NAME = 16;
  const SHORT_SPELLING = 12, LONGEST_SPELLING = 6;
  const CARDS = 4, TEXTS = 8;

  // ---- Tokens (tokens.py)

  const HAN = "\u3400-\u9fff\u3007";
  const NUMERAL = "\u3007零一二两三四五六七八九十百千0-9";
  const SUB = "(?:之([一二三四五六七八九十]{1,3}))?";
  const article_ = new RegExp(`第([${NUMERAL}]{1,9})条${SUB}|([0-9]+)条${SUB}`, "g");
  const run_ = new RegExp(`[${HAN}]+|[a-z0-9]+`, "g");
  const afterLaw = new RegExp(
    `^[ ]*(?:第?([${NUMERAL}]{1,9})条${SUB}|([0-9]{1,4})${SUB}(?![0-9年月日元]))`
  );

  const normal = (text) => text.replace(/[\uff01-\uff5e\u3000A-Z]/g, (char) => {
    const code = char === "\u3000" ? 0x20 : char.charCodeAt(0) > 0xff00 ? char.charCodeAt(0) - 0xfee0 : char.charCodeAt(0);
    return String.fromCharCode(code >= 65 && code <= 90 ? code + 32 : code);
  });

  const DIGITS = { "零": 0, "〇": 0, "两": 2 };
  [..."一二三四五六七八九"].forEach((char, at) => { DIGITS[char] = at + 1; });
  const UNITS = { "十": 10, "百": 100, "千": 1000 };

  const parseNumeral = (text) => {
    if ([...text].every((char) => char in DIGITS || (char >= "0" && char <= "9"))) {
      const digits = [...text].map((char) => (char in DIGITS ? DIGITS[char] : char)).join("");
      return digits.length <= 4 && digits ? Number(digits) || null : null;
    }
    let total = 0, digit = null, last = 10000;
    for (const char of text) {
      if (char in UNITS) {
        const unit = UNITS[char];
        if (unit >= last || (digit === null && unit !== 10)) return null;
        total += (digit === null ? 1 : digit) * unit;
        digit = null;
        last = unit;
      } else if (char in DIGITS && !digit) {
        digit = DIGITS[char];
      } else {
        return null;
      }
    }
    return total + (digit || 0) || null;
  };

  const articleToken = (number, sub) => {
    const value = parseNumeral(number);
    const part = sub ? parseNumeral(sub) || 0 : 0;
    return value ? `#${value}${part ? `-${part}` : ""}` : null;
  };

  const tokensOf = (text) => {
    const found = [];
    const cut = (part) => {
      for (const run of part.match(run_) || []) {
        if (run[0] <= "z") found.push(run.slice(0, 24));
        else if (run.length === 1) found.push(run);
        else for (let at = 0; at < run.length - 1; at++) found.push(run.slice(at, at + 2));
      }
    };
    let at = 0, match;
    article_.lastIndex = 0;
    while ((match = article_.exec(text))) {
      const token = articleToken(match[1] || match[3], match[2] || match[4]);
      if (token) {
        cut(text.slice(at, match.index));
        found.push(token);
        at = article_.lastIndex;
      }
    }
    cut(text.slice(at));
    return found;
  };

  const unique = (list) => [...new Set(list)];

  // ---- Lexicon (lexicon.py)

  const makeLexicon = (manifest) => {
    const byWord = new Map();
    const add = (word, mark) => {
      if (!byWord.has(word)) byWord.set(word, []);
      if (!byWord.get(word).includes(mark)) byWord.get(word).push(mark);
    };
    const concepts = manifest.concepts.map(([name, words]) => [name, words.split(" ")]);
    for (const [name, words] of concepts) for (const word of words) add(word, `~${name}`);
    for (const [path, , , words, akin] of manifest.topics) {
      for (const word of words.split(" ")) add(word, `^${path}`);
      for (const number of akin) for (const word of concepts[number][1]) add(word, `^${path}`);
    }
    const byLawName = new Map();
    for (const [id, , names] of manifest.laws) {
      for (const name of names.split(" ")) byLawName.set(name, id);
    }
    const byGoneName = new Map();
    for (const gone of manifest.gone || []) {
      for (const name of gone[0].split(" ")) byGoneName.set(name, gone);
    }
    const silent = manifest.silent ? manifest.silent.split(" ") : [];
    const phrases = silent.filter((phrase) => phrase.length > 1);
    const words = new Map(concepts.map(([name, list]) => [`~${name}`, list]));
    return {
      byWord,
      byLawName,
      byGoneName,
      words,
      phrases: phrases.length ? new RegExp(phrases.map((p) => p.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|"), "g") : null,
      silent: new Set(silent),
      longest: Math.max(0, ...[...byWord.keys()].map((word) => word.length)),
    };
  };

  const wordsIn = (text, lexicon) => {
    const found = [];
    for (let start = 0; start < text.length; start++) {
      for (let length = Math.min(lexicon.longest, text.length - start); length > 1; length--) {
        const word = text.substr(start, length);
        if (lexicon.byWord.has(word)) found.push([start, word]);
      }
    }
    return found;
  };

  // ---- Query (query.py)

  const bareQuery = (typed) => normal(typed.trim()).replace(/[《》〈〉]/g, "").split("中华人民共和国").join("");

  const longestName = (text, at, names) => {
    for (let length = Math.min(LONGEST_LAW_NAME, text.length - at); length > 1; length--) {
      const name = text.substr(at, length);
      if (names.has(name)) return name;
    }
    return "";
  };

  const lawName = (text, at, lexicon) => longestName(text, at, lexicon.byLawName);

  // Laws that others have replaced: 合同法, but not in 劳动合同法.
  const goneIn = (typed, lexicon) => {
    const text = bareQuery(typed), found = new Set();
    for (let at = 0; at < text.length;) {
      const current = lawName(text, at, lexicon), gone = current ? "" : longestName(text, at, lexicon.byGoneName);
      if (gone) found.add(lexicon.byGoneName.get(gone));
      at += (current || gone).length || 1;
    }
    return [...found];
  };

  const lawsIn = (text, lexicon) => {
    const found = new Map();
    let rest = "", at = 0;
    while (at < text.length) {
      const name = lawName(text, at, lexicon);
      rest += name || text[at];
      at += name.length || 1;
      if (!name) continue;
      const law = `§${lexicon.byLawName.get(name)}`;
      found.set(law, LAW_WEIGHT);
      const match = afterLaw.exec(text.slice(at));
      const token = match && articleToken(match[1] || match[3], match[2] || match[4]);
      if (token) {
        found.set(law + token, OWN_ARTICLE);
        rest += " ";
        at += match[0].length;
      }
    }
    return [found, rest];
  };

  const strip = (text, words, lexicon) => {
    if (text.length <= SHORT && !words.length) return text;
    const left = lexicon.phrases ? text.replace(lexicon.phrases, (phrase) => " ".repeat(phrase.length)) : text;
    const inside = new Set();
    for (const [start, word] of words) for (let at = 0; at < word.length; at++) inside.add(start + at);
    return [...left].map((char, at) => (lexicon.silent.has(char) && !inside.has(at) ? " " : char)).join("");
  };

  const pairsOf = (text, words, lexicon) => {
    let every = unique(tokensOf(strip(text, words, lexicon)));
    if (!every.length) every = unique(tokensOf(text));
    const long = every.filter((token) => token.length > 1 || token <= "z");
    if (!long.length) return words.length ? [] : every;
    const known = new Set();
    for (const [, word] of words) for (const token of tokensOf(word)) known.add(token);
    const first = long.filter((token) => known.has(token));
    return first.concat(long.filter((token) => !known.has(token))).slice(0, MOST_PAIRS);
  };

  const votesOf = (every, lexicon) => {
    const topicsOf = (word) => lexicon.byWord.get(word).filter((mark) => mark[0] === "^").map((mark) => mark.slice(1));
    const words = every.filter(([, word]) => topicsOf(word).length);
    const whole = ([start, word]) => !words.some(([first, other]) => other.length > word.length
      && first <= start && start + word.length <= first + other.length);
    const votes = new Map();
    for (const word of unique(words.filter(whole).map(([, word]) => word))) {
      const paths = topicsOf(word);
      for (const path of paths) {
        votes.set(path, (votes.get(path) || 0) + Math.max(1, Math.floor(VOTE / paths.length)));
      }
    }
    return votes;
  };

  const readQuery = (typed, lexicon) => {
    const [weights, text] = lawsIn(bareQuery(typed), lexicon);
    const citations = [...weights.keys()];
    const words = wordsIn(text, lexicon);
    for (const [, word] of words) {
      if (lexicon.silent.has(word)) continue;
      for (const mark of lexicon.byWord.get(word)) if (mark[0] === "~") weights.set(mark, CONCEPT_WEIGHT);
    }
    for (const token of pairsOf(text, words, lexicon)) {
      if (!weights.has(token)) weights.set(token, token[0] === "#" ? ARTICLE : PAIR);
    }
    const votes = votesOf(words, lexicon);
    const best = Math.max(0, ...votes.values());
    const topics = [...votes.keys()].filter((path) => 2 * votes.get(path) >= best)
      .sort((a, b) => votes.get(b) - votes.get(a) || (a < b ? -1 : 1)).slice(0, TOPICS);
    for (const path of topics) {
      weights.set(`^${path}`, Math.min(TOPIC_MOST, Math.max(1, Math.floor((TOPIC_STEP * votes.get(path)) / VOTE))));
    }
    const citation = citations.find((token) => token.includes("#")) || citations[0] || null;
    return { weights, citation, topics };
  };

  const joinTerms = (terms, more) => ({
    weights: new Map([...more.weights, ...terms.weights]),
    citation: terms.citation || more.citation,
    topics: more.topics.length ? more.topics : terms.topics,
  });

  // ---- Tables and shards (table.py, shards.py)

  const LETTERS = new Uint8Array(128);
  for (let code = 33, at = 0; code < 127; code++) if (code !== 34 && code !== 92) LETTERS[code] = at++;

  // Three numbers a posting: page, passage, level.
  const unpack = (table) => {
    const postings = [];
    let page = -1, passage = 0, distance = 1, scale = 1;
    for (let at = 0; at < table.length; at++) {
      const letter = LETTERS[table.charCodeAt(at)];
      if (letter < BASE) {
        page += distance + letter * scale;
        passage = 0;
        distance = scale = 1;
      } else if (letter < 2 * BASE) {
        distance += (letter - BASE) * scale;
        scale *= BASE;
      } else if (letter < 2 * BASE + NEAR * LEVELS) {
        const sign = letter - 2 * BASE;
        passage += Math.floor(sign / LEVELS);
        postings.push(page, passage++, (sign % LEVELS) + 1);
      } else {
        passage += NEAR * (letter - 2 * BASE - NEAR * LEVELS + 1);
      }
    }
    return postings;
  };

  const hash = (token) => {
    let value = 0x811c9dc5;
    for (let at = 0; at < token.length; at++) value = Math.imul(value ^ token.charCodeAt(at), 0x01000193);
    return value >>> 0;
  };

  const make = (base) => {
    const waiting = new Map();
    const scripts = new Map();
    let index = null;

    const load = (address, name) => {
      if (!scripts.has(name)) {
        scripts.set(name, new Promise((resolve, reject) => {
          waiting.set(name, resolve);
          const script = document.createElement("script");
          script.src = address;
          script.onload = () => script.remove();
          script.onerror = () => {
            script.remove();
            scripts.delete(name);
            reject(new Error(`cannot load ${address}`));
          };
          document.head.appendChild(script);
        }));
      }
      return scripts.get(name);
    };

    const part = (name) => load(`${base}search/${index.version}/${name}.js`, name);

    const put = (name, data) => waiting.has(name) && waiting.get(name)(data);

    const opened = (manifest) => Object.assign({}, manifest, {
      heavy: new Set(manifest.heavy.split(" ")),
      ranks: [...manifest.ranks].map(Number),
      lexicon: makeLexicon(manifest),
    });

    const open = () => (index ? Promise.resolve(index) : load(`${base}search/index.js`, "manifest").then((manifest) => {
      index = index || opened(manifest);
      return index;
    }));

    // ---- Postings by token, each unpacked once

    const tables = new Map();
    const scriptOf = (token) => {
      if (index.heavy.has(token)) return `h/${hash(token).toString(16)}`;
      const kind = token.length === 1 ? "u" : "i", count = index.shards[kind];
      return `${kind}${count}/${hash(token) % count}`;
    };
    const table = async (token) => {
      if (tables.has(token)) return tables.get(token);
      const parts = (await part(scriptOf(token))).split(" ");
      const at = parts.findIndex((word, number) => number % 2 === 0 && word === token);
      const postings = at < 0 ? null : unpack(parts[at + 1]);
      tables.set(token, postings);
      return postings;
    };

    // ---- Ranking (ranking.py)

    const lookup = async (weights) => {
      const read = async (tokens) => (await Promise.all(tokens.map(async (token) => [token, await table(token)])))
        .filter(([, postings]) => postings);
      const tokens = [...weights.keys()];
      const light = await read(tokens.filter((token) => !index.heavy.has(token)));
      if (light.length >= ENOUGH) return light;
      return light.concat(await read(tokens.filter((token) => index.heavy.has(token))));
    };

    const rank = async (terms) => {
      const found = await lookup(terms.weights);
      const pages = new Map(), passages = new Map(), covered = new Map(), shown = new Map();
      const every = index.ranks.length;
      let total = 0;
      for (const [token, postings] of found) {
        const worth = terms.weights.get(token) * Math.round(16 * Math.log2(1 + (3 * index.passages) / postings.length));
        total += worth;
        for (let at = 0; at < postings.length;) {
          const page = postings[at];
          let head = 0, body = 0;
          for (; postings[at] === page; at += 3) {
            const passage = postings[at + 1], value = worth * postings[at + 2];
            if (!passage) {
              head = value;
              continue;
            }
            const key = passage * every + page;
            passages.set(key, (passages.get(key) || 0) + value);
            if (value > body) body = value;
          }
          pages.set(page, (pages.get(page) || 0) + HEAD * head + body);
          covered.set(page, (covered.get(page) || 0) + worth);
        }
      }
      for (const [key, value] of passages) {
        const page = key % every, best = shown.get(page);
        if (best === undefined || value > passages.get(best) || (value === passages.get(best) && key < best)) shown.set(page, key);
      }
      const hits = [...pages].map(([page, score]) => {
        const best = shown.get(page) || 0;
        const close = best ? passages.get(best) : 0;
        return { page, score: (score + CLOSE * close) * index.ranks[page], passage: Math.floor(best / every) };
      }).sort((a, b) => b.score - a.score || a.page - b.page);
      const near = hits.filter((hit) => covered.get(hit.page) * LEAST >= total);
      return { hits: near.length >= FEW ? near : hits, tokens: found.map(([token]) => token) };
    };

    // ---- Spelling (spelling.py)

    const missing = async (text) => {
      const pairs = unique(tokensOf(text)).filter((token) => token.length > 1);
      const all = await Promise.all(pairs.map(table));
      return all.some((postings) => !postings);
    };

    let sounds = null;
    const learn = async () => {
      const syllables = await part("s");
      const of = new Map();
      for (const sound of Object.keys(syllables)) for (const char of syllables[sound]) of.set(char, sound);
      const key = (word) => {
        const said = [...word].map((char) => of.get(char));
        return said.every(Boolean) ? said.join(" ") : null;
      };
      const words = new Map();
      for (const word of index.lexicon.byWord.keys()) {
        const said = word.length <= LONGEST_SPELLING && key(word);
        if (said) words.set(said, [...(words.get(said) || []), word]);
      }
      return { key, words };
    };

    // No more than half of a word may be wrong, and nothing that stands in a known word.
    const isSlip = (typed, meant, length, sure) => {
      const wrong = [...typed].map((char, at) => at).filter((at) => typed[at] !== meant[at]);
      return wrong.length > 0 && 2 * wrong.length <= length && !wrong.some((at) => sure.has(at));
    };

    const correct = async (typed) => {
      const text = normal(typed.trim());
      if (text.length < 2 || text.length > SHORT_SPELLING || !(await missing(text))) return null;
      sounds = sounds || await learn();
      const sure = new Set();
      for (const [start, word] of wordsIn(text, index.lexicon)) for (let at = start; at < start + word.length; at++) sure.add(at);
      for (let length = LONGEST_SPELLING; length > 1; length--) {
        for (let start = 0; start + length <= text.length; start++) {
          const piece = text.substr(start, length);
          if (index.lexicon.byWord.has(piece) || !(await missing(piece))) continue;
          for (const word of sounds.words.get(sounds.key(piece)) || []) {
            const meant = text.slice(0, start) + word + text.slice(start + length);
            if (isSlip(text, meant, length, sure)) return meant;
          }
        }
      }
      return null;
    };

    // ---- What the box asks for

    // Hits, best first; the tokens that exist; what was probably meant; laws that hold no more; the law or
    // article typed.
    const search = async (typed) => {
      await open();
      let terms = readQuery(typed, index.lexicon);
      const meant = await correct(typed);
      if (meant) terms = joinTerms(terms, readQuery(meant, index.lexicon));
      const { hits, tokens } = await rank(terms);
      const gone = goneIn(typed, index.lexicon);
      return { hits, tokens, meant, gone, topics: terms.topics, citation: await cited(terms.citation) };
    };

    // The page of the article that was typed; of the law where no page of ours cites the article.
    const cited = async (token) => {
      if (!token) return null;
      const [id, article] = token.slice(1).split("#");
      const exists = article && await table(token);
      const short = index.laws.find((law) => law[0] === id)[1];
      return { id: exists ? `laws/${id}/${article}` : `laws/${id}`, law: short, article: article || "", exists: Boolean(exists) };
    };

    const card = async (page) => {
      const [id, url, title, other, type, topic, state] = (await part(`d/${Math.floor(page / CARDS)}`))[page % CARDS];
      return { id, url, title, other, type, topic: index.topics[topic] || null, state };
    };

    // After an edit a script from before may name a passage that is no more: better none than no result.
    const passage = async (page, number) => {
      const rows = await part(`t/${page}-${Math.floor(number / TEXTS)}`).catch(() => []);
      const [heading, anchor, text] = rows[number % TEXTS] || ["", "", ""];
      return { heading, anchor, text };
    };

    const lists = {};
    for (const name of ["topics", "groups", "types", "audiences", "laws", "hotline", "lawsAtOnce"]) lists[name] = () => index[name];

    return Object.assign(lists, { base, open, ready: () => Boolean(index), put, search, card, passage, part, words: (token) => index.lexicon.words.get(token) || [] });
  };

  const own = document.currentScript && document.currentScript.src;
  const engine = make(own ? own.replace(/assets\/search\/engine\.js.*$/, "") : "");
  window.lawkb = Object.assign(window.lawkb || {}, {
    engine,
    put: engine.put,
    open: (manifest) => engine.put("manifest", manifest),
    pure: { normal, tokensOf, makeLexicon, readQuery, unpack, hash },
  });
})();
