"""The command line: arguments, exit codes, and what is printed."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import locale
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from msgspec.structs import replace

from qingyuan import standstill
from qingyuan.console import Bar, Console
from qingyuan.model.blob import GoneError
from qingyuan.model.memory import Memory
from qingyuan.model.problem import Bilingual, nearest
from qingyuan.model.project import Project
from qingyuan.model.refusal import ClusterError, RefusedError
from qingyuan.model.regex import regex
from qingyuan.model.verification import NoPackError
from qingyuan.reuse.store import Store
from qingyuan.reuse.version import engine_version

if TYPE_CHECKING:
    from qingyuan.pipeline import Tools

PUBLISHED, BLOCKED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
LANGUAGES = ("zh", "en")
FORMATS = ("text", "json", "github")
COMMANDS = {
    "build": Bilingual("检查并生成整个网站（默认）", "check and make the whole site (default)"),
    "check": Bilingual("只检查，不发布", "check only, publish nothing"),
    "serve": Bilingual(
        "边写边看：在浏览器里打开网站，每次保存自己更新，有错当场说",
        "write and see: opens the site in a browser, which follows every save and says what is "
        "wrong",
    ),
    "accept": Bilingual(
        "确认译文与今天的原文一致：accept 故事 语言 [--section 第几节]",
        "confirm that a translation says what its original says today: accept STORY LANG "
        "[--section N]",
    ),
    "new": Bilingual(
        "开始写：new story|page|fact|school|term 名称",
        "begin one: new story|page|fact|school|term NAME",
    ),
    "pack": Bilingual(
        "打成压缩包：整个网站，或者 --school 学校、--all 全部学校的版本",
        "zip it: the site, or with --school NAME or --all the editions for schools",
    ),
    "verify": Bilingual(
        "核对压缩包：文件有没有变，文章是不是审定的文字：verify 压缩包或文件夹",
        "tell whether a pack is unchanged and its text the approved one: verify ZIP-OR-FOLDER",
    ),
    "why": Bilingual(
        "一个页面由什么做成，上次为什么重新生成：why zh/stories/ludian.html，或者写原稿的文件夹",
        "what a page is made of, and why it was made anew: why zh/stories/ludian.html, or the "
        "folder that it comes from",
    ),
    "explain": Bilingual(
        "解释一种问题或一条规则，例如 explain S05",
        "tell about a kind of problem or a rule, as in explain S05",
    ),
    "test": Bilingual("运行项目自己的测试", "run the project's own tests"),
}
_SHIPPED = Path(__file__).resolve().parent.parent
_SOURCES = ("content", "templates", "assets")
STORE = _SHIPPED / ".qingyuan"
# How many words a command takes after its name, and what to say where they are others.
_OPERANDS = {
    "accept": (
        2,
        Bilingual(
            "accept 后面要写故事和语言，例如 accept ludian en",
            "accept takes a story and a language, such as accept ludian en",
        ),
    ),
    "new": (
        2,
        Bilingual(
            "new 后面要写种类和名称，例如 new story my-first-story；种类有 story、page、fact、"
            "school、term",
            "new takes a kind and a name, such as new story my-first-story; kinds are story, page, "
            "fact, school, term",
        ),
    ),
    "verify": (
        1,
        Bilingual(
            "verify 后面要写一个压缩包或文件夹，例如 verify packs/sample-1.zip",
            "verify takes a zip or a folder, such as verify packs/sample-1.zip",
        ),
    ),
    "why": (
        1,
        Bilingual(
            "why 后面要写一个页面，例如 why zh/stories/ludian.html",
            "why takes a page, such as why zh/stories/ludian.html",
        ),
    ),
    "explain": (
        1,
        Bilingual(
            "explain 后面要写一个代码，例如 explain S05", "explain takes a code, as in explain S05"
        ),
    ),
}
_SECTION_ALONE = Bilingual(
    "--section 只能和 accept 一起用，例如 accept ludian en --section 3",
    "--section goes with accept only, such as accept ludian en --section 3",
)
_TITLE_ALONE = Bilingual(
    '--title 只能和 new 一起用，例如 new story my-first-story --title "一次校园宣传"',
    "--title goes with new only, as in new story my-first-story --title “A visit to a school”",
)
_SCHOOLS_ALONE = Bilingual(
    "--school 和 --all 只能和 pack 一起用，而且只写一个，例如 pack --school sample-1",
    "--school and --all go with pack only, and one of them at a time, such as pack --school "
    "sample-1",
)
_SERVE_ALONE = Bilingual(
    "--port、--lan、--no-open 只能和 serve 一起用，例如 serve --port 4001",
    "--port, --lan and --no-open go with serve only, such as serve --port 4001",
)
_WATCH_ALONE = Bilingual(
    "--watch 只能和 check 一起用，写成 check --watch，而且不能再写 --format",
    "--watch goes with check only, as check --watch, and without --format",
)
_SERVE_WRITES_NOTHING = Bilingual(
    "serve 什么也不发布：--output、--force、--executor、--format 不能和它一起用",
    "serve publishes nothing: --output, --force, --executor and --format don't go with it",
)
_PREVIEW_PACKED = Bilingual(
    "--preview 的网站里有没译好的文字，不能打包",
    "a site made with --preview has texts that are not translated, so it can't be packed",
)
_USAGE = Bilingual(
    "用法：python3 build.py [命令] [选项]", "usage: python3 build.py [command] [options]"
)
OPTIONS = {
    "--root": Bilingual(
        "含有 content 的文件夹（默认：本项目）", "folder that holds content/ (default: the project)"
    ),
    "--output": Bilingual(
        "网站放在哪里（默认：root 里的 output；pack：packs）",
        "where the site goes (default: output/ in the root; pack: packs/)",
    ),
    "--jobs": Bilingual(
        "同时用几个进程（默认：处理器个数）", "processes at once (default: number of processors)"
    ),
    "--executor": Bilingual(
        "不用本机的进程，交给 Dask 集群：dask://主机:端口（见 docs/cluster.zh.md）",
        "hand the work to a Dask cluster at dask://host:port instead of processes here "
        "(docs/cluster.md)",
    ),
    "--date": Bilingual(
        "当作哪一天来生成，年-月-日（默认：今天）",
        "build as of this day, year-month-day (default: today)",
    ),
    "--lang": Bilingual("提示用的语言：zh 或 en", "language of messages: zh or en"),
    "--format": Bilingual(
        "问题的写法：text、json 或 github", "form of problems: text, json or github"
    ),
    "--section": Bilingual(
        "只确认这一节：check 列出的节号（只用于 accept）",
        "accept this section only: its number as check lists it",
    ),
    "--title": Bilingual(
        "标题，用网站默认的语言（只用于 new）",
        "its title in the site's default language (new only)",
    ),
    "--school": Bilingual("只打这个学校的包（只用于 pack）", "pack this school's edition only"),
    "--all": Bilingual("打全部学校的包（只用于 pack）", "pack the editions of all schools"),
    "--preview": Bilingual(
        "没有译好的文字用⟦原文⟧显示，不因此停下；网站放在 root 里的 preview",
        "show what is not translated as ⟦…⟧ instead of stopping; the site goes to preview/",
    ),
    "--port": Bilingual(
        "用哪个端口（只用于 serve；默认：4000 起第一个空的）",
        "port to serve on (serve only; default: the first free one from 4000 on)",
    ),
    "--lan": Bilingual(
        "让同一网络里的手机也能打开（只用于 serve）；网络里的任何人都能看",
        "let phones of the same network open it too (serve only); anybody there can see it",
    ),
    "--no-open": Bilingual("不打开浏览器（只用于 serve）", "don't open a browser (serve only)"),
    "--watch": Bilingual(
        "每次保存再检查一遍（只用于 check）", "check again after every save (check only)"
    ),
    "--force": Bilingual(
        "把输出文件夹里别人的文件移到一边，再发布",
        "move files of others in the output folder aside, then publish",
    ),
    "--quiet": Bilingual("只说问题", "say nothing but problems"),
}


_CLUSTER = regex(r"dask://(\[[0-9a-fA-F:.]+\]|[^/:\[\]\s]+):([0-9]{1,5})/?")


class _UsageError(Exception):
    """A command line that can't be carried out, and why."""

    def __init__(self, text: Bilingual) -> None:
        super().__init__(text.en)
        self.text = text


