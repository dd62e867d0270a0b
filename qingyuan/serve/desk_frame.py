"""What is around the desk's sections: its style, its script, its document."""

from __future__ import annotations

from qingyuan.serve.elements import Html, tag, together

# The site's own colours and fonts (assets/site.css); the desk does without the file, which is the
# site's to change.
_STYLE = """
:root{color-scheme:light dark;--ink:#17302b;--soft:#455b55;--spring:#0b6e63;--seal:#b23a2e;
--ochre:#7d5714;--paper:#fbfaf5;--mist:#e8f0ec;--line:#cbd7d1;--edge:#6f837c;--old:#f7e3df;
--new:#dcefe6;--text:system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
@media(prefers-color-scheme:dark){:root{--ink:#e4ece7;--soft:#a9bbb4;--spring:#6cc9ba;
--seal:#f09383;--ochre:#d6a45a;--paper:#10201c;--mist:#182d27;--line:#2f4740;--edge:#728a82;
--old:#42241f;--new:#173a2e}}
*,::before,::after{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 var(--text);
overflow-wrap:anywhere}
h1,h2,h3,h4,p,ul,ol,dl,dd,table{margin:0;padding:0}
ul,ol{list-style:none}
a{color:var(--spring)}
h1{font-size:1.5rem;line-height:1.3}
h2{font-size:1.25rem;line-height:1.4}
h3,h4{font-size:1rem}
h4{padding-block-start:.75rem}
code{font:.875em/1.5 ui-monospace,Consolas,"Noto Sans Mono CJK SC",monospace}
small,.small{font-size:.875rem;color:var(--soft)}
:focus-visible{outline:.1875rem solid var(--spring);outline-offset:.125rem}
.wrap{max-inline-size:76rem;margin-inline:auto;padding-inline:clamp(1rem,4vw,2.5rem)}
.skip{position:absolute;inset-inline-start:-99rem}
.skip:focus{inset-inline-start:1rem;inset-block-start:.5rem;background:var(--paper);padding:.5rem}
.head{border-block-start:.375rem solid var(--seal);border-block-end:1px solid var(--line)}
.head>.wrap{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline;
padding-block:1rem}
.head h1{margin-inline-end:auto}
.state{padding:.875rem 1.125rem;margin-block-start:1.25rem;background:var(--mist);
border-inline-start:.25rem solid var(--spring);font-weight:650}
.state.blocked{border-color:var(--seal)}
.state p+p{font-weight:400}
.ways{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.5rem;
margin-block-start:1rem}
.ways a{display:block;padding:.5rem .75rem;border:1px solid var(--line);color:inherit;
text-decoration:none;line-height:1.4;block-size:100%}
.ways a:hover{border-color:var(--edge);text-decoration:underline}
.ways strong{display:block;font-size:1.375rem;font-variant-numeric:tabular-nums}
.ways .bad strong{color:var(--seal)}
.ways .mild strong{color:var(--ochre)}
.find{position:sticky;inset-block-start:0;z-index:1;background:var(--paper);
border-block-end:1px solid var(--line);margin-block-start:1rem;padding-block:.625rem}
.find .wrap{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:center}
.find input{flex:1 1 12rem;max-inline-size:28rem;min-inline-size:0;font:inherit;color:inherit;
background:var(--paper);padding:.375rem .625rem;border:1px solid var(--edge)}
section{padding-block-start:2.25rem;scroll-margin-block-start:2.5rem}
section>h2{padding-block-start:.625rem;border-block-start:.1875rem solid var(--ink)}
section>h2+*{margin-block-start:.875rem}
section>h3{margin-block-start:1.25rem}
.count{color:var(--soft);font-size:.875rem;font-weight:400}
details{border-block-end:1px solid var(--line)}
summary{padding-block:.5rem;cursor:pointer;line-height:1.5}
summary:hover{background:var(--mist)}
details>:not(summary){margin-inline-start:1.125rem}
details>:last-child{padding-block-end:.75rem}
details>table{inline-size:calc(100% - 1.125rem)}
.mark{display:inline-block;padding-inline:.5rem;border:1px solid currentColor;font-size:.8125rem;
font-weight:650;line-height:1.5;white-space:nowrap;text-decoration:none}
a.mark:hover{text-decoration:underline}
.error{color:var(--seal)}.warning{color:var(--ochre)}.note{color:var(--soft)}
.rows>li{padding-block:.5rem}
.rows>li+li{border-block-start:1px solid var(--line)}
.place{white-space:normal}
button{font:inherit;font-size:.8125rem;font-weight:400;line-height:1.4;color:var(--soft);background:none;
border:1px solid var(--line);padding:.0625rem .5rem;cursor:pointer;min-block-size:1.5rem}
button:hover{border-color:var(--edge);color:var(--ink)}
table{border-collapse:collapse;inline-size:100%;font-size:.9375rem}
th,td{padding:.4375rem 1rem .4375rem 0;text-align:start;vertical-align:top;
border-block-end:1px solid var(--line)}
th{font-weight:650}
thead th{color:var(--soft);font-size:.875rem}
.number{font-variant-numeric:tabular-nums;white-space:nowrap}
.beside{display:grid;grid-template-columns:1fr 1fr;gap:.25rem 1rem;margin-block:.5rem}
.beside>*{padding:.375rem .625rem;text-decoration:none}
.beside del{background:var(--old)}.beside ins{background:var(--new)}
.beside>small{padding:0}
.codes{display:flex;flex-wrap:wrap;gap:.25rem .5rem;padding-block:.375rem}
.names{columns:auto 17rem;column-gap:2rem}
.names li{break-inside:avoid;padding-block:.125rem}
.uses{display:flex;flex-wrap:wrap;gap:0 .875rem}
.foot{margin-block-start:3rem;border-block-start:1px solid var(--line);padding-block:1.25rem}
[hidden]{display:none!important}
@media(max-width:40rem){.beside{grid-template-columns:1fr}.beside>small,.beside>span{display:none}
thead{display:none}tr{display:block;padding-block:.5rem;border-block-end:1px solid var(--line)}
th,td{display:block;border:0;padding:.0625rem 0}}
@media(forced-colors:active){.state,.mark{border:1px solid}}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
"""

