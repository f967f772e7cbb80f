// Shows beside a link what it leads to: after a moment under the pointer, on keyboard focus, at the first tap. The
// previews stand inert in the page (#Previews), by address from the site's root; a note of the page itself is shown
// as it stands there. One at a time, above all else and inside the window; Esc closes it and moves no focus.
(function () {
  "use strict";
  const stock = document.getElementById("Previews");
  const main = document.querySelector("main");
  if (!stock || !HTMLElement.prototype.showPopover) return; // titles tell what is most needed
  const site = new URL("../", document.currentScript.src).href;
  const PAUSE = 350; // ms under the pointer before anything shows
  const NEXT = 150; // the same while another one is open
  const GRACE = 300; // ms in which the pointer may cross from the link into its preview
  const GAP = 6; // px between the two
  const EDGE = 8; // px that stay free at each edge of the window

  const box = document.createElement("div");
  box.id = "Preview";
  box.className = "preview";
  box.setAttribute("popover", "manual");
  main.append(box);

  let shown = null; // the link whose preview is open
  let how = ""; // hover, focus or tap
  let hovered = null;
  let described = null;
  let opening = 0;
  let leaving = 0;
  let touched = false;
  let returning = false;
  let pointer = { x: -1, y: -1 };

  // What there is to show

  const ready = new Map();
  stock.content.querySelectorAll("[data-of]").forEach(function (one) { ready.set(one.dataset.of, one); });

  function about(link) {
    if (link.hasAttribute("data-plain") || box.contains(link)) return null;
    const here = link.hash && link.href.split("#")[0] === location.href.split("#")[0];
    const place = here && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (place && (place.contains(link) || inView(place))) return null; // it is before the reader's eyes
    const address = link.href.startsWith(site) ? link.href.slice(site.length) : "";
    return ready.get(address) || (place && place.matches(".note") ? place : null);
  }

  function inView(place) {
    const around = place.getBoundingClientRect();
    return around.height > 0 && around.top >= 0 && around.bottom <= document.documentElement.clientHeight;
  }

  function linkAt(target) {
    const link = target instanceof Element && target.closest("a[href]");
    return link instanceof HTMLAnchorElement ? link : null;
  }

  // A note of this page: what it is, who speaks, our words, the words as printed, our remark.
  function ofNote(note) {
    const whole = document.createElement("div");
    whole.className = note.className.replace(/\b(note|lit)\b/g, "").trim();
    const parts = [[".note-head", "preview-label"], [".note-english", "preview-said"],
      [".note-quote", "preview-original"], [".note-top .note-text > p", ""]];
    parts.forEach(function ([from, to]) {
      const part = note.querySelector(from);
      if (!part) return;
      const copy = part.cloneNode(true);
      copy.className = to;
      const number = copy.querySelector(".note-number"), kind = copy.querySelector(".kind");
      if (number && kind) {
        number.replaceWith(kind);
        kind.after(" " + number.textContent + (copy.lastElementChild === kind ? "" : " ·"));
      }
      copy.querySelectorAll("a").forEach(function (link) {
        const words = document.createElement("b");
        words.append(...link.childNodes);
        if (link.matches(".cite")) words.className = "cite";
        link.replaceWith(words);
      });
      whole.append(copy);
    });
    return whole;
  }

  // By which words a passage names somebody stands in the titles of the link and of what it stands in. While a
  // preview tells it, no title may.
  const titles = new Map();
  function titled(link) {
    const found = [];
    for (let at = link; at && at !== main; at = at.parentElement) if (at.title || titles.has(at)) found.push(at);
    return found;
  }
  function silence(link) {
    titled(link).forEach(function (one) {
      titles.set(one, one.title || titles.get(one));
      one.removeAttribute("title");
    });
  }
  function unsilence() {
    titles.forEach(function (title, one) { one.title = title; });
    titles.clear();
  }
  function hints(link) {
    return titled(link).map(function (one) { return one.title || titles.get(one); }).join(" · ").split(" · ");
  }

  // Showing and hiding

  function fill(link, from, reason) {
    const whole = from.matches(".note") ? ofNote(from) : from.cloneNode(true);
    box.className = "preview " + whole.className;
    box.replaceChildren(...whole.childNodes);
    const hint = box.querySelector(".preview-hint");
    if (hint) {
      hints(link).forEach(function (line, i) { hint.append(...(i ? [document.createElement("br"), line] : [line])); });
      if (!hint.textContent) hint.remove();
    }
    const title = box.querySelector(".preview-title, .preview-label");
    if (title) title.id = "Preview-title";
    if (described) described.removeAttribute("aria-describedby");
    described = null;
    if (reason === "tap") {
      const follow = document.createElement("a");
      follow.id = "Preview-follow";
      follow.href = link.href;
      follow.textContent = stock.dataset.follow;
      follow.setAttribute("aria-labelledby", "Preview-follow Preview-title");
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = stock.dataset.close;
      close.addEventListener("click", hide);
      const actions = document.createElement("p");
      actions.className = "preview-actions";
      actions.append(follow, close);
      box.append(actions);
      box.setAttribute("role", "dialog");
      box.setAttribute("aria-labelledby", "Preview-title");
    } else {
      box.setAttribute("role", "tooltip");
      box.removeAttribute("aria-labelledby");
    }
    if (reason === "focus") { // heard with the link; words of another language would be misread there
      const heard = Array.from(box.children).filter(function (part) { return !part.lang; });
      heard.forEach(function (part, i) { part.id = part.id || "Preview-" + i; });
      link.setAttribute("aria-describedby", heard.map(function (part) { return part.id; }).join(" "));
      described = link;
    }
  }

  function show(link, reason) {
    const from = about(link);
    clearTimeout(opening);
    clearTimeout(leaving);
    if (!from) return;
    fill(link, from, reason);
    shown = link;
    how = reason;
    if (!box.matches(":popover-open")) box.showPopover();
    place();
    box.tabIndex = box.scrollHeight > box.clientHeight ? 0 : -1;
    if (reason === "tap") box.focus({ preventScroll: true });
  }

  function hide() {
    clearTimeout(opening);
    clearTimeout(leaving);
    const link = shown;
    const within = box.contains(document.activeElement);
    shown = null;
    how = "";
    if (described) described.removeAttribute("aria-describedby");
    described = null;
    if (box.matches(":popover-open")) box.hidePopover();
    if (within && link) {
      returning = true;
      link.focus({ preventScroll: true });
      returning = false;
    }
  }

  // Below the link, from where its line begins; above it where there is more room; never over an edge. It lies on the
  // page, not on the window, so that it scrolls with its link.
  function place() {
    const root = document.documentElement;
    const whole = shown.getBoundingClientRect();
    const lines = Array.from(shown.getClientRects());
    const line = lines.find(function (one) { return how === "hover" && one.top <= pointer.y && pointer.y <= one.bottom; }) || lines[0];
    if (!line) return hide(); // folded away
    box.style.maxBlockSize = "";
    const below = root.clientHeight - whole.bottom - GAP - EDGE;
    const above = whole.top - GAP - EDGE;
    const over = box.offsetHeight > below && above > below;
    const room = Math.max(over ? above : below, 6 * 16);
    if (box.offsetHeight > room) box.style.maxBlockSize = room + "px";
    const top = over ? whole.top - GAP - box.offsetHeight : whole.bottom + GAP;
    const left = getComputedStyle(shown).direction === "rtl" ? line.right - box.offsetWidth : line.left;
    box.style.top = within(top, root.clientHeight - box.offsetHeight) + scrollY + "px";
    box.style.left = within(left, root.clientWidth - box.offsetWidth) + scrollX + "px";
  }
  function within(at, most) {
    return Math.round(Math.max(EDGE, Math.min(at, most - EDGE)));
  }

  // The pointer

  // Only a pointer that moves asks for something: links that scroll below one at rest do not.
  function over(event) {
    if (event.pointerType === "touch" || (event.clientX === pointer.x && event.clientY === pointer.y)) return;
    pointer = { x: event.clientX, y: event.clientY };
    if (box.contains(event.target)) return clearTimeout(leaving);
    const link = linkAt(event.target);
    if (!link || link === hovered) return;
    hovered = link;
    unsilence();
    if (!about(link)) return;
    silence(link);
    clearTimeout(opening);
    if (link === shown) return clearTimeout(leaving);
    opening = setTimeout(show, how === "hover" ? NEXT : PAUSE, link, "hover");
  }
  document.addEventListener("pointerover", over);
  document.addEventListener("pointermove", over, { passive: true });
  document.addEventListener("pointerout", function (event) {
    const to = event.relatedTarget;
    if (event.pointerType === "touch") return;
    if (hovered && !(to && hovered.contains(to))) {
      hovered = null;
      clearTimeout(opening);
      unsilence();
    }
    if (how === "hover" && !(to && (box.contains(to) || shown.contains(to)))) {
      clearTimeout(leaving);
      leaving = setTimeout(hide, GRACE);
    }
  });

  // The keyboard

  document.addEventListener("focusin", function (event) {
    const link = linkAt(event.target);
    if (returning || !link || link === shown || box.contains(link) || !link.matches(":focus-visible")) return;
    const from = about(link);
    hide();
    if (!from) return;
    fill(link, from, "focus"); // to be heard at once, to be seen after a moment
    opening = setTimeout(show, PAUSE, link, "focus");
  });
  document.addEventListener("focusout", function (event) {
    if (event.target === described) hide();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && (shown || described)) {
      event.preventDefault();
      hide();
    }
    // Magnified, a preview may be higher than the window; without a pointer the arrows move it, and at its end the page.
    if (/^Arrow(Up|Down)$/.test(event.key) && how === "focus" && !event.altKey && !event.ctrlKey && !event.metaKey) {
      const before = box.scrollTop;
      box.scrollBy({ top: event.key === "ArrowUp" ? -40 : 40, behavior: "instant" });
      if (box.scrollTop !== before) event.preventDefault();
    }
    if (event.key === "Tab" && how === "tap" && box.contains(document.activeElement)) {
      const stops = [box].concat(Array.from(box.querySelectorAll("a, button")));
      const at = stops.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
      if (at > 0 && at < stops.length) return;
      event.preventDefault(); // back to where it came from
      hide();
    }
  });

  // Touch: the first tap shows, the second one, or the link in the preview, leads on.

  document.addEventListener("pointerdown", function (event) { touched = event.pointerType === "touch"; }, true);
  document.addEventListener("click", function (event) {
    const link = linkAt(event.target);
    if (box.contains(event.target)) {
      if (link) hide();
    } else if (link && link !== shown && touched && event.detail && about(link)) {
      event.preventDefault();
      show(link, "tap");
    } else if (link || how === "tap") {
      hide();
    }
  });

  // What moves the link away from its preview

  document.addEventListener("scroll", function (event) {
    if (!shown || event.target === document || box.contains(event.target)) return;
    if (how === "focus") place();
    else hide();
  }, { capture: true, passive: true });
  let width = innerWidth;
  addEventListener("resize", function () {
    if (innerWidth !== width) hide(); // a phone's address bar changes the height alone
    width = innerWidth;
  });
  addEventListener("pagehide", hide);
  addEventListener("beforeprint", hide);
})();