class _Parser(argparse.ArgumentParser):
    """argparse whose complaints are values."""

    def error(self, message: str) -> NoReturn:
        raise _UsageError(Bilingual(message, message))


def main(argv: Sequence[str]) -> int:
    """Runs a command; returns 0 published (or checked), 1 something blocks, 2 wrong usage."""
    console = Console(_language(argv))
    try:
        arguments = _arguments(argv)
    except _UsageError as wrong:
        console.usage_error(wrong.text, _USAGE)
        return WRONG_USAGE
    if arguments.help:
        console.help(_USAGE, COMMANDS, OPTIONS)
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


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    """The command line's values.  Raises _UsageError."""
    parser = _Parser(prog="build.py", add_help=False, allow_abbrev=False)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--root", type=Path, default=_SHIPPED)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1)
    parser.add_argument("--executor", type=_scheduler)
    parser.add_argument("--date", type=_day)
    parser.add_argument("--lang", type=_one_of(LANGUAGES))
    parser.add_argument("--format", type=_one_of(FORMATS), default="text")
    parser.add_argument("--section")
    parser.add_argument("--title")
    parser.add_argument("--school")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--preview", action="store_true")
    parser.add_argument("--force", action="store_true")
    parser.add_argument("--port", type=_port)
    parser.add_argument("--lan", action="store_true")
    parser.add_argument("--no-open", action="store_true")
    parser.add_argument("--watch", action="store_true")
    parser.add_argument("--quiet", action="store_true")
    parser.add_argument("--help", "-h", action="store_true")
    arguments, unknown = parser.parse_known_intermixed_args(argv)
    arguments.command, *words = arguments.words or ["build"]
    takes = _OPERANDS.get(arguments.command)
    if takes and len(words) != takes[0]:
        raise _UsageError(takes[1])
    if arguments.section is not None and arguments.command != "accept":
        raise _UsageError(_SECTION_ALONE)
    if arguments.title is not None and arguments.command != "new":
        raise _UsageError(_TITLE_ALONE)
    if arguments.preview and arguments.command == "pack":
        raise _UsageError(_PREVIEW_PACKED)
    _refuse_for_watching(arguments)
    schools = (arguments.school is not None) + arguments.all
    if schools > 1 or (schools and arguments.command != "pack"):
        raise _UsageError(_SCHOOLS_ALONE)
    arguments.operands = words
    unknown += [] if takes else words
    if unknown:
        raise _UsageError(_not_known(unknown[0], (*OPTIONS, *COMMANDS)))
    # `test` is carried out by build.py, before there is an engine to ask.
    _one_of(name for name in COMMANDS if name != "test")(arguments.command)
    return arguments


