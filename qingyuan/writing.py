"""What the program writes below content/: the record of a translation, and what is begun."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from qingyuan import begin, publish, standstill
from qingyuan.model import acceptance
from qingyuan.model.project import Project
from qingyuan.model.refusal import RefusedError
from qingyuan.reading import read_site
from qingyuan.tools import Tools


def accept(
    project: Project, tools: Tools, asked: tuple[str, str, str | None]
) -> acceptance.Acceptance:
    """Records that a translation says what its original says today; the site stays as it is.

    `asked` are the article's name, the language, and the section where only one is meant.  Raises
    RefusedError, and OSError where the record can't be written.
    """
    site, *_ = read_site(project, tools, standstill.find(project, tools.store, tools.memory))
    if site is None:
        zh, en = "content/site.yaml 有错误，请先改正", "mend the errors in content/site.yaml first"
        raise RefusedError(zh, en)
    accepted = acceptance.accept(site, *asked)
    publish.keep(project.root / accepted.path, accepted.text)
    return accepted


def start(
    project: Project, tools: Tools, wanted: begin.Wanted, ask: Callable[[begin.Question], str]
) -> begin.Begun:
    """Begins a story, a page, a fact, a school or a term; the site stays as it is.

    Raises RefusedError, and OSError where it can't be written.
    """
    found = standstill.find(project, tools.store, tools.memory)
    site, *_ = read_site(project, tools, found)
    if site is None:
        zh, en = "content/site.yaml 有错误，请先改正", "mend the errors in content/site.yaml first"
        raise RefusedError(zh, en)
    blobs = {file.path: file.blob for file in found.files.sources}

    def text_of(path: str) -> str | None:
        return blobs[path].data.decode("utf-8", "surrogateescape") if path in blobs else None

    begun = begin.begin(site, wanted, text_of, ask)
    if begun.appended:
        for path, text in begun.files.items():
            publish.keep(project.root / path, text)
        return begun
    try:
        publish.keep_new(project.root, begun.files)
    except FileExistsError as there:
        raise begin.taken(PurePosixPath(next(iter(begun.files))).as_posix()) from there
    return begun
