/* In every page that `build.py serve` shows: follows each save in place, and says what is wrong.
   A page changes where its HTML does and nowhere else; what scripts and readers have done to the
   rest stays.  Where that is in doubt the page is loaded again, at the same height. */
(function () {
  "use strict";
  const script = document.currentScript;
  const given = script.dataset;
  const html = document.documentElement;
  // As it came, before any other script had its turn: what later bytes are compared with.
  let base = html.cloneNode(true);
  base.querySelector('script[src="/@desk/live.js"]').remove();
  let digest = given.digest;
  // The desk has all that is wrong in its own text; of the others the bytes are not those of a page.
  const isDesk = given.state === "desk";
  const isReal = isDesk || given.state === "page";

  /* ---- Patching ---- */

  class Doubt extends Error {}

  const host = document.createElement("qy-desk");
  const OURS = new Set([script, host]);
  // What scripts look for when a page is loaded, and would miss if it came later.
  const LIVELY = "script, [data-after], .qy-pinyin, .qy-results, style, template";

  function kids(node) {
    const found = Array.from(node.childNodes).filter((child) => !OURS.has(child));
    if (node.nodeName === "BODY") {
      // What stands between the last element and the end of the file is put here by the parser.
      while (found.length && isBlank(found[found.length - 1])) found.pop();
    }
    return found;
  }

  function isBlank(node) {
    return node.nodeType === Node.TEXT_NODE && !node.data.trim();
  }

  function isKin(one, other) {
    if (one.nodeName !== other.nodeName) return false;
    return one.nodeType !== Node.ELEMENT_NODE || (one.id === other.id && rel(one) === rel(other));
  }

  function rel(element) {
    return element.getAttribute("rel") || element.getAttribute("name") || "";
  }

  function isItself(live, was) {
    return isKin(live, was) && (live.nodeType !== Node.ELEMENT_NODE ||
      ["src", "href"].every((name) => live.getAttribute(name) === was.getAttribute(name)));
  }

  /* The nodes of the page for those it was made of; scripts may have put others between them. */
  function standing(live, was) {
    const there = kids(live);
    let at = 0;
    return was.map((node) => {
      while (at < there.length && !isItself(there[at], node)) at += 1;
      if (at === there.length) throw new Doubt("a node is gone");
      return there[at++];
    });
  }

  /* Which of the old nodes each new one takes the place of, in order; -1 for those that are new. */
  function partners(old, fresh) {
    const found = fresh.map(() => -1);
    if (old.length * fresh.length > 4000) {
      fresh.forEach((node, i) => { if (old[i] && isKin(old[i], node)) found[i] = i; });
      return found;
    }
    const worth = (i, j) => isKin(old[i], fresh[j]) ? (old[i].isEqualNode(fresh[j]) ? 4 : 1) : 0;
    const best = old.map(() => []).concat([[]]);
    const of = (i, j) => (best[i] && best[i][j]) || 0;
    const values = old.map((_, i) => fresh.map((__, j) => worth(i, j)));
    for (let i = old.length - 1; i >= 0; i -= 1) {
      for (let j = fresh.length - 1; j >= 0; j -= 1) {
        const both = values[i][j] ? values[i][j] + of(i + 1, j + 1) : 0;
        best[i][j] = Math.max(both, of(i + 1, j), of(i, j + 1));
      }
    }
    for (let i = 0, j = 0; i < old.length && j < fresh.length;) {
      if (values[i][j] && of(i, j) === values[i][j] + of(i + 1, j + 1)) found[j++] = i++;
      else if (of(i, j) === of(i + 1, j)) i += 1;
      else j += 1;
    }
    return found;
  }

  function patch(live, was, next) {
    if (was.isEqualNode(next)) return;
    if (was.nodeType !== Node.ELEMENT_NODE) {
      if (live.data !== was.data) throw new Doubt("a text was changed by a script");
      live.data = next.data;
      return;
    }
    if (was.nodeName === "SCRIPT") throw new Doubt("a script changed");
    if (was.nodeName === "LINK" && was.rel === "stylesheet") return restyle(live, next);
    attributes(live, was, next);
    children(live, kids(was), kids(next));
  }

  function attributes(live, was, next) {
    for (const name of new Set([...was.getAttributeNames(), ...next.getAttributeNames()])) {
      const before = was.getAttribute(name);
      const now = next.getAttribute(name);
      if (before === now) continue;
      if (name === "class") {
        // Scripts have classes of their own.
        was.classList.forEach((word) => next.classList.contains(word) || live.classList.remove(word));
        next.classList.forEach((word) => live.classList.add(word));
      } else if (now === null) live.removeAttribute(name);
      else live.setAttribute(name, now);
    }
  }

  function children(live, was, next) {
    let start = 0;
    let end = 0;
    const most = Math.min(was.length, next.length);
    while (start < most && was[start].isEqualNode(next[start])) start += 1;
    while (end < most - start && was[was.length - 1 - end].isEqualNode(next[next.length - 1 - end])) {
      end += 1;
    }
    const old = was.slice(start, was.length - end);
    const fresh = next.slice(start, next.length - end);
    if (!old.length && !fresh.length) return;
    const there = standing(live, was);
    const partner = partners(old, fresh);
    const taken = new Set(partner);
    let at = start;
    fresh.forEach((node, i) => {
      if (partner[i] >= 0) {
        at = start + partner[i];
        patch(there[at], was[at], node);
        at += 1;
        return;
      }
      if (lively(node)) throw new Doubt("something for scripts is new");
      const ref = there[at] || (live === script.parentNode ? script : null);
      live.insertBefore(document.importNode(node, true), ref);
    });
    old.forEach((node, i) => {
      if (taken.has(i)) return;
      if (lively(node)) throw new Doubt("something for scripts is gone");
      there[start + i].remove();
    });
  }

  function lively(node) {
    return node.nodeType === Node.ELEMENT_NODE && (node.matches(LIVELY) || node.querySelector(LIVELY));
  }

  /* The old styles stay until the new ones are there, so that nothing flashes. */
  function restyle(live, next) {
    const link = document.importNode(next, true);
    link.onload = () => live.remove();
    link.onerror = () => link.remove();
    live.after(link);
  }

  function parsed(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    // With scripts on, as here, what <noscript> holds is text.
    page.querySelectorAll("noscript").forEach((part) => { part.textContent = part.innerHTML; });
    return page.documentElement;
  }

  function show(message) {
    if (!isReal) return again();
    const next = parsed(message.html);
    // Pinyin rewrites the text: it is taken off for as long as the text changes.
    const button = html.hasAttribute("data-pinyin") && document.querySelector(".qy-pinyin");
    try {
      if (button) button.click();
      patch(html, base, next);
      if (button) button.click();
    } catch (doubt) {
      if (button && button.getAttribute("aria-pressed") !== "true") button.click();
      return again();
    }
    base = next;
    digest = message.digest;
    gone = null;
    draw();
  }

  /* ---- Loading again, at the same height ---- */

  const PLACE = "qy-desk-place";

  function again() {
    const open = Array.from(document.querySelectorAll("details"), (part) => part.open);
    const place = { path: location.pathname, x: scrollX, y: scrollY, open };
    kept(() => sessionStorage.setItem(PLACE, JSON.stringify(place)));
    location.reload();
  }

  function resume() {
    const text = kept(() => sessionStorage.getItem(PLACE));
    if (!text) return;
    kept(() => sessionStorage.removeItem(PLACE));
    const place = JSON.parse(text);
    if (place.path !== location.pathname) return;
    const parts = Array.from(document.querySelectorAll("details"));
    if (parts.length === place.open.length) {
      parts.forEach((part, i) => { part.open = place.open[i]; });
    }
    const there = () => scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    there();
    addEventListener("load", there, { once: true });
  }

  function kept(work) {
    try {
      return work();
    } catch (refused) { /* a browser that keeps nothing */
      return null;
    }
  }

  /* ---- What is wrong ---- */

  const WORDS = {
    zh: {
      errors: (n) => `${n} 个错误`, warnings: (n) => `${n} 个警告`, none: "没有错误了",
      stays: "页面仍是上一次没有错误时的样子。改好并保存，这里会自己消失。",
      here: (n) => `本页文件里的警告（${n}）`, elsewhere: (n) => `整个网站共有 ${n} 个警告，终端里逐条列出。`,
      spot: (line, column) => `，第 ${line} 行第 ${column} 个字`,
      more: (n) => `另有 ${n} 个错误，先改上面的。`, hint: "改法", open: "用 VS Code 打开", copy: "复制路径",
      copied: "已复制", close: "关闭（Esc）", other: "English", title: "编辑台", lost: "和编辑台断开了，正在重新连接……",
      moved: "这一页搬到了", gone: "这一页已经没有了。", near: "相近的地址：", missing: "没有这一页。",
      crash: "程序自己出了错，上一次好的页面还在。改动并保存以后会再试；如果一直这样，请把这一行告诉维护者：",
      about: "这类问题的说明", desk: "全部问题、译文和数字：编辑台",
    },
    en: {
      errors: (n) => n === 1 ? "1 error" : `${n} errors`, warnings: (n) => n === 1 ? "1 warning" : `${n} warnings`,
      none: "no errors any more",
      stays: "The page is as it was when there was none. Mend it and save: this goes away by itself.",
      here: (n) => `Warnings in this page's files (${n})`,
      elsewhere: (n) => `There are ${n} warnings in the whole site; the terminal lists them.`,
      spot: (line, column) => `, line ${line}, column ${column}`,
      more: (n) => `And ${n} more; mend these first.`, hint: "what to do", open: "open in VS Code",
      copy: "copy the path", copied: "copied", close: "close (Esc)", other: "中文", title: "editor's desk",
      lost: "The desk is gone; trying to find it again …", moved: "This page has moved to",
      gone: "This page is no more.", near: "Addresses like it:", missing: "There is no such page.",
      crash: "The program itself failed; the last good page is still here. It tries again at your next save. If it goes on, tell this line to the maintainers:",
      about: "about this kind of problem", desk: "All problems, translations and figures: the desk",
    },
  };
  const LANG = "qy-desk-lang";
  let lang = kept(() => sessionStorage.getItem(LANG)) || (given.lang === "zh" ? "zh" : "en");
  let told = { errors: [], warnings: [], counts: { error: 0, warning: 0 }, crash: "" };
  let gone = given.near ? { missing: true, pages: JSON.parse(given.near) } : null;
  let isOpen = Boolean(gone);
  let isLost = false;
  let shownFor = "";

  const root = host.attachShadow({ mode: "open" });
  const styles = make("link", { rel: "stylesheet", href: "/@desk/live.css" });
  const said = make("div", { class: "said", role: "status" });
  const badge = make("button", { class: "badge", type: "button" });
  const panel = make("section", { class: "panel" });
  badge.hidden = panel.hidden = true;
  badge.addEventListener("click", () => {
    toggle(true);
    panel.querySelector("button").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen && !event.defaultPrevented) toggle(false);
  });
  // Without its styles it would be in the way.
  styles.addEventListener("load", () => { host.dataset.ready = ""; draw(); });
  root.append(styles, said, badge, panel);
  html.append(host);

  function make(name, attributes, ...inside) {
    const element = document.createElement(name);
    for (const key of Object.keys(attributes || {})) {
      if (attributes[key] !== null) element.setAttribute(key, attributes[key]);
    }
    element.append(...inside.filter((part) => part !== null));
    return element;
  }

  function toggle(open) {
    const inside = root.activeElement && panel.contains(root.activeElement);
    isOpen = open;
    draw();
    if (!open && inside) badge.focus();
  }

  function hear(message) {
    const before = told.counts.error;
    told = message;
    const errors = JSON.stringify([message.errors.map((error) => [error.place, error.message]), message.crash]);
    if (errors !== shownFor) {
      if ((message.errors.length && !isDesk) || message.crash) isOpen = true;
      else if (!gone) isOpen = false;
      shownFor = errors;
      const words = WORDS[lang];
      const first = message.errors[0];
      said.lang = lang === "zh" ? "zh-Hans" : "en";
      if (first) said.textContent = `${words.errors(message.counts.error)}: ${first.place} ${first.message[lang]}`;
      else said.textContent = before ? words.none : "";
    }
    draw();
  }

  function draw() {
    if (host.dataset.ready === undefined) return;
    const words = WORDS[lang];
    const { error, warning } = told.counts;
    const has = (error && !isDesk) || told.warnings.length || gone || told.crash;
    if (!has) isOpen = false;
    host.lang = lang === "zh" ? "zh-Hans" : "en";
    badge.hidden = isOpen || !(has || isLost);
    badge.className = `badge ${isLost ? "lost" : error || told.crash ? "error" : "warning"}`;
    badge.textContent = isLost ? words.lost : label(words);
    panel.hidden = !isOpen;
    panel.classList.toggle("wrong", Boolean(error || told.crash));
    panel.setAttribute("aria-label", words.title);
    const scrolled = panel.scrollTop;
    const unfolded = Boolean(panel.querySelector("details[open]"));
    const focused = root.activeElement && root.activeElement.dataset.keep;
    panel.replaceChildren(...(isOpen ? content(words, unfolded) : []));
    panel.scrollTop = scrolled;
    const back = focused && panel.querySelector(`[data-keep="${focused}"]`);
    if (back) back.focus();
  }

  function label(words) {
    if (told.crash) return words.title;
    if (told.counts.error) return words.errors(told.counts.error);
    return gone ? words[gone.missing ? "missing" : "gone"] : words.warnings(told.warnings.length);
  }

  function content(words, unfolded) {
    const { error, warning } = told.counts;
    const close = make("button", { type: "button", class: "close", "aria-label": words.close, title: words.close, "data-keep": "close" }, "✕");
    close.addEventListener("click", () => { toggle(false); badge.focus(); });
    const other = make("button", { type: "button", class: "other", lang: lang === "zh" ? "en" : "zh-Hans", "data-keep": "other" }, words.other);
    other.addEventListener("click", () => {
      lang = lang === "zh" ? "en" : "zh";
      kept(() => sessionStorage.setItem(LANG, lang));
      draw();
    });
    const parts = [make("header", {}, make("h2", {}, label(words)), other, close)];
    if (told.crash) parts.push(make("p", {}, words.crash), make("pre", {}, told.crash));
    if (gone) parts.push(whereabouts(words));
    if (error && isReal) parts.push(make("p", { class: "stays" }, words.stays));
    parts.push(make("ol", {}, ...told.errors.map((problem) => entry(words, problem))));
    const more = error - told.errors.length;
    if (more > 0) parts.push(make("p", {}, words.more(more)));
    if (told.warnings.length) {
      const fold = make("details", {}, make("summary", { "data-keep": "fold" }, words.here(told.warnings.length)),
        make("ol", {}, ...told.warnings.map((problem) => entry(words, problem))));
      fold.open = unfolded || !error;
      parts.push(fold);
    }
    if (warning > told.warnings.length) parts.push(make("p", { class: "quiet" }, words.elsewhere(warning)));
    parts.push(make("p", { class: "quiet" }, make("a", { href: `/desk/${lang}.html` }, words.desk)));
    return parts;
  }

  function whereabouts(words) {
    const moved = !gone.missing && gone.pages.length === 1;
    const lead = moved ? words.moved : gone.missing ? words.missing : words.gone;
    const near = moved || !gone.pages.length ? null : ` ${words.near}`;
    const links = gone.pages.map((path) => {
      const address = `/${path.split("/").map(encodeURIComponent).join("/")}`;
      return make("li", {}, make("a", { href: address }, `/${path}`));
    });
    return make("div", { class: "gone" }, make("p", {}, lead, near), make("ul", {}, ...links));
  }

  function entry(words, problem) {
    const open = problem.open && make("a", { class: "open", href: problem.open }, words.open);
    const code = make("a", {
      class: "code", href: `/@desk/problem/${encodeURIComponent(problem.code)}?lang=${lang}`,
      target: "_blank", rel: "noopener", title: words.about,
    }, problem.code);
    const copy = problem.file && make("button", { type: "button", class: "copy" }, words.copy);
    if (copy) copy.addEventListener("click", () => copied(copy, problem.file, words));
    return make("li", { class: problem.severity },
      make("p", { class: "what" }, problem.message[lang]),
      make("p", { class: "place" }, problem.path, problem.line ? words.spot(problem.line, problem.column) : null),
      problem.lines && problem.lines.length ? excerpt(problem) : null,
      problem.hint[lang] ? make("p", { class: "hint" }, make("b", {}, words.hint), " ", problem.hint[lang]) : null,
      make("p", { class: "where" }, open || null, copy || null, code));
  }

  /* What is wrong, from the spot on: the words that the message quotes, or else one word. */
  function wrong(rest, problem) {
    const said = `${problem.message.zh} ${problem.message.en}`;
    const quoted = Array.from(said.matchAll(/“([^”]+)”/g), (match) => match[1]);
    const whole = quoted.filter((words) => rest.startsWith(words)).sort((a, b) => b.length - a.length)[0];
    return whole || (rest.match(/^\[\[[^\]]{0,60}\]\]|^[\p{L}\p{N}_-]{1,40}|^[^]/u) || ["\u00a0"])[0];
  }

  function excerpt(problem) {
    const chinese = problem.path.endsWith("/zh.md");
    return make("div", { class: "lines", translate: "no", lang: chinese ? "zh-Hans" : null }, ...problem.lines.map((line) => {
      const number = make("span", { class: "number" }, String(line.number));
      const row = make("span", { class: line.spot === null ? "line" : "line spotted" }, number);
      if (line.spot === null) {
        row.append(make("span", { class: "text" }, line.text));
        return row;
      }
      // The column counts characters, not the halves that some of them have in JavaScript.
      const signs = Array.from(line.text);
      const rest = signs.slice(line.spot).join("");
      const spot = wrong(rest, problem);
      const before = signs.slice(0, line.spot).join("");
      row.append(make("span", { class: "text" }, before, make("mark", {}, spot), rest.slice(spot.length)));
      return row;
    }));
  }

  function copied(button, text, words) {
    const done = () => {
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = words.copy; }, 1500);
    };
    if (navigator.clipboard) {
      navigator.clipboard.writeText(text).then(done, () => selected(button, text));
    } else selected(button, text);
  }

  function selected(button, text) {
    const shown = make("code", {}, text);
    button.replaceWith(shown);
    getSelection().selectAllChildren(shown);
  }

  /* ---- The line to the server ---- */

  let wait = 250;
  let lostSince = 0;

  function connect() {
    const socket = new WebSocket(`ws://${location.host}/@desk/socket`);
    const say = (message) => socket.send(JSON.stringify(message));
    socket.onopen = () => {
      say({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] });
      say({ command: "info", page: given.page, digest: isReal ? digest : "" });
      wait = 250;
      lostSince = 0;
      if (isLost) {
        isLost = false;
        draw();
      }
    };
    socket.onmessage = (event) => {
      const message = JSON.parse(event.data);
      if (message.command === "page") show(message);
      else if (message.command === "problems") hear(message);
      else if (message.command === "gone") {
        gone = message;
        isOpen = true;
        draw();
      }
    };
    socket.onclose = () => {
      lostSince = lostSince || Date.now();
      if (!isLost && Date.now() - lostSince > 1500) {
        isLost = true;
        draw();
      }
      setTimeout(connect, wait);
      wait = Math.min(wait * 1.5, 3000);
    };
  }

  document.readyState === "loading" ? addEventListener("DOMContentLoaded", resume) : resume();
  // Gone back to, a page may be of before the last save: the server compares.
  addEventListener("pageshow", (event) => { if (event.persisted) again(); });
  connect();
})();
