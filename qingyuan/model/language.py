"""Languages, and texts that exist in several of them."""

from __future__ import annotations

from msgspec import Struct

from qingyuan.model.location import NOWHERE, Breaks, Location


class Language(Struct, frozen=True):
    """A language of the site.

    `code` names files and folders (zh), `tag` is the BCP 47 tag of the lang attribute (zh-Hans),
    `locale` is the CLDR locale that dates and numbers follow (zh_Hans_CN).  It `hides` what it
    has no edition of, where others show another language's.
    """

    code: str
    tag: str
    name: str
    locale: str
    hides: bool = False


class Localized(Struct, frozen=True):
    """One text per language code, in the order of the file.

    `at` is where it stands, `keys` where each of its language codes stands, `values` where each of
    its texts begins, `breaks` where it goes on elsewhere.
    """

    texts: tuple[tuple[str, str], ...] = ()
    at: Location = NOWHERE
    keys: tuple[Location, ...] = ()
    values: tuple[Location, ...] = ()
    breaks: tuple[Breaks, ...] = ()

    def get(self, code: str) -> str | None:
        """The text in a language, or None."""
        for known, text in self.texts:
            if known == code:
                return text
        return None

    def __getitem__(self, code: str) -> str:
        """The text in a language; KeyError where there is none (a check has seen to it)."""
        text = self.get(code)
        if text is None:
            raise KeyError(code)
        return text

    def __bool__(self) -> bool:
        return bool(self.texts)


class Wording(Struct, frozen=True):
    """Plural forms per language: (("en", (("one", "{n} story"), ("other", "{n} stories"))),).

    `values` are where each of the forms begins, in the order of `wording`.
    """

    wording: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    at: Location
    keys: tuple[Location, ...]
    values: tuple[tuple[Location, ...], ...]

    def forms(self, code: str) -> tuple[tuple[str, str], ...]:
        """Plural category → text, in one language; empty where there is none."""
        return next((forms for known, forms in self.wording if known == code), ())
