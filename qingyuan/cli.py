"""The command line: what a command does, and its exit code."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from qingyuan import standstill
from qingyuan.arguments import (
    COMMANDS,
    OPTIONS,
    SHIPPED,
    USAGE,
    UsageError,
    arguments_of,
    language_of,
    not_known,
    one_of,
)
from qingyuan.console import Bar, Console
from qingyuan.model import compiled
from qingyuan.model.blob import GoneError
from qingyuan.model.memory import Memory
from qingyuan.model.problem import Bilingual
from qingyuan.model.project import Project
from qingyuan.model.refusal import ClusterError, RefusedError
from qingyuan.model.verification import NoPackError
from qingyuan.reuse.store import Store
from qingyuan.reuse.version import engine_version

if TYPE_CHECKING:
    from qingyuan.model.report import Report
    from qingyuan.standstill import Edits, Found
    from qingyuan.tools import Tools

PUBLISHED, BLOCKED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
_SOURCES = ("content", "templates", "assets")
STORE = SHIPPED / ".qingyuan"
# The name of the note on compiled regular expressions.
_PATTERNS = "patterns"


def main(argv: Sequence[str]) -> int:
    """Runs a command; returns 0 published (or checked), 1 something blocks, 2 wrong usage."""
    console = Console(language_of(argv))
    try:
        arguments = arguments_of(argv)
    except UsageError as wrong:
        console.usage_error(wrong.text, USAGE)
        return WRONG_USAGE
    if arguments.help:
        console.help(USAGE, COMMANDS, OPTIONS)
        return PUBLISHED
    console = Console(arguments.lang or console.lang, arguments.format, quiet=arguments.quiet)
    try:
        return _carried_out(arguments, console)
    except ClusterError as wrong:
        console.say(wrong.text, error=True)
        return BLOCKED
    except KeyboardInterrupt:
        console.interrupted()
        # Which is how these two end.
        return PUBLISHED if arguments.command == "serve" or arguments.watch else INTERRUPTED
    except BrokenPipeError:
        # Whoever read our lines (head, less) has had enough; what is left of them goes nowhere.
        with suppress(BrokenPipeError):
            sys.stdout.close()
        return INTERRUPTED


def _explain(arguments: argparse.Namespace, console: Console) -> int:
    """Tells about a kind of problem or a rule."""
    from qingyuan.explained import explain  # noqa: PLC0415 - see _tools
    from qingyuan.pipeline import KINDS, MANUALS  # noqa: PLC0415 - see _tools

    typed = arguments.operands[0]
    found = explain(typed, console.lang, KINDS, MANUALS)
    if found is None:
        known = sorted({kind.code for kind in KINDS} | {manual.code for manual in MANUALS})
        console.usage_error(not_known(typed, known), USAGE)
        return WRONG_USAGE
    console.explanation(found)
    return PUBLISHED


_OUTPUT_IS_SOURCE = Bilingual(
    "--output 不能是 content、templates、assets，也不能是包含它们的文件夹：网站会盖掉原稿。"
    "例如 --output output",
    "--output can't be content/, templates/ or assets/, nor a folder that holds them: the site "
    "would take the place of what it is made from. For example --output output",
)


_PREVIEW_IS_SITE = Bilingual(
    "--preview 的网站里有没译好的文字，不能放进 output。不写 --output，就放在 preview",
    "a site made with --preview has texts that are not translated, so it can't go to output/; "
    "without --output it goes to preview/",
)


def _is_sources(output: Path, root: Path) -> bool:
    """Whether publishing there would replace what editors wrote."""
    sources = [folder / name for folder in (root, SHIPPED) for name in _SOURCES]
    return any(output == s or output in s.parents or s in output.parents for s in sources)


def _project(arguments: argparse.Namespace) -> Project:
    root = arguments.root.resolve()
    shown = "preview" if arguments.preview else "output"
    usual = root / ("packs" if arguments.command == "pack" else shown)
    output = (arguments.output or usual).resolve()
    preview = arguments.preview
    # Windows does not tell when a file was changed, only what its owner says of it.
    started = None if os.name == "nt" else time.time_ns()
    today = arguments.date or dt.date.today()  # noqa: DTZ011 - the editor's own calendar
    return Project(root, SHIPPED, output, today, arguments.force, preview, started)


@contextmanager
def _tools(arguments: argparse.Namespace, console: Console, store: Store) -> Iterator[Tools]:
    """What a build works with.  Raises ClusterError.

    What reads, checks and renders is loaded here and in the commands that need it: a build with
    nothing to do is done before that would be.
    """
    from qingyuan.tools import Tools  # noqa: PLC0415 - see above
    from qingyuan.workers import Workers  # noqa: PLC0415 - see above

    compiled.begin_with(store.note(_PATTERNS))
    crew = None
    if arguments.executor:
        from qingyuan.cluster import connect  # noqa: PLC0415 - nobody needs it who has no cluster

        crew = connect(arguments.executor)
    with closing(Workers(arguments.jobs, crew)) as workers, closing(Bar(console)) as bar:
        workers.begin = store.reopen
        yield Tools(store, workers, bar)
    kept = compiled.to_keep()
    if kept:
        store.noted(_PATTERNS, kept)
    if workers.lost:
        console.taken_over(workers.lost[0])


def _accept(arguments: argparse.Namespace, console: Console) -> int:
    from qingyuan.writing import accept  # noqa: PLC0415 - see _tools

    project = _project(arguments)
    asked = (*arguments.operands, arguments.section)
    try:
        with _store(project) as store, _tools(arguments, console, store) as tools:
            accepted = accept(project, tools, asked)
    except RefusedError as refused:
        console.usage_error(refused.text, USAGE)
        return WRONG_USAGE
    except OSError as wrong:
        console.not_written(wrong)
        return BLOCKED
    console.accepted(accepted)
    return PUBLISHED


def _why(arguments: argparse.Namespace, console: Console) -> int:
    from qingyuan.pipeline import why  # noqa: PLC0415 - see _tools

    project = _project(arguments)
    try:
        with _store(project) as store, _tools(arguments, console, store) as tools:
            found = why(project, tools, arguments.operands[0])
    except RefusedError as refused:
        console.usage_error(refused.text, USAGE)
        return WRONG_USAGE
    console.whys(found)
    return PUBLISHED


def _serve(arguments: argparse.Namespace, console: Console) -> int:
    from qingyuan.serve.command import Wanted, serve  # noqa: PLC0415 - loads the server
    from qingyuan.serve.terminal import Steps, Terminal  # noqa: PLC0415 - the same

    @contextmanager
    def opened() -> Iterator[Tools]:
        with _store(_project(arguments)) as store, _tools(arguments, console, store) as tools:
            yield replace(tools, progress=Steps(tools.progress))

    wanted = Wanted(arguments.port, arguments.lan, not arguments.no_open)

    def project() -> Project:
        return replace(_project(arguments), everything=True)

    return serve(project, opened, Terminal(console), wanted)


def _new(arguments: argparse.Namespace, console: Console) -> int:
    """Asks on a terminal; without one, what would be asked has its usual answer."""
    from qingyuan.begin import KINDS, Wanted  # noqa: PLC0415 - see _tools
    from qingyuan.writing import start  # noqa: PLC0415 - see _tools

    project = _project(arguments)
    kind, name = arguments.operands
    try:
        one_of(KINDS)(kind)
        wanted = Wanted(kind, name, arguments.title or "", project.today)
        with _store(project) as store, _tools(arguments, console, store) as tools:
            begun = start(project, tools, wanted, console.ask)
    except (RefusedError, UsageError) as refused:
        console.usage_error(refused.text, USAGE)
        return WRONG_USAGE
    except OSError as wrong:
        console.not_written(wrong)
        return BLOCKED
    console.begun(begun, project.root)
    return PUBLISHED


def _carried_out(arguments: argparse.Namespace, console: Console) -> int:
    """Carries out the command, with --watch again after every save."""
    if not arguments.watch:
        return _once(arguments, console)
    from qingyuan.serve.checking import check_again  # noqa: PLC0415 - loads the watcher

    project = _project(arguments)
    return check_again(project, lambda: _once(arguments, console), console)


def _once(arguments: argparse.Namespace, console: Console) -> int:
    """Begins again from nothing where a file changes meanwhile or the store has lost something."""
    command = _CARRIED_OUT.get(arguments.command, _build)
    try:
        return command(arguments, console)
    except GoneError:
        with _store(_project(arguments)) as store:
            store.forget()
        return command(arguments, console)


@contextmanager
def _store(project: Project) -> Iterator[Store]:
    with closing(Store(STORE, str(project.root), engine_version())) as store:
        yield store


def _build(arguments: argparse.Namespace, console: Console) -> int:
    """Without the collector: a site's values have no cycles and last until the build is over."""
    gc.disable()
    try:
        return _built(arguments, console)
    finally:
        gc.enable()


