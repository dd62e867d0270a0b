"""Entries of data files that are begun: a fact, a term, a school; and how one is added to a file.

What a file has is kept byte for byte: an entry is added behind it, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qingyuan.begin.asking import Question, one_of, typed, words
from qingyuan.model.problem import Bilingual
from qingyuan.model.quantity import Qualifier
from qingyuan.model.refusal import RefusedError
from qingyuan.model.site import Site
from qingyuan.model.unwritten import to_write
from qingyuan.read.yaml_nodes import Mapping, Scalar
from qingyuan.read.yaml_reader import parse

Ask = Callable[[Question], str]

_DRAFT = (
    "# 草稿：不会出现在网站上；写完、核对过以后删掉下面这一行",
    "# A draft: not on the site. Take the next line out when all is written and checked",
    "draft: yes",
)
# What most facts of a file share: field, and the remark above it.
_SHARED = (
    ("qualifier", " · ".join(Qualifier)),
    ("unit", "units.yaml 里的编号 · an id of units.yaml"),
    ("place", "places.yaml 里的编号 · an id of places.yaml"),
    ("period", "2022 · 2022-H1 · 2022-10 · 2022-10-21 · 2022-01/2022-10"),
    ("source", "sources.yaml 里的编号 · an id of sources.yaml"),
    ("paragraph", "那个来源的段落 · its paragraph there"),
)


def theme_of(site: Site, ask: Ask) -> str:
    """The theme to which a fact is added; a new one where there is none yet."""
    known = tuple(
        (theme.id, " / ".join(text for _, text in theme.title.texts)) for theme in site.themes
    )
    if not known:
        return "facts"
    text = Bilingual("写进哪个文件", "into which file")
    return ask(one_of(text, known, known[0][0]))


def fact(site: Site, title: str, given: Sequence[str], ask: Ask) -> list[str]:
    """The lines of a fact; what is `given` for all facts of its file is left out."""
    what = Bilingual("数的是什么，不写数字", "what is counted, without the number")
    lines = [*_DRAFT, "label:", *_texts(site, title, what, Bilingual("数的是什么", "label"), ask)]
    lines += ["# 只写数字和小数点：4200000 · digits and a point only", "value:"]
    for name, remark in _SHARED:
        if name not in given:
            lines += [f"# {remark}", f"{name}: exact" if name == "qualifier" else f"{name}:"]
    return lines


def theme(site: Site, name: str, title: str, ask: Ask) -> str:
    """A new file of facts with its first one."""
    lines = ["# 数字页上的一节 · a section of the facts page", "title:"]
    what = Bilingual("这一组数字的标题", "the title of this group of figures")
    lines += [f"  {known.code}: {to_write(known.tag, what)}" for known in site.languages]
    lines += ["facts:", f"  {name}:", *(f"    {line}" for line in fact(site, title, (), ask))]
    return "\n".join(lines) + "\n"


def term(site: Site, title: str, ask: Ask) -> list[str]:
    """The lines of a glossary term."""
    name = Bilingual("词条", "the term")
    what = Bilingual("一两句话的解释", "what it means, in a sentence or two")
    return [
        *_DRAFT,
        "term:",
        *_texts(site, title, name, Bilingual("词条", "term"), ask),
        "definition:",
        *(f"  {known.code}: {to_write(known.tag, what)}" for known in site.languages),
    ]


def school(site: Site, title: str, ask: Ask) -> str:
    """The file of a school, a draft until it has a name in every language."""
    name = Bilingual("学校名称", "name of the school")
    names = _texts(site, title, Bilingual("学校名称", "the name of the school"), name, ask)
    draft = _DRAFT if any("〔" in name for name in names) else ()
    lines = [
        "# 一所学校的版本。全部字段：content/schools/README.zh.md",
        "# A school's edition. All fields: content/schools/README.md",
        "",
        *draft,
        "name:",
        *names,
        "",
        "# 只要这些读者的故事；不写就是全部 · only the stories for these readers; else all",
        "# audience: [middle, parents]",
        "# 学校网站的地址 · where the school will put it",
        "# address: https://school.example/drugs",
    ]
    return "\n".join(lines) + "\n"


def alone(name: str, lines: Sequence[str]) -> str:
    """A file with one entry."""
    return "\n".join([f"{name}:", *(f"  {line}" for line in lines)]) + "\n"


def defaults(path: str, text: str) -> tuple[str, ...]:
    """The fields that a file of facts gives for all of them."""
    root, _ = parse(path, text.lstrip("\ufeff"))
    for key, value in root.entries if isinstance(root, Mapping) else ():
        if key.text == "defaults" and isinstance(value, Mapping):
            return tuple(field.text for field, _ in value.entries)
    return ()


def appended(path: str, text: str, inside: tuple[str, ...], name: str, lines: Sequence[str]) -> str:
    """The text with an entry more at its end.

    `inside` is the field whose entries they are, which has to be the last of the file; nothing for
    the file's own entries.  Raises RefusedError where that can't be done.
    """
    before = _entries(path, text, inside)
    if before is None:
        raise _refused(path)
    indent = " " * (before[0][1] - 1 if before else 2 * len(inside))
    rows = [f"{indent}{name}:", *(f"{indent}  {line}" for line in lines), ""]
    end = "\r\n" if "\r\n" in text else "\n"
    made = text + ("" if text.endswith("\n") else end) + end.join(rows)
    after = _entries(path, made, inside)
    if after is None or [key for key, _ in after] != [*(key for key, _ in before), name]:
        raise _refused(path)
    return made


def _entries(path: str, text: str, inside: tuple[str, ...]) -> list[tuple[str, int]] | None:
    """The ids of a file's entries with their columns; None where they are not all at its end."""
    root, problems = parse(path, text.lstrip("\ufeff").replace("\r\n", "\n"))
    if problems or not isinstance(root, Mapping):
        return None
    for field in inside:
        key, value = root.entries[-1]
        if key.text != field or (isinstance(value, Scalar) and not value.empty):
            return None
        if isinstance(value, Scalar):
            return []
        if not isinstance(value, Mapping) or value.at.line == key.at.line:
            return None
        root = value
    return [(key.text, key.at.column) for key, _ in root.entries]


def _refused(path: str) -> RefusedError:
    zh = (
        f"没法自动写进 {path}：它有错误，或者不是一行一个字段的写法。什么也没有改。"
        "先用 check 看看，或者在文件里照着别的条目自己加"
    )
    en = (
        f"it can't be added to {path} automatically: the file has a mistake, or its entries are "
        "not below one another. Nothing was changed. Look at it with check, or add it by hand "
        "after the model of another entry"
    )
    return RefusedError(zh, en)


def _texts(site: Site, title: str, what: Bilingual, question: Bilingual, ask: Ask) -> list[str]:
    """A text in every language; one that was given is that of the default language."""
    found = []
    for known in site.languages:
        is_given = title and known.code == site.settings.default_language
        text = title if is_given else ask(words(question, known, what))
        found.append(f"  {known.code}: {typed(text)}")
    return found