# Filters, copies, and keeps what is open while the page is loaded anew after every save.
_SCRIPT = """
(function () {
  "use strict";
  var box = document.getElementById("filter"), told = document.getElementById("found");
  var rows = [].slice.call(document.querySelectorAll("[data-row]"));
  var groups = [].slice.call(document.querySelectorAll("details"));
  var sections = [].slice.call(document.querySelectorAll("section"));
  var texts = null, memory = {};
  try { memory = JSON.parse(sessionStorage.getItem("desk") || "{}"); } catch (e) { memory = {}; }
  function keep() {
    try { sessionStorage.setItem("desk", JSON.stringify(memory)); } catch (e) { return; }
  }
  function filter() {
    var words = box.value.toLowerCase().split(/\\s+/).filter(Boolean), shown = 0;
    if (words.length && !texts) {
      texts = rows.map(function (row) {
        var group = row.closest("details");
        var name = group ? group.querySelector("summary").textContent : "";
        return (name + " " + row.textContent).toLowerCase();
      });
    }
    rows.forEach(function (row, i) {
      row.hidden = words.length > 0 && !words.every(function (w) { return texts[i].includes(w); });
      if (!row.hidden) { shown += 1; }
    });
    groups.forEach(function (group) {
      var own = [].slice.call(group.querySelectorAll("[data-row]"));
      group.hidden = words.length > 0 && own.length > 0 &&
        own.every(function (row) { return row.hidden; });
      if (words.length) { group.open = !group.hidden; } else { open(group); }
    });
    sections.forEach(function (section) {
      section.hidden = words.length > 0 && !section.querySelector("[data-row]:not([hidden])");
    });
    told.textContent = words.length ? told.dataset.words.replace("{n}", shown) : "";
    memory.filter = box.value;
    keep();
  }
  function open(group) {
    var known = (memory.open || {})[group.id];
    group.open = known === undefined ? group.hasAttribute("data-open") : known;
  }
  groups.forEach(function (group) {
    group.querySelector("summary").addEventListener("click", function () {
      if (box.value) { return; }
      memory.open = memory.open || {};
      memory.open[group.id] = !group.open;
      keep();
    });
  });
  box.value = memory.filter || "";
  filter();
  box.addEventListener("input", filter);
  document.addEventListener("click", function (event) {
    if (event.target.closest(".ways a") && box.value) {
      box.value = "";
      filter();
      return;
    }
    var code = event.target.closest("button[data-filter]");
    if (code) {
      box.value = code.getAttribute("data-filter");
      filter();
      box.focus();
      return;
    }
    var button = event.target.closest("button[data-copy]");
    if (!button) { return; }
    var text = button.getAttribute("data-copy"), was = button.textContent;
    function done() {
      button.textContent = button.dataset.done;
      setTimeout(function () { button.textContent = was; }, 1500);
    }
    function plain() {
      var field = document.createElement("textarea");
      field.value = text;
      field.style.position = "fixed";
      document.body.appendChild(field);
      field.select();
      var copied = document.execCommand("copy");
      field.remove();
      button.focus();
      if (copied) { done(); } else { window.prompt("", text); }
    }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(done, plain);
    } else { plain(); }
  });
})();
"""


def document(tag_: str, title: str, *inside: Html) -> bytes:
    """The whole page in a language, by its BCP 47 tag."""
    head = together(
        [
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="robots", content="noindex"),
            tag("link", rel="icon", href="data:,"),
            tag("title", title),
            tag("style", Html(_STYLE)),
        ]
    )
    body = tag("body", *inside, tag("script", Html(_SCRIPT)))
    page = tag("html", tag("head", head), body, lang=tag_)
    return f"<!doctype html>\n{page}\n".encode()
