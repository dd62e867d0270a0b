"""A build after an edit of templates' literal texts: the pages as they are kept, with these texts.

Nothing is read, checked or planned for it: what pages say follows from the rest, and that is as it
was left (`model.left`).  Where a template is another in more than such texts, the answer is None.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from qingyuan import publish, standstill
from qingyuan.leaving import leave_again, left_by, pages_left
from qingyuan.model.blob import GoneError
from qingyuan.model.folder import folders_of
from qingyuan.model.ledger import Ledger
from qingyuan.model.left import Left
from qingyuan.model.making import Making
from qingyuan.model.problem import in_order
from qingyuan.model.project import Discovered, Project
from qingyuan.model.report import Report
from qingyuan.read.discover import discover_some
from qingyuan.rendering import fill, keep_prepared, remember, skeletons_of, templates_of
from qingyuan.standstill import Edits, Found, note_edits, state_of
from qingyuan.tools import Tools


def retouched(project: Project, tools: Tools, found: Edits | Found) -> Report | None:
    """The report of the build that publishes the pages with the texts that templates have now.

    None where that is not all that there is to do: then nothing has been done.
    """
    if isinstance(found, Edits) and not found.templates:
        return None
    left = left_by(project, tools.store)
    if left is None:
        return None
    if isinstance(found, Edits):
        edit = _of_edits(project, tools, found, left)
    else:
        edit = _of_all(found, left)
    if edit is None:
        return None
    try:
        with tools.store.aside():
            return _published(project, tools, left, edit)
    except GoneError:
        return None


class _Edit(Struct, frozen=True):
    """The digests of the site, of which those of templates are others, and all templates."""

    ledger: Ledger
    files: Discovered


def _of_edits(project: Project, tools: Tools, edits: Edits, left: Left) -> _Edit | None:
    """What is another by the files' stat alone; None where that is more.

    Texts that are too new to be known by their stat are looked into.
    """
    if left.state != edits.state:
        return None
    files, problems = discover_some(project, edits.stamps, tools.memory, sorted(edits.folders))
    known = left.ledger.articles
    same = all(known[at.path] == at.digest for at in folders_of(files, tools.memory))
    if problems or not same:
        return None
    ledger = left.ledger.with_templates(files)
    note_edits(tools.store, edits, files, ledger)
    return _Edit(ledger, files)


def _of_all(found: Found, left: Left) -> _Edit | None:
    """What is another of all that was found; None where that is more, or nothing."""
    if found.problems or found.ledger == left.ledger:
        return None
    if left.ledger.with_templates(found.files) != found.ledger:
        return None
    return _Edit(found.ledger, found.files)


def _published(project: Project, tools: Tools, left: Left, edit: _Edit) -> Report | None:
    store = tools.store
    templates = templates_of(edit.files, tools)
    behind = {name: templates.behind(name) for name in left.behind}
    if any(left.behind[name][0] != known.shape for name, known in behind.items()):
        return None
    others = {name for name, known in behind.items() if left.behind[name][1] != known.literals}
    pages = pages_left(project, store)
    kept = {path: page for path, page in pages.items() if page.template in others}
    skeletons = skeletons_of(store, kept.values())
    if skeletons is None:
        return None
    new, _ = fill(tools, templates, skeletons, kept)
    stamps = standstill.published(project, store)
    if len(stamps) != left.files or not new.keys() <= stamps.keys():
        return None
    change, problems = publish.exchange(project.output, new.values(), stamps, force=project.force)
    report = replace(
        left.report,
        problems=in_order([*left.report.problems, *problems]),
        reused=sum(count for _, count in left.report.pages) - len(new),
        change=change,
    )
    if change is not None:
        parts = {name: digest for known in behind.values() for name, digest in known.named}
        remember(store, project, Making(parts, frozenset(new)), partly=True)
        keep_prepared(templates, store)
        digests = {name: (known.shape, known.literals) for name, known in behind.items()}
        state = state_of(edit.ledger)
        now = replace(left.since(state, edit.ledger, report), behind=digests)
        leave_again(project, store, now, {})
        standstill.keep(project, store, state, report, publishing=True)
    return report
