"""Rules on words: harmful sentences are found, innocent ones are not, on sources and on pages.

The sentences in tests/safe_content/ were written by somebody who did not see the lists.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.check.safe import s01_use, s02_supply
from qingyuan.check.safe.dashes import single_dashes
from qingyuan.check.safe.patterns import form, lowered
from qingyuan.check.safe.sentences import around, sentences
from qingyuan.check.safe.watch import searcher
from qingyuan.model.han_forms import TO_SIMPLIFIED, TO_TRADITIONAL
from qingyuan.model.project import SourceFile
from qingyuan.model.watchlist import LISTED, Entry, Watchlist
from qingyuan.read.parse import parse
from tests.command import PROJECT, SMALL, build, copy_of, edit
from tests.test_problems import Answer, answer
from tests.visible import visible

DATA = PROJECT / "tests" / "safe_content"
RULES = ("S01", "S02", "S03", "S04", "S06", "S07", "S15", "S16")
LANGUAGES = ("zh", "en")
HARMFUL: list[dict[str, str]] = yaml.safe_load((DATA / "harmful.yaml").read_text("utf-8"))
STORY = """date: 2022-10-21
kind: outreach
topics: [school]
place: county
audience: [primary, public]
sources:
  - {source: town-page, paragraphs: [A1]}
"""
# Of a thousand sentences at most so many may be warned about.
MOST_FALSE = 20


def shipped() -> tuple[Watchlist, ...]:
    paths = sorted((PROJECT / "content" / "watchlists").glob("*.yaml"))
    read = [parse(SourceFile.of(f"content/watchlists/{p.name}", p.read_bytes())) for p in paths]
    assert [file.problems for file in read] == [()] * len(LISTED)
    return tuple(file.value for file in read)


LISTS = shipped()
ENTRIES = [
    pytest.param(known.rule, part.language, entry, id=f"{known.rule}-{entry.at.line}")
    for known in LISTS
    for part in known.parts
    for entry in part.entries
]


def innocent(language: str) -> list[str]:
    return (DATA / f"innocent.{language}.txt").read_text("utf-8").splitlines()


def story(root: Path, slug: str, texts: dict[str, list[str]]) -> None:
    """A story whose paragraphs begin on lines 6, 8, 10 …"""
    folder = root / "content" / "stories" / slug
    folder.mkdir(parents=True)
    (folder / "story.yaml").write_text(STORY, encoding="utf-8")
    for code, lines in texts.items():
        title = "走进学校" if code == "zh" else "A visit"
        body = "\n\n".join(lines)
        text = f"---\ntitle: {title}\nsummary: {title}\n---\n\n{body}\n"
        (folder / f"{code}.md").write_text(text, encoding="utf-8")


def samples(rule: str, language: str) -> list[dict[str, str]]:
    return [s for s in HARMFUL if s["rule"] == rule and s["lang"] == language]


@pytest.fixture(scope="module")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """A site with the harmful sentences: a story a rule, and one for each of S04's passages."""
    root = copy_of(SMALL, tmp_path_factory.mktemp("harmful"))
    for rule in RULES:
        texts = {code: [sample["text"] for sample in samples(rule, code)] for code in LANGUAGES}
        if rule == "S04":
            for index, pair in enumerate(zip(texts["zh"], texts["en"], strict=True)):
                story(root, f"s04-{index}", {"zh": [pair[0]], "en": [pair[1]]})
        else:
            story(root, rule.lower(), texts)
    return answer(root, "check")


def is_found(answered: Answer, sample: dict[str, str], index: int) -> bool:
    """Whether its rule has a problem in its paragraph that touches the part that offends.

    S04 and S16 report a text and a line once, at the first of what offends.
    """
    rule, code, text = sample["rule"], sample["lang"], sample["text"]
    slug, line = (f"s04-{index}", 6) if rule == "S04" else (rule.lower(), 6 + 2 * index)
    start = text.index(sample["part"])
    for problem in answered.problems:
        if not problem["code"].startswith(rule):
            continue
        if (problem["path"], problem["line"]) != (f"content/stories/{slug}/{code}.md", line):
            continue
        said = re.search("“(.*?)”", problem["message"]["zh"], re.DOTALL)
        typed = said[1] if said and said[1] else text
        column = problem["column"] - 1
        if rule in {"S04", "S16"} or (
            column < start + len(sample["part"]) and start < column + len(typed)
        ):
            return True
    return False


