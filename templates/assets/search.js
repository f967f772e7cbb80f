// Search without a server. The index lies in scripts (see dossier/stages/index.py) of which a query loads the few that it
// needs: nothing before the first letter is typed.
(function () {
  "use strict";
  var form = document.getElementById("Search");
  var box = document.getElementById("Query");
  var results = document.getElementById("Results");
  var list = results.querySelector("ol");
  var starters = document.querySelector(".starters");
  var status = results.querySelector(".search-status");
  var said = results.querySelector(".search-said");
  var more = results.querySelector(".more-results");
  var FILTERS = ["kind", "source", "topic", "actor"];
  var AT_ONCE = 10; // results that are shown before more are asked for
  var LONG = 320; // letters of a passage that are shown
  var WEIGHT = 8; // a place is a distance times this, and what the word weighs there
  var GOES_ON = 4; // letters of a word that may still be typed, although it is one already
  var EXACT = 1, INFLECTED = 0.9, BEGUN = 0.5; // how near a word comes to the one that was typed

  // Parts of the index

  var parts = {}, coming = {};
  window.dossierSearch = function (name, value) { parts[name] = value; };
  function part(name) {
    if (name in parts) return Promise.resolve(parts[name]);
    coming[name] = coming[name] || new Promise(function (arrived, failed) {
      var script = document.createElement("script");
      script.src = form.dataset.parts + name + ".js";
      script.onload = function () { arrived(parts[name]); };
      script.onerror = function () { delete coming[name]; failed(new Error(name)); };
      document.head.append(script);
    });
    return coming[name];
  }
  // The number of the last of `starts` that is not after `value`.
  function lastNotAfter(starts, value) {
    var low = 0, high = starts.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (starts[middle] <= value) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  }

  // A text as the index has it: dossier/text/fold.py, terms.py, lemmas.py and romanised.py in short

  var how; // the tables of those rooms, which come with the index
  var DIGITS = [0x660, 0x6f0];
  var HIDDEN = /[\p{Mn}\p{Me}\p{Cf}\u0640]/u;
  var TERM = /\d{1,3}(?:[,٬]\d{3})+(?!\d)|(?<![A-Za-z])(?:[A-Za-z]\.){2,}|\d+|[\p{L}\p{Nl}\p{No}]+(?:'(?!(?:s|t|d|m|ll|re|ve)(?!\p{L}))[\p{L}\p{Nl}\p{No}]+)*/giu;
  var SERVANT = /^(?:(عبد)(ال..+)|(abd)(?:[eu]l)(.{4,}))$/i;
  var ARABIC = /[\u0621-\u064a]/;
  var letters = new Map();
  function plain(letter) {
    if (!letters.has(letter)) letters.set(letter, folded(letter));
    return letters.get(letter);
  }
  function folded(letter) {
    if (/\s/.test(letter)) return " ";
    if (/[\u2019\u2018\u02bc\u02bb\u2032\u00b4`]/.test(letter)) return "'";
    if (/[\u2010\u2011]/.test(letter)) return "-";
    var code = letter.codePointAt(0);
    for (var zero of DIGITS) if (code >= zero && code < zero + 10) return String(code - zero);
    var apart = letter.normalize("NFKD");
    if (apart[0] === " " || apart[0] === "\u0640") return "";
    return Array.from(apart, function (one) { return HIDDEN.test(one) ? "" : how.letters[one] || one; }).join("");
  }
  // The terms of a text with their places in it.
  function terms(text) {
    var fold = "", starts = [], ends = [], at = 0;
    for (var letter of text) {
      var kept = plain(letter);
      if (kept === " " && fold.endsWith(" ")) kept = "";
      else if (!kept && ends.length && /[\p{M}\u0640]/u.test(letter)) ends[ends.length - 1] = at + letter.length;
      for (var i = 0; i < kept.length; i++) { starts.push(at); ends.push(at + letter.length); }
      fold += kept;
      at += letter.length;
    }
    fold = fold.replaceAll("اميرك", "امريك");
    var found = [];
    for (var match of fold.matchAll(TERM)) {
      var begin = match.index, servant = SERVANT.exec(match[0]);
      (servant ? servant.slice(1).filter(Boolean) : [match[0]]).forEach(function (part) {
        begin = fold.indexOf(part, begin);
        var start = starts[begin], end = ends[begin + part.length - 1];
        found.push({ text: normal(part), feminine: text.slice(start, end).endsWith("ة"), start: start, end: end });
        begin += part.length;
      });
    }
    return found;
  }
  function normal(word) {
    word = word.replace(/[,٬.']/g, "").toLowerCase();
    if (word.endsWith("ى") && word.length - how.proclitics.includes(word[0]) > 3 && !keepsAlef(word)) word = word.slice(0, -1) + "ي";
    how.spellings.forEach(function (pair) { word = word.replaceAll(pair[0], pair[1]); });
    return how.forms[word] || word;
  }
  function keepsAlef(word) {
    return how.keepsAlef.includes(word.slice(-3)) && /^[وف]?(?:ب|ل|لل|ب?ال)?$/.test(word.slice(0, -3));
  }
  function opened(word, shortest) {
    if (how.function[word]) return word;
    for (var article of how.articles) {
      if (word.startsWith(article) && word.length - article.length >= shortest) {
        var rest = word.slice(article.length);
        return rest.startsWith("ال") && rest.length - 2 >= shortest ? rest.slice(2) : rest;
      }
    }
    return word;
  }
  // What a word may be without what is written on its front, the likeliest first.
  function readings(word) {
    var found = [word];
    if (!ARABIC.test(word)) {
      found.push(/^[ae]l.{4}/.test(word) ? word.slice(2) : "al" + word);
      return found;
    }
    var after = word.slice(1);
    if ("وف".includes(word[0]) && (how.small.includes(after) || how.function[after])) return [after, word];
    if ("بل".includes(word[0]) && how.afterPreposition.includes(after)) return [after, word];
    var rest = opened(word, how.shortest);
    if (rest !== word) found.push(rest);
    if (rest !== word && word.slice(0, 3).includes("لل")) found.push("ل" + rest);
    for (var skip = 1; rest === word && skip < 3 && how.proclitics.includes(word[skip - 1]); skip++) {
      rest = word.slice(skip);
      if (rest.length < how.shortest) break;
      found.push(rest, opened(rest, how.shortest));
      rest = word;
    }
    if (word[0] === how.like[0] && word.length > how.like[1]) found.push(after);
    return found;
  }
  // A word, and the same with what may be written on its front where the index never has it without.
  function inSomething(word) {
    return [word].concat(Array.from(how.proclitics, function (before) { return before + word; }));
  }
  // What it may be without what is written on its end; with an ة there is no pronoun.
  function bare(word, feminine) {
    var endings = !ARABIC.test(word) ? ["es", "s"] : feminine ? [] : how.pronouns.concat(how.endings);
    var found = [];
    endings.forEach(function (ending) {
      var rest = word.slice(0, -ending.length);
      if (!word.endsWith(ending) || rest.length < how.shortest) return;
      found.push(rest);
      if (rest.endsWith("ت")) found.push(rest.slice(0, -1) + "ه");
      if (/ا[يو]$/.test(rest)) found.push(rest.slice(0, -1) + "ء");
    });
    return found;
  }
  // What is left of a word without any ending that it may have, the longest first.
  // A word with ة has none of a verb, and a pronoun only behind its ت.
  var NO_VERB = ["تين", "تان", "ات", "ون", "ين", "ان", "ا", "ه"], WITH_PRONOUN = ["ته", "تها", "تهم", "تنا"];
  function cores(word, feminine) {
    if (!ARABIC.test(word)) return [word];
    var found = new Set([word]);
    (feminine ? NO_VERB : how.pronouns.concat(how.endings)).concat(WITH_PRONOUN).forEach(function (ending) {
      var rest = word.slice(0, -ending.length);
      if (word.endsWith(ending) && rest.length >= how.shortest) found.add(rest);
    });
    return Array.from(found).sort(function (a, b) { return b.length - a.length; });
  }
  function consonants(word) {
    if (!ARABIC.test(word)) how.pairs.forEach(function (pair) { word = word.replaceAll(pair[0], pair[1]); });
    var sounds = Array.from(word, function (letter) { return how.sounds[letter] || ""; });
    sounds = sounds.map(function (sound, at) { return at && (sound === "w" || sound === "y") ? "" : sound; });
    if (sounds[sounds.length - 1] === "h") sounds.pop();
    var all = [""];
    sounds.filter(Boolean).forEach(function (sound) {
      all = all.flatMap(function (begun) { return Array.from(sound, function (one) { return begun + one; }); });
    });
    return all
      .map(function (one) { return one.replace(/(.)\1+/g, "$1"); })
      .filter(function (one) { return one.length >= how.consonants; });
  }

  // Words of the query -> places

  // The rows of all bases that begin with `begin`, by base.
  async function beginning(begin) {
    var index = parts.index, last = lastNotAfter(index.words, begin + "\uffff"), rows = new Map();
    for (var number = lastNotAfter(index.words, begin); number <= last; number++) {
      var words = await part("words-" + number);
      for (var base in words) if (base.startsWith(begin)) rows.set(base, words[base]);
    }
    return rows;
  }
  async function row(base) {
    if (!parts.index.words.length) return undefined;
    var words = await part("words-" + lastNotAfter(parts.index.words, base));
    return Object.hasOwn(words, base) ? words[base] : undefined;
  }
  function stemOf(base, its) { return typeof its[0] === "string" ? its[0] : base; }
  // All that the index has of a stem, each with how near it is to `base`.
  async function inflected(stem, base) {
    var near = new Map();
    (await beginning(stem.replace(/(ه|ين|ء|ى|y)$/, ""))).forEach(function (its, other) {
      if (stemOf(other, its) === stem) near.set(other, { row: its, near: other === base ? EXACT : INFLECTED });
    });
    return near;
  }
  // Other forms of a word that the texts have in no plain form: ضربات for ضربة, الأخيرة for الأخيرين.
  // Behind a proclitic only where the first letter may be one.
  async function akin(core, feminine, behind) {
    var near = new Map();
    if (!ARABIC.test(core)) return near;
    (await beginning(core)).forEach(function (its, base) {
      if (behind && its[0] === 1) return;
      if (base === core || cores(base, feminine).includes(core)) near.set(base, { row: its, near: INFLECTED });
    });
    return near;
  }
  async function inflections(base) {
    var own = await row(base), near = await inflected(stemOf(base, own), base);
    near.set(base, { row: own, near: EXACT });
    for (var namesake of own[2] || []) near.set(namesake, { row: await row(namesake), near: INFLECTED });
    return near;
  }
  // What a word of the query stands for: bases with their rows; `taken` tells for which name it was taken.
  async function meant(word, last) {
    var found = readings(word.text), own = await akin(word.text, word.feminine);
    // فعلي is in no text, فعليًا is: then its ف is no proclitic.
    if (own.size && opened(word.text, how.shortest) === word.text) found = [word.text];
    for (var reading of found) {
      var stems = (await row(reading)) ? await inflections(reading) : await inflected(reading, reading);
      if (!stems.size) continue;
      if (last && reading.length >= GOES_ON && !word.feminine && !how.function[reading]) {
        (await beginning(reading)).forEach(function (its, base) {
          if (!stems.has(base)) stems.set(base, { row: its, near: BEGUN });
        });
      }
      return { bases: stems };
    }
    var bases = new Map();
    function add(others) { others.forEach(function (its, base) { bases.set(base, its); }); }
    for (var front of found) {
      if (!bases.size) add(await inflected(front + "ه"));
      for (var rest of bare(front, word.feminine)) if (!bases.size && (await row(rest))) add(await inflections(rest));
      for (var part of [front].concat(bare(front, word.feminine))) {
        for (var before of how.proclitics) {
          var its = bases.size || part.length < how.shortest ? undefined : await row(before + part);
          if (its && its[0] !== 1) add(await inflections(before + part));
        }
      }
      for (var core of cores(front, word.feminine)) {
        for (var on of [""].concat(Array.from(how.proclitics))) if (!bases.size && core.length >= how.shortest) add(await akin(on + core, word.feminine, on !== ""));
      }
    }
    add(own);
    // Behind the article one letter is enough to begin with.
    var least = /^و?ال.$/.test(word.text) ? 1 : 2;
    for (var begin of last && !word.feminine ? new Set([word.text, opened(word.text, least)]) : []) {
      (begin.length >= least ? await beginning(begin) : []).forEach(function (its, base) {
        if (!bases.has(base)) bases.set(base, { row: its, near: BEGUN });
      });
    }
    for (var hidden of last && !bases.size && word.text.length >= how.shortest && ARABIC.test(word.text) ? how.proclitics : "") {
      (await beginning(hidden + word.text)).forEach(function (its, base) {
        if (its[0] !== 1) bases.set(base, { row: its, near: BEGUN });
      });
    }
    if (bases.size) return { bases: bases };
    var taken = await namesLike(opened(word.text, how.shortest));
    for (var name of taken) add(await inflections(name));
    return { bases: bases, taken: taken };
  }
  // Names with the same consonants that look alike too; of the other script where somebody has no name in this one.
  async function namesLike(word) {
    var names = await part("names"), found = new Set(), sounds = consonants(word);
    function one(name) { return name.replaceAll("dh", "z").replace(/(.)\1+/g, "$1"); }
    function all(key) { return Object.hasOwn(names, key) ? names[key] : []; }
    sounds.forEach(function (sound) {
      var lone = sound.length === 1; // Sissi, Shiyaa: one consonant says little, so the vowels must say more
      var most = lone || word.length < 5 ? 1 : word.length < 8 ? 2 : 3;
      all(sound).forEach(function (name) {
        if (ARABIC.test(name) !== ARABIC.test(word) || (lone && name.length < 4)) return;
        if (distance(one(word), one(name)) <= most) found.add(name);
      });
    });
    sounds.forEach(function (sound) {
      if (sound.length > 2) all("*" + sound).forEach(function (name) { if (ARABIC.test(name) !== ARABIC.test(word)) found.add(name); });
    });
    return Array.from(found);
  }
  // Words of the index that differ from `word` by a letter or two.
  async function alike(word) {
    var words = await part("words-" + lastNotAfter(parts.index.words, word)), most = word.length < 6 ? 1 : 2, found = [];
    for (var base in words) {
      if (base[0] === "@" || Math.abs(base.length - word.length) > most) continue;
      var apart = distance(word, base);
      if (apart <= most) found.push([apart, base]);
    }
    return found.sort(function (a, b) { return a[0] - b[0] || (a[1] < b[1] ? -1 : 1); }).slice(0, 3).map(function (one) { return one[1]; });
  }
  function distance(a, b) {
    var before = [], row = Array.from({ length: b.length + 1 }, function (_, i) { return i; });
    for (var i = 1; i <= a.length; i++) {
      var next = [i];
      for (var j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      before = row;
      row = next;
    }
    return row[b.length];
  }
  // Passage -> what bases weigh in it. A word that is rare in all its forms weighs more, and no form more than another.
  function places(bases) {
    var found = new Map();
    bases.forEach(function (its) {
      var at = -1;
      its.row[1].forEach(function (step) {
        at += Math.floor(step / WEIGHT);
        found.set(at, Math.max(found.get(at) || 0, (step % WEIGHT) * its.near));
      });
    });
    var rare = Math.log(1 + parts.index.entries / found.size);
    found.forEach(function (weight, at) { found.set(at, weight * rare); });
    return found;
  }

  // The query

  // Phrases in quotation marks, of any script and also when they are not yet closed, and the words outside them.
  function read(text) {
    var phrases = [], loose = text.replace(/["“„«]([^"“”»]*)(["”»]|$)/g, function (_, inside) {
      var words = terms(inside);
      if (words.length) phrases.push(words);
      return " ";
    });
    var words = terms(loose), typing = words.length > 0 && /[\p{L}\p{N}\p{M}]$/u.test(loose);
    return { phrases: phrases, words: words.filter(function (word) { return word.text.length > 1 || /\d/.test(word.text); }), typing: typing };
  }
  async function answer(text, filters) {
    await part("index");
    how = parts.index.analysis;
    var query = read(text), notes = [], needed = [], bases = new Set(), missing = [];
    var small = query.words.filter(function (word) { return how.unasked.includes(word.text); });
    var asked = small.length < query.words.length || query.phrases.length ? query.words.filter(function (word) { return !small.includes(word); }) : small;
    for (var word of asked) {
      var is = await meant(word, query.typing && word === query.words[query.words.length - 1]);
      if (!is.bases.size) missing.push(word.text);
      if (is.taken && is.taken.length) notes.push(["taken_for", word.text, is.taken]);
      needed.push(places(is.bases));
      is.bases.forEach(function (_, base) { bases.add(base); });
    }
    for (var phrase of query.phrases) {
      for (var one of phrase) {
        var exact = new Map();
        for (var reading of readings(one.text).flatMap(inSomething)) {
          var its = await row(reading);
          if (its) exact.set(reading, { row: its, near: EXACT });
        }
        if (!exact.size) missing.push(one.text);
        needed.push(places(exact));
      }
    }
    var allowed = [];
    for (var name of FILTERS) {
      if (!filters[name]) continue;
      var tag = await row("@" + name + ":" + filters[name]);
      allowed.push(tag ? places(new Map([["", { row: tag, near: 0 }]])) : new Map());
    }
    if (!needed.length && !allowed.length) return null;
    var hits = together(needed, allowed), others = [];
    if (!hits.length && needed.length > 1 && !query.phrases.length) {
      others = some(needed, allowed);
      if (others.length && !missing.length) notes.push(["not_together"]);
    }
    if (missing.length) notes.push(["missing", missing.join(" "), await alike(missing[0])]);
    return { hits: hits, some: others, bases: bases, phrases: query.phrases, notes: notes };
  }
  function ranked(scores) {
    return Array.from(scores).sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; }).map(function (hit) { return hit[0]; });
  }
  function together(needed, allowed) {
    var sets = needed.concat(allowed).sort(function (a, b) { return a.size - b.size; }), scores = new Map();
    sets[0].forEach(function (_, at) {
      if (!sets.every(function (set) { return set.has(at); })) return;
      scores.set(at, needed.reduce(function (sum, set) { return sum + set.get(at); }, 0));
    });
    return ranked(scores);
  }
  function some(needed, allowed) {
    var scores = new Map();
    needed.forEach(function (set) {
      set.forEach(function (weight, at) {
        if (allowed.every(function (filter) { return filter.has(at); })) scores.set(at, (scores.get(at) || 0) + 1000 + weight);
      });
    });
    return ranked(scores);
  }

  // Passages -> results

  async function passage(at) {
    var number = lastNotAfter(parts.index.texts, at);
    return (await part("texts-" + number))[at - parts.index.texts[number]];
  }
  // Where the words of the query stand in a text: pairs of places in its order.
  function marks(text, found) {
    var words = terms(text), spans = [];
    words.forEach(function (word, at) {
      if (readings(word.text).some(function (one) { return found.bases.has(one); })) spans.push([word.start, word.end]);
      found.phrases.forEach(function (phrase) {
        if (stands(phrase, words, at)) spans.push([word.start, words[at + phrase.length - 1].end]);
      });
    });
    return spans.sort(function (a, b) { return a[0] - b[0]; });
  }
  // Whether a phrase stands in `words` from `at` on; what is written on the front of its first word does not count.
  function stands(phrase, words, at) {
    return phrase.every(function (word, i) {
      var there = words[at + i];
      return there && (there.text === word.text || (!i && readings(there.text).slice(1).includes(word.text)));
    });
  }
  function holds(passage, phrases) {
    var texts = [passage[2]].concat(passage[5].map(function (field) { return field[0]; })).map(terms);
    return phrases.every(function (phrase) {
      return texts.some(function (words) { return words.some(function (_, at) { return stands(phrase, words, at); }); });
    });
  }
  function write(element, text, spans) {
    var at = 0;
    spans.forEach(function (span) {
      if (span[0] < at) return;
      element.append(text.slice(at, span[0]));
      var mark = document.createElement("mark");
      mark.textContent = text.slice(span[0], span[1]);
      element.append(mark);
      at = span[1];
    });
    element.append(text.slice(at));
  }
  function turn(element, language) {
    if (language) element.lang = language;
    element.dir = (language || document.documentElement.lang) === "ar" ? "rtl" : "ltr"; // a bdi would go by its first letter
  }
  function element(name, kind, text) {
    var made = document.createElement(name);
    if (kind) made.className = kind;
    if (text) made.textContent = text;
    return made;
  }
  // A text, or of a long one the part around the first words that were found.
  function snippet(field, found) {
    var text = field[0], spans = marks(text, found), start = 0, end = text.length;
    if (text.length > LONG) {
      start = spans.length && spans[0][0] > LONG / 3 ? text.indexOf(" ", spans[0][0] - LONG / 3) + 1 : 0;
      end = start + LONG < text.length ? text.lastIndexOf(" ", start + LONG) : text.length;
      if (spans.length) end = Math.max(end, Math.min(spans[0][1], text.length));
    }
    var inside = spans.filter(function (span) { return span[0] >= start && span[1] <= end; });
    var line = element("p", "found-text");
    turn(line, field[1]);
    if (start) line.append("… ");
    write(line, text.slice(start, end), inside.map(function (span) { return [span[0] - start, span[1] - start]; }));
    if (end < text.length) line.append(" …");
    return { line: line, hits: inside.length };
  }
  // What is shown of a passage: the texts that have the words; of an article's line also our rendering; of what has a
  // name in both scripts the other one beside the first, and what it is.
  function excerpts(shown, head, found) {
    var fields = shown[5].slice();
    if ((shown[1] === "actor" || shown[1] === "topic") && fields.length && fields[0][1]) {
      var other = element("bdi", "found-other"), name = fields.shift();
      turn(other, name[1]);
      write(other, name[0], marks(name[0], found));
      head.querySelector(".found-where").before(other, " ");
      fields = fields.slice(-1);
    }
    var texts = fields.map(function (field) { return snippet(field, found); });
    var kept = texts.filter(function (text, at) { return text.hits || (shown[1] === "article" && at === texts.length - 1); });
    return (kept.length ? kept : texts).slice(0, shown[1] === "article" ? 3 : 2).map(function (text) { return text.line; });
  }
  function result(shown, others, found) {
    var item = element("li", "found " + shown[1]), head = element("p", "found-head"), link = element("a");
    link.href = shown[0];
    var name = element("bdi");
    turn(name, shown[3]);
    write(name, shown[2], marks(shown[2], found));
    link.append(name);
    head.append(link, " ", element("span", "found-where", shown[4]));
    item.append(head);
    excerpts(shown, head, found).forEach(function (line) { item.append(line); });
    if (others.length) {
      var also = element("p", "found-also", parts.index.says.also + " ");
      others.forEach(function (other, i) {
        var to = element("a", "", other[1] === "article" ? other[4] : other[4].split(" · ")[0] + " · " + other[2]);
        to.href = other[0];
        if (i) also.append(parts.index.says.comma);
        also.append(to);
      });
      item.append(also);
    }
    return item;
  }

  // What is seen

  var run = 0;
  var plural = new Intl.PluralRules(document.documentElement.lang);
  function says(key, n, words) {
    return parts.index.says[key].replace(/\{(n|words)\}/g, function (_, slot) { return slot === "n" ? n : words; });
  }
  function counted(key, n) { return says(key + "_" + plural.select(n), n); }
  function state() {
    var filters = {};
    FILTERS.forEach(function (name) { filters[name] = form.elements[name].value; });
    return { q: box.value, filters: filters };
  }
  function remember(now) {
    var told = new URLSearchParams();
    if (now.q.trim()) told.set("q", now.q);
    FILTERS.forEach(function (name) { if (now.filters[name]) told.set(name, now.filters[name]); });
    try { history.replaceState(null, "", "#" + told); } catch (refused) { /* the address stays as it was */ }
  }
  async function search() {
    var own = ++run, now = state();
    remember(now);
    begin(false);
    if (!now.q.trim() && !FILTERS.some(function (name) { return now.filters[name]; })) return clear();
    try {
      var found = await answer(now.q, now.filters);
      if (own !== run) return;
      if (!found) return clear();
      await show(found, found.hits, own);
    } catch (failed) {
      if (own !== run) return;
      results.hidden = false;
      list.replaceChildren();
      said.replaceChildren();
      more.hidden = true;
      status.textContent = form.dataset.failed;
    }
  }
  function begin(shown) { if (starters) starters.hidden = !shown; }
  function clear() {
    begin(true);
    results.hidden = true;
    results.removeAttribute("data-done");
    list.replaceChildren();
    said.replaceChildren();
    status.textContent = "";
  }
  function offer(kind, text, take) {
    var button = element("button", kind, text);
    button.type = "button";
    button.addEventListener("click", take);
    return button;
  }
  function tell(notes) {
    said.replaceChildren();
    notes.forEach(function (note) {
      var taken = note[0] === "taken_for";
      var line = element("p", "quiet", says(note[0], taken ? note[2].map(capital).join(parts.index.says.comma) : "", note[1]));
      said.append(line);
      if (taken || !note[2] || !note[2].length) return;
      line.append(" ", says("did_you_mean"), " ");
      note[2].forEach(function (word) {
        line.append(offer("offered", word, function () {
          box.value = box.value.includes(note[1]) ? box.value.replace(note[1], function () { return word; }) : word;
          box.focus();
          search();
        }), " ");
      });
    });
  }
  function capital(name) { return name[0].toUpperCase() + name.slice(1); }
  async function show(found, kept, own) {
    var next = 0, used = new Set(), rank = new Set(kept);
    results.removeAttribute("data-done");
    // The next results, one for each line of an article. A phrase is looked for in the passages themselves.
    async function page() {
      var items = [];
      while (next < kept.length && items.length < AT_ONCE) {
        var at = kept[next++];
        if (used.has(at)) continue;
        var shown = await passage(at), others = [];
        if (own !== run) return null;
        if (!holds(shown, found.phrases)) { rank.delete(at); continue; }
        used.add(at);
        for (var other = shown[6]; other < shown[6] + shown[7]; other++) {
          if (!rank.has(other) || used.has(other)) continue;
          var one = await passage(other);
          if (!holds(one, found.phrases)) { rank.delete(other); continue; }
          used.add(other);
          others.push(one);
        }
        items.push(result(shown, others, found));
        if (!list.childElementCount && items.length === 1) list.append(items[0]); // the first one does not wait
      }
      return items;
    }
    list.replaceChildren();
    tell(found.notes);
    if (!kept.length && found.some.length) said.append(offer("offered", says("some"), function () { show(found, found.some, own); }));
    results.hidden = false;
    var items = await page();
    if (!items || own !== run) return;
    function settle(items) {
      list.append.apply(list, items);
      var open = found.phrases.length && next < kept.length;
      var count = open ? used.size : rank.size;
      status.textContent = !count ? parts.index.says.nothing : counted(open ? "results_or_more" : "results", count);
      more.hidden = next >= kept.length || kept.slice(next).every(function (at) { return used.has(at); });
      more.textContent = parts.index.says.more;
      results.setAttribute("data-done", count);
      begin(!count);
    }
    settle(items);
    more.onclick = async function () {
      var first = list.childElementCount, items = await page();
      if (!items || own !== run) return;
      settle(items);
      if (list.children[first]) list.children[first].querySelector("a").focus();
    };
  }

  // Keys, and the state that the address keeps

  var waiting;
  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(search, 90);
  }
  box.addEventListener("input", soon);
  form.addEventListener("change", function (event) { if (event.target !== box) search(); });
  form.addEventListener("reset", function () { setTimeout(search); });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(waiting);
    search().then(function () {
      var first = list.querySelector("a");
      if (first) first.focus();
    });
  });
  form.addEventListener("keydown", function (event) {
    var first = list.querySelector("a");
    if (event.key === "ArrowDown" && event.target === box && first) { event.preventDefault(); first.focus(); }
  });
  list.addEventListener("keydown", function (event) {
    if (event.key === "Escape") return box.focus();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    var links = Array.from(list.querySelectorAll("a")), at = links.indexOf(document.activeElement);
    event.preventDefault();
    var to = at + (event.key === "ArrowDown" ? 1 : -1);
    if (to < 0) box.focus(); else if (links[to]) links[to].focus();
  });
  function recall() {
    var told = new URLSearchParams(location.hash.slice(1)), any = false;
    box.value = told.get("q") || "";
    FILTERS.forEach(function (name) {
      form.elements[name].value = told.get(name) || "";
      any = any || form.elements[name].value !== "";
    });
    if (any) form.querySelector(".narrow").open = true;
    if (box.value || any) search(); else clear();
  }
  form.querySelector(".narrow").open = matchMedia("(min-width: 62rem)").matches;
  addEventListener("hashchange", recall);
  recall();
  if (!location.hash) box.focus({ preventScroll: true });
})();
