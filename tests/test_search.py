"""What the search's files hold, and that the same word is the same word on both sides."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.model.body import Body
from qingyuan.render import extract
from qingyuan.render.prose import Prose
from qingyuan.render.views import Binding
from qingyuan.render.wording import Wording
from qingyuan.search import (
    BLOCK,
    Document,
    Section,
    differences,
    merged,
    piece,
    read,
    revised,
    words,
    written,
)
from qingyuan.search.fold import fold
from qingyuan.search.rules import ALPHABET, RULES, SPACELESS
from qingyuan.search.words import counted, keys, stem, tokens
from tests.command import PROJECT, build, copy_of, sums

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cn", "Co")), max_size=60)


def settings_of(output: Path, code: str) -> dict[str, Any]:
    """What search.html tells its script."""
    page = (output / code / "search.html").read_text(encoding="utf-8")
    found = re.search(r'data-settings="([^"]*)"', page)
    assert found
    value: dict[str, Any] = json.loads(html.unescape(found[1]))
    return value


def documents(output: Path, code: str) -> list[Document]:
    """All documents of a language, in the order of their numbers."""
    settings = settings_of(output, code)
    files = [path for folder in settings["texts"] for path in (output / code / folder).glob("*.js")]
    found = [read(path.read_bytes()) for path in files]
    return [document for _, some in sorted(found) for document in some]


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "indexed"),
    [
        ("ＬＵＤＩＡＮ", "ludian"),
        ("Café", "cafe"),
        ("ÅNGSTRÖM", "angstrom"),
        ("遠離毒品", "远离毒品"),
        ("名著", "名着"),
        ("１２３５５", "12355"),
        ("ﬁve", "five"),
        ("pupil’s", "pupil's"),
        ("Straße", "strasse"),
        ("İzmir", "izmir"),
    ],
)
def test_case_width_accents_and_script_make_no_difference(typed: str, indexed: str) -> None:
    assert fold(typed) == indexed


@pytest.mark.parametrize(
    "forms",
    [
        ("drug", "drugs"),
        ("story", "stories", "story’s"),
        ("prevent", "prevents", "prevented", "preventing", "prevention"),
        ("stop", "stopped", "stopping", "stops"),
        ("church", "churches"),
        ("educate", "educated", "education", "educating"),
        ("make", "making", "makes"),
        ("address", "addresses"),
    ],
)
def test_forms_of_an_english_word_are_one(forms: tuple[str, ...]) -> None:
    assert len({next(tokens(form)).text for form in forms}) == 1


def test_words_that_only_look_alike_stay_apart() -> None:
    pairs = (("bus", "but"), ("need", "ne"), ("string", "str"), ("this", "thi"), ("heroin", "hero"))
    assert all(stem(one) != stem(other) for one, other in pairs)


def test_numbers_are_words_whatever_separates_their_digits() -> None:
    assert [token.text for token in tokens("14,000份, 3.5%, 2022年")] == [
        "14000", "份", "3.5", "2022", "年",
    ]  # fmt: skip


def test_the_alphabet_of_postings_needs_no_escape() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 32 + 32 + 12 + 1
    assert json.dumps(ALPHABET) == f'"{ALPHABET}"'


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4), st.integers(0, 200))
def test_texts_come_back_as_they_were_written(
    texts: list[tuple[str, str, str]], first: int
) -> None:
    some = tuple(
        Document(a, "a.html", "", "", b, (Section("", c, a),), minor=bool(c)) for a, b, c in texts
    )
    assert read(written(first, some)) == (first, some)
    for shards in (1, 8):
        pieces = piece([written(first, some)], shards)
        for shard, lines in pieces.items():
            data = merged(shard, [(0, lines)]).decode()
            table = json.loads(data.partition(",")[2].removesuffix(");\n"))
            assert all(set(postings) <= set(ALPHABET) for postings in table.values())


@given(
    st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=3),
    st.integers(0, 200),
    st.sampled_from((1, 4)),
    st.data(),
)
def test_an_edit_makes_of_the_shards_what_a_new_index_would_be(
    texts: list[list[str]], first: int, shards: int, data: st.DataObject
) -> None:
    def file(number: int, parts: list[str]) -> bytes:
        title, body = parts
        document = Document(title, "a.html", "", "", "", (Section("", "", body),))
        return written(number, (document,))

    def index(files: dict[int, bytes]) -> dict[int, bytes]:
        blocks: dict[int, list[bytes]] = {}
        for number, written_ in files.items():
            blocks.setdefault(number // BLOCK, []).append(written_)
        pieces = [(block, piece(some, shards)) for block, some in sorted(blocks.items())]
        return {
            shard: merged(shard, [(b, p[shard]) for b, p in pieces if shard in p])
            for shard in range(shards)
        }

    # On both sides of the border between two blocks, too.
    files = {first + 50 * at: file(first + 50 * at, parts) for at, parts in enumerate(texts)}
    built = index(files)
    edited = data.draw(st.sampled_from(sorted(files)))
    new = file(edited, data.draw(st.lists(TEXTS, min_size=2, max_size=2)))
    for shard, difference in differences(files[edited], new, shards).items():
        built[shard] = revised(built[shard], edited // BLOCK, difference)
    assert built == index({**files, edited: new})


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, where a story and a page have no English edition."""
    root = copy_of(PROJECT, tmp_path_factory.mktemp("search"))
    (root / "content/stories/anti-drug-days/en.md").unlink()
    (root / "content/stories/anti-drug-days/en.translation.json").unlink()
    assert build(root).code == 0
    return root / "output"


