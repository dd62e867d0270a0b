"""The site as a school's readers see it."""

from __future__ import annotations

from msgspec.structs import replace

from qingyuan.model.school import School
from qingyuan.model.site import Site


def selection(site: Site, school: School) -> Site:
    """The site with a school's stories, at its address; the frame around them is still the site's.

    What links to a story that is left out shows its title as plain text.
    """
    return replace(
        site,
        settings=replace(site.settings, address=school.address),
        stories=tuple(story for story in site.stories if school.has(story)),
        left_out=tuple(story for story in site.public_stories if not school.has(story)),
        first_language=school.default_language.id if school.default_language else "",
    )
