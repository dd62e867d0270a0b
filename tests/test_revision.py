"""A build after an edit of texts goes by what the last one left, and nobody can tell."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingyuan import cli, pipeline
from qingyuan.model.stamp import Stamp
from tests.command import PROJECT, Run, build, copy_of, edit, empty_store, run, sums
from tests.edits import append, replace_line, soon_settled
from tests.many import site_of
from tests.test_reuse import rendered
from tests.test_same_bytes import EXAMPLES

DAY = ("--date", "2026-11-23")
_TAKEN = re.compile(
    r"\d+ rendered, \d+ reused|[\d.]+ seconds|published: .*|pages that are no more: .*\n.*"
)


@pytest.fixture
def settle() -> Iterator[Callable[[], None]]:
    with soon_settled() as wait:
        yield wait


@pytest.fixture
def site(tmp_path: Path, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's own content, built, with a store of its own."""
    monkeypatch.setattr(cli, "STORE", tmp_path / "store")
    root = copy_of(PROJECT, tmp_path / "root")
    settle()
    assert build(root, *DAY).code == 0
    return root


def everything_else_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_arguments: object, **_named: object) -> None:
        raise AssertionError("everything was gone through")

    monkeypatch.setattr(pipeline, "build", never)


def is_as_clean(root: Path, done: Run) -> None:
    """Its files and its report are those of a build that knows nothing of any before."""
    with empty_store(root / "none"):
        clean = build(root, "--output", root / "clean", *DAY)
    shutil.rmtree(root / "none")
    assert done.code == clean.code
    assert _TAKEN.sub("", done.out).split() == _TAKEN.sub("", clean.out).split()
    if done.code == 0:
        assert sums(root / "output") == sums(root / "clean")


