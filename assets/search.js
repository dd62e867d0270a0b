/* Searches the site without a server.  Words are looked up in shards, small scripts that each hand a
   table over; what is found is shown from the texts of its documents, scripts as well.  What counts
   as the same word is said by data-settings, which qingyuan/search writes and follows itself. */
(function () {
  "use strict";
  var box = document.getElementById("qy-search");
  var rules = JSON.parse(box.dataset.settings);
  var form = box.querySelector("form");
  var input = form.querySelector("input");
  var status = box.querySelector("[role=status]");
  var list = box.querySelector("ol");
  var more = box.querySelector(".qy-more");
  var PAGE = 8;
  var MOST_KEYS = 24;
  var words = rules.words;

  /* --- Words, as qingyuan/search/fold.py and words.py have them --- */

  var han = new Map();
  var letters = "(?:(?![" + rules.spaceless + "])[\\p{L}\\p{N}])+";
  var parts = "[" + rules.spaceless + "]+|[0-9]+(?:[.,][0-9]+)*|" + letters + "(?:'" + letters + ")*";
  var isRun = new RegExp("^[" + rules.spaceless + "]", "u");

  function foldSign(sign) {
    var folded = "";
    for (var part of sign.normalize("NFKD")) {
      if (part < "\u0300" || part > "\u036f") {
        for (var low of part.toLowerCase()) {
          low = Object.hasOwn(rules.signs, low) ? rules.signs[low] : low;
          folded += han.get(low) || low;
        }
      }
    }
    return folded;
  }

  /* The folded text, and for each of its code units where it comes from. */
  function fold(text) {
    var folded = "";
    var places = [];
    var at = 0;
    for (var sign of text) {
      var piece = foldSign(sign);
      for (var i = 0; i < piece.length; i += 1) {
        places.push(at);
      }
      folded += piece;
      at += sign.length;
    }
    places.push(at);
    return { text: folded, places: places };
  }

  function stem(word) {
    if (!/^[a-z]+$/.test(word)) {
      return word;
    }
    rules.endings.forEach(function (step) {
      step.some(function (rule) {
        if (!word.endsWith(rule[0])) {
          return false;
        }
        var shorter = word.slice(0, word.length - rule[0].length) + rule[1];
        if (shorter.length < rules.kept || !/[aeiouy]/.test(shorter)) {
          return false;
        }
        word = shorter;
        return true;
      });
    });
    return word;
  }

  /* Runs of scripts without spaces, and words: {text, raw, run, start, end} of a folded text. */
  function tokens(folded) {
    var found = [];
    for (var part of folded.matchAll(new RegExp(parts, "gu"))) {
      var raw = part[0];
      var token = { run: isRun.test(raw), start: part.index, end: part.index + raw.length };
      if (token.run) {
        token.text = token.raw = raw;
      } else if (/^[0-9]/.test(raw) && /^[0-9.,]+$/.test(raw)) {
        token.text = token.raw = raw.replace(/,/g, "");
      } else {
        token.raw = raw.replace(/'s$/, "").replace(/'/g, "");
        token.text = stem(token.raw);
      }
      found.push(token);
    }
    return found;
  }

  function place(key) {
    var start = key.includes(" ") ? key : Array.from(key).slice(0, rules.prefix).join("");
    var total = 0;
    for (var i = 0; i < start.length; i += 1) {
      total = (total * 31 + start.charCodeAt(i)) % 1000003;
    }
    return total;
  }

  /* --- Files --- */

  var shards = new Map();
  var documents = new Map();
  var loading = new Map();

  function load(address) {
    if (!loading.has(address)) {
      loading.set(address, new Promise(function (done, fail) {
        var script = document.createElement("script");
        script.src = address;
        script.onload = done;
        script.onerror = function () {
          loading.delete(address);
          fail(new Error(address));
        };
        document.head.append(script);
      }));
    }
    return loading.get(address);
  }

  window.qySearch = {
    shard: function (number, table) {
      shards.set(number, table);
    },
    texts: function (first, pairs, found) {
      addPairs(pairs);
      found.forEach(function (fields, index) {
        documents.set(first + index, fields);
      });
    },
    pairs: addPairs,
  };

  /* Whether a text has characters that GB 2312 has not: they may be traditional ones. */
  function isForeign(text) {
    var bytes = [];
    for (var high = 0xb0; high < 0xf8; high += 1) {
      for (var low = 0xa1; low < 0xff; low += 1) {
        bytes.push(high, low);
      }
    }
    var usual = new Set(new TextDecoder("gb2312").decode(new Uint8Array(bytes)));
    return Array.from(text.normalize("NFKC")).some(function (sign) {
      return /\p{Script=Han}/u.test(sign) && !usual.has(sign);
    });
  }

  function addPairs(pairs) {
    var signs = Array.from(pairs);
    for (var i = 0; i < signs.length; i += 2) {
      han.set(signs[i], signs[i + 1]);
    }
  }

  function loadShards(keys) {
    var numbers = new Set(keys.map(function (key) {
      return place(key) % rules.many;
    }));
    return Promise.all(Array.from(numbers, function (number) {
      return load(rules.shards + number + ".js");
    }));
  }

  function loadTexts(numbers) {
    var files = new Set(numbers.map(function (number) {
      var first = number < rules.small ? number - (number % rules.group) : number;
      return rules.texts[Math.floor(first / rules.block)] + first + ".js";
    }));
    return Promise.all(Array.from(files, load));
  }

  /* --- Postings --- */

  var values = new Map(Array.from(rules.alphabet, function (sign, index) {
    return [sign, index];
  }));

  /* Document → how much a word there counts; see qingyuan/search/postings.py. */
  function unpack(packed) {
    var found = new Map();
    var base = 0;
    var group = 0;
    var last = -1;
    var value = 0;
    var unit = 1;
    var opening = false;
    for (var sign of packed) {
      var code = values.get(sign);
      if (code >= 76) {
        opening = true;
      } else if (code >= 64) {
        group = code - 64;
        last = -1;
      } else if (code >= 32) {
        value += (code - 32) * unit;
        unit *= 32;
      } else {
        value += code * unit;
        if (opening) {
          base = value * rules.block;
          opening = false;
        } else {
          last += value + 1;
          if (base + last < rules.count) {
            found.set(base + last, score(group));
          }
        }
        value = 0;
        unit = 1;
      }
    }
    return found;
  }

  /* Title before heading before summary before body; then how often. */
  function score(group) {
    return [2, 8, 16, 48][Math.floor(group / 3)] + (group % 3);
  }

  function table(key) {
    return shards.get(place(key) % rules.many) || {};
  }

  function look(key) {
    var found = table(key);
    return unpack(Object.hasOwn(found, key) ? found[key] : "");
  }

  /* --- Queries --- */

  function keysOf(run) {
    var signs = Array.from(run);
    if (signs.length < 2) {
      return signs;
    }
    var keys = signs.slice(1).map(function (sign, index) {
      return signs[index] + sign;
    });
    /* Every second pair of a long run says as much. */
    return keys.length <= 4 ? keys : keys.filter(function (key, index) {
      return index % 2 === 0 || index === keys.length - 1;
    });
  }

  function termsOf(query) {
    var seen = new Set();
    var total = 0;
    return tokens(fold(query).text).filter(function (token) {
      token.keys = token.run ? keysOf(token.text) : [token.text];
      total += token.keys.length;
      if (seen.has(token.text) || total > MOST_KEYS) {
        return false;
      }
      seen.add(token.text);
      return true;
    });
  }

  function matches(term, word) {
    var raw = term.raw;
    if (word === term.text || (raw.length >= rules.prefix && word.startsWith(raw))) {
      return true;
    }
    return word.length >= rules.prefix && raw.startsWith(word) && rules.unfinished.some(function (ending) {
      return ending.startsWith(raw.slice(word.length));
    });
  }

  /* All documents that a word is in; forms of the word itself before longer words. */
  function lookWord(term) {
    var found = new Map();
    Object.keys(table(term.text)).forEach(function (key) {
      if (!key.includes(" ") && matches(term, key)) {
        unpack(table(term.text)[key]).forEach(function (points, number) {
          points = key === term.text ? points : points * 0.8;
          found.set(number, Math.max(points, found.get(number) || 0));
        });
      }
    });
    return found;
  }

  function both(one, other, join) {
    var found = new Map();
    one.forEach(function (points, number) {
      if (other.has(number)) {
        found.set(number, join(points, other.get(number)));
      }
    });
    return found;
  }

  function lookTerm(term) {
    return term.run ? term.keys.map(look).reduce(function (one, other) {
      return both(one, other, Math.min);
    }) : lookWord(term);
  }

  /* Words that stand beside each other in a title, a heading or a summary count for more. */
  function phrases(terms) {
    return terms.slice(1).flatMap(function (term, index) {
      return term.run || terms[index].run ? [] : [terms[index].text + " " + term.text];
    });
  }

  function add(one, other) {
    return one + other;
  }

  /* A run in its pairs of characters, for where it does not stand as a whole. */
  function apart(terms) {
    return terms.flatMap(function (term) {
      return term.run ? term.keys.map(function (key) {
        return { run: true, text: key, raw: key, keys: [key] };
      }) : [term];
    });
  }

  /* Documents with all the terms, or with `some` of them, as [number, points], the best first. */
  function rank(terms, some) {
    var tables = terms.map(lookTerm);
    var found = new Map();
    if (some) {
      tables.forEach(function (points) {
        points.forEach(function (value, number) {
          found.set(number, (found.get(number) || 0) + value + 100 * Math.log(1 + rules.count / points.size));
        });
      });
    } else {
      found = tables.reduce(function (one, other) {
        return both(one, other, add);
      });
    }
    phrases(terms).map(look).forEach(function (points) {
      points.forEach(function (value, number) {
        if (found.has(number)) {
          found.set(number, found.get(number) + value);
        }
      });
    });
    return Array.from(found).sort(function (one, other) {
      return other[1] - one[1] || other[0] - one[0];
    });
  }

  /* --- Results --- */

  /* Where a text has the terms, as [start, end, index of the term] in the order of the text. */
  function hits(text, terms) {
    var folded = fold(text);
    var found = [];
    var own = tokens(folded.text);
    terms.forEach(function (term, index) {
      if (term.run) {
        for (var at = folded.text.indexOf(term.text); at >= 0;
          at = folded.text.indexOf(term.text, at + term.text.length)) {
          found.push([at, at + term.text.length, index]);
        }
      } else {
        own.forEach(function (token) {
          if (!token.run && matches(term, token.text)) {
            found.push([token.start, token.end, index]);
          }
        });
      }
    });
    return found.sort(function (one, other) {
      return one[0] - other[0] || other[1] - one[1];
    }).map(function (hit) {
      return [folded.places[hit[0]], after(folded, hit[1]), hit[2]];
    });
  }

  /* Where a sign ends that a folded text has up to `end`. */
  function after(folded, end) {
    var last = folded.places[end - 1];
    while (end < folded.places.length - 1 && folded.places[end] === last) {
      end += 1;
    }
    return folded.places[end];
  }

  function distinct(found) {
    return new Set(found.map(function (hit) {
      return hit[2];
    })).size;
  }

  /* A text with its hits marked, and where it is long, only what is around the first of them. */
  function marked(element, text, found, length) {
    var start = 0;
    var end = text.length;
    if (text.length > length) {
      var first = found.length ? found[0][0] : 0;
      start = Math.max(0, Math.min(first - Math.floor(length / 3), text.length - length));
      end = Math.min(text.length, start + length);
      start = start && edge(text, start, 1);
      end = end < text.length ? edge(text, end, -1) : end;
    }
    var at = start;
    element.append(start ? "…" : "");
    found.forEach(function (hit) {
      if (hit[0] >= at && hit[1] <= end) {
        element.append(text.slice(at, hit[0]));
        var mark = document.createElement("mark");
        mark.textContent = text.slice(hit[0], hit[1]);
        element.append(mark);
        at = hit[1];
      }
    });
    element.append(text.slice(at, end), end < text.length ? "…" : "");
  }

  /* A place near by that is not inside a word or a pair of surrogates. */
  function edge(text, at, step) {
    for (var tries = 0; tries < 20 && /[a-z0-9\u00c0-\u024f\udc00-\udfff]/i.test(text[at]); tries += 1) {
      at += step;
    }
    return at;
  }

  /* What is shown of a document; null where it has none of the terms after all. */
  function result(number, points) {
    var fields = documents.get(number);
    if (!fields) {
      return null;
    }
    var title = fields[0];
    var titled = hits(title, terms);
    var best = { anchor: "", heading: "", text: fields[4], hits: hits(fields[4], terms) };
    /* Where the title has it all, the summary says more than a list of places and names. */
    best.points = Math.max(distinct(best.hits), distinct(titled) === terms.length ? terms.length - 0.4 : 0) + 0.1;
    var seen = titled.concat(best.hits);
    fields[5].forEach(function (section) {
      var headed = hits(section[1], terms);
      var found = hits(section[2], terms);
      var value = distinct(headed.concat(found)) + (headed.length ? 0.5 : 0) - (section[0] || section[1] ? 0 : 0.5);
      seen = seen.concat(headed, found);
      if (value > best.points) {
        best = { anchor: section[0], heading: section[1], text: section[2], hits: found, points: value };
      }
    });
    if (distinct(seen) < (isSome ? 1 : terms.length)) {
      return null;
    }
    var whole = fold(input.value.trim()).text;
    var same = function (text) {
      return fold(text).text === whole;
    };
    if (same(title) || number < rules.small && fields[5].some(function (section) {
      return section[2].split("\n").some(same);
    })) {
      points += 60;
    } else if (terms.length > 1 && fold(title + "\n" + best.heading + "\n" + best.text).text.includes(whole)) {
      points += 12;
    }
    if (fold(title).text.includes(whole)) {
      best = { anchor: "", heading: "", text: fields[4], hits: hits(fields[4], terms) };
    }
    return { number: number, points: points, fields: fields, titled: titled, best: best };
  }

  function show(found) {
    var fields = found.fields;
    var best = found.best;
    var item = document.createElement("li");
    var heading = document.createElement("h2");
    var link = document.createElement("a");
    var path = fields[1];
    link.href = rules.root + (best.anchor && !path.includes("#") ? path + "#" + encodeURIComponent(best.anchor) : path);
    marked(link, fields[0], found.titled, 200);
    heading.append(link);
    var kind = document.createElement("p");
    kind.className = "qy-kicker";
    kind.textContent = [fields[2], fields[3]].filter(Boolean).join(" · ");
    item.append(kind, heading);
    if (best.heading) {
      var section = document.createElement("p");
      section.className = "qy-small";
      marked(section, best.heading, hits(best.heading, terms), 200);
      item.append(section);
    }
    if (best.text) {
      var snippet = document.createElement("p");
      snippet.className = "qy-snippet";
      marked(snippet, best.text.replace(/\n/g, " "), best.hits, isRun.test(best.text.replace(/^[^\p{L}]+/u, "")) ? 90 : 200);
      item.append(snippet);
    }
    list.append(item);
    return link;
  }

  /* --- The page --- */

  var terms = [];
  var ranked = [];
  var isSome = false;
  var next = 0;
  var shown = 0;
  var dropped = 0;

  function say(key, count) {
    var forms = words[key] || {};
    var text = forms[new Intl.PluralRules(rules.lang).select(count || 0)] || forms.other || "";
    return text.replace("{n}", (count || 0).toLocaleString(rules.lang));
  }

  function tell(text) {
    status.textContent = text;
  }

  function failed() {
    tell(say("search-failed"));
  }

  /* Shows the next results; what only seemed to have the words is left out, and others follow. */
  function showMore() {
    var some = ranked.slice(next, next + PAGE);
    next += some.length;
    return loadTexts(some.map(function (entry) {
      return entry[0];
    })).then(function () {
      var found = some.map(function (entry) {
        return result(entry[0], entry[1]);
      }).filter(Boolean).sort(function (one, other) {
        return other.points - one.points || other.number - one.number;
      });
      dropped += some.length - found.length;
      var links = found.map(show);
      shown += found.length;
      if (!found.length && next < ranked.length && next < 3 * PAGE) {
        return showMore();
      }
      if (!shown && !isSome) {
        return begin(apart(terms), true);
      }
      more.hidden = next >= ranked.length;
      var count = ranked.length - dropped;
      tell(shown ? say(isSome ? "search-some" : "search-found", count) : say("search-none"));
      return links[0];
    });
  }

  function search(query) {
    terms = termsOf(query);
    if (!terms.length) {
      tell(say("search-none"));
      return Promise.resolve();
    }
    var keys = terms.flatMap(function (term) {
      return term.keys;
    }).concat(phrases(terms));
    return loadShards(keys).then(function () {
      return begin(terms, false);
    });
  }

  function begin(wanted, some) {
    terms = wanted;
    isSome = some;
    ranked = rank(wanted, some);
    next = dropped = 0;
    return showMore();
  }

  function start() {
    var query = (new URLSearchParams(location.search).get("q") || "").slice(0, 200).trim();
    document.getElementById("qy-search-plain").hidden = true;
    form.hidden = false;
    input.value = query;
    /* They stand after this script. */
    document.addEventListener("DOMContentLoaded", function () {
      document.querySelectorAll(".qy-elsewhere").forEach(function (link) {
        link.search = query ? "?q=" + encodeURIComponent(query) : "";
      });
    });
    if (!query) {
      input.focus();
      return;
    }
    document.title = query + " · " + document.title;
    tell(say("search-busy"));
    (isForeign(query) ? load(rules.pairs) : Promise.resolve()).then(function () {
      return search(query);
    }).catch(failed);
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var query = input.value.trim();
    if (query) {
      location.search = "?q=" + encodeURIComponent(query);
    } else {
      input.focus();
    }
  });

  more.addEventListener("click", function () {
    showMore().then(function (link) {
      if (link) {
        link.focus();
      }
    }).catch(failed);
  });

  /* Arrows go from result to result, Escape back to the query. */
  box.addEventListener("keydown", function (event) {
    var stops = [input].concat(Array.from(list.querySelectorAll("h2 a")));
    var at = stops.indexOf(document.activeElement);
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) {
      return;
    }
    if (step && at >= 0 && stops[at + step]) {
      event.preventDefault();
      stops[at + step].focus();
    } else if (event.key === "Escape" && at > 0) {
      input.focus();
      input.select();
    }
  });

  start();
})();
