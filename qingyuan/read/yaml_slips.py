"""What libyaml's complaints mean to an editor: the usual slips by name, the rest in plain words."""

from __future__ import annotations

import re

from msgspec import Struct

from qingyuan.model.problem import Bilingual, Kind
from qingyuan.model.regex import regex
from qingyuan.read.problems import (
    YAML_COLON,
    YAML_DASH,
    YAML_INDENT,
    YAML_QUOTES,
    YAML_SPACE,
    YAML_SYNTAX,
    YAML_TAB,
    YAML_UNCLOSED,
    YAML_WIDE_COLON,
    YAML_WIDE_SIGN,
)

# Full-width signs, and what YAML wants in their place.
WIDE = {
    **dict.fromkeys("，、", ","),
    **dict.fromkeys("［【", "["),
    **dict.fromkeys("］】", "]"),
    **dict.fromkeys("－—–•·", "-"),
    **dict.fromkeys("\u3000\u00a0", " "),
    "｛": "{",
    "｝": "}",
}
_LEAD = r"^(?P<lead> *(?:- +)*)"
_FIRST_KEY = regex(_LEAD + r"[\w.-]+$")
_NO_SPACE = regex(_LEAD + r"(?P<key>[A-Za-z][\w-]*):(?P<value>[^ \t\n/].*)$")
_NO_SPACE_AFTER_DASH = regex(r"^ *[-－—–•·](?=[^\s-])")
_VALUE = regex(r"^(?P<before> *(?:- +)*(?:[\w.-]+:[ \t]+)?)(?P<value>\S.*)$")
_WIDE_COLON = regex(_LEAD + r"(?P<key>[\w.-]+) *：\s*(?P<value>.*)$")
# The code of a language that stands where a comma is missing: {zh: 镇上 en: the town}
_NEXT_CODE = regex(r"[^\s,{] (?P<code>[a-z]{2,3})$")
_BRACKETS = ("did not find expected ',' or '}'", "did not find expected ',' or ']'")
_UNENDED = ("found unexpected end of stream", "found unexpected document indicator")
_FIELD = regex(r" *[\w-]+ *[:：]", re.ASCII)
_NAMES = {
    '"': Bilingual("双引号", "double quote"),
    "'": Bilingual("单引号", "single quote"),
    "[": Bilingual("方括号", "bracket"),
    "{": Bilingual("花括号", "brace"),
}
# What closes a text or a list that begins so.
_CLOSING = {'"': '"', "'": "'", "[": "]", "{": "}"}
_ESCAPES = ("found unknown escape character", "did not find expected hexdecimal number")
_STARTERS = "\"'@`%&*!|>-?"
_NO_COLON = Bilingual(
    "这一行没有冒号；如果它接着上一行的文字，就要缩进",
    "this line has no colon; if it goes on with the text above, indent it",
)
_PLAIN_WORDS = {
    _BRACKETS[0]: Bilingual("这里应当是逗号，或者“}”", "a comma or “}” should stand here"),
    _BRACKETS[1]: Bilingual("这里应当是逗号，或者“]”", "a comma or “]” should stand here"),
    "did not find expected key": Bilingual(
        "这里应当是一个字段名", "a field's name should stand here"
    ),
    "did not find expected node content": Bilingual("这里少了内容", "something is missing here"),
}


class Slip(Struct, frozen=True):
    """A kind of problem, its place in the text (line and column from 0), and what to say."""

    kind: Kind
    line: int
    column: int
    values: dict[str, str]


class Complaint(Struct, frozen=True):
    """A complaint of libyaml's, in a text of these lines: where, and what was read since where."""

    lines: list[str]
    line: int
    column: int
    since: tuple[int, int]
    problem: str
    context: str

    def text(self, number: int) -> str:
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    @property
    def here(self) -> str:
        return self.text(self.line)


def explain(case: Complaint) -> Slip:
    """The slip behind a complaint; in plain words where it is none of the usual ones."""
    for rule in _RULES:
        slip = rule(case)
        if slip:
            return slip
    own = f"{case.context}, {case.problem}" if case.context else case.problem
    words = _PLAIN_WORDS.get(case.problem, Bilingual(own, own))
    return _syntax(case.line, case.column, words)


