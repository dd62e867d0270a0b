"""The editor's desk: all that is to be known of a site while somebody writes, on one page.

A pure function of the last build.  It is served, and never published.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct, field

from qingyuan.model.coming import AHEAD
from qingyuan.model.difference import differences
from qingyuan.model.fact import Fact
from qingyuan.model.lag import Lag
from qingyuan.model.language import Localized
from qingyuan.model.location import Location
from qingyuan.model.problem import Bilingual, Problem, Severity
from qingyuan.model.quantity import Qualifier, plain
from qingyuan.model.site import Site
from qingyuan.model.standing import Standing, State
from qingyuan.model.standings import name_of
from qingyuan.model.story import ContentPage, Hidden, Hiding, Story
from qingyuan.model.waiver import Waived, Waiver
from qingyuan.render import paths
from qingyuan.serve.desk_frame import document
from qingyuan.serve.elements import Html, tag, together
from qingyuan.serve.session import View

# Where the server has the desk in each language, and what it tells of a kind of problem.
PATHS = {"zh": "desk/zh.html", "en": "desk/en.html"}
EXPLAINED = "@desk/problem/"
_TAGS = {"zh": "zh-Hans", "en": "en"}
_SEVERITIES = {
    Severity.ERROR: Bilingual("错误", "Errors"),
    Severity.WARNING: Bilingual("警告", "Warnings"),
    Severity.NOTE: Bilingual("提示", "Notes"),
}
_STATES = {
    State.DONE: Bilingual("完成", "done"),
    State.STALE: Bilingual("没有跟上原文", "behind its original"),
    State.UNRECORDED: Bilingual("还没有人确认过", "not confirmed by anybody yet"),
    State.MISSING: Bilingual("还没有译文", "not translated yet"),
}
_KINDS = {
    "fact": Bilingual("数字", "fact"),
    "term": Bilingual("词条", "term"),
    "school": Bilingual("学校", "school"),
}
_QUALIFIERS = {
    Qualifier.EXACT: Bilingual("", ""),
    Qualifier.MORE_THAN: Bilingual("多于", "more than"),
    Qualifier.NEARLY: Bilingual("近", "nearly"),
    Qualifier.AT_MOST: Bilingual("至多", "at most"),
    Qualifier.ABOUT: Bilingual("约", "about"),
}
# Stale translations that are open from the start, if there are no more.
_FEW = 3
# Files with problems that are open from the start, and problems that are told in full.
_OPEN, _MOST_PROBLEMS = 12, 400
# Differences that are worked out, users of a figure that are named, waivers of a rule that are
# told: more is no longer read.
_MOST_LAGS, _MOST_USERS, _MOST_WAIVERS = 200, 24, 100


def page(view: View, root: Path, language: str, *, local: bool) -> bytes:
    """The desk in a language of PATHS, as an HTML document.

    `root` is the project's folder, whose files are opened by links for an editor's program; where
    the desk is not `local` to the reader, nothing tells where that folder is.
    """
    desk = _Desk(view, root, language, local)
    site = view.site
    sections = [desk.problems(), desk.translations()]
    if site:
        sections += [desk.hidden(site), desk.coming(), desk.facts(site), desk.waivers(site)]
    title = site.settings.title.get(language) if site else None
    name = desk.say("编辑台", "Editor’s desk")
    parts = together(section.html for section in sections)
    return document(
        _TAGS[language],
        f"{name} · {title}" if title else name,
        tag("a", desk.say("跳到内容", "Skip to content"), class_="skip", href="#main"),
        desk.head(name, title),
        tag(
            "main",
            tag("div", desk.state(), desk.ways(sections), class_="wrap"),
            desk.finder(),
            tag("div", parts, class_="wrap"),
            id="main",
            tabindex="-1",
        ),
        tag("footer", desk.size(), class_="wrap foot"),
    )


class _Section(Struct, frozen=True):
    """A part of the desk, and how it is told at the top: a number, a word, how bad it is."""

    id: str
    name: str
    number: str
    html: Html
    look: str = ""


class _Uses(Struct, frozen=True):
    """Where a fact stands: in articles, in charts, as a part or a base of other facts."""

    articles: dict[str, Story | ContentPage] = field(default_factory=dict)
    charts: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.articles or self.charts or self.facts)


class _Desk:
    """One page in the making."""

    def __init__(self, view: View, root: Path, language: str, local: bool) -> None:  # noqa: FBT001 - passed on
        self.view = view
        self.report = view.report
        self.language = language
        self.root = root.as_posix() if local else None
        site = view.site
        self.by_name = (
            {name_of(site, article): article for article in site.articles} if site else {}
        )

    def say(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def both(self, text: Bilingual) -> str:
        return text[self.language]

    def text(self, localized: Localized) -> str:
        """In the desk's language, or the first that there is."""
        texts = localized.texts
        return localized.get(self.language) or (texts[0][1] if texts else "")

    # Pieces

    def place(self, at: Location) -> Html:
        """Where something stands: opens it in an editor's program, or gives the path to copy."""
        path = f"{self.root}/{at.path}" if self.root else at.path
        return together([self.way(at), " ", self.copy(path, self.say("复制路径", "copy path"))])

    def way(self, at: Location) -> Html:
        """Where something stands, as a link where that can be."""
        shown = tag("code", str(at))
        if self.root is None:
            return shown
        path = f"{self.root}/{at.path}"
        spot = f":{at.line}:{max(at.column, 1)}" if at.line else ""
        whole = path if path.startswith("/") else f"/{path}"
        return tag("a", shown, href=f"vscode://file{quote(whole, safe='/:')}{spot}")

    def copy(self, text: str, label: str) -> Html:
        done = self.say("已复制", "copied")
        return tag("button", label, type="button", data_copy=text, data_done=done, title=text)

    def link(self, article: Story | ContentPage, code: str | None = None) -> Html:
        """The title, with the way to its page in the served site where there is one."""
        code = code or self.code(article)
        path = paths.of(article, code)
        title = article.best(code).title
        lang = self._tag(article.best(code).language)
        if path in self.view.pages:
            return tag("a", title, href=f"/{quote(path)}", lang=lang)
        return tag("span", title, lang=lang)

    def named(self, name: str, code: str | None = None) -> Html:
        """An article by the name that commands have for it, as `link`; the name if it has gone."""
        article = self.by_name.get(name)
        return self.link(article, code) if article else tag("span", name)

    def title(self, name: str) -> Html:
        """The title of an article by its name, without a link, and the name itself."""
        article = self.by_name.get(name)
        if article is None:
            return tag("span", name)
        best = article.best(self.language)
        title = tag("span", best.title, lang=self._tag(best.language))
        return together([title, " ", tag("small", tag("code", name))])

    def _tag(self, code: str) -> str:
        site = self.view.site
        return site.settings.language(code).tag if site else code

    def code(self, article: Story | ContentPage) -> str:
        """The edition that somebody who reads the desk's language would take."""
        return article.best(self.language).language

    def fold(self, id_: str, summary: str, *inside: str, is_open: bool = False) -> Html:
        return tag(
            "details",
            tag("summary", summary),
            *inside,
            id=id_,
            open=is_open,
            data_open=is_open,
        )

    def section(self, id_: str, name: str, number: str, *inside: str, look: str = "") -> _Section:
        """A section, whose heading tells its number as well."""
        heading = tag("h2", name, " ", tag("span", number, class_="count"), id=f"{id_}-title")
        html = tag("section", heading, *inside, id=id_, aria_labelledby=f"{id_}-title")
        return _Section(id_, name, number, html, look)

    def nothing(self, zh: str, en: str) -> Html:
        return tag("p", self.say(zh, en), class_="small")

    def table(self, names: Sequence[str], rows: Iterable[Html]) -> Html:
        head = tag("tr", *(tag("th", name, scope="col") for name in names))
        return tag("table", tag("thead", head), tag("tbody", *rows))

    # Around the sections

    def head(self, name: str, title: str | None) -> Html:
        other = "en" if self.language == "zh" else "zh"
        switch = tag(
            "a",
            "English" if other == "en" else "中文",
            href=f"/{PATHS[other]}",
            lang=_TAGS[other],
            hreflang=_TAGS[other],
        )
        home = tag("a", self.say("看网站", "The site"), href="/")
        heading = tag("h1", name, *([tag("small", f" {title}")] if title else []))
        return tag("header", tag("div", heading, home, switch, class_="wrap"), class_="head")

    def state(self) -> Html:
        """Whether it can be published; and what is seen, where it can't."""
        errors = sum(p.severity is Severity.ERROR for p in self.report.problems)
        if not errors:
            return tag("div", tag("p", self.say("可以发布。", "Ready to publish.")), class_="state")
        lines = [
            self.say(f"有 {errors} 个错误，不能发布。", f"Not published: {_n(errors, 'error')}.")
        ]
        if not self.view.current and self.view.pages:
            lines.append(
                self.say(
                    "网页还是上一次没有错误时的样子。",
                    "The pages are still those of the last time without errors.",
                )
            )
        return tag("div", *(tag("p", line) for line in lines), class_="state blocked")

    def ways(self, sections: Sequence[_Section]) -> Html:
        """A number for each section, and the way there."""
        cells = (
            tag(
                "li",
                tag("a", tag("strong", s.number), s.name, href=f"#{s.id}"),
                class_=s.look or False,
            )
            for s in sections
        )
        return tag("nav", tag("ul", *cells, class_="ways"), aria_label=self.say("概况", "Overview"))

    def finder(self) -> Html:
        label = tag("label", self.say("筛选", "Filter"), for_="filter")
        box = tag(
            "input",
            id="filter",
            type="search",
            autocomplete="off",
            placeholder=self.say("文件名、标题、代码……", "file, title, code …"),
        )
        words = self.say("找到 {n} 条", "{n} found")
        told = tag("span", id="found", class_="small", role="status", data_words=words)
        return tag("div", tag("div", label, box, told, class_="wrap"), class_="find")

    def size(self) -> Html:
        """How large the site is, and how long the last build took."""
        counts = Counter(page.language or "" for page in self.view.pages.values())
        each = " · ".join(f"{code} {count}" for code, count in sorted(counts.items()) if code)
        in_zh, in_en = (f"（{each}）", f" ({each})") if each else ("", "")
        pages, files = sum(counts.values()), len(self.view.statics)
        seconds = f"{self.view.seconds:.2f}"
        return tag(
            "p",
            self.say(
                f"页面 {pages}{in_zh}，文件 {files}；第 {self.view.number} 次生成，用时 "
                f"{seconds} 秒。这一页只在编辑时有，不会发布。",
                f"{_n(pages, 'page')}{in_en}, {_n(files, 'file')}; build {self.view.number} took "
                f"{seconds} seconds. This page is for editing only and is never published.",
            ),
            class_="small",
        )

    # What blocks and what warns

    def problems(self) -> _Section:
        found = self.report.problems
        counts = Counter(problem.severity for problem in found)
        name = self.say("问题", "Problems")
        if not found:
            none = self.nothing("没有错误，也没有警告。", "No errors and no warnings.")
            return self.section("problems", name, "0", none)
        look = "bad" if counts[Severity.ERROR] else "mild" if counts[Severity.WARNING] else ""
        groups = together(self._of_severity(severity, found) for severity in _SEVERITIES)
        return self.section("problems", name, str(len(found)), groups, look=look)

    def _of_severity(self, severity: Severity, found: Sequence[Problem]) -> Html:
        """Problems of one severity by file; only what has to be mended is open."""
        by_file: defaultdict[str, list[Problem]] = defaultdict(list)
        for problem in found:
            if problem.severity is severity:
                by_file[problem.location.path].append(problem)
        if not by_file:
            return Html("")
        total = sum(map(len, by_file.values()))
        name = self.both(_SEVERITIES[severity])
        heading = tag("h3", name, " ", tag("span", str(total), class_="count"), class_=severity)
        parts = [heading]
        if len(by_file) > _OPEN:
            parts.append(self._codes(p for problems in by_file.values() for p in problems))
        left = _MOST_PROBLEMS
        files = iter(by_file.items())
        for number, (path, problems) in enumerate(files):
            left -= len(problems)
            is_open = severity is not Severity.NOTE and number < _OPEN
            rows = tag("ul", *map(self._problem, problems), class_="rows")
            counted = self._counted(path, len(problems))
            parts.append(self.fold(f"{severity}-{path}", counted, rows, is_open=is_open))
            if left <= 0:
                break
        more = [self._in_short(problems) for _, problems in files]
        if more:
            summary = self.say(f"还有 {len(more)} 个文件", f"{_n(len(more), 'more file')}")
            names = tag("ul", *more, class_="names")
            parts.append(self.fold(f"{severity}-more", summary, names))
        return together(parts)

    def _codes(self, problems: Iterable[Problem]) -> Html:
        """How many there are of each kind, where they are many; each filters the page by it."""
        counts = Counter(problem.code for problem in problems)
        label = self.say("只看这一种", "show this kind only")
        return tag(
            "p",
            *(
                tag("button", f"{code} {n}", type="button", data_filter=code, title=label)
                for code, n in counts.most_common()
            ),
            class_="codes",
        )

    def _in_short(self, problems: Sequence[Problem]) -> Html:
        codes = " · ".join(dict.fromkeys(problem.code for problem in problems))
        return tag("li", self.way(problems[0].location), " ", tag("small", codes), data_row=True)

    @staticmethod
    def _counted(name: str, count: int) -> Html:
        return together([tag("code", name), " ", tag("span", str(count), class_="count")])

    def _problem(self, problem: Problem) -> Html:
        mark = tag(
            "a", problem.code, class_=f"mark {problem.severity}", href=f"/{EXPLAINED}{problem.code}"
        )
        hint = self.say("改法：", "Hint: ")
        return tag(
            "li",
            tag("p", mark, " ", self.both(problem.message)),
            tag("p", hint, self.both(problem.hint)) if self.both(problem.hint) else Html(""),
            tag("p", self.place(problem.location), class_="place"),
            data_row=True,
        )

    # Translations

    def translations(self) -> _Section:
        found = self.report.translations
        done = sum(standing.state is State.DONE for standing in found)
        name = self.say("译文", "Translations")
        number = f"{done}/{len(found)}"
        look = "" if done == len(found) else "mild"
        lags = iter(range(_MOST_LAGS))
        parts: list[Html] = []
        for code in sorted({standing.language for standing in found}):
            own = [standing for standing in found if standing.language == code]
            # Few enough to be looked at one after the other.
            is_open = sum(bool(standing.lags) for standing in found) <= _FEW
            parts.append(self._of_language(code, own, lags, is_open=is_open))
        if not found:
            parts.append(self.nothing("只有一种语言。", "There is one language only."))
        return self.section("translations", name, number, *parts, look=look)

    def _of_language(
        self, code: str, own: Sequence[Standing], lags: Iterator[int], *, is_open: bool
    ) -> Html:
        left = [standing for standing in own if standing.state is not State.DONE]
        done = [standing for standing in own if standing.state is State.DONE]
        count = self.say(f"{len(done)}/{len(own)} 完成", f"{len(done)} of {len(own)} done")
        site = self.view.site
        label = site.settings.language(code).name if site else code
        parts = [tag("h3", label, " ", tag("span", count, class_="count"))]
        short = [s for s in left if not s.lags]
        parts += [self._standing(s, lags, is_open=is_open) for s in left if s.lags]
        if short:
            rows = tag("ul", *map(self._in_a_line, short), class_="rows")
            summary = self.say(
                f"没有译好、没有确认的 {len(short)} 篇",
                f"{len(short)} not translated or confirmed yet",
            )
            parts.append(self.fold(f"left-{code}", summary, rows, is_open=len(short) <= _OPEN))
        if done:
            names = (tag("li", self.named(s.name, code), data_row=True) for s in done)
            summary = self.say(f"完成的 {len(done)} 篇", f"{len(done)} done")
            parts.append(self.fold(f"done-{code}", summary, tag("ul", *names, class_="names")))
        return together(parts)

    def _standing(self, standing: Standing, lags: Iterator[int], *, is_open: bool) -> Html:
        state = tag("span", self.both(_STATES[standing.state]), class_="mark warning")
        command = f"python3 build.py accept {standing.name} {standing.language}"
        body = [tag("p", self.place(standing.at), class_="place")]
        shown = list(zip(standing.lags, lags, strict=False))
        body += [self._lag(lag, f"{command} --section {lag.typed}") for lag, _ in shown]
        more = len(standing.lags) - len(shown)
        if more:
            zh = f"还有 {more} 节，用 python3 build.py check 看。"
            en = f"{more} more: see them with python3 build.py check."
            body.append(self.nothing(zh, en))
        summary = together([self.title(standing.name), " ", state])
        id_ = f"standing-{standing.language}-{standing.name}"
        return self.fold(id_, summary, tag("div", *body, data_row=True), is_open=is_open)

    def _in_a_line(self, standing: Standing) -> Html:
        """One that has no sections to compare."""
        state = tag("span", self.both(_STATES[standing.state]), class_="mark warning")
        parts = [
            tag("p", self.named(standing.name), " ", state),
            tag("p", self.place(standing.at), class_="place"),
        ]
        if standing.state is State.UNRECORDED:
            command = f"python3 build.py accept {standing.name} {standing.language}"
            parts.append(self._accepting(command))
        return tag("li", *parts, data_row=True)

    def _accepting(self, command: str) -> Html:
        words = self.say("对照过以后：", "When both agree: ")
        return tag(
            "p", words, tag("code", command), " ", self.copy(command, self.say("复制", "copy"))
        )

    def _lag(self, lag: Lag, command: str) -> Html:
        """Old and new side by side, sentence by sentence."""
        rows: list[Html] = [
            tag("small", self.say("译文依据的原文", "The original as translated")),
            tag("small", self.say("今天的原文", "The original today")),
        ]
        for old, new in differences(lag.old, lag.new):
            rows += [
                tag("del", tag("b", self.say("旧：", "Old: ")), old) if old else tag("span"),
                tag("ins", tag("b", self.say("新：", "New: ")), new) if new else tag("span"),
            ]
        label = self.both(lag.label)
        return together(
            [
                tag("h4", label, self.say("：", ": "), self.both(lag.what)),
                tag("div", *rows, class_="beside"),
                tag("p", self.place(lag.at), class_="place"),
                self._accepting(command),
            ]
        )

    # Drafts, and what is not of this day

    def hidden(self, site: Site) -> _Section:
        name = self.say("草稿和定时", "Drafts and dates")
        articles = [(a, mark) for a in site.articles if (mark := a.hidden(site.today))]
        articles.sort(key=lambda pair: (pair[1].why, str(pair[1].day)))
        rows = [
            tag(
                "li",
                tag("p", self._mark(mark), " ", self.link(article)),
                tag("p", self.place(article.at), class_="place"),
                data_row=True,
            )
            for article, mark in articles
        ]
        rows += [
            tag(
                "li",
                tag(
                    "p",
                    self._mark(Hidden(Hiding.DRAFT)),
                    f" {self.both(_KINDS[e.kind])} {e.ref.id}",
                ),
                tag("p", self.place(e.ref.at), class_="place"),
                data_row=True,
            )
            for e in site.unfinished
        ]
        number = str(len(rows))
        if not rows:
            none = self.nothing(
                "没有草稿，也没有定时的故事。", "No drafts, and nothing is scheduled."
            )
            return self.section("hidden", name, number, none)
        return self.section("hidden", name, number, tag("ul", *rows, class_="rows"))

    def _mark(self, hidden: Hidden) -> Html:
        day = hidden.day
        words = {
            Hiding.DRAFT: Bilingual("草稿", "Draft"),
            Hiding.SCHEDULED: Bilingual(f"{day} 起公开", f"Public from {day}"),
            Hiding.EXPIRED: Bilingual(f"{day} 已撤下", f"Taken off on {day}"),
        }
        return tag("span", self.both(words[hidden.why]), class_="mark")

    def coming(self) -> _Section:
        found = self.report.upcoming
        name = self.say(f"今后 {AHEAD.days} 天", f"Next {AHEAD.days} days")
        if not found:
            none = self.nothing("没有要做的。", "Nothing comes up.")
            return self.section("coming", name, "0", none)
        names = [self.say("日期", "Day"), self.say("什么", "What"), self.say("在哪里", "Where")]
        rows = (
            tag(
                "tr",
                tag("th", entry.day.isoformat(), scope="row", class_="number"),
                tag("td", self.named(entry.name), self.say("：", ": "), self.both(entry.what)),
                tag("td", self.place(entry.at)),
                data_row=True,
            )
            for entry in found
        )
        return self.section("coming", name, str(len(found)), self.table(names, rows))

    # Figures, and where each is used

    def facts(self, site: Site) -> _Section:
        uses = _uses(site)
        unused = [f.id for f in site.facts.values() if f.usable and not uses[f.id]]
        name = self.say("数字", "Figures")
        themes = [
            self.fold(
                f"theme-{theme.id}",
                together(
                    [
                        self.text(theme.title),
                        " ",
                        tag("span", str(len(theme.facts)), class_="count"),
                    ]
                ),
                self.table(
                    [self.say("数字", "Figure"), self.say("用在", "Used in")],
                    (self._fact(site, fact, uses[fact.id]) for fact in theme.facts),
                ),
            )
            for theme in site.themes
        ]
        lead = self.say("每个数字都用到了。", "Every figure is used.")
        if unused:
            lead = self.say(f"没有用到的有 {len(unused)} 个。", f"Not used: {len(unused)}.")
        return self.section(
            "facts", name, str(len(site.facts)), tag("p", lead, class_="small"), *themes
        )

    def _fact(self, site: Site, fact: Fact, uses: _Uses) -> Html:
        cited = f"[[fact:{fact.id}]]"
        unit = site.units.get(fact.unit.id)
        forms = dict(unit.wording.forms(self.language)) if unit else {}
        value = forms.get("other", "{n}").replace("{n}", plain(fact.value))
        said = self.both(_QUALIFIERS[fact.qualifier])
        bad = (
            []
            if fact.usable
            else [" ", tag("span", self.say("不可用", "not usable"), class_="mark")]
        )
        return tag(
            "tr",
            tag(
                "th",
                tag(
                    "p",
                    self.text(fact.label),
                    self.say("：", ": "),
                    *([tag("small", said), " "] if said else []),
                    value,
                    *bad,
                ),
                tag("p", self.place(fact.at), " ", self.copy(cited, cited), class_="place"),
                scope="row",
            ),
            tag("td", self._users(uses)),
            data_row=True,
        )

    def _users(self, uses: _Uses) -> Html:
        if not uses:
            return tag("span", self.say("没有用到", "nowhere"), class_="small")
        named = [self.link(article) for article in islice(uses.articles.values(), _MOST_USERS)]
        more = len(uses.articles) - len(named)
        if more > 0:
            named.append(tag("span", self.say(f"还有 {more} 篇", f"and {more} more")))
        chart, total = self.say("图表 ", "chart "), self.say("数字 ", "figure ")
        named += [tag("span", chart, tag("code", name)) for name in uses.charts]
        named += [tag("span", total, tag("code", name)) for name in uses.facts]
        return tag("ul", *(tag("li", entry) for entry in named), class_="uses")

    # Waivers

    def waivers(self, site: Site) -> _Section:
        """All that are declared, with what each takes out of the report."""
        taken: defaultdict[Waiver, list[Waived]] = defaultdict(list)
        for entry in self.report.waived:
            taken[entry.waiver].append(entry)
        given = [
            waiver
            for article in site.articles
            for holder in (article, *article.editions)
            for waiver in holder.waivers
        ]
        name = self.say("豁免", "Waivers")
        if not given:
            none = self.nothing("没有豁免。", "No rule is waived.")
            return self.section("waivers", name, "0", none)
        by_rule: defaultdict[str, list[Waiver]] = defaultdict(list)
        for waiver in given:
            by_rule[waiver.rule].append(waiver)
        parts = [
            self._of_rule(rule, waivers, taken, is_open=len(given) <= _OPEN)
            for rule, waivers in sorted(by_rule.items())
        ]
        return self.section("waivers", name, str(len(given)), *parts)

    def _of_rule(
        self,
        rule: str,
        waivers: Sequence[Waiver],
        taken: Mapping[Waiver, Sequence[Waived]],
        *,
        is_open: bool,
    ) -> Html:
        rows = [self._waiver(w, taken.get(w, ())) for w in waivers[:_MOST_WAIVERS]]
        more = len(waivers) - len(rows)
        if more > 0:
            zh = f"还有 {more} 条，用 python3 build.py check --format json 看。"
            en = f"{more} more: see them with python3 build.py check --format json."
            rows.append(tag("li", self.nothing(zh, en)))
        summary = self._counted(rule, len(waivers))
        return self.fold(f"waive-{rule}", summary, tag("ul", *rows, class_="rows"), is_open=is_open)

    def _waiver(self, waiver: Waiver, taken: Sequence[Waived]) -> Html:
        until = self.say(f"到 {waiver.until} 为止", f"until {waiver.until}") if waiver.until else ""
        count = self.say(f"{len(taken)} 处", f"{_n(len(taken), 'place')}")
        places = "、".join(str(entry.problem.location) for entry in taken[:_OPEN])
        return tag(
            "li",
            tag("p", waiver.reason),
            tag("p", " · ".join(part for part in (until, count, places) if part), class_="small"),
            tag("p", self.place(waiver.at), class_="place"),
            data_row=True,
        )


def _uses(site: Site) -> Mapping[str, _Uses]:
    """Where each fact stands, by its id."""
    found: defaultdict[str, _Uses] = defaultdict(_Uses)
    charts: defaultdict[str, list[str]] = defaultdict(list)
    for name, chart in site.charts.items():
        for ref in dict.fromkeys(ref.id for ref in chart.facts):
            found[ref].charts.append(name)
            charts[name].append(ref)
    for article in site.articles:
        for edition in article.editions:
            for embed in edition.embeds:
                named = charts[embed.target] if embed.kind == "chart" else ()
                for name in (embed.target,) if embed.kind == "fact" else named:
                    found[name].articles[article.folder] = article
    for fact in site.facts.values():
        ratio, change = fact.ratio, fact.change
        refs = [*fact.parts, *((ratio.part, ratio.whole) if ratio else ())]
        refs += (change.before, change.after) if change else ()
        for ref in refs:
            found[ref.id].facts.append(fact.id)
    return found


def _n(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
