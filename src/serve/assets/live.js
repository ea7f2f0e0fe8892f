// Runs beside each page of the preview: brings in what changed, and draws over the page what is wrong.
(() => {
  "use strict";
  const own = document.currentScript;
  const here = location.pathname + location.search;
  const place = "anteroom-scroll:" + here;
  let shown = own.dataset.page;
  let text = null;
  let busy = false;
  let again = false;

  // The reader's place, kept over a reload: at once, and once more when pictures have their room.
  try {
    const kept = sessionStorage.getItem(place);
    sessionStorage.removeItem(place);
    if (kept !== null) {
      const [left, top] = kept.split(",").map(Number);
      const back = () => scrollTo({ left, top, behavior: "instant" });
      back();
      addEventListener("load", back, { once: true });
    }
  } catch {
    // Without storage the browser keeps the place as well as it can.
  }
  const reload = () => {
    try {
      sessionStorage.setItem(place, `${scrollX},${scrollY}`);
    } catch {
      // As above.
    }
    location.reload();
  };

  // The page as it will be published, without this script.
  const page = async () => {
    const answer = await fetch(here, { headers: { Accept: "*/*" }, cache: "no-store" });
    const name = (answer.headers.get("etag") || "").replaceAll('"', "");
    return { name, text: await answer.text() };
  };

  const sheets = (root) => [...root.querySelectorAll('link[rel~="stylesheet"]')];
  const withoutSheets = (text) => {
    const read = new DOMParser().parseFromString(text, "text/html");
    const hrefs = sheets(read).map((link) => link.getAttribute("href"));
    for (const link of read.querySelectorAll('link[rel~="stylesheet"], link[rel="preload"]')) link.remove();
    return { hrefs, rest: read.documentElement.outerHTML };
  };
  // New styles take the place of the old ones without a blink: the old ones go when the new ones are there.
  const swap = (hrefs) => {
    const old = sheets(document);
    hrefs.forEach((href, index) => {
      const before = old[index];
      if (!before || before.getAttribute("href") === href) return;
      const link = before.cloneNode();
      link.setAttribute("href", href);
      link.addEventListener("load", () => before.remove(), { once: true });
      link.addEventListener("error", () => before.remove(), { once: true });
      before.after(link);
    });
  };

  const look = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      do {
        again = false;
        const now = await page();
        if (now.name === shown) {
          text = now.text;
          continue;
        }
        if (text === null) return reload();
        const [before, after] = [withoutSheets(text), withoutSheets(now.text)];
        if (before.rest !== after.rest || before.hrefs.length !== after.hrefs.length) return reload();
        swap(after.hrefs);
        shown = now.name;
        text = now.text;
      } while (again);
    } catch {
      // The preview has ended or begins anew: the stream tells when it is back.
    } finally {
      busy = false;
    }
  };

  // What is wrong.
  const style = `
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; color-scheme: light dark;
      font: 16px/1.5 system-ui, sans-serif; color: light-dark(#1c2230, #ece7db); }
    @media print { :host { display: none } }
    * { box-sizing: border-box }
    [hidden] { display: none !important }
    section { max-height: 70vh; overflow: auto; background: light-dark(#fff, #14171f); border-top: 4px solid light-dark(#9b1c2e, #ff9aa8);
      box-shadow: 0 -8px 32px rgb(0 0 0 / .25); padding: 16px 24px 24px; }
    section.mild { border-color: light-dark(#8a6100, #ffc95c) }
    header { display: flex; gap: 16px; align-items: start; justify-content: space-between; max-width: 80ch; margin: 0 auto; }
    h2 { font-size: 20px; line-height: 1.3; margin: 0 }
    p { margin: 4px 0 0 }
    ol { list-style: none; margin: 16px auto 0; padding: 0; max-width: 80ch }
    li { padding: 12px 0; border-top: 1px solid light-dark(#c9cdd6, #454b5c) }
    .where, .code { font: 14px/1.5 ui-monospace, monospace; overflow-wrap: anywhere }
    .code { opacity: .8 }
    .what { font-weight: 600 }
    pre { margin: 8px 0; padding: 8px 12px; overflow: auto; font: 14px/1.5 ui-monospace, monospace;
      background: light-dark(#f3f4f6, #232838); }
    mark { background: light-dark(#ffd9de, #7d2433); color: inherit; padding: 1px 0 }
    button { font: inherit; color: inherit; background: light-dark(#f3f4f6, #232838); border: 2px solid currentColor; padding: 6px 14px;
      cursor: pointer; white-space: nowrap }
    button:focus-visible { outline: 3px solid light-dark(#2b3f87, #b9c6ff); outline-offset: 2px }
    .pill { position: absolute; right: 16px; bottom: 16px; background: light-dark(#fff, #14171f) }
  `;
  const make = (name, words, kind) => {
    const element = document.createElement(name);
    if (words) element.textContent = words;
    if (kind) element.className = kind;
    return element;
  };
  let panel = null;
  let pill = null;
  let closed = "";
  const root = () => {
    const host = document.createElement("div");
    host.id = "anteroom-problems";
    const shadow = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    shadow.adoptedStyleSheets = [sheet];
    panel = make("section");
    panel.setAttribute("aria-label", "Problems");
    panel.hidden = true;
    pill = make("button", "", "pill");
    pill.hidden = true;
    pill.addEventListener("click", () => {
      open(true);
      panel.querySelector("button").focus();
    });
    shadow.append(panel, pill);
    document.documentElement.append(host);
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !panel.hidden) open(false);
    });
  };
  const open = (whether) => {
    panel.hidden = !whether;
    pill.hidden = whether || !pill.textContent;
  };
  const item = (problem) => {
    const li = make("li");
    if (problem.place) li.append(make("div", problem.place, "where"));
    li.append(make("div", problem.message, "what"));
    if (problem.line) {
      const pre = make("pre", problem.line[0]);
      pre.append(make("mark", problem.line[1]), problem.line[2]);
      li.append(pre);
    }
    if (problem.label) li.append(make("div", problem.label));
    if (problem.help) li.append(make("div", problem.help));
    li.append(make("div", problem.code, "code"));
    return li;
  };
  const count = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
  const draw = async (news) => {
    if (news.errors + news.warnings === 0 && !news.stuck) {
      if (panel) {
        pill.textContent = "";
        open(false);
      }
      closed = "";
      return;
    }
    const problems = await (await fetch("/__anteroom/problems", { cache: "no-store" })).json();
    if (!panel) root();
    const title = [problems.errors && count(problems.errors, "error"), problems.warnings && count(problems.warnings, "warning")]
      .filter(Boolean)
      .join(", ");
    const words = problems.errors
      ? "You see the last good page. It changes when this is mended."
      : "The site is shown all the same.";
    const head = make("header");
    const left = make("div");
    if (problems.stuck) left.append(make("h2", "The preview is stuck"), ...problems.stuck.map((line) => make("p", line)));
    if (title) left.append(make("h2", title), make("p", words));
    const close = make("button", "Close");
    const list = make("ol");
    list.append(...problems.list.map(item));
    const key = JSON.stringify([problems.stuck, problems.list]);
    close.addEventListener("click", () => {
      closed = key;
      open(false);
      pill.focus();
    });
    head.append(left, close);
    panel.className = problems.errors || problems.stuck ? "" : "mild";
    panel.replaceChildren(head, list);
    pill.textContent = [problems.stuck && "The preview is stuck", title].filter(Boolean).join(", ");
    // Warnings wait until they are asked for.
    open((problems.errors > 0 || problems.stuck !== null) && key !== closed);
  };

  const hear = (news) => {
    draw(news).catch(() => {});
    look();
  };
  // A browser has six connections for a site; tabs that nobody sees give theirs back.
  let stream = null;
  const listen = () => {
    if (document.hidden) {
      stream?.close();
      stream = null;
    } else if (!stream || stream.readyState === EventSource.CLOSED) {
      stream = new EventSource("/__anteroom/events");
      stream.onmessage = (event) => hear(JSON.parse(event.data));
      stream.onerror = () => {
        if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
      };
    }
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => {
    stream?.close();
    stream = null;
  });
  addEventListener("pageshow", listen);
  listen();
})();