def test_harmful_sentences_are_found(harmful: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    rows, missed = [], []
    for rule, code in product(RULES, LANGUAGES):
        known = samples(rule, code)
        misses = [s for index, s in enumerate(known) if not is_found(harmful, s, index)]
        missed += misses
        if known:
            rows.append((rule, code, len(known), len(known) - len(misses)))
    with capsys.disabled():
        print("\nrule  lang  harmful  found  recall")
        for rule, code, all_, hits in rows:
            print(f"{rule:5} {code:5} {all_:7} {hits:6} {hits / all_:7.0%}")
    for rule, code, all_, hits in rows:
        assert hits >= 0.95 * all_, (rule, code, missed)


def test_innocent_sentences_are_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_of(SMALL, tmp_path)
    story(root, "innocent", {code: innocent(code) for code in LANGUAGES})
    found = [p for p in answer(root, "check").problems if p["code"][:3] in RULES]
    with capsys.disabled():
        print("\nlang  innocent  errors  warnings")
        for code in LANGUAGES:
            own = [p for p in found if p["path"].endswith(f"{code}.md")]
            counts = Counter(problem["severity"] for problem in own)
            size = len(innocent(code))
            print(f"{code:5} {size:8} {counts['error']:7} {counts['warning']:9}")
            assert size >= 200
            assert counts["error"] == 0, own
            assert counts["warning"] * 1000 <= size * MOST_FALSE, own


@pytest.mark.parametrize("language", LANGUAGES)
def test_innocent_sentences_hold_no_watched_word(language: str) -> None:
    """Also of rules that report a text only once."""
    search = searcher(LISTS, language)
    assert [line for line in innocent(language) if search(line)] == []


def test_there_is_a_list_for_every_rule_and_language() -> None:
    assert [known.rule for known in LISTS] == list(LISTED)
    for known in LISTS:
        assert [part.language for part in known.parts] == list(LANGUAGES)
        for part in known.parts:
            assert sum(len(entry.words) for entry in part.entries) >= 10
            assert len(part.wrong) >= len(part.entries) - 1


def spelt(word: str) -> Iterator[str]:
    """What a word of a list may look like in a text: every alternative once."""
    runs = [run.split() for run in re.split(r"\s*…\s*", word)]
    most = max(part.count("|") + 1 for run in runs for part in run)
    for index in range(most):
        pieces = []
        for run in runs:
            chosen = [(part.split("|"))[index % (part.count("|") + 1)] for part in run]
            pieces.append(joined(chosen))
        yield joined(pieces).replace("*", "")


def joined(parts: list[str]) -> str:
    text = parts[0]
    for part in parts[1:]:
        between = " " if re.search(r"[a-z0-9*]$", text, re.IGNORECASE) and part[0].isascii() else ""
        text += between + part
    return text


@pytest.mark.parametrize(("rule", "language", "entry"), ENTRIES)
def test_every_word_of_a_list_is_found(rule: str, language: str, entry: Entry) -> None:
    search = searcher(LISTS, language)
    lost = [
        text
        for word in entry.words
        for text in spelt(word)
        if not any(hit.rule == rule for hit in search(f"。{text}。"))
    ]
    assert lost == []


@pytest.mark.parametrize(("rule", "language", "entry"), ENTRIES)
def test_no_exception_of_a_list_is_found(rule: str, language: str, entry: Entry) -> None:
    """Neither for its own entry, nor for another of the same rule."""
    search = searcher(LISTS, language)
    found = [
        text
        for word in entry.exceptions
        for text in spelt(word)
        if any(hit.rule == rule and hit.entry == entry for hit in search(f"。{text}。"))
    ]
    assert found == []


def typed_otherwise(text: str) -> st.SearchStrategy[str]:
    """The same words in another case, with other spaces, hyphens and apostrophes."""
    signs = [
        st.sampled_from([" ", "  ", "\n", "-", "\u00a0"])
        if sign == " "
        else st.sampled_from(["'", "’"])
        if sign in "'’"
        else st.sampled_from([sign, sign.upper()] if len(sign.upper()) == 1 else [sign])
        for sign in text
    ]
    return st.tuples(*signs).map("".join)


WORDS = [
    (known.rule, part.language, text)
    for known in LISTS
    for part in known.parts
    for entry in part.entries
    for word in entry.words
    for text in list(spelt(word))[:1]
]


@given(st.sampled_from(WORDS).flatmap(lambda w: st.tuples(st.just(w), typed_otherwise(w[2]))))
def test_a_word_is_found_however_it_is_typed(drawn: tuple[tuple[str, str, str], str]) -> None:
    (rule, language, _), typed = drawn
    hits = searcher(LISTS, language)(f"“{typed}”")
    assert any(hit.rule == rule for hit in hits)


@given(st.sampled_from([w for w in WORDS if w[2].isascii() and w[2].isalpha()]))
def test_a_word_in_letters_is_not_found_inside_another(word: tuple[str, str, str]) -> None:
    assert searcher(LISTS, word[1])(f"qq{word[2]}") == ()


@given(st.text())
def test_lower_case_keeps_places(text: str) -> None:
    assert len(lowered(text)) == len(text)


@given(st.text(alphabet="他说ab .。！?\n|#-*“”"))
def test_sentences_are_in_order_and_lose_no_word(text: str) -> None:
    found = list(sentences(text))
    assert all(start < end for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    for start, end in found:
        first = start + len(text[start:end]) - len(text[start:end].lstrip())
        assert around(text, first) == (start, end)


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("got|stayed clean", "He STAYED\nclean.", "STAYED\nclean"),
        ("addict*", "two addicts", "addicts"),
        ("crack-head*", "crackheads", "crackheads"),
        ("crack-head*", "a crack head", "crack head"),
        ("都|全 吸|抽 毒", "他们全抽毒", "全抽毒"),
        ("怎样…吸毒", "怎样在家里吸毒", "怎样在家里吸毒"),
        ("怎样…吸毒", "怎样求助？吸毒的人", None),
        ("high", "the high-school", "high"),
        ("high", "highly", None),
        ("high", "嗨high了", "high"),
        ("don't", "I DON’T know", "DON’T"),
        ("“毒”", "“毒”", None),
        ("毒|", "毒", None),
        ("got|stayed clean", "they outstayed clean towels", None),
        ("got|stayed clean", "he stayed cleaner", None),
        ("stay* clean", "staying clean", "staying clean"),
        ("毒|ice 瘾", "又有毒瘾", "毒瘾"),
        ("毒|ice 瘾", "又有ice瘾", "ice瘾"),
        ("毒|ice 瘾", "nice 瘾，iced瘾", None),
        ("how to…get high", "how to quickly get high", "how to quickly get high"),
        ("how to…get high", "how to forget high", None),
        # However long a word between them is, or an embed, which is blank here.
        ("heroine…drug", f"heroine {' ' * 300}drug", f"heroine {' ' * 300}drug"),
        ("drug…heroine", f"drug {' ' * 300}heroine", f"drug {' ' * 300}heroine"),
        ("drug…heroine", "drug\n\nheroine", None),
        ("drug…heroine", "drug\n \nheroine", None),
    ],
)
def test_how_words_are_written(word: str, text: str, found: str | None) -> None:
    shape = form(word)
    every = frozenset[str]().union(*shape.heads) if shape else frozenset[str]()
    matches = shape.matches(lowered(text), {*every}) if shape else iter(())
    assert next((text[slice(*match.span())] for match in matches), None) == found


