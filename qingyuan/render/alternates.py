"""The same page in each language, for search engines: link rel=alternate, and the sitemap.

Only pages with a text of their own are named, and each names all the others and itself, without
which search engines ignore it.  Readers of other languages get x-default: the choice of language
for home pages, else the page in the first language there is.
"""

from __future__ import annotations

from collections.abc import Callable

from qingyuan.model.language import Language
from qingyuan.model.site import Site
from qingyuan.render import paths

Alternates = tuple[tuple[str, str], ...]
DEFAULT = "x-default"


def alternates(
    site: Site, path_in: Callable[[Language], str], has: Callable[[Language], bool]
) -> Alternates:
    """As (hreflang, address); nothing where the site's address is not known.

    `path_in` gives the page's path in a language, `has` whether there is a text of its own.
    """
    address = site.settings.address
    own = [language for language in site.languages if has(language)]
    if not address or not own:
        return ()
    found = tuple((language.tag, f"{address}/{path_in(language)}") for language in own)
    is_home = path_in(own[0]) == paths.page(own[0].code, "home")
    default = f"{address}/{paths.ROOT}" if is_home else found[0][1]
    return (*found, (DEFAULT, default))
