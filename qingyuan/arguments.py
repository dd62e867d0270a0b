"""The command line's words: which there are, and what they come to."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn

from qingyuan.model.problem import Bilingual, nearest
from qingyuan.model.regex import regex

# The project's own folder.
SHIPPED = Path(__file__).resolve().parent.parent
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
USAGE = Bilingual(
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


class UsageError(Exception):
    """A command line that can't be carried out, and why."""

    def __init__(self, text: Bilingual) -> None:
        super().__init__(text.en)
        self.text = text


class _Parser(argparse.ArgumentParser):
    """argparse whose complaints are values, and whose help nobody sees (see console).

    What is told it here it would find out by loading modules, which takes three milliseconds.
    """

    def __init__(self) -> None:
        formatter = partial(argparse.HelpFormatter, width=80)
        super().__init__(
            usage=USAGE.en, formatter_class=formatter, add_help=False, allow_abbrev=False
        )

    def error(self, message: str) -> NoReturn:
        raise UsageError(Bilingual(message, message))


def arguments_of(argv: Sequence[str]) -> argparse.Namespace:
    """The command line's values.  Raises UsageError."""
    parser = _Parser()
    parser.add_argument("words", nargs="*")
    parser.add_argument("--root", type=Path, default=SHIPPED)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1)
    parser.add_argument("--executor", type=_scheduler)
    parser.add_argument("--date", type=_day)
    parser.add_argument("--lang", type=one_of(LANGUAGES))
    parser.add_argument("--format", type=one_of(FORMATS), default="text")
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
        raise UsageError(takes[1])
    if arguments.section is not None and arguments.command != "accept":
        raise UsageError(_SECTION_ALONE)
    if arguments.title is not None and arguments.command != "new":
        raise UsageError(_TITLE_ALONE)
    if arguments.preview and arguments.command == "pack":
        raise UsageError(_PREVIEW_PACKED)
    _refuse_for_watching(arguments)
    schools = (arguments.school is not None) + arguments.all
    if schools > 1 or (schools and arguments.command != "pack"):
        raise UsageError(_SCHOOLS_ALONE)
    arguments.operands = words
    unknown += [] if takes else words
    if unknown:
        raise UsageError(not_known(unknown[0], (*OPTIONS, *COMMANDS)))
    # `test` is carried out by build.py, before there is an engine to ask.
    one_of(name for name in COMMANDS if name != "test")(arguments.command)
    return arguments


def _refuse_for_watching(arguments: argparse.Namespace) -> None:
    """What goes with `serve` only, or not with it, and --watch.  Raises UsageError."""
    serves = arguments.command == "serve"
    if not serves and (arguments.port is not None or arguments.lan or arguments.no_open):
        raise UsageError(_SERVE_ALONE)
    if arguments.watch and (arguments.command != "check" or arguments.format != "text"):
        raise UsageError(_WATCH_ALONE)
    takes_none = (arguments.output, arguments.force, arguments.executor)
    if serves and (any(takes_none) or arguments.format != "text"):
        raise UsageError(_SERVE_WRITES_NOTHING)


def one_of(words: Iterable[str]) -> Callable[[str], str]:
    words = tuple(words)

    def read(text: str) -> str:
        if text not in words:
            raise UsageError(not_known(text, words))
        return text

    return read


def not_known(text: str, words: Iterable[str]) -> Bilingual:
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
        raise UsageError(Bilingual(zh, en))
    return int(text)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 65536):
        zh = f"--port 后面要写 1 到 65535 的数，例如 --port 4001，不能是“{text}”"
        en = f"--port takes a number from 1 to 65535 such as --port 4001, not “{text}”"
        raise UsageError(Bilingual(zh, en))
    return int(text)


def _scheduler(text: str) -> str:
    found = _CLUSTER.fullmatch(text)
    if found is None:
        zh = f"--executor 后面要写 dask://主机:端口，例如 dask://10.0.0.5:8786，不能是“{text}”"
        en = f"--executor takes dask://host:port such as dask://10.0.0.5:8786, not “{text}”"
        raise UsageError(Bilingual(zh, en))
    # As Dask's own words have it.
    return f"tcp://{found[1]}:{found[2]}"


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        zh = f"--date 后面要写 年-月-日，例如 --date 2026-12-01，不能是“{text}”"
        en = f"--date takes year-month-day such as --date 2026-12-01, not “{text}”"
        raise UsageError(Bilingual(zh, en)) from None


def language_of(argv: Sequence[str]) -> str:
    """The language of messages: as asked for, else the system's, else English."""
    for index, argument in enumerate(argv):
        if argument.startswith("--lang="):
            return "zh" if argument.endswith("zh") else "en"
        if argument == "--lang":
            return "zh" if argv[index + 1 : index + 2] == ["zh"] else "en"
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG")]
    name = next((name for name in names if name), None) or _of_system()
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def _of_system() -> str:
    """The language of a system that has no variable for it, such as Windows; may be empty."""
    import locale  # noqa: PLC0415 - takes a millisecond, where mostly nobody asks

    return locale.getlocale()[0] or ""
