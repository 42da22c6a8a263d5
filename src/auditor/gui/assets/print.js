// Makes a page ready to be printed as it looks on a screen, with the words of its findings as links: wherever the browser
// puts the words on paper, a link lies over them in the PDF.
(() => {
  const TALL_ENOUGH = 2; // pixels: less is closed
  const SEEN = 0.1; // opacity: less is not seen
  const CONTENT = 1.17; // height of the letters' box in ems, as most fonts have it
  const UNBROKEN = "\u2060"; // keeps the room on the line it is for
  const PALE = 150; // brightness of words, of 255, from which on their ground is taken to be dark

  function every(rules, act) {
    for (const rule of Array.from(rules)) {
      act(rule);
      if (rule.cssRules) every(rule.cssRules, act);
    }
  }

  // Lets what holds for screens hold, and nothing else: a style for print would show another page than readers see.
  function forScreens(media) {
    const kept = media.mediaText
      .split(",")
      .map((query) => query.replace(/\bscreen\b/i, "all").replace(/\bnot\s+print\b/i, "all"))
      .filter((query) => !/\bprint\b/i.test(query));
    const text = kept.join(",") || "not all";
    if (media.mediaText && media.mediaText !== text) media.mediaText = text;
  }

  function keepScreenStyles() {
    for (const sheet of document.styleSheets) {
      forScreens(sheet.media);
      try {
        every(sheet.cssRules, (rule) => {
          if (rule instanceof CSSMediaRule) forScreens(rule.media);
          if (rule instanceof CSSPageRule) rule.parentStyleSheet.deleteRule(
            Array.from(rule.parentStyleSheet.cssRules).indexOf(rule)
          );
        });
      } catch {
        // A style that may not be read changes nothing.
      }
    }
    const exact = new CSSStyleSheet();
    exact.replaceSync("* { print-color-adjust: exact !important; animation: none !important; transition: none !important }");
    document.adoptedStyleSheets = [exact];
  }

  function set(element, name, value) {
    element.style.setProperty(name, value, "important");
  }

  function unroll(element) {
    set(element, "height", "auto");
    set(element, "max-height", "none");
    set(element, "overflow", "visible");
  }

  // What is fixed to the screen would be repeated on every page, and what is scrolled would be cut off.
  function unfold() {
    for (const element of document.body.querySelectorAll("*")) {
      const style = getComputedStyle(element);
      if (style.position === "fixed") set(element, "position", "absolute");
      if (style.position === "sticky") set(element, "position", "static");
      const isScrolled = /auto|scroll/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 4;
      if (isScrolled && element.clientHeight > TALL_ENOUGH) unroll(element);
    }
    for (const root of [document.documentElement, document.body]) unroll(root);
  }

  // Opens what hides the words; returns whether anything did.
  function open(range) {
    let wasHidden = false;
    const first = range.startContainer;
    let element = first.nodeType === Node.ELEMENT_NODE ? first : first.parentElement;
    for (; element && element !== document.documentElement; element = element.parentElement) {
      const style = getComputedStyle(element);
      const closed = [
        [element.nodeName === "DETAILS" && !element.open, () => (element.open = true)],
        [style.display === "none", () => ((element.hidden = false), set(element, "display", "revert"))],
        [style.visibility !== "visible", () => set(element, "visibility", "visible")],
        [Number(style.opacity) < SEEN, () => set(element, "opacity", "1")],
        [style.contentVisibility === "hidden", () => set(element, "content-visibility", "visible")],
        [isShut(element, style), () => unroll(element)],
      ];
      for (const [is, undo] of closed) {
        if (is) undo();
        wasHidden ||= is;
      }
    }
    return wasHidden;
  }

  function isShut(element, style) {
    const isInFlow = style.position !== "absolute" && style.position !== "fixed"; // else it is for screen readers alone
    return isInFlow && style.display !== "inline" && style.overflowY !== "visible" && element.clientHeight < TALL_ENOUGH;
  }

  // The stretches of each text node that are words of findings.
  function stretches(marks) {
    const found = new Map();
    for (const { id, range } of marks) {
      const root = range.commonAncestorContainer;
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = root.nodeType === Node.TEXT_NODE ? root : walker.nextNode(); node; node = walker.nextNode()) {
        if (!range.intersectsNode(node)) continue;
        const start = node === range.startContainer ? range.startOffset : 0;
        const end = node === range.endContainer ? range.endOffset : node.length;
        if (!found.has(node)) found.set(node, []);
        found.get(node).push({ id, start, end });
      }
    }
    return found;
  }

  function plain(name) {
    const element = document.createElement(name);
    set(element, "all", "unset");
    return element;
  }

  // Puts links over stretches of a text; `firsts` notes with which the words of each finding begin.
  function link({ node, cuts, inRow }, address, firsts) {
    const edges = new Set([0, node.length]);
    for (const { start, end } of cuts) edges.add(start).add(end);
    const sorted = [...edges].sort((a, b) => a - b);
    const pieces = document.createDocumentFragment();
    for (let at = 1; at < sorted.length; at += 1) {
      const words = node.data.slice(sorted[at - 1], sorted[at]);
      const ids = cuts.filter((cut) => cut.start <= sorted[at - 1] && sorted[at] <= cut.end).map((cut) => cut.id);
      let piece = document.createTextNode(words);
      if (ids.length && /\S/.test(words)) {
        piece = linked(node.parentNode, address + ids.join("-"));
        piece.textContent = words;
        for (const id of ids) if (!firsts.has(id)) firsts.set(id, piece);
      }
      pieces.append(piece);
    }
    put(node, pieces, inRow);
  }

  // Puts a link over the image whose words a finding is about.
  function linkImage(finding, address) {
    const wanted = simple(finding.trigger || finding.quote);
    const image = Array.from(document.images).find((img) => wanted && simple(img.alt).includes(wanted));
    if (!image || image.closest("a.auditor-image")) return;
    const link = linked(document.body, address + finding.id);
    link.className = "auditor-image";
    image.replaceWith(link);
    link.append(image);
  }

  function simple(words) {
    return words.replace(/\s+/g, " ").trim().toLowerCase();
  }

  function linked(parent, href) {
    if (!isDrawn(parent)) return Object.assign(plain("a"), { href });
    const element = document.createElementNS(parent.namespaceURI, "a");
    element.setAttribute("href", href);
    return element;
  }

  function isDrawn(element) {
    return element instanceof SVGElement;
  }

  function isRow(element) {
    return /flex|grid/.test(getComputedStyle(element).display);
  }

  // In a row of boxes every piece would become a box of its own.
  function put(node, pieces, inRow) {
    if (inRow) {
      const holder = plain("span");
      holder.append(pieces);
      node.replaceWith(holder);
    } else {
      node.replaceWith(pieces);
    }
  }

  // How much room is lacking over the line that begins with these words.
  function lacking(first, needed) {
    if (isDrawn(first) || isRow(first.parentNode.parentNode)) return 0;
    const style = getComputedStyle(first);
    const size = parseFloat(style.fontSize);
    const gap = Math.max((parseFloat(style.lineHeight) || size * CONTENT) - size * CONTENT, 0);
    return gap >= needed ? 0 : { size, room: needed - gap / 2 };
  }

  // Makes room over a line, for the number that will stand there: with something that has no width and is tall upwards.
  function makeRoom(first, { size, room }) {
    const strut = plain("span");
    strut.textContent = UNBROKEN;
    const half = Math.round(room / 2); // in whole pixels, or the words of the line would not stand level
    set(strut, "line-height", `${Math.round(size * CONTENT) + 2 * half}px`);
    set(strut, "vertical-align", `${half}px`);
    first.prepend(strut);
  }

  // Whether the words are lighter than what they stand on is likely to be.
  function isPale(range) {
    const first = range.startContainer;
    const element = first.nodeType === Node.ELEMENT_NODE ? first : first.parentElement;
    const [red, green, blue] = getComputedStyle(element).color.match(/[\d.]+/g).map(Number);
    return 0.299 * red + 0.587 * green + 0.114 * blue > PALE;
  }

  // Returns, as JSON, how wide the page is, which findings' words had to be opened, and which are light on dark.
  window.auditor.print = (findings, isOwn, { address, least, most, room }) => {
    keepScreenStyles();
    const places = window.auditor.locate(findings, isOwn);
    const marks = places.filter((mark) => mark.range);
    const opened = marks.filter((mark) => open(mark.range)).map((mark) => mark.id);
    for (const element of document.querySelectorAll("details")) element.open = true;
    const pale = marks.filter((mark) => isPale(mark.range)).map((mark) => mark.id);
    unfold();
    const width = Math.min(Math.max(document.documentElement.scrollWidth, least), most);
    const firsts = new Map();
    // All is asked before anything is changed: each change would have the browser lay the page out anew.
    const texts = Array.from(stretches(marks), ([node, cuts]) => ({ node, cuts, inRow: isRow(node.parentNode) }));
    for (const text of texts) link(text, address, firsts);
    findings.forEach((finding, at) => places[at].range || linkImage(finding, address));
    const tight = Array.from(new Set(firsts.values()), (first) => [first, lacking(first, room * width)]);
    for (const [first, lack] of tight) if (lack) makeRoom(first, lack);
    return JSON.stringify({ width, opened, pale });
  };
})();