def _built(arguments: argparse.Namespace, console: Console) -> int:
    started = time.perf_counter()
    project = _project(arguments)
    root, output = project.root, project.output
    if _is_sources(output, root):
        console.usage_error(_OUTPUT_IS_SOURCE, USAGE)
        return WRONG_USAGE
    if project.preview and output == root / "output":
        console.usage_error(_PREVIEW_IS_SITE, USAGE)
        return WRONG_USAGE
    publishing = arguments.command == "build"
    with _store(project) as store:
        found = standstill.edited(project, store) or standstill.find(project, store, Memory())
        report = standstill.recall(project, store, found, publishing=publishing)
        if report is None:
            with _tools(arguments, console, store) as tools:
                report = _made(project, tools, found, publishing=publishing)
    console.report(report, output, time.perf_counter() - started, ahead=not publishing)
    return BLOCKED if report.blocked else PUBLISHED


def _made(project: Project, tools: Tools, found: Found | Edits, *, publishing: bool) -> Report:
    """The report of a build that has something to do, and does no more than it has to."""
    if publishing:
        if not isinstance(found, standstill.Edits):
            from qingyuan.retouch import retouched  # noqa: PLC0415 - see _tools

            report = retouched(project, tools, found)
            if report:
                return report
        from qingyuan.revision import revised  # noqa: PLC0415 - see _tools

        report = revised(project, tools, found)
        if report:
            return report
    from qingyuan.pipeline import build  # noqa: PLC0415 - see _tools

    report = None
    if isinstance(found, standstill.Edits):
        found = standstill.find(project, tools.store, tools.memory)
        report = standstill.recall(project, tools.store, found, publishing=publishing)
    return report or build(project, tools, found, publishing=publishing)


