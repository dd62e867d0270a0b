"""The command line: arguments, exit codes, and what is printed."""

from __future__ import annotations

import argparse
import datetime as dt
import locale
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from qingyuan.console import Bar, Console
from qingyuan.model.problem import Bilingual
from qingyuan.model.project import Project
from qingyuan.pipeline import Report, build
from qingyuan.reuse.store import Store
from qingyuan.reuse.version import engine_version
from qingyuan.workers import Workers

PUBLISHED, BLOCKED, WRONG_USAGE = 0, 1, 2
COMMANDS = {
    "build": Bilingual("检查并生成整个网站（默认）", "check and make the whole site (default)"),
    "check": Bilingual("只检查，不发布", "check only, publish nothing"),
    "test": Bilingual("运行项目自己的测试", "run the project's own tests"),
}
_SHIPPED = Path(__file__).resolve().parent.parent
STORE = _SHIPPED / ".qingyuan"
_USAGE = Bilingual(
    "用法：python3 build.py [命令] [选项]", "usage: python3 build.py [command] [options]"
)
OPTIONS = {
    "--root": Bilingual(
        "含有 content 的文件夹（默认：本项目）", "folder that holds content/ (default: the project)"
    ),
    "--output": Bilingual(
        "网站放在哪里（默认：root 里的 output）",
        "where the site goes (default: output/ in the root)",
    ),
    "--jobs": Bilingual(
        "同时用几个进程（默认：处理器个数）", "processes at once (default: number of processors)"
    ),
    "--date": Bilingual(
        "当作哪一天来生成，年-月-日（默认：今天）",
        "build as of this day, year-month-day (default: today)",
    ),
    "--lang": Bilingual("提示用的语言：zh 或 en", "language of messages: zh or en"),
    "--format": Bilingual(
        "问题的写法：text、json 或 github", "form of problems: text, json or github"
    ),
    "--force": Bilingual(
        "把输出文件夹里别人的文件移到一边，再发布",
        "move files of others in the output folder aside, then publish",
    ),
    "--quiet": Bilingual("只说问题", "say nothing but problems"),
}


class _Parser(argparse.ArgumentParser):
    """argparse with messages in the editor's language."""

    console: Console

    def error(self, message: str) -> NoReturn:
        self.console.usage_error(message, _USAGE)
        raise SystemExit(WRONG_USAGE)

    def print_help(self, file: object = None) -> None:  # noqa: ARG002 - argparse's signature
        self.console.help(_USAGE, COMMANDS, OPTIONS)


def main(argv: Sequence[str]) -> int:
    """Runs a command; returns 0 published (or checked), 1 something blocks, 2 wrong usage."""
    console = Console(_language(argv))
    try:
        arguments = _arguments(argv, console)
    except SystemExit as stop:
        return int(stop.code or 0)
    console = Console(arguments.lang or console.lang, arguments.format, quiet=arguments.quiet)
    try:
        return _build(arguments, console)
    except KeyboardInterrupt:
        console.interrupted()
        return 130


def _arguments(argv: Sequence[str], console: Console) -> argparse.Namespace:
    parser = _Parser(prog="build.py", add_help=True, allow_abbrev=False)
    parser.console = console
    parser.add_argument("command", nargs="?", default="build", choices=tuple(COMMANDS))
    parser.add_argument("--root", type=Path, default=_SHIPPED)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1)
    parser.add_argument("--date", type=dt.date.fromisoformat, default=dt.date.today())  # noqa: DTZ011 - the editor's own calendar
    parser.add_argument("--lang", choices=("zh", "en"))
    parser.add_argument("--format", choices=("text", "json", "github"), default="text")
    parser.add_argument("--force", action="store_true")
    parser.add_argument("--quiet", action="store_true")
    return parser.parse_args(argv)


def _jobs(text: str) -> int:
    jobs = int(text)
    if jobs < 1:
        raise ValueError(text)
    return jobs


def _language(argv: Sequence[str]) -> str:
    """The language of messages: as asked for, else the system's, else English."""
    for index, argument in enumerate(argv):
        if argument.startswith("--lang="):
            return "zh" if argument.endswith("zh") else "en"
        if argument == "--lang":
            return "zh" if argv[index + 1 : index + 2] == ["zh"] else "en"
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG")]
    name = next((name for name in names if name), None) or locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def _build(arguments: argparse.Namespace, console: Console) -> int:
    started = time.perf_counter()
    root = arguments.root.resolve()
    output = (arguments.output or root / "output").resolve()
    project = Project(root, _SHIPPED, output, arguments.date, arguments.force)
    store = Store(STORE, str(root), engine_version())
    with Workers(arguments.jobs) as workers, Bar(console) as bar:
        report = build(project, store, workers, bar, publishing=arguments.command == "build")
    store.close()
    console.report(report, output, time.perf_counter() - started)
    return _code(report)


def _code(report: Report) -> int:
    return BLOCKED if report.blocked else PUBLISHED