def _refuse_for_watching(arguments: argparse.Namespace) -> None:
    """What goes with `serve` only, or not with it, and --watch.  Raises _UsageError."""
    serves = arguments.command == "serve"
    if not serves and (arguments.port is not None or arguments.lan or arguments.no_open):
        raise _UsageError(_SERVE_ALONE)
    if arguments.watch and (arguments.command != "check" or arguments.format != "text"):
        raise _UsageError(_WATCH_ALONE)
    takes_none = (arguments.output, arguments.force, arguments.executor)
    if serves and (any(takes_none) or arguments.format != "text"):
        raise _UsageError(_SERVE_WRITES_NOTHING)


def _explain(arguments: argparse.Namespace, console: Console) -> int:
    """Tells about a kind of problem or a rule."""
    from qingyuan.explained import explain  # noqa: PLC0415 - see _tools
    from qingyuan.pipeline import KINDS, MANUALS  # noqa: PLC0415 - see _tools

    typed = arguments.operands[0]
    found = explain(typed, console.lang, KINDS, MANUALS)
    if found is None:
        known = sorted({kind.code for kind in KINDS} | {manual.code for manual in MANUALS})
        console.usage_error(_not_known(typed, known), _USAGE)
        return WRONG_USAGE
    console.explanation(found)
    return PUBLISHED


def _one_of(words: Iterable[str]) -> Callable[[str], str]:
    words = tuple(words)

    def read(text: str) -> str:
        if text not in words:
            raise _UsageError(_not_known(text, words))
        return text

    return read


