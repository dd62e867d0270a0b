"""The worker that keeps pages for when there is no network, where the site comes over HTTPS."""

from __future__ import annotations

from qingyuan.model.blob import Blob
from qingyuan.model.page import Page
from qingyuan.model.site import Site
from qingyuan.render import contexts, paths
from qingyuan.render.chrome import Design
from qingyuan.render.wording import plain_word


def page(site: Site, design: Design) -> Page:
    """worker.js, at the root so that it may speak for all of the site."""
    named = (design.stylesheet, design.icon, design.overdue_script, *design.scripts)
    files = tuple(file for file in named if file)
    said = {
        language.code: plain_word(site, language.code, "offline") for language in site.languages
    }
    context = contexts.WorkerContext(paths.fingerprint(Blob.of(repr(files).encode())), files, said)
    return Page(paths.WORKER, "worker.js", context, None, "templates/worker.js")