def _pack(arguments: argparse.Namespace, console: Console) -> int:
    from qingyuan.packing import pack  # noqa: PLC0415 - see _tools

    started = time.perf_counter()
    project = _project(arguments)
    if _is_sources(project.output, project.root):
        console.usage_error(_OUTPUT_IS_SOURCE, USAGE)
        return WRONG_USAGE
    try:
        with _store(project) as store, _tools(arguments, console, store) as tools:
            report = pack(project, tools, arguments.school, every=arguments.all)
    except RefusedError as refused:
        console.usage_error(refused.text, USAGE)
        return WRONG_USAGE
    console.report(report, project.output, time.perf_counter() - started)
    return BLOCKED if report.blocked else PUBLISHED


def _verify(arguments: argparse.Namespace, console: Console) -> int:
    from qingyuan.packing import verify  # noqa: PLC0415 - see _tools

    project = _project(arguments)
    path = Path(arguments.operands[0])
    try:
        with _store(project) as store, _tools(arguments, console, store) as tools:
            found = verify(project, tools, path)
    except (NoPackError, OSError) as wrong:
        console.no_pack(path, wrong)
        return BLOCKED
    console.verification(found)
    return PUBLISHED if found.sound else BLOCKED


_CARRIED_OUT = {
    "accept": _accept,
    "explain": _explain,
    "new": _new,
    "pack": _pack,
    "serve": _serve,
    "verify": _verify,
    "why": _why,
}
