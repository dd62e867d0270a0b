"""What is printed: problems in three forms, progress, the closing summary."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qingyuan.explained import SEVERITIES, Explanation
from qingyuan.model.coming import AHEAD
from qingyuan.model.difference import differences
from qingyuan.model.making import Why, named
from qingyuan.model.problem import Bilingual, Problem, Severity, listed
from qingyuan.model.report import Report
from qingyuan.model.standing import Standing, State
from qingyuan.model.verification import Verification

if TYPE_CHECKING:
    from qingyuan.begin import Begun, Question
    from qingyuan.model.acceptance import Acceptance

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36"}
_STAGES = {
    "parse": Bilingual("读取", "reading"),
    "pictures": Bilingual("处理图片", "preparing pictures"),
    "check": Bilingual("检查", "checking"),
    "render": Bilingual("生成页面", "rendering"),
    "pack": Bilingual("打包", "packing"),
}
_STATES = {
    State.DONE: Bilingual("完成", "done"),
    State.STALE: Bilingual("没有跟上原文", "behind its original"),
    State.UNRECORDED: Bilingual("还没有人确认过", "not confirmed by anybody yet"),
    State.MISSING: Bilingual("还没有译文", "not translated yet"),
}
_WIDTH = 24
# Without a terminal a line is printed for long work only, and only a few times.
_LINES = 4
_LONG = 400
# More days than that are no longer read.
_MOST_COMING = 20


class Console:
    """Prints for people (text) or for programs (json, github), in one language."""

    def __init__(self, lang: str, form: str = "text", *, quiet: bool = False) -> None:
        self.lang = lang
        self.form = form
        self.quiet = quiet
        for stream in (sys.stdout, sys.stderr):
            # An old Windows console can't show every character: it then shows question marks.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")

    def say(self, text: Bilingual, *, error: bool = False) -> None:
        """One line in the editor's language."""
        print(text[self.lang], file=sys.stderr if error else sys.stdout, flush=True)

    def usage_error(self, text: Bilingual, usage: Bilingual) -> None:
        """What was wrong with the command line."""
        self.say(Bilingual(f"命令写错了：{text.zh}", f"wrong usage: {text.en}"), error=True)
        self.say(usage, error=True)
        self.say(
            Bilingual(
                "全部命令和选项：python3 build.py --help", "all of it: python3 build.py --help"
            ),
            error=True,
        )

    def help(
        self, usage: Bilingual, commands: Mapping[str, Bilingual], options: Mapping[str, Bilingual]
    ) -> None:
        """The help page."""
        self.say(usage)
        for heading, entries in (
            (Bilingual("命令", "commands"), commands),
            (Bilingual("选项", "options"), options),
        ):
            print(f"\n{heading[self.lang]}")
            for name, text in entries.items():
                print(f"  {name:<10} {text[self.lang]}")

    def explanation(self, found: Explanation) -> None:
        """All about a kind of problem or a rule."""
        print(found)

    def interrupted(self) -> None:
        """After Ctrl-C."""
        text = Bilingual("已停止；原来的网站没有动。", "stopped; the old site is as it was.")
        self.say(text, error=True)

    def taken_over(self, wrong: Exception) -> None:
        """Where not all that was handed out came back, and the first reason."""
        zh = "有些工作没有做完送回来，已经在本机补做，结果不变"
        en = "some of the work did not come back; it was done here, with the same result"
        reason = f"{type(wrong).__name__} {wrong}".strip().partition("\n")[0]
        self.say(Bilingual(f"{zh}（{reason}）。", f"{en} ({reason})."), error=True)

    def not_written(self, wrong: OSError) -> None:
        """A record that could not be kept."""
        reason = f"{wrong.strerror or wrong} ({wrong.filename or ''})"
        text = Bilingual(f"没有写成：{reason}", f"could not be written: {reason}")
        self.say(text, error=True)

    def no_pack(self, path: Path, wrong: Exception) -> None:
        """What should be a pack, and is none."""
        reason = getattr(wrong, "strerror", None) or wrong
        zh, en = f"读不了“{path}”：{reason}", f"“{path}” can't be read: {reason}"
        zh += "。请写完整的压缩包，或者解压后的整个文件夹。"
        en += ". Name a whole pack, or the whole folder that it was unpacked to."
        self.say(Bilingual(zh, en), error=True)

    def verification(self, found: Verification) -> None:
        """What a pack is, compared with its sums and with what is approved."""
        for paths, text in (
            (found.changed, Bilingual("打包以后改动过", "changed since it was packed")),
            (found.missing, Bilingual("少了", "missing")),
            (found.extra, Bilingual("打包时没有", "not there when it was packed")),
            (found.altered, Bilingual("文字改动过", "its text was changed")),
            (
                found.other,
                Bilingual("和这里今天的文字不同", "not the text that is approved here today"),
            ),
            (found.unknown, Bilingual("这里没有这篇", "no such text here")),
        ):
            for path in paths:
                self.say(Bilingual(f"{path}：{text.zh}", f"{path}: {text.en}"))
        zh = f"文件 {found.files} 个；{found.approved} 页的文字和审定的一字不差"
        en = f"{found.files} files; the text of {found.approved} pages is what was approved"
        if not found.compared:
            zh += "（content 有错误，只和压缩包自己的清单比较过）"
            en += " (by the pack's own list only, as the content here has errors)"
        self.say(Bilingual(zh, en))
        if found.sound:
            self.say(Bilingual("没有改动。", "nothing was changed."))
        else:
            self.say(Bilingual("和打包时或审定的不一样。", "not as it was packed or approved."))

    def accepted(self, accepted: Acceptance) -> None:
        """What was recorded."""
        if self.quiet:
            return
        for section in accepted.sections:
            self.say(Bilingual(f"已确认：{section.zh}", f"accepted: {section.en}"))
        count, path = accepted.count, accepted.path
        self.say(Bilingual(f"{path}：共记 {count} 节", f"{path}: {count} sections on record"))

    def whys(self, found: Sequence[Why]) -> None:
        """What pages are made of, and why they were made anew."""
        for why in found:
            page = why.page
            self.say(Bilingual(f"{page.path}（{page.origin}）", f"{page.path} ({page.origin})"))
            names = list(dict.fromkeys(name for name, digest in why.parts if digest))
            for name in names:
                mark = " *" if name in why.since else ""
                self.say(Bilingual(f"    {named(name).zh}{mark}", f"    {named(name).en}{mark}"))
            self.say(self._reason(why))

    @staticmethod
    def _reason(why: Why) -> Bilingual:
        """Why a page was made anew, or was not."""
        if why.since and not why.anew and why.first:
            return Bilingual("  还没有生成过。", "  It has not been made yet.")
        if not why.anew:
            last = Bilingual("  上次没有重新生成", "  The last time it was not made anew")
        elif why.first or not why.changed:
            last = Bilingual(
                "  上次是第一次生成，或者程序、设置有变",
                "  The last time it was made for the first time, or the program had changed",
            )
        else:
            zh = "、".join(named(name).zh for name in why.changed)
            en = ", ".join(named(name).en for name in why.changed)
            last = Bilingual(f"  上次重新生成，因为有变：{zh}", f"  It was made anew for: {en}")
        if not why.since:
            return Bilingual(
                f"{last.zh}；从那以后没有变。", f"{last.en}. Nothing has changed since."
            )
        return Bilingual(
            f"{last.zh}；从那以后有变的标了 *，下次会重新生成。",
            f"{last.en}. What has changed since has a *: the next build makes it anew.",
        )

    def ask(self, question: Question) -> str:
        """The answer that is typed; without a terminal, the usual one.

        Raises KeyboardInterrupt where nobody answers any more.
        """
        if not (sys.stdin.isatty() and sys.stdout.isatty()) or self.quiet:
            return question.default
        for number, (answer, what) in enumerate(question.choices, 1):
            print(f"  {number}. {answer}  {what}".rstrip())
        colon = "：" if self.lang == "zh" else ": "
        prompt = f"{question.text[self.lang]} [{question.shown[self.lang]}]{colon}"
        while True:
            try:
                typed = input(prompt).strip()
            except EOFError:
                raise KeyboardInterrupt from None
            if not typed:
                return question.default
            answers = [answer for answer, _ in question.choices]
            if not answers or typed in answers:
                return typed
            if typed.isdecimal() and 0 < int(typed) <= len(answers):
                return answers[int(typed) - 1]
            most = len(answers)
            self.say(Bilingual(f"  请输入 1 到 {most} 的数字", f"  type a number from 1 to {most}"))

    def begun(self, begun: Begun, root: Path) -> None:
        """What was made, and what to do next."""
        if self.quiet:
            return
        for path in begun.files:
            zh, en = ("加了一条：", "added to") if begun.appended else ("新建：", "made")
            self.say(Bilingual(f"{zh}{root / path}", f"{en} {root / path}"))
        first = next(iter(begun.files.values()))
        if "draft: yes" in first:
            self.say(
                Bilingual(
                    "把〔待写……〕换成你的文字。它是草稿，不会发布；"
                    "写好以后删掉 draft: yes 那一行。",
                    "put your text in the place of 〔Write …〕. It is a draft and not published "
                    "until you take its line draft: yes out.",
                )
            )
        where = " · ".join(begun.pages)
        self.say(
            Bilingual(
                f"接着：python3 build.py serve，边写边看{'：' if where else ''}{where}",
                f"next: python3 build.py serve, and see it while you write{': ' if where else ''}"
                f"{where}",
            )
        )

    def report(self, report: Report, output: Path, seconds: float, *, ahead: bool = False) -> None:
        """All problems, what comes up where one looks `ahead`, then the summary."""
        if self.form == "json":
            import json  # noqa: PLC0415 - for programs only; see standstill

            print(json.dumps(_as_json(report, output, seconds), ensure_ascii=False, indent=2))
            return
        self.problems(report.problems)
        self._waived(report)
        self._translations(report)
        if ahead:
            self._upcoming(report)
        if not self.quiet:
            self._summary(report, output, seconds)

    def problems(self, problems: Iterable[Problem]) -> None:
        """Problems, in the form that was asked for."""
        for problem in problems:
            print(self._github(problem) if self.form == "github" else self._text(problem))

    def _waived(self, report: Report) -> None:
        """What editors have taken an exception from, and why."""
        if not report.waived or self.form == "github" or self.quiet:
            return
        count = len(report.waived)
        self.say(Bilingual(f"\n豁免 {count} 处：", f"\nwaived: {count}"))
        for entry in report.waived:
            problem, waiver = entry.problem, entry.waiver
            ends = f" → {waiver.until}" if waiver.until else ""
            print(f"  {problem.location}: [{problem.code}] {waiver.reason}{ends}")

    def _translations(self, report: Report) -> None:
        """How far each language is, and what it lacks, old and new one above the other."""
        if self.form == "github" or self.quiet or not report.translations:
            return
        if report.problems:
            print()
        for code in sorted({standing.language for standing in report.translations}):
            own = [standing for standing in report.translations if standing.language == code]
            left = [standing for standing in own if standing.state is not State.DONE]
            done = f"{code} {len(own) - len(left)}/{len(own)}"
            self.say(Bilingual(f"译文：{done} 完成", f"translations: {done} done"))
            for standing in left:
                self._standing(standing)

    def _upcoming(self, report: Report) -> None:
        """The days on which something changes or falls due."""
        if self.form == "github" or self.quiet or not report.upcoming:
            return
        days = AHEAD.days
        self.say(Bilingual(f"\n今后 {days} 天：", f"\ncoming up in {days} days:"))
        for entry in report.upcoming[:_MOST_COMING]:
            print(f"  {entry.day}  {entry.name}: {entry.what[self.lang]}  {entry.at}")
        more = len(report.upcoming) - _MOST_COMING
        if more > 0:
            self.say(
                Bilingual(
                    f"  还有 {more} 条：--format json 全部列出",
                    f"  and {more} more: --format json lists all",
                )
            )

    def _standing(self, standing: Standing) -> None:
        state = _STATES[standing.state]
        name = standing.name
        self.say(Bilingual(f"  {name}：{state.zh}", f"  {name}: {state.en}"))
        for lag in standing.lags:
            label, what = lag.label[self.lang], lag.what[self.lang]
            self.say(Bilingual(f"    {label}，{what}", f"    {label}, {what}"))
            for old, new in differences(lag.old, lag.new):
                if old:
                    self.say(Bilingual(f"      旧：{old}", f"      old: {old}"))
                if new:
                    self.say(Bilingual(f"      新：{new}", f"      new: {new}"))

    def _text(self, problem: Problem) -> str:
        severity = SEVERITIES[problem.severity][self.lang]
        if sys.stdout.isatty() and "NO_COLOR" not in os.environ:
            severity = f"\033[{_COLOURS[problem.severity]}m{severity}\033[0m"
        hint = Bilingual("改法", "hint")[self.lang]
        colon = "：" if self.lang == "zh" else ": "
        first = f"{problem.location}: {severity}[{problem.code}] {problem.message[self.lang]}"
        return f"{first}\n    {hint}{colon}{problem.hint[self.lang]}"

    def _github(self, problem: Problem) -> str:
        """A workflow command, with its own escapes for line ends, colons and commas."""
        kind = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
        at = problem.location
        text = f"{problem.message[self.lang]} {problem.hint[self.lang]}"
        text = text.replace("%", "%25").replace("\n", "%0A")
        file = at.path.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
        place = f"file={file},line={max(at.line, 1)},col={max(at.column, 1)},title={problem.code}"
        return f"::{kind[problem.severity]} {place}::{text}"

    def _summary(self, report: Report, output: Path, seconds: float) -> None:
        counts = Counter(problem.severity for problem in report.problems)
        found = Bilingual(
            "、".join(f"{text.zh} {counts[s]}" for s, text in SEVERITIES.items()),
            ", ".join(f"{text.en}s {counts[s]}" for s, text in SEVERITIES.items()),
        )
        if report.problems:
            print()
        each = " · ".join(f"{code} {count}" for code, count in report.pages if code)
        total = sum(count for _, count in report.pages)
        made = total - report.reused
        if total:
            self.say(
                Bilingual(
                    f"页面 {total}（{each}）：新生成 {made}，沿用 {report.reused}",
                    f"{total} pages ({each}): {made} rendered, {report.reused} reused",
                )
            )
        self.say(
            Bilingual(f"{found.zh}；用时 {seconds:.2f} 秒", f"{found.en}; {seconds:.2f} seconds")
        )
        if report.problems:
            code = report.problems[0].code
            self.say(
                Bilingual(
                    f"想多了解一种问题：python3 build.py explain {code}",
                    f"more about a problem: python3 build.py explain {code}",
                )
            )
        index = output / "index.html"
        for pack in report.packs:
            print(f"{pack.path}  {pack.size / 1e6:.1f} MB  SHA-256 {pack.sha256}")
        if report.packs:
            count = len(report.packs)
            self.say(Bilingual(f"压缩包 {count} 个：{output}", f"packs: {count}, in {output}"))
        elif report.change:
            self._gone([path for path in report.change.removed if path.endswith(".html")])
            self.say(Bilingual(f"网站已发布：{index}", f"published: {index}"))
        elif report.blocked:
            self.say(
                Bilingual(
                    "没有发布：请先改正上面的错误。原来的网站没有动。",
                    "not published: mend the errors above first. The old site is as it was.",
                )
            )
        else:
            self.say(Bilingual("可以发布。", "ready to publish."))

    def _gone(self, pages: list[str]) -> None:
        """Links to pages that were there before are out in the world."""
        if not pages:
            return
        names = listed(pages)
        alias = pages[0].partition("/")[2] or pages[0]
        self.say(
            Bilingual(
                f"不再有的页面：{names}\n  其中有搬了地方的，请在新页面的文件开头写 "
                f"aliases: [{alias}]，旧链接就还能用。",
                f"pages that are no more: {names}\n  where one has moved, write aliases: [{alias}] "
                "in the front matter of the new one, and links to the old one still work.",
            )
        )


