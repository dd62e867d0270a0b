"""What the server says in its own name: plain pages, and the script that every page gets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from qingyuan.explained import Explanation
from qingyuan.model.problem import Bilingual

REFUSED = (
    "403 这个地址只给本机的编辑台用。请在浏览器里打开终端里写出的地址。\n"
    "403 This address is for the editor's desk of this machine. Open the address that the terminal "
    "shows.\n"
)
FAILED = "500 程序自己出了错。The program itself failed.\n"
NO_WORKER = """\
/* Ends a worker of the site's that was registered here, and shows the pages anew. */
self.addEventListener("install", function () { self.skipWaiting(); });
self.addEventListener("activate", function (event) {
  event.waitUntil(self.registration.unregister().then(function () {
    return self.clients.matchAll({ type: "window" });
  }).then(function (open) {
    open.forEach(function (page) { page.navigate(page.url); });
  }));
});
"""
_PLAIN = {
    "waiting": (
        Bilingual("正在生成网站……", "The site is being made …"),
        Bilingual("好了以后，本页自己会换成您要的页面。", "This page will give way to yours."),
    ),
    "broken": (
        Bilingual("这一页还生成不了", "This page can't be made yet"),
        Bilingual(
            "原因写在本页的提示里，改好并保存以后，本页自己会更新。",
            "The notice on this page says why. Mend it and save: the page follows by itself.",
        ),
    ),
    "missing": (
        Bilingual("没有这一页", "There is no such page"),
        Bilingual("请检查地址。", "Please check the address."),
    ),
}


def with_client(
    html: bytes,
    path: str,
    *,
    lang: str,
    state: str = "page",
    digest: str = "",
    near: Sequence[str] = (),
) -> bytes:
    """A page with our script as the last thing in its body.

    It is told which page it is on, of which bytes, and whether that is the page that was asked for
    (`state`: page, desk, missing, waiting or broken).
    """
    given = {"page": path, "digest": digest, "state": state, "lang": lang}
    if near:
        given["near"] = json.dumps(list(near), ensure_ascii=False)
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in given.items())
    script = f'<script src="/@desk/live.js"{data}></script>'.encode()
    before, end, after = html.rpartition(b"</body>")
    return before + script + end + after if end else html + script


def plain(why: str) -> str:
    """A page of our own in both languages."""
    title, text = _PLAIN[why]
    return _page(
        f"{title.zh} · {title.en}",
        f'<h1>{title.zh}<br><span lang="en">{title.en}</span></h1>'
        f'<p>{text.zh}<br><span lang="en">{text.en}</span></p>',
    )


def explanation(found: Explanation | None, code: str, lang: str) -> str:
    """A kind of problem or a rule, as the terminal shows it."""
    if found is None:
        text = Bilingual(f"不认得“{code}”。", f"“{code}” is not known.")[lang]
        return _page(text, f"<h1>{escape(text)}</h1>", lang)
    parts = []
    for part in found.parts:
        heading = f"<h2>{escape(part.heading)}</h2>" if part.heading else ""
        parts.append(f"{heading}<div>{escape(part.text)}</div>")
    return _page(found.title, f"<h1>{escape(found.title)}</h1>{''.join(parts)}", lang)


def _page(title: str, body: str, lang: str = "zh") -> str:
    tag = "en" if lang == "en" else "zh-Hans"
    return (
        f'<!doctype html>\n<html lang="{tag}" class="qy-plain"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>"
        '<meta name="color-scheme" content="light dark">'
        '<link rel="stylesheet" href="/@desk/live.css"></head>'
        f"<body><main>{body}</main></body></html>\n"
    )
