"""A build after an edit of templates' literal texts: the pages as they are kept, with these texts.

Nothing is read, checked or planned for it: what pages say follows from the rest, and that is as it
was left (`model.left`).  Where a template is another in more than such texts, the answer is None.
"""

from __future__ import annotations

from msgspec.structs import replace

from qingyuan import publish, standstill
from qingyuan.leaving import leave_again, left_by, pages_left
from qingyuan.model.blob import GoneError
from qingyuan.model.left import Left
from qingyuan.model.making import Making
from qingyuan.model.problem import in_order
from qingyuan.model.project import Project
from qingyuan.model.report import Report
from qingyuan.rendering import fill, keep_prepared, remember, skeletons_of, templates_of
from qingyuan.standstill import Found
from qingyuan.tools import Tools


def retouched(project: Project, tools: Tools, found: Found) -> Report | None:
    """The report of the build that publishes the pages with the texts that templates have now.

    None where that is not all that there is to do: then nothing has been done.
    """
    left = left_by(project, tools.store)
    if left is None or found.problems or left.ledger == found.ledger:
        return None
    if replace(left.ledger, templates=found.ledger.templates) != found.ledger:
        return None
    try:
        return _published(project, tools, found, left)
    except GoneError:
        return None


def _published(project: Project, tools: Tools, found: Found, left: Left) -> Report | None:
    store = tools.store
    templates = templates_of(found.files, tools)
    behind = {name: templates.behind(name) for name in left.behind}
    if any(left.behind[name][0] != known.shape for name, known in behind.items()):
        return None
    others = {name for name, known in behind.items() if left.behind[name][1] != known.literals}
    pages = pages_left(project, store)
    kept = {path: page for path, page in pages.items() if page.template in others}
    skeletons = skeletons_of(store, kept.values())
    if skeletons is None:
        return None
    with store.aside():
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
        now = replace(left.since(found.state, found.ledger, report), behind=digests)
        leave_again(project, store, now, {})
        standstill.keep(project, store, found.state, report, publishing=True)
    return report
