"""Markdown made up to be difficult, for tests that compare two ways of reading it."""

from __future__ import annotations

import random
from collections.abc import Iterator

from hypothesis import strategies as st

# Letters and signs that mean something alone or side by side, and some that mean nothing.
SIGNS = (
    *"*_`[]()!<>&#\\|:-=+~{}^\"'./ \n\t",
    *("**", "***", "__", "``", "```", "~~~", "](", "![", "[^", "]:", "{:", "{#", "  \n", "\n\n"),
    *("    ", "- ", "* ", "+ ", "1. ", "2. ", "> ", "# ", "## ", "---", "===", ": ", "*[", "!!!"),
    *("\x02", "\x03", "\r\n", "\r", "\x0b", "\x0c", "\u00a0", "\u3000", "\u2028", "\ue0000\ue001"),
    *("\x02klzzwxh:0001\x03", "klzzwxh:0000", "wzxhzdk:0", "\x0242\x03", "&#3;", "&#2;"),
    *(
        "词",
        "清源",
        "字母",
        "，",
        "。",
        "“",
        "”",
        "（",
        "）",
        "：",
        "！",
        "＃",
        "１",
        "a",
        "word",
        "HTML",
    ),
)
WORDS = (
    "plain",
    "two words",
    "清源",
    "禁毒，从小事做起。",
    "a_b_c",
    "x*y",
    "R&D",
    "1 < 2",
    "3 > 2",
    "",
)
INLINE = (
    "*{}*", "**{}**", "***{}***", "_{}_", "__{}__", "*{}**", "**{}*", "`{}`", "``{}``", "`{}",
    "[{}](https://example.org/a_b)", "[{}](story-1.md \"标题\")", "[{}](<a b>)", "[{}]()",
    "[{}][r]", "[{}]", "[{}][]", "![{}](pic.svg)", "![{}](pic.svg 'a')", "![{}][r]", "[{}](#top)",
    "[{}](x(y)z)", "[{}](javascript:alert)", "[{}](mailto:a@b.org)", "[{}](tel:110)",
    "[{}](http://h\u00e4/%20)", "{}[^1]", "{}[^n]", "{}[^missing]", "<{}>", "<b>{}</b>",
    "<span class=\"x\">{}</span>", "&amp;{}", "&#169;{}", "&copy{}", "&{};", "\\*{}\\*", "\\{}",
    "{}  \nnext", "{}\\\nnext", "<https://e.org/{}>", "<a{}@e.org>", "{}{{.kind}}",
    "*{}*{{#i .k k=v}}", "{} {{: title=\"t\" }}", "<!-- {} -->", "HTML {}", "[a [{}](b)](c)",
    "*a [{}](b*)", "{}///Footnotes Go Here///", "<br>{}", "<script>{}</script>",
)  # fmt: skip
BLOCKS = (
    "{}", "# {}", "## {} ##", "### {} {{#i}}", "#### {} {{.k data-toc-label='x'}}", "{}\n===",
    "{}\n---", "- {}\n- b\n- c", "* {}\n\n* b", "1. {}\n2. b", "3. {}\n4. b",
    "- {}\n    - b\n        - c", "+ {}\n\n    b", "- {}\n1. b", "> {}\n> b", "> {}\nlazy",
    "> # {}\n>\n> - b", "    {}\n    code", "```\n{}\n```", "~~~ python\n{}\n~~~",
    "``` {{.py #i}}\n{}\n```", "```\n{}", "a | {}\n--|:-:\n1 | 2", "| {} |\n|---|\n| b |",
    "| a | {} |\n|:--|--:|\n| `c|d` | \\| |", "{}|b\n:-|-:", "[^1]: {}",
    "[^n]: {}\n    more\n\n    last", "[^1]: {}\n[^n]: b", "[r]: https://example.org \"{}\"",
    "[r]: <x>", "*[HTML]: {}", "*[清源]: {}", "{}\n: defined",
    "{}\n\n:   first\n\n:   second\n\n    more", "!!! note\n    {}",
    "!!! skills \"{}\"\n    b\n\n    c", "!!! law \"\"\n    {}\nout", "!!! {}\n    b",
    "<div>{}</div>", "<div markdown=\"1\">\n{}\n</div>", "<p markdown=\"span\">{}</p>",
    "<div class=\"footnote\" markdown=\"1\">\n1. {}\n</div>", "<details>\n\n{}\n\n</details>",
    "***", "- - -", "___\n{}", "<!-- {}\n\n-->", "<?php {} ?>", "<![CDATA[{}]]>",
    "<table><tr><td>{}</td></tr></table>", "{}\n{{: #i .k }}", "- {}\n{{: .k }}", "\n\n{}", " {}",
    "   {}", "[TOC]", "\t{}", "- a\n\n\t{}", "{}\n\n\n\n", "<h2 id=\"h\">{}</h2>",
    "## 同名\n\n{}\n\n## 同名", "## same {}\n## same\n## same",
)  # fmt: skip
JOINTS = ("\n\n", "\n", "\n\n\n", "\r\n\r\n", "  \n", "\n \n", "\n\t\n")

