// Finds the findings' words on the page and marks them, without touching the page: CSS highlights over ranges.
// Only letters and digits are compared, because white space, quotes and note marks differ between page and text.
(() => {
  const SKIPPED = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "TEXTAREA", "SELECT", "HEAD", "TITLE"]);
  const SIGN = /[\p{L}\p{N}]/u;
  let marks = [];
  let bridge = null;
  let looks = {};
  let chosenId = null;
  const sheet = new CSSStyleSheet();
  let quietUntil = 0;

  // The page's letters and digits in order, each with the text node and offset it stands at.
  function read() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) =>
        SKIPPED.has(node.parentNode.nodeName) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    });
    const letters = [];
    const nodes = [];
    const offsets = [];
    const texts = []; // each text node once, with where its letters begin
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let offset = 0;
      texts.push({ node, at: letters.length });
      for (const sign of node.data.normalize("NFC")) {
        if (SIGN.test(sign)) {
          const plain = sign.toLowerCase();
          letters.push(plain[0]);
          nodes.push(node);
          offsets.push(offset);
        }
        offset += sign.length;
      }
    }
    return { text: letters.join(""), nodes, offsets, texts };
  }

  function lettersOf(words) {
    return Array.from(words.normalize("NFC"))
      .filter((sign) => SIGN.test(sign))
      .map((sign) => sign.toLowerCase()[0])
      .join("");
  }

  // Where the words of an element begin among the page's letters.
  function startOf(page, selector) {
    let element = null;
    try {
      element = selector ? document.querySelector(selector) : null;
    } catch {
      return -1;
    }
    if (!element) return -1;
    const first = page.texts.find(({ node }) => element.contains(node));
    return first ? first.at : -1;
  }

  function find(page, words, from) {
    const wanted = lettersOf(words);
    if (!wanted) return null;
    let at = from >= 0 ? page.text.indexOf(wanted, from) : -1;
    if (at < 0) at = page.text.indexOf(wanted);
    if (at < 0) return null;
    const last = at + wanted.length - 1;
    const range = document.createRange();
    range.setStart(page.nodes[at], page.offsets[at]);
    range.setEnd(page.nodes[last], page.offsets[last] + 1);
    return { range, start: at, end: last + 1 };
  }

  // Finds words without letters or digits, such as a row of stars, as they are written, from an element on.
  function findSigns(words, selector) {
    const wanted = words.trim();
    if (!wanted || lettersOf(wanted)) return null;
    let root = null;
    try {
      root = selector && document.querySelector(selector);
    } catch {
      root = null;
    }
    const walker = document.createTreeWalker(root || document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      return { range, start: -1, end: -1 };
    }
    return null;
  }

  function numbered(id) {
    const pieces = document.querySelectorAll(`[data-findings~="${id}"]`);
    if (!pieces.length) return null;
    const range = document.createRange();
    range.setStart(pieces[0], 0);
    range.setEndAfter(pieces[pieces.length - 1]);
    return range;
  }

  // Dresses the marks; the current one has so much per cent of the colour of its line in its ground.
  function dress(share) {
    const rules = Object.entries(looks).map(([name, look]) => {
      const isPulsing = share > 0 && name.endsWith("-current");
      const ground = isPulsing ? `color-mix(in srgb, ${look.pulse} ${share}%, ${look.ground})` : look.ground;
      return `::highlight(${name}) { background-color: ${ground}; color: ${look.ink}; text-decoration: ${look.line}; }`;
    });
    sheet.replaceSync(rules.join("\n"));
    document.adoptedStyleSheets = [sheet];
  }

  function show(current) {
    CSS.highlights.clear();
    const bySeverity = {};
    for (const mark of marks) {
      if (mark.range) (bySeverity[mark.severity] ??= []).push(mark.range);
    }
    for (const [severity, ranges] of Object.entries(bySeverity)) {
      CSS.highlights.set(severity, new Highlight(...ranges));
    }
    const chosen = marks.find((mark) => mark.id === current && mark.range);
    if (chosen) {
      const strong = new Highlight(chosen.range);
      strong.priority = 1;
      CSS.highlights.set(`${chosen.severity}-current`, strong);
    }
    return chosen;
  }

  function reveal(mark) {
    for (let node = mark.range.startContainer; node; node = node.parentNode) {
      if (node.nodeName === "DETAILS") node.open = true;
    }
    const box = mark.range.getBoundingClientRect();
    if (box.top < 40 || box.bottom > window.innerHeight - 40) {
      quietUntil = performance.now() + 300;
      window.scrollBy({ top: box.top - window.innerHeight * 0.35 });
    }
  }

  window.auditor = {
    // Marks all findings; returns, as JSON, the ids of those whose words stand on the page. On a page of the program's
    // own making (`isOwn`) the words of each finding carry its number.
    set(findings, colours, isOwn) {
      looks = colours;
      chosenId = null;
      const page = isOwn ? null : read();
      marks = findings.map((finding) => {
        if (isOwn) return { id: finding.id, severity: finding.severity, range: numbered(finding.id) };
        const from = startOf(page, finding.selector);
        const found =
          find(page, finding.quote, from) ||
          find(page, finding.trigger, from) ||
          findSigns(finding.quote, finding.selector);
        return { id: finding.id, severity: finding.severity, range: found ? found.range : null };
      });
      dress(0);
      show(null);
      return JSON.stringify(marks.filter((mark) => mark.range).map((mark) => mark.id));
    },
    // Returns where the words that set each finding off stand, or its sentence where only that is found.
    locate(findings, isOwn) {
      const page = read();
      return findings.map((finding) => {
        const own = isOwn ? `[data-findings~="${finding.id}"]` : finding.selector;
        const from = startOf(page, own);
        if (isOwn && from < 0) return { id: finding.id, range: null };
        const sentence = find(page, finding.quote, from);
        const words = find(page, finding.trigger, sentence ? sentence.start : from);
        const isWithin = words && (!sentence || words.end <= sentence.end);
        const found = (isWithin ? words : sentence) || findSigns(finding.quote, own);
        return { id: finding.id, range: found ? found.range : null };
      });
    },
    // One step of the pulse of the current mark, from 0 to 1: its ground fades from the colour of its line to its own.
    pulse(progress) {
      dress(Math.round((1 - progress) * 60));
    },
    nearest() {
      const found = nearest();
      return found ? found.id : 0;
    },
    current(id) {
      chosenId = id;
      const chosen = show(id);
      if (chosen) reveal(chosen);
      return Boolean(chosen);
    },
  };

  function markAt(x, y) {
    const caret = document.caretRangeFromPoint(x, y);
    if (!caret) return null;
    const inside = marks.filter(
      (mark) => mark.range && mark.range.isPointInRange(caret.startContainer, caret.startOffset)
    );
    inside.sort((a, b) => a.range.toString().length - b.range.toString().length);
    return inside[0] || null;
  }

  document.addEventListener(
    "click",
    (event) => {
      event.preventDefault();
      const mark = markAt(event.clientX, event.clientY);
      if (mark && bridge) bridge.choose(mark.id);
    },
    true
  );

  // The finding nearest to the top of what is seen: the current one while it is seen, else the first below the top, else
  // the last above it.
  function nearest() {
    const strong = marks.find((mark) => mark.id === chosenId && mark.range);
    const at = strong ? strong.range.getBoundingClientRect().top : -1;
    if (at >= 0 && at < window.innerHeight) return strong;
    let ahead = null;
    let behind = null;
    for (const mark of marks) {
      if (!mark.range) continue;
      const top = mark.range.getBoundingClientRect().top;
      if (top >= 0 && (!ahead || top < ahead.top)) ahead = { top, id: mark.id };
      if (top < 0 && (!behind || top > behind.top)) behind = { top, id: mark.id };
    }
    return ahead || behind;
  }

  // Every scrolling is told that was the user's: `reveal` scrolls too. Timers do not run here, so the window waits
  // until it has come to rest, and asks.
  document.addEventListener(
    "scroll",
    () => {
      if (bridge && performance.now() > quietUntil) bridge.note_scrolled();
    },
    true
  );

  if (window.qt && window.qt.webChannelTransport) {
    new QWebChannel(window.qt.webChannelTransport, (channel) => {
      bridge = channel.objects.bridge;
      bridge.get_ready();
    });
  }
})();
