"""`[[kind:target#anchor|option]]`: found before Markdown runs, and replaced by slots.

One syntax for everything that is not prose.  Chinese input methods type brackets, colons and bars
of full width; all of them are read, in any mixture.
"""

from __future__ import annotations

import re

from qingyuan.markup.problems import (
    EMBED_ALONE,
    EMBED_FORM,
    EMBED_KIND,
    EMBED_OPTION,
    EMBED_TARGET,
)
from qingyuan.markup.text import Text, blank
from qingyuan.model.body import (
    BLOCK_EMBEDS,
    EMBEDS,
    FACT_OPTIONS,
    INLINE_EMBEDS,
    SLOT_CLOSE,
    SLOT_OPEN,
    WAIVE,
    WAIVE_END,
    WITHOUT_TARGET,
    Embed,
    Slot,
)
from qingyuan.model.location import Location
from qingyuan.model.problem import Problem
from qingyuan.model.regex import regex

_OPEN = r"[\[【［]"
_CLOSE = r"[\]】］]"
_NO_BRACKET = r"[^\[\]【】［］\n]"
# An embed; two brackets with something else; one bracket with what begins like an embed.
# Each begins with the bracket, and looks back from behind it: so all others are passed over fast.
_EMBED = regex(
    rf"{_OPEN}(?:(?<!\\{_OPEN}){_OPEN}(?P<inside>{_NO_BRACKET}*){_CLOSE}{{2}}"
    rf"|(?<!\\{_OPEN}){_OPEN}(?!{_OPEN})[^\n]{{0,40}}"
    rf"|(?<![\\\[【［]{_OPEN})\s*(?:{'|'.join(INLINE_EMBEDS)})\s*[:：]{_NO_BRACKET}*{_CLOSE}{{1,2}}(?!\())"
)
# Targets of links, attribute lists, raw tags, reference and abbreviation definitions' labels.
_NOT_PROSE = regex(
    r"\((?<=\]\()(?:[^()\n]|\([^()\n]*\))*\)|\{[:#.][^{}\n]*\}|</?[a-zA-Z][^<>]*>|\[\^[^\]\n]+\]:?"
    r"|<[a-z]+:[^<>\s]+>|https?://[^\s）)]+",
)
_WAIVER = regex(rf"{_OPEN}{{2}}\s*(?:{WAIVE}\b|[/／]\s*{WAIVE_END[1:]}\b)")
_INSIDE = regex(
    r"\s*(?P<kind>[^:：|｜\s]*)\s*"
    r"(?:[:：]\s*(?P<target>[^|｜#＃\\]*?)\s*(?:[#＃]\s*(?P<anchor>[^|｜\\]*?)\s*)?)?"
    r"(?:\\?[|｜]\s*(?P<option>.*?)\s*)?"
)

# How an embed begins that is not closed, or not opened, with two brackets.
_BEGUN = regex(rf"{_OPEN}+\s*(?P<kind>{'|'.join(EMBEDS)})\s*[:：]\s*(?P<target>[a-z0-9-]+)")

# What each kind can be followed by.
_FORMS = {
    "fact": " · ".join(f"[[fact:…{option}]]" for option in ("", *(f"|{o}" for o in FACT_OPTIONS))),
    "term": "[[term:…]] · [[term:…|…]]",
    "help": "[[help]]",
    "questions": "[[questions]]",
    "quiz": "[[quiz]]",
    "chart": "[[chart:…]]",
    "timeline": "[[timeline:…]]",
}


def replace(text: Text, slots: list[Slot], typed: list[str], problems: list[Problem]) -> str:
    """The text with each embed replaced by a slot; block embeds get lines of their own.

    `typed` gets what was typed for each slot.
    """
    if not any(sign in text.masked for sign in "[【［"):
        return text.raw
    pieces: list[str] = []
    last = 0
    may_waive = WAIVE in text.masked
    for match in _EMBED.finditer(text.masked):
        if may_waive and _WAIVER.match(match[0]):
            pieces.append(text.raw[last : match.start()])
            last = match.end()
            continue
        embed = _read(match, text, problems)
        if embed is None:
            continue
        token = f"{SLOT_OPEN}{len(slots)}{SLOT_CLOSE}"
        slots.append(embed)
        typed.append(match[0])
        pieces.append(text.raw[last : match.start()])
        if embed.kind in BLOCK_EMBEDS:
            token = _on_its_own(match, text, embed, token, problems)
        pieces.append(token)
        last = match.end()
    pieces.append(text.raw[last:])
    return "".join(pieces)


def blanked(text: Text) -> str:
    """The text's prose: code, comments, embeds, addresses and ids made blank, nothing moved."""
    without_embeds = _EMBED.sub(blank, text.masked)
    return _NOT_PROSE.sub(blank, without_embeds)


def _read(match: re.Match[str], text: Text, problems: list[Problem]) -> Embed | None:
    at = text.at(match.start())
    typed = match["inside"]
    inside = None if typed is None else _INSIDE.fullmatch(typed)
    kind, target, anchor, option = inside.groups("") if inside else ("", "", "", "")
    # What is free stands as typed, so it can't lose a part behind a sign.
    if not kind or (kind == "free" and (anchor or option)):
        problems.append(_misformed(at, match[0].strip()))
        return None
    if kind not in EMBEDS:
        problems.append(
            EMBED_KIND.at(at, near=(kind, EMBEDS), kind=kind, known=" · ".join((*EMBEDS, WAIVE)))
        )
        return None
    if kind not in WITHOUT_TARGET and not target:
        problems.append(EMBED_TARGET.at(at, kind=kind))
        return None
    embed = Embed(kind, target, anchor, option, at)
    more = _too_much(embed)
    if more:
        near = (more, FACT_OPTIONS if kind == "fact" else ())
        problems.append(EMBED_OPTION.at(at, near=near, kind=kind, option=more, known=_FORMS[kind]))
        return None
    return embed


def _misformed(at: Location, typed: str) -> Problem:
    """What can't be read, with how it should be where that can be told."""
    begun = _BEGUN.match(typed)
    better = f"[[{begun['kind']}:{begun['target']}]]" if begun else ""
    return EMBED_FORM.at(
        at,
        typed=typed,
        better_zh=f"改成 {better}，前后的方括号都要打两个。" if begun else "",
        better_en=f"Write {better}, with two brackets before and after it. " if begun else "",
    )


def _too_much(embed: Embed) -> str:
    """What an embed of this kind can't be followed by."""
    if embed.kind in WITHOUT_TARGET:
        return embed.target or embed.option
    if embed.kind not in {"story", "page"} and embed.anchor:
        return f"#{embed.anchor}"
    if embed.kind in BLOCK_EMBEDS:
        return embed.option
    is_option = embed.kind != "fact" or embed.option in FACT_OPTIONS
    return "" if is_option else embed.option


def _on_its_own(
    match: re.Match[str], text: Text, embed: Embed, token: str, problems: list[Problem]
) -> str:
    """A block's slot with empty lines around it, at the indent that it had."""
    start = text.raw.rfind("\n", 0, match.start()) + 1
    end = text.raw.find("\n", match.end())
    line = text.raw[start : end if end >= 0 else None]
    if line.strip() != match[0]:
        problems.append(EMBED_ALONE.at(embed.at, kind=embed.kind))
        return token
    indent = line[: len(line) - len(line.lstrip())]
    return f"\n{indent}{token}\n"