def quoted(text: str) -> str:
    """A text between quotes, so that YAML reads it as it stands."""
    plain = text.strip()
    if '"' in plain or "\\" in plain:
        return "'" + plain.replace("'", "''") + "'"
    return f'"{plain}"'


def no_space(text: str) -> Slip | None:
    """A first line such as `kind:testimony` or `-item`, without the space that YAML needs."""
    line = text.split("\n", maxsplit=1)[0]
    key = _NO_SPACE.match(line)
    if key:
        example = f"{key['key']}: {key['value'].strip()}"
        return Slip(YAML_SPACE, 0, key.end("key"), {"sign": ":", "example": example})
    dash = _NO_SPACE_AFTER_DASH.match(line)
    if dash:
        example = f"- {line[dash.end() :].strip()}"
        return Slip(YAML_SPACE, 0, dash.end() - 1, {"sign": "-", "example": example})
    return None


def wide_colon(text: str) -> Slip | None:
    """A first line such as `kind：testimony`."""
    match = _WIDE_COLON.match(text.split("\n", maxsplit=1)[0])
    if match is None:
        return None
    # Several such lines make one text.
    value = re.split(r"\s+[\w.-]+：", match["value"])[0]
    example = f"{match['key']}: {value.strip()}".rstrip()
    return Slip(YAML_WIDE_COLON, 0, match[0].index("："), {"example": example})


def no_dash(line: str, zh: str = "", en: str = "") -> Slip:
    """The line of a list's item, without the dash, and what else may be meant."""
    values = {"example": f"- {line.strip()}", "else_zh": zh, "else_en": en}
    return Slip(YAML_DASH, 0, 0, values)


def slip_in(text: str) -> Slip | None:
    """The slip that made a list or a group of fields a text."""
    if text[:1] in WIDE:
        return wide_sign(0, 0, text[0])
    return wide_colon(text) or no_space(text)


def wide_comma(text: str) -> Slip | None:
    """A full-width comma where one word is wanted: [high，parents]."""
    match = re.search("[，、]", text)
    return wide_sign(0, match.start(), match[0]) if match else None


def wide_sign(line: int, column: int, sign: str) -> Slip:
    """A full-width sign where YAML wants the ordinary one."""
    return Slip(YAML_WIDE_SIGN, line, column, {"sign": sign, "plain": WIDE[sign]})


def _syntax(line: int, column: int, reason: Bilingual) -> Slip:
    return Slip(YAML_SYNTAX, line, column, {"reason_zh": reason.zh, "reason_en": reason.en})


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip())


def _tab(case: Complaint) -> Slip | None:
    indent = case.here[: _indent_of(case.here)]
    return Slip(YAML_TAB, case.line, indent.index("\t"), {}) if "\t" in indent else None


def _first_line(case: Complaint) -> Slip | None:
    """A colon that is full-width or has no space after it, here or where reading began."""
    for number in dict.fromkeys((case.line, case.line - 1, case.since[0])):
        for look in (wide_colon, no_space):
            slip = look(case.text(number))
            if slip:
                return Slip(slip.kind, number, slip.column, slip.values)
    return None


def _wide(case: Complaint) -> Slip | None:
    """A full-width sign at the beginning of the line or its value, or inside brackets."""
    for number in dict.fromkeys((case.line, case.line - 1, case.since[0])):
        text = case.text(number)
        value = _VALUE.match(text)
        starts = [len(text) - len(text.lstrip(" "))]
        if value and number == case.line:
            starts.append(value.start("value"))
        for start in starts:
            if text[start : start + 1] in WIDE:
                return wide_sign(number, start, text[start])
    if case.problem not in _BRACKETS:
        return None
    entry = max(case.here.rfind(sign, 0, case.column) for sign in "{[,") + 1
    comma = re.compile("[，、]").search(case.here, entry, case.column)
    if comma:
        return wide_sign(case.line, comma.start(), comma[0])
    line, column = case.since
    closing = re.compile("[］】｝]").search(case.text(line), column)
    return wide_sign(line, closing.start(), closing[0]) if closing else None


