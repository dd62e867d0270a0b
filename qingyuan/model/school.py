"""Schools: the same approved stories, each within a frame of its own."""

from __future__ import annotations

from msgspec import Struct

from qingyuan.model.language import Localized
from qingyuan.model.location import Location, Ref
from qingyuan.model.reference import Contact, Help
from qingyuan.model.story import Story


class School(Struct, frozen=True):
    """content/schools/<slug>.yaml.

    `contact` is a person or an office; `contacts` are help contacts of the school's own, which
    stand before those of the site or in the place of one with the same id.  Without `stories` and
    `audience` it has all stories.  `whole` is False where some of it could not be read.
    """

    slug: str
    name: Localized
    logo: Ref | None
    contact: Localized
    contacts: tuple[Contact, ...]
    stories: tuple[Ref, ...]
    audience: tuple[str, ...]
    default_language: Ref | None
    address: str | None
    icp: str
    public_security: str
    whole: bool
    at: Location

    def has(self, story: Story) -> bool:
        """Whether the school's edition has a story."""
        if self.stories:
            return any(ref.id == story.slug for ref in self.stories)
        return not self.audience or any(who in self.audience for who in story.audience)

    def help(self, common: Help) -> Help:
        """The help contacts of the school's edition."""
        own = {contact.id: contact for contact in self.contacts}
        known = {contact.id for contact in common.contacts}
        more = [contact for contact in self.contacts if contact.id not in known]
        kept = [own.get(contact.id, contact) for contact in common.contacts]
        whole = common.whole and self.whole
        return Help(common.note, (*more, *kept), whole, self.at)
