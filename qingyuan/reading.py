"""From the files that were found to the site that they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import PurePosixPath

from msgspec.structs import replace

from qingyuan import check, images, markup, numerals
from qingyuan.model.digests import digest
from qingyuan.model.folder import Folder, is_in_folder
from qingyuan.model.problem import Problem
from qingyuan.model.project import SETTINGS, Project, SourceFile
from qingyuan.model.site import Settings, Site
from qingyuan.model.watchlist import Watchlist
from qingyuan.read.articles import Draft, edited
from qingyuan.read.assemble import assemble
from qingyuan.read.binding import Bound, bind
from qingyuan.read.parse import Parsed
from qingyuan.read.parse import parse as read
from qingyuan.standstill import Found
from qingyuan.tools import Tools

# A picture takes seconds: two are worth a second process.
_FEWEST_PICTURES = 2
# The articles' name in the store.
ARTICLE = "article"


def read_site(
    project: Project, tools: Tools, found: Found
) -> tuple[Site | None, Mapping[str, images.Cleaned], list[Problem]]:
    """What the files say, bound together, and what is wrong with that."""
    files, problems = found.files, [*found.problems]
    tick = tools.progress.stage("parse", len(files.sources))
    data = [file for file in files.sources if not is_in_folder(file.path)]
    parsed = tools.through(
        "data", data, _file_key, lambda todo: tools.workers.map(parse, todo, tick)
    )
    parsed += [Parsed(path, None, ()) for path in files.unread if not is_in_folder(path)]
    cleaned = cleaned_of(files.beside, tools)
    settings = next((file.value for file in parsed if file.path == SETTINGS), None)
    if not isinstance(settings, Settings):
        parsed += _parsed(tools, (f for folder in found.folders for f in folder.sources), tick)
        problems += [problem for file in parsed for problem in file.problems]
        return None, cleaned, problems
    articles = bound(tools, found.folders, settings, cleaned, tick)
    site, between = assemble(settings, parsed, articles, files, project.today)
    problems += [problem for file in parsed for problem in file.problems]
    problems += [problem for article in articles for problem in article.problems]
    return site, cleaned, [*problems, *between]


def bound(
    tools: Tools,
    folders: Sequence[Folder],
    settings: Settings,
    cleaned: Mapping[str, images.Cleaned],
    tick: Callable[[], None],
) -> list[Bound]:
    """The articles of folders; those whose files and settings are as they were, as they were."""

    def make(todo: Sequence[Folder]) -> list[Bound]:
        parsed = iter(_parsed(tools, (f for folder in todo for f in folder.sources), tick))
        return [bind(f, islice(parsed, len(f.sources)), settings, cleaned) for f in todo]

    key = article_key(settings)
    return tools.through(ARTICLE, folders, lambda f: key(f.path, f.digest), make, settings)


def article_key(settings: Settings) -> Callable[[str, str], str]:
    """Under which key the store has the article of a folder, by its path and digest."""
    own = digest(repr(settings))
    return lambda path, files: f"{path} {files} {own}"


def _parsed(tools: Tools, files: Iterable[SourceFile], tick: Callable[[], None]) -> list[Parsed]:
    """What files of articles say, each as in the last build where it is the same file."""
    files = tuple(files)
    held = [tools.memory.held(("parsed", file.path)) or (None, None) for file in files]
    todo = [file for file, (known, _) in zip(files, held, strict=True) if known is not file]
    made, _ = tools.store.through(
        "parse", todo, _file_key, lambda some: tools.workers.map(parse, some, tick)
    )
    for file, result in zip(todo, made, strict=True):
        tools.memory.hold(("parsed", file.path), (file, result))
    return [tools.memory.held(("parsed", file.path))[1] for file in files]


def cleaned_of(files: Sequence[SourceFile], tools: Tools) -> Mapping[str, images.Cleaned]:
    """What is to be published of the files beside articles, by their paths."""
    tick = tools.progress.stage("pictures", len(files))
    made = tools.through(
        "picture",
        files,
        lambda file: f"{PurePosixPath(file.path).suffix.lower()} {file.blob.digest}",
        lambda todo: tools.workers.map(clean, todo, tick, fewest=_FEWEST_PICTURES),
    )
    return {file.path: result for file, result in zip(files, made, strict=True)}


def clean(file: SourceFile) -> images.Cleaned:
    """A picture's size and copies: a pure function of its ending and bytes."""
    return images.cleaned(file.path, file.data)


def parse(file: SourceFile) -> Parsed:
    """One file to what it says, Markdown and all: a pure function of its path and bytes."""
    parsed = read(file)
    if isinstance(parsed.value, Watchlist):
        return replace(parsed, problems=(*parsed.problems, *check.lists.tried(parsed.value)))
    if not isinstance(parsed.value, Draft):
        return parsed
    draft = parsed.value
    body, found = markup.convert(file.path, draft.first_line, draft.text)
    language = file.path.rsplit("/", 1)[-1].removesuffix(".md")
    body = numerals.with_numbers(body, language)
    front = tuple(numerals.noted(prose, language) for prose in draft.front)
    edition = edited(replace(draft, front=front), language, body)
    return Parsed(file.path, edition, (*parsed.problems, *found))


def _file_key(file: SourceFile) -> str:
    return f"{file.path} {file.blob.digest}"
