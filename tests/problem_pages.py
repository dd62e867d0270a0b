"""docs/problems/ and docs/rules/, written from the code: python -m tests.problem_pages."""

from __future__ import annotations

from pathlib import Path

from qingyuan.model.problem import Kind, Severity
from qingyuan.pipeline import KINDS, MANUALS

_DOCS = Path(__file__).resolve().parent.parent / "docs"
FOLDER, RULES = _DOCS / "problems", _DOCS / "rules"
_SEVERITY = {
    Severity.ERROR: ("错误，不能发布", "error: blocks publishing"),
    Severity.WARNING: ("警告，可以发布", "warning: does not block publishing"),
    Severity.NOTE: ("提示", "note"),
}


_HEAD = """# 问题一览 · All problems

每一行是程序能发现的一种问题；点代码看原因和例子。这些页由代码写成，命令是
`python -m tests.problem_pages`。

A row for each kind of problem that the program finds; its page says why, with an example.
Written from the code by `python -m tests.problem_pages`.

| | | 中文 | English |
|---|---|---|---|"""


_RULES_HEAD = """# 内容规则 · Rules on content

每条规则查什么、为什么、依据是什么。也可以在命令行里看：`python3 build.py explain S05`。

What each rule checks, why, and on what ground; also by `python3 build.py explain S05`. Written from
the code by `python -m tests.problem_pages`.

| | 中文 | English |
|---|---|---|"""


def pages() -> dict[str, str]:
    """File name → text."""
    kinds = sorted(KINDS, key=lambda kind: kind.code)
    return {"README.md": _index(kinds)} | {f"{kind.code}.md": _page(kind) for kind in kinds}


def _index(kinds: list[Kind]) -> str:
    rows = [
        f"| [{kind.code}]({kind.code}.md) | {kind.severity} | {_shown(kind.message.zh)} "
        f"| {_shown(kind.message.en)} |"
        for kind in kinds
    ]
    return "\n".join([_HEAD, *rows, ""])


def rule_pages() -> dict[str, str]:
    """File name → text of the rules' manual pages, with their kinds of problem."""
    found = {"README.md": _rule_index()}
    for manual in MANUALS:
        own = [kind for kind in KINDS if kind.code.startswith(manual.code)]
        links = [f"- [{kind.code}](../problems/{kind.code}.md) ({kind.severity})" for kind in own]
        head = "## 它报告的问题 · Problems that it reports"
        waive = f"`[[waive:{manual.code}|理由 · reason]] … [[/waive]]`"
        title, body = manual.title, manual.body
        lines = [f"# {manual.code} · {title.zh} · {title.en}"]
        lines += ["", "## 中文", "", body.zh, "", "## English", "", body.en]
        lines += ["", head, "", *links, "", f"豁免 · to waive: {waive}", ""]
        found[f"{manual.code}.md"] = "\n".join(lines)
    return found


def _rule_index() -> str:
    rows = [f"| [{m.code}]({m.code}.md) | {m.title.zh} | {m.title.en} |" for m in MANUALS]
    return "\n".join([_RULES_HEAD, *rows, ""])


def _page(kind: Kind) -> str:
    zh, en = _SEVERITY[kind.severity]
    return "\n".join(
        [
            f"# {kind.code}",
            "",
            f"{zh} · {en}",
            "",
            "## 中文",
            "",
            f"**提示：** {_shown(kind.message.zh)}",
            "",
            f"**改法：** {_shown(kind.hint.zh)}",
            "",
            f"**为什么：** {_shown(kind.why.zh)}",
            "",
            "## English",
            "",
            f"**Message:** {_shown(kind.message.en)}",
            "",
            f"**What to type:** {_shown(kind.hint.en)}",
            "",
            f"**Why:** {_shown(kind.why.en)}",
            "",
            "## 例子 · Example",
            "",
            "错 · wrong",
            "",
            *_code(kind.wrong),
            "",
            "对 · right",
            "",
            *_code(kind.right),
            "",
        ]
    )


def _code(text: str) -> list[str]:
    return ["```text", text, "```"]


def _shown(text: str) -> str:
    """A message with its placeholders by name, safe in a Markdown table."""
    shown = text.replace("{{", "{").replace("}}", "}")
    for sign in "|[]":
        shown = shown.replace(sign, f"\\{sign}")
    return shown.replace("<", "&lt;").replace("\n", " ")


def write() -> None:
    """Writes the pages; those of kinds and rules that are gone are removed."""
    for folder, wanted in ((FOLDER, pages()), (RULES, rule_pages())):
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.glob("*.md"):
            if path.name not in wanted:
                path.unlink()
        for name, text in wanted.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