_words = st.one_of(st.sampled_from(WORDS), st.text(st.sampled_from("ab 字，1*_[]`&"), max_size=8))
_inline = st.recursive(
    _words,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(INLINE), inner).map(lambda pair: _filled(*pair)),
        st.lists(inner, min_size=2, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map("\n".join),
    ),
    max_leaves=6,
)
_block = st.recursive(
    st.tuples(st.sampled_from(BLOCKS), _inline).map(lambda pair: _filled(*pair)),
    lambda inner: st.tuples(
        st.sampled_from(("    ", "> ", "- ", "1. ", "   ", ":   ", "[^1]: ", "")),
        st.lists(inner, min_size=1, max_size=3),
        st.sampled_from(JOINTS),
    ).map(lambda parts: _below(parts[0], parts[2].join(parts[1]))),
    max_leaves=5,
)
# Whole texts: blocks put together, and signs thrown together.
TEXTS = st.one_of(
    st.lists(st.tuples(_block, st.sampled_from(JOINTS)).map("".join), min_size=1, max_size=8).map(
        "".join
    ),
    st.lists(st.sampled_from(SIGNS), max_size=40).map("".join),
    st.tuples(_block, st.lists(st.sampled_from(SIGNS), max_size=12).map("".join), _block).map(
        "".join
    ),
)


def _filled(pattern: str, inner: str) -> str:
    return pattern.replace("{{", "\0").replace("{}", inner).replace("\0", "{").replace("}}", "}")


def _below(mark: str, text: str) -> str:
    """Text as the content of a quotation, an item, a note: the first line marked, all indented."""
    if mark in {"> ", "    ", "   "}:
        return "\n".join(mark + line for line in text.split("\n"))
    return mark + text.replace("\n", "\n    ")


def stories(count: int) -> Iterator[str]:
    """Texts of the length and the parts of a story, always the same."""
    pick = random.Random("stories")
    for _ in range(count):
        say = _sayings(pick)
        parts = [next(say)]
        for _ in range(pick.randint(2, 5)):
            parts.append(f"## {next(say)[:12]}" + pick.choice(("", f" {{#p{pick.randint(0, 9)}}}")))
            parts += [next(say) for _ in range(pick.randint(1, 3))]
            parts.append(pick.choice(_PARTS).format(a=next(say), b=next(say)))
        parts += [f"[^1]: {next(say)}", f"[^2]: {next(say)}"]
        yield "\n\n".join(parts) + "\n"


_PARTS = (
    "- {a}\n- **{b}**\n- c",
    "1. {a}\n2. *{b}*",
    "> {a}\n>\n> {b}",
    "![{a}](a.svg)",
    "| 年 | Year |\n|---|--:|\n| {a} | 2 |\n| *b* | {b} |",
    '!!! skills "怎么说不"\n    {a}\n\n    {b}',
    "```\n{a}\n```",
    "词\n:   {a}\n:   {b}",
    "[a](https://example.org/a_b?c=d) {a} [b](b.md#c)",
    "- {a}\n\n- {b}\n    - c\n    - d",
)


def _sayings(pick: random.Random) -> Iterator[str]:
    chinese, english = (
        "从一件小事开始，谁都可以打电话问一问。",
        "anyone may ask, and no one is alone",
    )
    marks = ("{}", "*{}*", "**{}**", "{}[^1]", "{}[^2]", "`{}`", "[{}](story-1.md)", "“{}”")
    while True:
        letters = pick.choice((chinese, english.split(" ")))
        joint = "" if letters is chinese else " "
        said = []
        for _ in range(pick.randint(1, 12)):
            part = joint.join(pick.choice(letters) for _ in range(pick.randint(2, 9)))
            said.append(pick.choice(marks if pick.random() < 0.2 else ("{}",)).format(part))
        yield joint.join(said)