LUDIAN = "content/stories/ludian"
TEXTS: dict[str, Callable[[Path], object]] = {
    "paragraph": lambda root: append(root / LUDIAN / "zh.md", "\n\n又写了一段。\n"),
    "paragraph of a translation": lambda root: append(root / LUDIAN / "en.md", "\n\nOne more.\n"),
    "title": lambda root: replace_line(root / LUDIAN / "zh.md", "title:", "title: 换一个标题"),
    "title of a page": lambda root: replace_line(
        root / "content/pages/schools/en.md", "title:", "title: Another title"
    ),
    "home": lambda root: append(root / "content/pages/home/zh.md", "\n\n又写了一段。\n"),
    "two stories": lambda root: [
        append(path / "zh.md", "\n\n又写了一段。\n")  # type: ignore[func-returns-value]
        for path in sorted((root / "content/stories").iterdir())[:2]
    ],
    "checked and accepted meanwhile": lambda root: (
        append(root / LUDIAN / "zh.md", "\n\n又写了一段。\n"),  # type: ignore[func-returns-value]
        run("check", "--root", root, "--jobs", "1", *DAY),
        run("accept", "ludian", "en", "--root", root, "--jobs", "1", *DAY),
    ),
    "what it was": lambda root: append(root / LUDIAN / "zh.md", ""),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_an_edit_of_texts_is_published_without_a_look_at_all_others(
    kind: str, site: Path, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    TEXTS[kind](site)
    settle()
    with monkeypatch.context() as patched:
        everything_else_fails(patched)
        done = build(site, *DAY)
    assert done.code == 0
    is_as_clean(site, done)


def test_an_error_is_told_and_mended_without_a_look_at_all_others(
    site: Path, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = site / LUDIAN / "zh.md"
    before = path.read_text(encoding="utf-8")
    everything_else_fails(monkeypatch)
    for wrong in ("[[fact:none]]", "[[fact:nothing]]"):
        path.write_text(f"{before}\n\n{wrong}\n", encoding="utf-8")
        settle()
        told = build(site, *DAY)
        assert told.code == 1
        assert "fact-unknown" in told.out
        assert (
            build(site, *DAY).out.partition(" seconds")[0][:-4]
            == (told.out.partition(" seconds")[0][:-4])
        )
    # Taken back, then another text in its place.
    for better in ("", "\n\n又写了一段。\n"):
        path.write_text(f"{before}{better}", encoding="utf-8")
        settle()
        assert build(site, *DAY).code == 0
    monkeypatch.undo()
    is_as_clean(site, build(site, *DAY))


@pytest.mark.parametrize(
    "more",
    [
        lambda root: append(root / LUDIAN / "zh.md", "\n\n见[[story:campaign-2022]]。\n"),
        lambda root: append(root / LUDIAN / "zh.md", "\n\n[[fact:schools-2022]]\n"),
        lambda root: replace_line(root / LUDIAN / "story.yaml", "kind:", "kind: report"),
        lambda root: (root / LUDIAN / "en.md").unlink(),
        lambda root: append(root / LUDIAN / "zh.md", "\n\n[[fact:none]]\n"),
        lambda root: append(root / LUDIAN / "zh.md", "\n\n一共31人。\n"),
        lambda root: append(root / "content/help.yaml", "# x\n"),
    ],
)
def test_whatever_else_is_edited_is_published_as_well(
    more: Callable[[Path], None], site: Path, settle: Callable[[], None]
) -> None:
    append(site / "content/pages/about/zh.md", "\n\n又写了一段。\n")
    settle()
    assert build(site, *DAY).code == 0
    more(site)
    settle()
    is_as_clean(site, build(site, *DAY))


def _edits() -> dict[str, Callable[[Path, int], None]]:
    def of(name: str, change: Callable[[Path, int], None]) -> Callable[[Path, int], None]:
        def edit_one(root: Path, number: int) -> None:
            folders = sorted((root / "content/stories").iterdir())
            change(folders[number % len(folders)] / name, number)

        return edit_one

    def cut(path: Path, _number: int) -> None:
        """Takes the last paragraph away."""
        head, _, _ = path.read_text(encoding="utf-8").rstrip().rpartition("\n\n")
        path.write_text(f"{head}\n", encoding="utf-8", newline="\n")

    return {
        "zh": of("zh.md", lambda path, n: append(path, f"\n\n又写了{'很' * n}长的一段。\n")),
        "en": of("en.md", lambda path, n: append(path, f"\n\nOne{' more' * n}.\n")),
        "heading": of("zh.md", lambda path, n: append(path, f"\n\n## 题{'目' * n}\n\n一段。\n")),
        "cut": of("zh.md", cut),
        "title": of(
            "zh.md", lambda path, n: replace_line(path, "title:", f"title: 标题{'很' * n}")
        ),
        "summary": of(
            "en.md", lambda path, n: replace_line(path, "summary:", f"summary: A{' b' * n}.")
        ),
        "number": of("zh.md", lambda path, n: append(path, f"\n\n一共{n}人。\n")),
        "link": of("en.md", lambda path, _: append(path, "\n\n[[story:ludian|See]].\n")),
        "word": of("zh.md", lambda path, _: append(path, "\n\n瘾君子。\n")),
        "fact": lambda root, n: replace_line(
            root / "content/facts/prevention.yaml", "    value: ", f"    value: {4_000_000 + n}"
        ),
        "design": lambda root, n: append(root / "templates/parts/footer.html", f"<!-- {n} -->\n"),
    }


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_texts_edited_one_after_another_are_published_as_if_anew(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = copy_of(PROJECT, tmp_path_factory.mktemp("revision"))
    shutil.copytree(PROJECT / "templates", root / "templates")
    edits = _edits()
    several = st.lists(st.tuples(st.sampled_from(sorted(edits)), st.integers(0, 9)), max_size=2)
    steps = data.draw(st.lists(several, min_size=1, max_size=5))
    with soon_settled() as settle, empty_store(root / "store"):
        settle()
        assert build(root, *DAY).code == 0
        done = None
        for step in steps:
            for kind, number in step:
                edits[kind](root, number)
            settle()
            done = build(root, *DAY)
        assert done
        is_as_clean(root, done)


def test_a_file_of_the_site_that_somebody_has_edited_is_told(
    site: Path, settle: Callable[[], None]
) -> None:
    page = site / "output/en/index.html"
    page.write_bytes(page.read_bytes() + b"<!-- mine -->")
    TEXTS["paragraph"](site)
    settle()
    assert "output-edited" in build(site, *DAY).out
    assert page.read_bytes().endswith(b"<!-- mine -->")
    page.unlink()
    done = build(site, *DAY)
    is_as_clean(site, done)


def test_a_file_system_with_coarse_times_loses_no_page(
    site: Path, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is published there has no stamps that can be believed; here one page has none."""
    about = sums(site / "output")["zh/about.html"]
    monkeypatch.setattr(Stamp, "coarse", property(lambda stamp: stamp.digest == about))
    before = set(sums(site / "output"))
    for text in ("\n\n一段。\n", "\n\n又一段。\n"):
        append(site / LUDIAN / "zh.md", text)
        settle()
        done = build(site, *DAY)
        assert done.code == 0
        assert set(sums(site / "output")) == before
    is_as_clean(site, done)


def test_what_the_store_has_of_all_others_grows_no_older_by_many_edits(
    tmp_path: Path, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "STORE", tmp_path / "store")
    root = site_of(tmp_path / "root", 40)
    settle()
    assert build(root, *DAY).code == 0
    for number in range(25):
        append(root / f"content/stories/story-{number + 1}/zh.md", "\n又一句话。\n")
        settle()
        with monkeypatch.context() as patched:
            everything_else_fails(patched)
            assert build(root, *DAY).code == 0
    shared = root / "content/stories/story-40/story.yaml"
    edit(shared, "audience: [public]", "audience: [parents]")
    # Everything is gone through, and hardly anything has to be made.
    assert rendered(build(root, *DAY)) < 10


def test_why_tells_of_an_edit_too(site: Path, settle: Callable[[], None]) -> None:
    TEXTS["paragraph"](site)
    settle()
    assert build(site, *DAY).code == 0
    asked = ("--root", site, *DAY, "--lang", "en", "--jobs", "1")
    told = run("why", "zh/stories/ludian.html", *asked).out
    assert f"It was made anew for: folder {LUDIAN}. Nothing has changed since." in told
    other = run("why", "zh/about.html", *asked).out
    assert "Nothing has changed since" in other
    assert "made anew for" not in other


def test_a_link_to_a_heading_that_is_gone_is_told_where_it_stands(
    site: Path, settle: Callable[[], None]
) -> None:
    append(site / LUDIAN / "zh.md", "\n\n## 结束 {#the-end}\n\n完。\n")
    append(site / "content/pages/about/zh.md", "\n\n[[story:ludian#the-end|看这里]]\n")
    settle()
    assert build(site, *DAY).code == 0
    edit(site / LUDIAN / "zh.md", " {#the-end}", "")
    settle()
    done = build(site, *DAY)
    assert done.code == 1
    assert "content/pages/about/zh.md" in done.out
    is_as_clean(site, done)


def put(path: Path, mark: str, text: str) -> None:
    """Puts a text before another one that is there once or more."""
    edit(path, mark, f"{text}{mark}")


@pytest.fixture
def designed(site: Path, settle: Callable[[], None]) -> Path:
    """The same site with templates of its own."""
    shutil.copytree(PROJECT / "templates", site / "templates")
    settle()
    assert build(site, *DAY).code == 0
    return site


STORY, BASE = "templates/story.html", "templates/base.html"
DESIGNS: dict[str, Callable[[Path], object]] = {
    "story": lambda root: put(root / STORY, "</article>", '<p class="new">新</p>'),
    "frame": lambda root: put(root / BASE, "<main ", "<!-- new -->"),
    "two": lambda root: [put(root / t, "<", "<!-- new -->") for t in (STORY, "templates/kit.html")],  # type: ignore[func-returns-value]
    "a word in Chinese, on every page": lambda root: put(root / BASE, "</main>", "<i>中文</i>"),
    "a template of nothing": lambda root: (root / "templates/new.html").write_text("<p>new</p>"),
    "what it was": lambda root: put(root / STORY, "</article>", ""),
}


@pytest.mark.parametrize("kind", DESIGNS)
def test_an_edit_of_a_templates_text_is_published_without_a_look_at_anything_else(
    kind: str, designed: Path, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    DESIGNS[kind](designed)
    settle()
    with monkeypatch.context() as patched:
        everything_else_fails(patched)
        done = build(designed, *DAY)
    assert done.code == 0
    is_as_clean(designed, done)


def test_texts_and_templates_are_edited_in_turn(
    designed: Path, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each goes by what the one before has left, back and forth."""
    with monkeypatch.context() as patched:
        everything_else_fails(patched)
        for design in ("story", "frame"):
            append(designed / LUDIAN / "zh.md", "\n\n又写了一段。\n")
            settle()
            assert build(designed, *DAY).code == 0
            DESIGNS[design](designed)
            settle()
            assert build(designed, *DAY).code == 0
        TEXTS["title"](designed)
        settle()
        done = build(designed, *DAY)
    is_as_clean(designed, done)


def test_what_is_too_new_to_be_known_by_its_stat_is_looked_into(
    designed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edits that follow at once, each put back before the next: what was put back is no edit."""
    with monkeypatch.context() as patched:
        everything_else_fails(patched)
        for edited in (designed / LUDIAN / "zh.md", designed / STORY) * 2:
            before = edited.read_text(encoding="utf-8")
            mark = "</article>" if edited.suffix == ".html" else "\n\n## "
            put(edited, mark, "\n\n又写了一段。")
            assert build(designed, *DAY).code == 0
            edited.write_text(before, encoding="utf-8")
            done = build(designed, *DAY)
            assert done.code == 0
    is_as_clean(designed, done)


@pytest.mark.parametrize(
    "more",
    [
        lambda root: put(root / STORY, "</article>", "{{ article.title }}"),
        lambda root: put(root / "templates/parts/article.html", "<h1 ", "<!-- new -->"),
        lambda root: put(root / "templates/parts/hotlines.html", "<", "<!-- new -->"),
        lambda root: put(root / STORY, "{% extends", '{% import "parts/review.html" as r %}'),
        lambda root: (root / "output/zh/index.html").unlink(),
    ],
)
def test_where_more_follows_from_a_template_more_is_done(
    more: Callable[[Path], None], designed: Path, settle: Callable[[], None]
) -> None:
    DESIGNS["story"](designed)
    more(designed)
    settle()
    is_as_clean(designed, build(designed, *DAY))


def test_many_edits_of_a_template_leave_all_else_as_young_as_it_was(
    tmp_path: Path, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "STORE", tmp_path / "store")
    root = site_of(tmp_path / "root", 40)
    shutil.copytree(PROJECT / "templates", root / "templates")
    settle()
    assert build(root, *DAY).code == 0
    for number in range(25):
        put(root / STORY, "</article>", f"<!-- {number} -->")
        settle()
        with monkeypatch.context() as patched:
            everything_else_fails(patched)
            assert rendered(build(root, *DAY)) >= 80
    shared = root / "content/stories/story-40/story.yaml"
    edit(shared, "audience: [public]", "audience: [parents]")
    # Everything is gone through, and hardly anything has to be made.
    assert rendered(build(root, *DAY)) < 10


def test_a_broken_template_is_told_and_its_mending_published(
    designed: Path, settle: Callable[[], None]
) -> None:
    put(designed / STORY, "</article>", "{% if %}")
    settle()
    told = build(designed, *DAY)
    assert told.code == 1
    assert "template-syntax" in told.out
    edit(designed / STORY, "{% if %}</article>", "<!-- new --></article>")
    settle()
    is_as_clean(designed, build(designed, *DAY))