def test_an_index_holds_editions_of_its_own_language_only(output: Path) -> None:
    paths = {code: {found.path for found in documents(output, code)} for code in ("zh", "en")}
    assert "zh/stories/anti-drug-days.html" in paths["zh"]
    assert "en/stories/ludian.html" in paths["en"]
    assert "en/stories/anti-drug-days.html" not in paths["en"]
    for code, found in paths.items():
        assert all(path.startswith(f"{code}/") for path in found)


def test_every_result_leads_to_a_place_that_exists(output: Path) -> None:
    for code in ("zh", "en"):
        for document in documents(output, code):
            path, _, anchor = document.path.partition("#")
            page = (output / path).read_text(encoding="utf-8")
            anchors = [anchor, *(section.anchor for section in document.sections)]
            for wanted in filter(None, anchors):
                assert f'id="{html.escape(wanted)}"' in page, f"{document.path}: {wanted}"


def test_texts_hold_figures_filled_in_and_no_markup(output: Path) -> None:
    ludian = next(d for d in documents(output, "zh") if d.path.endswith("/stories/ludian.html"))
    text = "\n".join(section.text for section in ludian.sections)
    assert "1443.24克" in text
    assert not re.search(r"[\ue000-\uf8ff]|</?[a-z]+|&[a-z]+;|\[\[", text)


def test_what_may_not_be_used_is_not_found(output: Path) -> None:
    facts = {d.path.partition("#")[2] for d in documents(output, "zh") if "facts.html#" in d.path}
    text = (output / "zh/facts.json").read_text(encoding="utf-8")
    unusable = {f["id"] for f in json.loads(text)["facts"] if f["status"] != "usable"}
    assert facts
    assert unusable
    assert not facts & unusable


def test_every_file_that_the_page_may_ask_for_is_there(output: Path) -> None:
    for code in ("zh", "en"):
        settings, folder = settings_of(output, code), output / code
        shards = [folder / settings["shards"] / f"{n}.js" for n in range(settings["many"])]
        # The first block is that of the help contacts, of which the small site has one.
        numbers = (0, *range(settings["block"], settings["count"]))
        small, group = settings["small"], settings["group"]
        firsts = {n - n % group if n < small else n for n in numbers}
        texts = [folder / settings["texts"][n // settings["block"]] / f"{n}.js" for n in firsts]
        wanted = {path.resolve() for path in (*shards, *texts, folder / settings["pairs"])}
        assert wanted == {path.resolve() for path in (folder / "search").rglob("*.js")}
        assert json.loads(json.dumps(RULES)).items() <= settings.items()


def test_an_edit_changes_the_story_s_text_and_the_shards_of_its_words_only(tmp_path: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    build(root)
    before = sums(root / "output")
    story = root / "content/stories/ludian/zh.md"
    story.write_text(story.read_text(encoding="utf-8") + "\n\n风筝。\n", encoding="utf-8")
    build(root)
    after = sums(root / "output")
    assert before.keys() == after.keys()
    changed = {path for path in after if before[path] != after[path] and "/search/" in path}
    folder = settings_of(root / "output", "zh")["shards"].removeprefix("../")
    shards = {path for path in changed if path.startswith(folder)}
    assert all(path.startswith("zh/search/") for path in changed)
    assert len(changed - shards) == 1
    assert 1 <= len(shards) <= 4


def test_a_new_story_moves_no_text_of_another_block_and_all_shards(tmp_path: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    build(root)
    before = settings_of(root / "output", "zh")
    shutil.copytree(root / "content/stories/ludian", root / "content/stories/ludian-again")
    build(root)
    after = settings_of(root / "output", "zh")
    assert before["shards"] != after["shards"]
    assert not (root / "output/zh" / before["shards"]).exists()


def test_a_glossary_says_what_else_a_word_is_called(output: Path) -> None:
    glossary = (output / "en/glossary.html").read_text(encoding="utf-8")
    assert "Also called: addiction" in glossary


SIGNS = st.text(st.sampled_from("ab1z'’.,; \n\t\u2003汉字繁體ไทยéß9A·—\u3005"), max_size=40)


@given(SIGNS | TEXTS | st.text(st.sampled_from("ab's 1,.\u3000\u00a0汉字、\n\x1cé-"), max_size=40))
def test_words_are_counted_as_they_stand(text: str) -> None:
    assert counted(text, pairs=False) == Counter(keys(text, pairs=False))


@given(SIGNS)
def test_a_plain_word_is_told_as_any_word_is(text: str) -> None:
    letters = rf"(?:[a-z0-9]++|(?![{SPACELESS}])[^\W_])+"
    any_word = rf"[{SPACELESS}]+|[0-9]+(?:[.,][0-9]+)*|{letters}(?:'{letters})*"
    assert words._PART.findall(text) == re.findall(any_word, text)


@given(st.text(st.sampled_from("ab \n\t\r\x0b\x1c\u2003\u00a0\u2028汉"), max_size=20))
def test_a_text_has_one_space_between_its_words_and_a_line_for_a_block(text: str) -> None:
    prose = Prose("", "en", Wording("en", ()))
    lines = re.sub(r"\s*\n\s*", "\n", re.sub(r"[^\S\n]+", " ", text)).strip()
    assert extract.sections(Body(html=text), Binding(), prose)[0].text == lines