def _colon(case: Complaint) -> Slip | None:
    """A second colon: in a line, or in an entry between brackets."""
    before = case.here[: case.column]
    begins = _FIRST_KEY.match(before)
    if "mapping values are not allowed" in case.problem:
        above = case.text(case.line - 1)
        if begins and ":" not in above and _indent_of(above) == _indent_of(before):
            return _syntax(case.line - 1, _indent_of(above), _NO_COLON)
        if begins:
            return Slip(YAML_INDENT, case.line, _indent_of(before), {})
        entry = case.here
    elif begins and case.line > case.since[0]:
        return None
    elif case.problem in _BRACKETS and (code := _NEXT_CODE.search(before)):
        return _syntax(case.line, code.start("code"), _PLAIN_WORDS[case.problem])
    elif case.problem in _BRACKETS and case.here[case.column : case.column + 1] == ":":
        start = max(case.here.rfind(sign, 0, case.column) for sign in "{[,") + 1
        end = re.search(r"[,}\]]|$", case.here[case.column :])
        entry = case.here[start : case.column + (end.start() if end else 0)]
    else:
        return None
    key, _, value = entry.strip().partition(": ")
    return Slip(YAML_COLON, case.line, case.column, {"example": f"{key}: {quoted(value)}"})


def _no_colon(case: Complaint) -> Slip | None:
    """A line that is neither a field nor the continuation of a text."""
    if "could not find expected ':'" not in case.problem:
        return None
    return _syntax(*case.since, _NO_COLON)


def _dash(case: Complaint) -> Slip | None:
    """An item without its dash below one that has it."""
    line = case.since[0]
    above, text = case.text(line - 1), case.text(line)
    if "could not find expected ':'" not in case.problem or not above.lstrip().startswith("- "):
        return None
    if _indent_of(above) != _indent_of(text) or _FIELD.match(text):
        return None
    zh = "（如果它接着上一行的话，就在前面多空两格）"
    en = " (or, where it goes on with the line above, two more spaces)"
    return Slip(YAML_DASH, line, _indent_of(text), no_dash(text, zh, en).values)


def _unended(case: Complaint) -> Slip | None:
    """A quote or bracket that is never closed, at its beginning."""
    line, column = case.since
    sign = case.text(line)[column : column + 1]
    is_open = case.problem in _UNENDED or (case.problem in _BRACKETS and case.line > line)
    if sign not in _CLOSING or not is_open:
        return None
    closing = _CLOSING[sign]
    # A Chinese input method closes what was opened with an ordinary quote.
    typed = re.sub("(?<=.)[”’“‘]$", "", case.text(line).strip()) if closing == sign else None
    example = f"{typed or case.text(line).strip()}{closing}"
    values = {
        "sign_zh": f"{_NAMES[sign].zh}（ {sign} ）",
        "sign_en": f"{_NAMES[sign].en} ( {sign} )",
        "closing_zh": f"{_NAMES[sign].zh}（ {closing} ）",
        "closing_en": f"{_NAMES[sign].en} ( {closing} )",
        "example": example,
    }
    return Slip(YAML_UNCLOSED, line, column, values)


def _escape(case: Complaint) -> Slip | None:
    if case.problem not in _ESCAPES:
        return None
    reason = Bilingual(
        "双引号里的反斜杠有特殊意思，请改用单引号",
        "a backslash has a special meaning between double quotes; use single ones",
    )
    return _syntax(case.line, case.column, reason)


def _quotes(case: Complaint) -> Slip | None:
    """A text that begins with a sign of YAML's own."""
    match = _VALUE.match(case.here)
    if match is None or case.column < match.start("value"):
        return None
    sign = match["value"][0]
    closed = sign in "[{" and case.problem == "did not find expected key"
    stray = sign in ",]}" and case.column == match.start("value")
    own = sign in _STARTERS and case.column >= match.start("value")
    if not (closed or stray or own):
        return None
    example = f"{match['before'].strip()} {quoted(match['value'])}".strip()
    return Slip(YAML_QUOTES, case.line, match.start("value"), {"sign": sign, "example": example})


def _indent(case: Complaint) -> Slip | None:
    """A line that begins in a column where nothing can begin."""
    if not case.here.strip() or case.here[: case.column].strip() or case.problem in _BRACKETS:
        return None
    return Slip(YAML_INDENT, case.line, case.column, {})


_RULES = (
    _tab,
    _dash,
    _first_line,
    _wide,
    _colon,
    _no_colon,
    _unended,
    _escape,
    _quotes,
    _indent,
)