def _not_known(text: str, words: Iterable[str]) -> Bilingual:
    best = nearest(text, words)
    return Bilingual(
        f"不认得“{text}”。" + (f"是不是想写“{best}”？" if best else f"可以写：{' · '.join(words)}"),
        f"“{text}” is not known. "
        + (f"Did you mean “{best}”?" if best else f"What there is: {' · '.join(words)}"),
    )


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        zh = f"--jobs 后面要写进程个数，例如 --jobs 2，不能是“{text}”"
        en = f"--jobs takes a number of processes such as --jobs 2, not “{text}”"
        raise _UsageError(Bilingual(zh, en))
    return int(text)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 65536):
        zh = f"--port 后面要写 1 到 65535 的数，例如 --port 4001，不能是“{text}”"
        en = f"--port takes a number from 1 to 65535 such as --port 4001, not “{text}”"
        raise _UsageError(Bilingual(zh, en))
    return int(text)


def _scheduler(text: str) -> str:
    found = _CLUSTER.fullmatch(text)
    if found is None:
        zh = f"--executor 后面要写 dask://主机:端口，例如 dask://10.0.0.5:8786，不能是“{text}”"
        en = f"--executor takes dask://host:port such as dask://10.0.0.5:8786, not “{text}”"
        raise _UsageError(Bilingual(zh, en))
    # As Dask's own words have it.
    return f"tcp://{found[1]}:{found[2]}"


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        zh = f"--date 后面要写 年-月-日，例如 --date 2026-12-01，不能是“{text}”"
        en = f"--date takes year-month-day such as --date 2026-12-01, not “{text}”"
        raise _UsageError(Bilingual(zh, en)) from None


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
    sources = [folder / name for folder in (root, _SHIPPED) for name in _SOURCES]
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
    return Project(root, _SHIPPED, output, today, arguments.force, preview, started)


@contextmanager
def _tools(arguments: argparse.Namespace, console: Console, store: Store) -> Iterator[Tools]:
    """What a build works with.  Raises ClusterError.

    What reads, checks and renders is loaded here and in the commands that need it: a build with
    nothing to do is done before that would be.
    """
    from qingyuan.pipeline import Tools  # noqa: PLC0415 - see above
    from qingyuan.workers import Workers  # noqa: PLC0415 - see above

    crew = None
    if arguments.executor:
        from qingyuan.cluster import connect  # noqa: PLC0415 - nobody needs it who has no cluster

        crew = connect(arguments.executor)
    with closing(Workers(arguments.jobs, crew)) as workers, closing(Bar(console)) as bar:
        workers.begin = store.reopen
        yield Tools(store, workers, bar)
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
        console.usage_error(refused.text, _USAGE)
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
        console.usage_error(refused.text, _USAGE)
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
        _one_of(KINDS)(kind)
        wanted = Wanted(kind, name, arguments.title or "", project.today)
        with _store(project) as store, _tools(arguments, console, store) as tools:
            begun = start(project, tools, wanted, console.ask)
    except (RefusedError, _UsageError) as refused:
        console.usage_error(refused.text, _USAGE)
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
        console.usage_error(_OUTPUT_IS_SOURCE, _USAGE)
        return WRONG_USAGE
    if project.preview and output == root / "output":
        console.usage_error(_PREVIEW_IS_SITE, _USAGE)
        return WRONG_USAGE
    publishing = arguments.command == "build"
    with _store(project) as store:
        report = standstill.recall(project, store, None, publishing=publishing)
        if report is None:
            found = standstill.find(project, store, Memory())
            report = standstill.recall(project, store, found, publishing=publishing)
        if report is None:
            with _tools(arguments, console, store) as tools:
                from qingyuan.pipeline import build  # noqa: PLC0415 - see _tools

                report = build(project, tools, found, publishing=publishing)
    console.report(report, output, time.perf_counter() - started, ahead=not publishing)
    return BLOCKED if report.blocked else PUBLISHED


def _pack(arguments: argparse.Namespace, console: Console) -> int:
    from qingyuan.packing import pack  # noqa: PLC0415 - see _tools

    started = time.perf_counter()
    project = _project(arguments)
    if _is_sources(project.output, project.root):
        console.usage_error(_OUTPUT_IS_SOURCE, _USAGE)
        return WRONG_USAGE
    try:
        with _store(project) as store, _tools(arguments, console, store) as tools:
            report = pack(project, tools, arguments.school, every=arguments.all)
    except RefusedError as refused:
        console.usage_error(refused.text, _USAGE)
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
