// Does the sums of verify.html in the reader's browser: the captures against the hashes on the page, the quotations
// against the captures, the files of the site against manifest.json. A page from a folder may load scripts and
// nothing else, so the captures come in one (data/captures.js), and only when the reader asks.
(function () {
  "use strict";
  const SHOWN_AT_MOST = 40;
  const AT_ONCE = 6;
  const panel = document.getElementById("Panel");
  const progress = document.getElementById("Progress");
  const outcome = document.getElementById("Outcome");
  const told = document.getElementById("Told");
  const words = document.getElementById("Words").content;
  const controls = ["Run", "Files", "Folder"].map(function (id) { return document.getElementById(id); });
  const onTheWeb = /^https?:$/.test(location.protocol);
  const captures = Array.from(document.querySelectorAll("[data-capture]"), function (row) {
    return {
      row: row, source: row.id, path: row.dataset.capture, sha256: row.dataset.sha256, encoding: row.dataset.encoding,
      withheld: "withheld" in row.dataset,
    };
  });
  const chosen = new Map(); // source -> the bytes of a file of the reader's that has the right hash
  let report;

  function say(key, slots) {
    const text = words.querySelector('[data-key="' + key + '"]').textContent;
    return text.replace(/\{(\w+)\}/g, function (slot, name) { return slots && name in slots ? slots[name] : slot; });
  }

  async function sha256(bytes) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return Array.from(digest, function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
  }

  // What is told

  function begin() {
    report = { captures: [0, 0], quotes: [0, 0], files: [0, 0], faults: [], notes: [], leftOut: false };
    outcome.replaceChildren();
    told.replaceChildren();
    captures.forEach(function (capture) { capture.row.classList.remove("good", "bad"); });
    progress.hidden = false;
    progress.value = 0;
    controls.forEach(function (control) { control.disabled = true; });
  }

  function count(name, good) {
    report[name][0] += good;
    report[name][1] += 1;
  }

  function fault(key, slots, record) {
    report.faults.push({ text: say(key, slots), record: record });
  }

  function end() {
    const bad = report.faults.length > 0;
    const some = report.captures[1] + report.files[1] > 0;
    line(say(bad ? "bad" : some ? "good" : "nothing"), "verdict " + (bad ? "bad" : some ? "good" : ""));
    ["captures", "quotes", "files"].forEach(function (name) {
      if (report[name][1]) line(say("sum_" + name, { good: report[name][0], all: report[name][1] }));
    });
    if (report.leftOut) line(say("left_out"));
    if (!bad && !onTheWeb && !report.files[1]) line(say("no_files_here"));
    const items = report.notes.concat(report.faults);
    items.slice(0, SHOWN_AT_MOST).forEach(function (item) {
      const entry = document.createElement("li");
      if (item.record) {
        const link = document.createElement("a");
        link.href = address(item.record);
        link.textContent = item.record;
        entry.append(link, " ");
      }
      entry.append(item.text);
      told.append(entry);
    });
    if (items.length > SHOWN_AT_MOST) {
      const more = document.createElement("li");
      more.textContent = "+" + (items.length - SHOWN_AT_MOST);
      told.append(more);
    }
    progress.hidden = true;
    controls.forEach(function (control) { control.disabled = false; });
  }

  function line(text, kind) {
    const paragraph = document.createElement("p");
    paragraph.className = kind || "";
    paragraph.textContent = text;
    outcome.append(paragraph);
  }

  // Captures and quotations

  let loaded;
  function load() {
    loaded = loaded || new Promise(function (resolve) {
      const script = document.createElement("script");
      script.src = "data/captures.js";
      script.onload = function () { resolve(window.dossierCaptures ? "" : "bad_script"); };
      script.onerror = function () { resolve("no_script"); };
      document.head.append(script);
    });
    return loaded;
  }

  function decoded(bytes, encoding) {
    let label = encoding.toLowerCase().replace(/_/g, "-");
    const wide = /^utf-?16$/.test(label);
    if (wide) label = bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-16le";
    try { // a mark at the beginning counts as a character, except in utf-16, as Python has it
      return Array.from(new TextDecoder(label, { fatal: true, ignoreBOM: !wide }).decode(bytes));
    } catch (refused) {
      return null;
    }
  }

  // Source -> the characters of its capture, for as many as there are; what does not hold is noted.
  async function checkCaptures() {
    const texts = new Map();
    const problem = await load();
    const given = new Map();
    if (problem) {
      fault(problem);
    } else {
      try {
        window.dossierCaptures.captures.forEach(function (entry) {
          given.set(entry[0], Uint8Array.from(atob(entry[1]), function (c) { return c.charCodeAt(0); }));
        });
      } catch (refused) {
        fault("bad_script");
      }
    }
    for (const capture of captures) {
      const bytes = chosen.get(capture.source) || given.get(capture.source);
      if (!bytes) {
        if (capture.withheld) report.leftOut = true;
        else if (!problem) fault("given", { path: capture.path });
        continue;
      }
      const found = await sha256(bytes);
      const good = found === capture.sha256;
      count("captures", good);
      capture.row.classList.add(good ? "good" : "bad");
      capture.row.querySelector(".verdict").textContent = say(good ? "matches" : "differs");
      if (!good) fault("capture", { path: capture.path, found: found });
      const text = decoded(bytes, capture.encoding);
      if (text) texts.set(capture.source, text);
      else if (good) fault("encoding", { path: capture.path, encoding: capture.encoding });
    }
    return texts;
  }

  async function checkQuotes(texts) {
    const quotes = (window.dossierCaptures && window.dossierCaptures.quotes) || [];
    if (window.dossierCaptures && quotes.length !== +panel.dataset.quotes) {
      fault("count", { found: quotes.length, told: panel.dataset.quotes });
    }
    progress.max = quotes.length || 1;
    for (const [record, what, source, start, end, expected] of quotes) {
      progress.value += 1;
      const text = texts.get(source);
      if (!text) continue;
      const found = await sha256(new TextEncoder().encode(text.slice(start, end).join("")));
      count("quotes", found === expected);
      if (found !== expected) {
        const path = captures.find(function (capture) { return capture.source === source; }).path;
        fault("quote", { what: what, start: start, end: end, path: path }, record);
      }
    }
  }

  // Where a record stands on the site: briefing-id#id, source:id, event:id.
  function address(record) {
    const [kind, id] = record.split(":");
    if (kind === "source") return "sources/" + id + ".html";
    if (kind === "event") return "timeline.html#" + id;
    return "briefings/" + record.replace("#", ".html#");
  }

  // Files

  function hidden(path) {
    return path.split("/").some(function (part) { return part.startsWith("."); });
  }

  async function readManifest(bytes) {
    const text = bytes && new TextDecoder().decode(bytes);
    const cut = text ? text.lastIndexOf('"sha256"') : -1;
    try {
      const manifest = JSON.parse(text);
      if ((await sha256(new TextEncoder().encode(text.slice(0, cut)))) === manifest.sha256) return manifest;
    } catch (refused) { /* told below */ }
    fault(bytes ? "bad_manifest" : "no_manifest");
    return null;
  }

  // `get` gives the bytes of a path, or null.
  async function checkFiles(manifest, get, texts) {
    const waiting = manifest.files.filter(function (entry) { return !hidden(entry.path); });
    progress.max = waiting.length || 1;
    progress.value = 0;
    manifest.captures.forEach(function (entry) {
      const own = captures.find(function (capture) { return capture.path === entry.path; });
      if (!own || own.sha256 !== entry.sha256) fault("listed", { path: entry.path });
    });
    async function work() {
      for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
        const bytes = await get(entry.path);
        const found = bytes && (await sha256(bytes));
        count("files", found === entry.sha256);
        if (!bytes) fault("missing", { path: entry.path });
        else if (found !== entry.sha256) fault("file", { path: entry.path, found: found });
        if (bytes && entry.path.endsWith(".html")) checkPage(entry.path, bytes, texts);
        progress.value += 1;
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  // What a page shows as words of a capture, in its previews too; what is ours among them stands in a span.
  function checkPage(path, bytes, texts) {
    const page = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "text/html");
    const parts = [page].concat(Array.from(page.querySelectorAll("template"), function (held) { return held.content; }));
    parts.flatMap(function (part) { return Array.from(part.querySelectorAll("[data-span]")); }).forEach(function (shown) {
      const place = /^(.*):(\d+)-(\d+)$/.exec(shown.dataset.span);
      const text = place && texts.get(place[1]);
      if (place && !text) return;
      shown.querySelectorAll("span").forEach(function (ours) { ours.remove(); });
      const expected = place && text.slice(+place[2], +place[3]).join("").replace(/\r\n?/g, "\n");
      if (shown.textContent !== expected) {
        fault("page", { path: path, words: shown.textContent, span: shown.dataset.span });
      }
    });
  }

  async function fetched(path) {
    try {
      const answer = await fetch(path, { cache: "no-cache" });
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
    } catch (refused) {
      return null;
    }
  }

  // What the reader asks for

  async function run() {
    const texts = await checkCaptures();
    await checkQuotes(texts);
    if (!onTheWeb) return;
    const manifest = await readManifest(await fetched("manifest.json"));
    if (manifest) await checkFiles(manifest, fetched, texts);
  }

  async function runFiles(files) {
    for (const file of files) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const found = await sha256(bytes);
      const same = captures.find(function (capture) { return capture.sha256 === found; });
      const named = captures.find(function (capture) { return capture.path.split("/").pop() === file.name; });
      if (same) chosen.set(same.source, bytes);
      if (same) report.notes.push({ text: say("is_capture", { name: file.name, path: same.path }) });
      else if (named) fault("other", { name: file.name, path: named.path, found: found });
      else report.notes.push({ text: say("unknown", { name: file.name, found: found }) });
    }
    await checkQuotes(await checkCaptures());
  }

  async function runFolder(files) {
    const texts = await checkCaptures();
    await checkQuotes(texts);
    const byPath = new Map(files.map(function (file) {
      return [file.webkitRelativePath.split("/").slice(1).join("/"), file];
    }));
    async function get(path) {
      return byPath.has(path) ? new Uint8Array(await byPath.get(path).arrayBuffer()) : null;
    }
    const manifest = await readManifest(await get("manifest.json"));
    if (!manifest) return;
    await checkFiles(manifest, get, texts);
    const listed = new Set(manifest.files.map(function (entry) { return entry.path; }).concat("manifest.json"));
    byPath.forEach(function (_, path) {
      if (!listed.has(path) && !hidden(path)) fault("extra", { path: path });
    });
  }

  async function doing(what, files) {
    begin();
    try {
      await what(files);
    } catch (odd) { // a script or a manifest that is none, in a way that was not thought of
      fault("bad_script");
    }
    end();
  }

  if (!window.crypto || !crypto.subtle) { // plain http, but for this machine's own
    panel.hidden = true;
    line(say("no_crypto"));
    return;
  }
  controls[2].webkitdirectory = true; // in every browser, and in no standard of HTML
  controls[0].addEventListener("click", function () { doing(run); });
  [[controls[1], runFiles], [controls[2], runFolder]].forEach(function ([input, what]) {
    input.addEventListener("change", function () { if (input.files.length) doing(what, Array.from(input.files)); });
  });
})();
