/* Shows how Chinese is read, above each character, when a reader wants it.  The readings come in two
   scripts that are loaded only then: the editors' own (content/pinyin.yaml) go before the common ones. */
(function () {
  "use strict";
  var KEY = "qingyuan-pinyin";
  var HAN = /[\u3400-\u9fff]/;
  var OPENING = "“‘（《〈「『【〔";
  var CLOSING = "，。、；：？！”’）》〉」』】〕…%％";
  var SKIPPED = "svg, ruby, script, textarea, button, .qy-crumbs";
  var button = document.querySelector(".qy-pinyin");
  var originals = [];
  var loading = null;
  var reviewed = new Map();
  var common = new Map();
  var longest = 1;

  function put(table, word, syllables) {
    table.set(word, syllables.split(" "));
    longest = Math.max(longest, word.length);
  }

  window.qyPinyin = {
    /* Lines of a syllable and its characters; lines of a word and its syllables. */
    common: function (characters, words) {
      characters.split("\n").forEach(function (line) {
        var at = line.indexOf(" ");
        Array.from(line.slice(at + 1)).forEach(function (sign) {
          put(common, sign, line.slice(0, at));
        });
      });
      words.split("\n").forEach(function (line) {
        var at = line.indexOf(" ");
        put(common, line.slice(0, at), line.slice(at + 1));
      });
    },
    reviewed: function (words) {
      Object.keys(words).forEach(function (word) {
        put(reviewed, word, words[word]);
      });
    },
  };

  /* Puts the readings of a table's longest words into the places that have none yet. */
  function fill(found, text, table) {
    for (var at = 0; at < text.length; at += 1) {
      for (var size = Math.min(longest, text.length - at); size > 0; size -= 1) {
        var syllables = table.get(text.substr(at, size));
        if (syllables && free(found, at, size)) {
          for (var i = 0; i < size; i += 1) found[at + i] = syllables[i];
          at += size - 1;
          break;
        }
      }
    }
  }

  function free(found, at, size) {
    for (var i = at; i < at + size; i += 1) if (found[i]) return false;
    return true;
  }

  /* Each character with its reading; marks stay on the line of the character that they belong to. */
  function written(text) {
    var readings = [];
    var whole = document.createElement("qy-read");
    var group = [];
    fill(readings, text, reviewed);
    fill(readings, text, common);
    for (var at = 0; at < text.length; at += 1) {
      var isBound = at && (CLOSING.indexOf(text[at]) >= 0 || OPENING.indexOf(text[at - 1]) >= 0);
      if (!isBound) {
        whole.append(kept(group));
        group = [];
      }
      group.push(readings[at] ? read(text[at], readings[at]) : text[at]);
    }
    whole.append(kept(group));
    whole.normalize();
    return whole;
  }

  function read(sign, syllable) {
    var ruby = document.createElement("ruby");
    var above = document.createElement("rt");
    above.textContent = syllable;
    above.setAttribute("aria-hidden", "true"); // who hears a page hears the characters read
    ruby.append(sign, above);
    return ruby;
  }

  /* A character and its marks as one thing; characters by themselves as they are. */
  function kept(pieces) {
    if (pieces.length === 1) return pieces[0];
    var keep = document.createElement("qy-keep");
    keep.append.apply(keep, pieces);
    return pieces.length ? keep : "";
  }

  function annotate(root) {
    var walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    var found = [];
    while (walker.nextNode()) {
      var parent = walker.currentNode.parentElement;
      if (HAN.test(walker.currentNode.data) && parent.matches(":lang(zh)") && !parent.closest(SKIPPED)) {
        found.push(walker.currentNode);
      }
    }
    found.forEach(function (node) {
      var whole = written(node.data);
      originals.push([whole, node]);
      node.replaceWith(whole);
    });
  }

  function load(address) {
    return new Promise(function (done, fail) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = fail;
      document.head.append(script);
    });
  }

  function isOn() {
    return button.getAttribute("aria-pressed") === "true";
  }

  function show(on) {
    button.setAttribute("aria-pressed", String(on));
    document.documentElement.toggleAttribute("data-pinyin", on);
    if (!on) {
      originals.splice(0).forEach(function (pair) {
        pair[0].replaceWith(pair[1]);
      });
      return;
    }
    loading = loading || Promise.all([load(button.dataset.readings), load(button.dataset.reviewed)]);
    loading.then(function () {
      if (isOn() && !originals.length) {
        document.querySelectorAll("main, .qy-help-bar").forEach(annotate);
      }
    }, function () {
      loading = null;
      show(false);
    });
  }

  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", function () {
    show(!isOn());
    try {
      localStorage.setItem(KEY, isOn() ? "on" : "off");
    } catch (refused) { /* a browser that keeps nothing */ }
  });
  /* What a search finds comes later. */
  var results = document.querySelector(".qy-results");
  if (results) {
    new MutationObserver(function (changes) {
      changes.forEach(function (change) {
        if (originals.length) change.addedNodes.forEach(annotate);
      });
    }).observe(results, { childList: true });
  }
  try {
    if (localStorage.getItem(KEY) === "on") show(true);
  } catch (refused) { /* as above */ }
})();
