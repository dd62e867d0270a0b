"""Whatever stands in the files, an editor gets problems or a site, and never a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingyuan import cli
from tests.command import SMALL, copy_of, run

FILES = sorted(
    path.relative_to(SMALL).as_posix()
    for path in (SMALL / "content").rglob("*")
    if path.suffix in {".yaml", ".md", ".json"}
)
# What slips in while typing, pasting and converting.
SNIPPETS = (
    *"：，、。“”‘’【】［］｛｝（）＃＊－—～｜！０９％\u3000\u00a0\u200b\u2028\ufeff\ue000\ue001\t\r\n\\",
    *"[]{}()<>#*&!|>@`%'\"?:;,.-_=+~^$/ ",
    *(
        "[[",
        "]]",
        "【【",
        "】】",
        "[[fact:",
        "[[story:a#b|c]]",
        "[[help]]",
        "[[questions]]",
        "\n\n",
    ),
    *(
        "---\n",
        "- ",
        ": ",
        " #",
        "  ",
        "    ",
        "\n\t",
        "{: onclick=x }",
        "{#a}",
        "!!! ",
        "```\n",
        "~~~",
    ),
    *(
        "# ",
        "|a|\n|-|\n",
        "[^1]",
        "[^1]: ",
        "![",
        "](",
        "](x.png)",
        "](../a/b.md#c?d)",
        "<",
        "<b>",
        "</",
    ),
    *(
        "<script>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<?",
        "&#0;",
        "&#x110000;",
        "javascript:",
        "http://[::1",
    ),
    *(
        "*a",
        "&a ",
        "!!python/object:x ",
        "<<: ",
        "? ",
        "%YAML 9\n",
        "...\n",
        "\\x00",
        "\x00",
        "\x08",
    ),
    *(
        "null",
        "~",
        "yes",
        "0",
        "-0",
        "1e999",
        "٤",
        "9" * 40,
        "2022-02-30",
        "0000-00-00",
        "2022/2021",
    ),
)
QUICK = settings(
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def changes(draw: st.DrawFn) -> Callable[[str], str]:
    """One change to a text: something deleted, put in, doubled or moved."""
    where, length = draw(st.floats(0, 1)), draw(st.integers(0, 40))
    kind = draw(st.sampled_from(("delete", "insert", "insert", "insert", "double", "move")))
    put = draw(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=6)))

    def change(text: str) -> str:
        start = int(where * len(text))
        piece, rest = text[start : start + length], text[start + length :]
        if kind == "delete":
            return text[:start] + rest
        if kind == "insert":
            return text[:start] + put + text[start:]
        if kind == "double":
            return text[:start] + piece + piece + rest
        return piece + text[:start] + rest

    return change


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of(SMALL, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is the same in all these sites is read once."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture(autouse=True)
def own_store(shared_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of a store for each test."""
    monkeypatch.setattr(cli, "STORE", shared_store)


def assert_answers(root: Path) -> None:
    done = run("check", "--root", root, "--format", "json", "--date", "2026-11-23", "--jobs", "1")
    assert done.err == ""
    problems = json.loads(done.out)["problems"]
    assert done.code == any(problem["severity"] == "error" for problem in problems)
    lengths: dict[Path, list[int]] = {}
    for problem in problems:
        path = root / problem["path"]
        if problem["line"] and path.is_file():
            assert_inside(path, problem["line"], problem["column"], lengths)


def assert_inside(path: Path, line: int, column: int, known: dict[Path, list[int]]) -> None:
    """A place is one that an editor can go to."""
    if path not in known:
        text = path.read_bytes().removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        known[path] = [len(each) for each in lines]
    lengths = known[path]
    assert 1 <= line <= len(lengths)
    assert 1 <= column <= lengths[line - 1] + 1


@QUICK
@given(st.sampled_from(FILES), st.lists(changes(), min_size=1, max_size=4))
def test_after_any_changes_to_a_file(
    root: Path, name: str, steps: list[Callable[[str], str]]
) -> None:
    path = root / name
    usual = path.read_bytes()
    text = usual.decode("utf-8")
    for step in steps:
        text = step(text)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        assert_answers(root)
    finally:
        path.write_bytes(usual)


WORDS = st.one_of(
    st.sampled_from(
        ("zh", "en", "title", "facts", "value", "parts", "unit", "topics", "town-page")
    ),
    st.sampled_from(("all-2022", "2022", "-1", "yes", "[[fact:x]]", "{n}", "Ａ，b", "null", "")),
    st.text(max_size=4),
)
VALUES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


@QUICK
@given(
    st.sampled_from([name for name in FILES if not name.endswith(".md")]),
    st.sampled_from(("", "facts: ", "languages: ", "town: ", "contacts: ", "topics: ")),
    VALUES,
)
def test_whatever_a_data_file_holds(root: Path, name: str, field: str, value: object) -> None:
    """JSON is YAML: any structure, in place of the file or as a further field of it."""
    path = root / name
    usual = path.read_bytes()
    text = json.dumps(value, ensure_ascii=False)
    path.write_bytes((usual if field else b"") + f"{field}{text}\n".encode())
    try:
        assert_answers(root)
    finally:
        path.write_bytes(usual)


@QUICK
@given(st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=8)), max_size=25))
def test_whatever_a_text_holds(root: Path, pieces: list[str]) -> None:
    path = root / "content/pages/about/zh.md"
    usual = path.read_bytes()
    front = "---\ntitle: 关于\nsummary: 一页。\n---\n\n"
    path.write_bytes((front + "".join(pieces)).encode())
    try:
        assert_answers(root)
    finally:
        path.write_bytes(usual)


@QUICK
@given(st.sampled_from(FILES), st.binary(max_size=40), st.floats(0, 1))
def test_whatever_bytes_a_file_holds(root: Path, name: str, junk: bytes, where: float) -> None:
    path = root / name
    usual = path.read_bytes()
    start = int(where * len(usual))
    path.write_bytes(usual[:start] + junk + usual[start:])
    try:
        assert_answers(root)
    finally:
        path.write_bytes(usual)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 3000 + "]" * 3000,
        "a: " + "{a: " * 2000 + "}" * 2000,
        "\n".join(" " * depth + "a:" for depth in range(1000)),
        "? a",
        'a: "\\ud800\\x00\\uE0000\\uE001"',
        "a: &a [*a, *a]",
        "%YAML 9.9\n---\na: b\n...\n---\nc: d",
        "a" * 3000 + ": b",
    ],
    ids=lambda text: str(text)[:12],
)
@pytest.mark.parametrize("name", ["topics.yaml", "facts/seizures.yaml", "site.yaml"])
def test_yaml_at_its_limits(root: Path, name: str, text: str) -> None:
    path = root / "content" / name
    usual = path.read_bytes()
    path.write_text(text, encoding="utf-8", newline="\n")
    try:
        assert_answers(root)
    finally:
        path.write_bytes(usual)