@pytest.mark.parametrize(
    "text",
    [
        "2018—2022年",
        "昆明—昭通的高铁",
        "周一—周五",
        "三—五天",
        "1月—3月",
        "昭通市—鲁甸县",
        "这就是——答案",
    ],
)
def test_the_dash_of_a_range_is_right(text: str) -> None:
    assert list(single_dashes(text, [])) == []


def test_a_dash_between_words_is_half_a_dash() -> None:
    assert list(single_dashes("求助—不丢人", [])) == [2]
    assert list(single_dashes("昆明 — 求助", ["求助"])) == []


def test_tables_of_scripts_hold_what_only_one_of_them_uses() -> None:
    """GB 2312 is for Simplified text, Big5 for Traditional."""
    for table, codec in ((TO_SIMPLIFIED, "gb2312"), (TO_TRADITIONAL, "big5")):
        for sign in map(chr, table):
            with pytest.raises(UnicodeEncodeError):
                sign.encode(codec)
    assert not TO_SIMPLIFIED.keys() & TO_TRADITIONAL.keys()
    assert not set(map(ord, "台后里干只乾瞭著云面谷")) & (
        TO_SIMPLIFIED.keys() | TO_TRADITIONAL.keys()
    )


def test_an_edition_in_traditional_characters_has_no_simplified_ones(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    edit(root / "content/site.yaml", "tag: zh-Hans", "tag: zh-Hant")
    story(root, "traditional", {"zh": ["遠離毒品，后来说。"], "en": ["Stay away."]})
    path = "content/stories/traditional/zh.md"
    found = [p for p in answer(root, "check").problems if p["path"] == path]
    assert [(p["code"], p["line"], p["column"]) for p in found if p["line"] == 6] == [("S16", 6, 7)]


def test_an_editor_extends_a_list(tmp_path: Path) -> None:
    """The root's own file stands for the project's; the other lists stay the project's."""
    root = copy_of(SMALL, tmp_path)
    own = root / "content/watchlists/S07.yaml"
    own.parent.mkdir()
    own.write_text(
        "zh:\n  entries:\n    - words: [小混子]\n      instead: {zh: 他, en: he}\n"
        "      reason: {zh: 骂人, en: it insults}\n  wrong: [他是小混子。]\n  innocent: [他好。]\n",
        encoding="utf-8",
    )
    story(root, "own", {"zh": ["他不是小混子，也不是瘾君子，也没有嗨翻。"], "en": ["No."]})
    found = [p for p in answer(root, "check").problems if p["path"].endswith("own/zh.md")]
    assert [(p["code"], p["column"]) for p in found if p["line"] == 6] == [
        ("S07-text", 4),
        ("S03", 18),
    ]
    assert found[0]["message"]["zh"].endswith("骂人")
    assert "他" in found[0]["hint"]["zh"]


def test_a_broken_list_is_reported_where_it_is_broken(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    folder = root / "content/watchlists"
    folder.mkdir()
    (folder / "S07.yaml").write_text("zh:\n  entries:\n    - word: [毒虫]\n", encoding="utf-8")
    (folder / "S99.yaml").write_text("zh: {}\n", encoding="utf-8")
    assert sorted(answer(root, "check").lines) == [
        "content/watchlists/S07.yaml:2:3: error[field-missing]",
        "content/watchlists/S07.yaml:2:3: error[field-missing]",
        "content/watchlists/S07.yaml:3:7: error[field-missing]",
        "content/watchlists/S07.yaml:3:7: error[field-missing]",
        "content/watchlists/S07.yaml:3:7: error[field-unknown]",
        "content/watchlists/S99.yaml: error[file-name]",
    ]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, str]]:
    """(page, language, text) of every block of the real site."""
    output = tmp_path_factory.mktemp("real") / "site"
    assert build(PROJECT, "--output", output).code == 0
    return [
        (path.relative_to(output).as_posix(), tag.partition("-")[0], text)
        for path in sorted(output.rglob("*.html"))
        for tag, text in visible(path.read_text("utf-8"))
    ]


