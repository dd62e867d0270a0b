"""What the terminal says while the server runs: little, and nothing twice."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from qingyuan.console import Console
from qingyuan.model.problem import Bilingual, Problem, Severity
from qingyuan.serve.builder import State
from qingyuan.tools import Progress

# Items of a stage from which on it takes long enough to show how far it is.
_LONG = 100
GOODBYE = Bilingual("\n再见。", "\ngoodbye.")
_OPEN = Bilingual(
    "网站在这里：{url}\n编辑台在：{url}desk", "the site is here: {url}\nyour desk is at {url}desk"
)
_ALONE = Bilingual(
    "只有这台电脑能打开。边写边存，页面自己会更新；结束请按 Ctrl-C。",
    "Only this computer can open it. Write and save: pages follow by themselves. Ctrl-C ends it.",
)
_LAN = Bilingual(
    "同一网络里的手机和电脑也能打开：{urls}\n"
    "注意：这个网络里的任何人，不用密码就能看到全部页面，包括草稿和还没到日期的内容；"
    "用完请按 Ctrl-C。原稿、行号和路径只给这台电脑看。",
    "Phones and computers of the same network can open it too: {urls}\n"
    "Mind: anybody in this network can see all pages, without a password, those not published yet "
    "as well; end it with Ctrl-C when done. Lines and paths of files are shown on this computer "
    "only.",
)
_NO_ADDRESS = Bilingual("（没有找到本机在网络里的地址）", "(no address in a network was found)")
_TAKEN = Bilingual(
    "端口 {port} 已有别的程序在用，或者不许用。请换一个，例如 --port {other}；"
    "不写 --port 就自己找空的。",
    "port {port} is used by another program, or may not be used. Name another one, such as --port "
    "{other}; without --port a free one is found.",
)
_NO_PAGES = Bilingual(
    "还没有可看的页面：请先改正上面的错误，保存后会自己更新。",
    "there are no pages to see yet: mend the errors above; at your next save it goes on.",
)
_STALE = Bilingual(
    "页面仍是上一次没有错误时的样子。", "the pages are as they were when there was no error."
)
_CRASH = Bilingual(
    "程序自己出了错，上一次好的页面还在，下次保存时再试：{what}",
    "the program itself failed; the last good pages are still there, and your next save tries "
    "again: {what}",
)


def _beyond(some: Iterable[Problem], others: Iterable[Problem]) -> list[Problem]:
    """Those of some that are not among the others, wherever they stand by now in their files.

    A warning is the same one while it says another thing of the same matter: how a translation is
    behind changes with every word of its original.
    """
    left = Counter(map(_same, others))
    found = []
    for problem in some:
        if left[_same(problem)]:
            left[_same(problem)] -= 1
        else:
            found.append(problem)
    return found


def _same(problem: Problem) -> tuple[str, str, str]:
    is_error = problem.severity is Severity.ERROR
    return problem.location.path, problem.code, (problem.message if is_error else problem.hint).en


class Steps:
    """A build's progress, where it is long enough to be worth a bar: the first one, as a rule."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress

    def stage(self, name: str, total: int) -> Callable[[], None]:
        """As a bar does; one that is full gives way to what is said next."""
        if total < _LONG:
            return _nothing
        left = total
        tick = self.progress.stage(name, total)

        def ticked() -> None:
            nonlocal left
            left -= 1
            tick()
            if not left:
                self.progress.stage(name, 0)

        return ticked


def _nothing() -> None:
    """What is not worth a tick."""


class Terminal:
    """Says what changed since it last said something."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._known: tuple[Problem, ...] = ()

    def taken(self, port: int) -> None:
        """The port that was asked for can't be had."""
        other = str(port + 1 if port < 65535 else 4000)
        self.console.say(_TAKEN.format({"port": str(port), "other": other}), error=True)

    def listening(self, port: int, addresses: Sequence[str], *, lan: bool) -> None:
        """Where it is, and for whom."""
        self.console.say(_OPEN.format({"url": f"http://127.0.0.1:{port}/"}))
        if not lan:
            self.console.say(_ALONE)
            return
        urls = " ".join(f"http://{address}:{port}/" for address in addresses)
        shown = Bilingual(urls, urls) if urls else _NO_ADDRESS
        self.console.say(Bilingual(_LAN.zh.format(urls=shown.zh), _LAN.en.format(urls=shown.en)))

    def built(self, state: State, problems: Sequence[Problem], seconds: float) -> None:
        """After a build: what is new, what is mended, and how long it took."""
        if state.crash:
            self.console.say(_CRASH.format({"what": state.crash}), error=True)
            return
        fresh = _beyond(problems, self._known)
        mended = len(_beyond(self._known, problems))
        self._known = tuple(problems)
        # What has to be mended comes last, where it is read first.
        self.console.problems(sorted(fresh, key=lambda p: p.severity is Severity.ERROR))
        if self.console.quiet:
            return
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        warnings = sum(problem.severity is Severity.WARNING for problem in problems)
        took = f"{seconds * 1000:.0f}"
        clock = time.strftime("%H:%M:%S")
        zh = f"{clock} 已更新，用时 {took} 毫秒"
        en = f"{clock} rebuilt in {took} ms"
        if mended:
            zh, en = f"{zh}；改好 {mended} 处", f"{en}; mended: {mended}"
        if errors or warnings:
            zh = f"{zh}；错误 {errors}、警告 {warnings}"
            en = f"{en}; errors {errors}, warnings {warnings}"
        self.console.say(Bilingual(zh, en))
        if state.blocked:
            self.console.say(_STALE if state.shown else _NO_PAGES)

    def goodbye(self) -> None:
        """It was ended."""
        self.console.say(GOODBYE)