class Bar:
    """Progress on standard error: a bar on a terminal, a few plain lines elsewhere."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.terminal = sys.stderr.isatty()
        self.drawn = False

    def close(self) -> None:
        """Takes the bar away."""
        self._clear()

    def stage(self, name: str, total: int) -> Callable[[], None]:
        """Starts a stage; what is returned is called after each item."""
        self._clear()
        done = 0
        step = max(1, total // (_WIDTH * 4) if self.terminal else total // _LINES)
        silent = self.console.quiet or self.console.form != "text"
        silent = silent or (not self.terminal and total < _LONG)

        def tick() -> None:
            nonlocal done
            done += 1
            if not silent and done % step == 0:
                self._draw(_STAGES[name][self.console.lang], done, total)

        return tick

    def _draw(self, name: str, done: int, total: int) -> None:
        if self.terminal:
            filled = _WIDTH * done // total
            bar = "█" * filled + "░" * (_WIDTH - filled)
            print(f"\r\033[K{bar} {name} {done}/{total}", end="", file=sys.stderr, flush=True)
            self.drawn = True
        else:
            print(f"{name} {done}/{total}", file=sys.stderr, flush=True)

    def _clear(self) -> None:
        if self.drawn:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
            self.drawn = False


def _as_json(report: Report, output: Path, seconds: float) -> dict[str, Any]:
    return {
        "problems": [
            {
                "path": problem.location.path,
                "line": problem.location.line,
                "column": problem.location.column,
                "code": problem.code,
                "severity": problem.severity,
                "message": {"zh": problem.message.zh, "en": problem.message.en},
                "hint": {"zh": problem.hint.zh, "en": problem.hint.en},
            }
            for problem in report.problems
        ],
        "waived": [
            {
                "path": entry.problem.location.path,
                "line": entry.problem.location.line,
                "column": entry.problem.location.column,
                "code": entry.problem.code,
                "rule": entry.waiver.rule,
                "reason": entry.waiver.reason,
                "until": str(entry.waiver.until) if entry.waiver.until else None,
            }
            for entry in report.waived
        ],
        "translations": [_standing_as_json(standing) for standing in report.translations],
        "upcoming": [
            {
                "day": entry.day.isoformat(),
                "what": entry.sort.value,
                "name": entry.name,
                "path": entry.at.path,
                "line": entry.at.line,
                "column": entry.at.column,
            }
            for entry in report.upcoming
        ],
        "pages": sum(count for _, count in report.pages),
        "reused": report.reused,
        "published": report.change is not None,
        "packs": [
            {"path": pack.path, "files": pack.files, "bytes": pack.size, "sha256": pack.sha256}
            for pack in report.packs
        ],
        "output": str(output),
        "seconds": round(seconds, 3),
    }


def _standing_as_json(standing: Standing) -> dict[str, Any]:
    return {
        "name": standing.name,
        "language": standing.language,
        "path": standing.at.path,
        "source": standing.source,
        "state": standing.state.value,
        "sections": [
            {
                "section": lag.typed,
                "key": lag.key,
                "title": lag.title,
                "change": lag.change.value,
                "line": lag.at.line,
                "old": lag.old,
                "new": lag.new,
            }
            for lag in standing.lags
        ],
    }
