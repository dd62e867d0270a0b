"""The command line: what is typed, what is printed, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qingyuan import arguments, pipeline
from tests.command import PROJECT, build, copy_of, edit, run


def broken(tmp_path: Path) -> Path:
    """A site with one error and one warning."""
    root = copy_of(PROJECT, tmp_path)
    edit(root / "content/stories/ludian/story.yaml", "kind: case-study", "kind: case-studdy")
    (root / "content/stories/anti-drug-days/en.md").unlink()
    return root


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["biuld"], "是不是想写“build”", "Did you mean “build”?"),
        (["--jbos", "2"], "是不是想写“--jobs”", "Did you mean “--jobs”?"),
        (["--jobs", "none"], "--jobs 2", "--jobs 2"),
        (["--jobs", "0"], "--jobs 2", "--jobs 2"),
        (["--date", "2026/12/1"], "--date 2026-12-01", "--date 2026-12-01"),
        (["--format", "xml"], "text · json · github", "text · json · github"),
        (["print"], "不认得“print”", "“print” is not known"),
    ],
)
def test_wrong_usage_says_what_to_type_and_ends_with_2(
    arguments: list[str], zh: str, en: str
) -> None:
    chinese, english = run(*arguments, "--lang", "zh"), run(*arguments, "--lang", "en")
    assert chinese.code == english.code == 2
    assert zh in chinese.err
    assert en in english.err
    assert chinese.out == english.out == ""


def test_help_names_every_command_and_option_in_both_languages() -> None:
    for lang in arguments.LANGUAGES:
        page = run("--help", "--lang", lang)
        assert page.code == 0
        assert all(word in page.out for word in (*arguments.COMMANDS, *arguments.OPTIONS))


@pytest.mark.parametrize(
    ("variable", "value", "lang"),
    [
        ("LC_ALL", "zh_CN.UTF-8", "zh"),
        ("LANG", "zh_TW.UTF-8", "zh"),
        ("LANG", "en_GB.UTF-8", "en"),
        ("LANG", "de_DE.UTF-8", "en"),
    ],
)
def test_messages_follow_the_language_of_the_system(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, lang: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, value)
    page = run("--help")
    assert ("命令" in page.out) == (lang == "zh")


def test_a_problem_is_shown_with_its_place_cause_and_what_to_type(tmp_path: Path) -> None:
    root = broken(tmp_path)
    english = run("check", "--root", root, "--lang", "en")
    chinese = run("check", "--root", root, "--lang", "zh")
    assert english.code == chinese.code == 1
    place = "content/stories/ludian/story.yaml:2:7: "
    assert f"{place}error[field-choice] “kind” can't be “case-studdy”" in english.out
    assert "did you mean “case-study”?" in english.out
    assert f"{place}错误[field-choice] “kind”不能是“case-studdy”" in chinese.out
    assert "是不是想写“case-study”？" in chinese.out
    assert "not published" in english.out
    assert "没有发布" in chinese.out


def test_json_is_for_programs_and_has_both_languages(tmp_path: Path) -> None:
    done = run("check", "--root", broken(tmp_path), "--format", "json")
    report = json.loads(done.out)
    assert done.code == 1
    assert report["published"] is False
    error = next(p for p in report["problems"] if p["severity"] == "error")
    assert (error["path"], error["line"], error["column"], error["code"]) == (
        "content/stories/ludian/story.yaml",
        2,
        7,
        "field-choice",
    )
    assert set(error["message"]) == set(error["hint"]) == {"zh", "en"}


def test_github_annotations_are_workflow_commands(tmp_path: Path) -> None:
    done = run("check", "--root", broken(tmp_path), "--format", "github", "--lang", "en")
    line = next(line for line in done.out.splitlines() if line.startswith("::error "))
    assert line.startswith(
        "::error file=content/stories/ludian/story.yaml,line=2,col=7,title=field-choice::"
    )
    assert any(line.startswith("::warning ") for line in done.out.splitlines())


def test_quiet_says_nothing_when_all_is_well(tmp_path: Path) -> None:
    done = build(copy_of(PROJECT, tmp_path), "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_the_summary_counts_pages_and_says_where_the_site_is(tmp_path: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    first, second = build(root), build(root)
    assert "0 reused" in first.out
    assert " 0 rendered" in second.out
    assert "errors 0, warnings 0" in first.out
    assert str(root / "output" / "index.html") in first.out


def test_check_publishes_nothing(tmp_path: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    assert run("check", "--root", root).code == 0
    assert not (root / "output").exists()


def test_a_folder_without_content_is_told_so(tmp_path: Path) -> None:
    done = run("build", "--root", tmp_path, "--lang", "zh")
    assert done.code == 1
    assert "content-missing" in done.out
    assert "--root" in done.out


def test_a_root_may_bring_its_own_templates_and_assets(tmp_path: Path) -> None:
    root = copy_of(PROJECT, tmp_path)
    for name in ("templates", "assets"):
        (root / name).symlink_to(PROJECT / name)
    assert build(root).code == 0
    (root / "assets").unlink()
    (root / "assets").mkdir()
    (root / "assets" / "site.css").write_text("body { margin: 0 }", encoding="utf-8")
    (root / "assets" / "icon.svg").write_text("<svg/>", encoding="utf-8")
    assert build(root).code == 0
    styles = list((root / "output" / "assets").glob("site-*.css"))
    assert [path.read_text("utf-8") for path in styles] == ["body { margin: 0 }"]


def test_ctrl_c_leaves_the_old_site_and_a_clean_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_arguments: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "build", interrupted)
    done = run("build", "--root", copy_of(PROJECT, tmp_path), "--lang", "en")
    assert done.code == 130
    assert "stopped" in done.err