def test_nothing_on_a_page_escapes_the_rules(pages: list[tuple[str, str, str]]) -> None:
    """The sources have no problem, so what figures, terms and templates add must have none."""
    assert {language for _, language, _ in pages} == set(LANGUAGES)
    assert sum(len(text) for _, _, text in pages) > 100_000
    texts = {(language, text): page for page, language, text in pages}
    found: list[Any] = []
    for (language, text), page in texts.items():
        words = [text[hit.start : hit.end] for hit in searcher(LISTS, language)(text)]
        words += [match[0] for match in (*s01_use.doses(text), *s02_supply.prices(text))]
        words += [sign for sign in text if language == "zh" and ord(sign) in TO_SIMPLIFIED]
        found += [(page, language, word, text) for word in words]
    assert found == []


def test_templates_have_no_words_of_their_own() -> None:
    """Words of the interface are in strings.yaml, where the rules see them."""
    for path in sorted((PROJECT / "templates").rglob("*.html")):
        text = path.read_text("utf-8").replace("{% block share_type %}article", "")
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
        spoken = re.findall(r'\b(?:alt|aria-label|placeholder|title)="([^"]*)"', text)
        # Attributes may be set for an element of another template; og:type has words of its own.
        text = re.sub(r'\b[\w-]+="[^"]*"', "", text)
        bare = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>|&\w+;", " ", text, flags=re.DOTALL)
        assert not re.search(r"[^\W\d_]", " ".join([bare, *spoken])), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_searching_is_fast(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """About half a millisecond for 5 KB; five times that fails, whatever else the machine does."""
    stories = sorted((PROJECT / "content" / "stories").glob(f"*/{language}.md"))
    raw = "".join(path.read_text("utf-8") for path in stories).encode()
    pieces = [raw[i : i + 5000].decode(errors="ignore") for i in range(0, len(raw) - 5000, 5000)]
    search = searcher.__wrapped__(LISTS, language)
    best = float("inf")
    for turn in range(6):
        texts = [piece + " " * turn for piece in pieces]  # none is remembered
        start = time.process_time()
        for text in texts:
            search(text)
        best = min(best, (time.process_time() - start) / len(texts) * 1000)
    with capsys.disabled():
        print(f"\n{language}: {best:.2f} ms for 5 KB")
    assert best < 2.5
