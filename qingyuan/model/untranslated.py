"""A site whose missing texts are shown: ⟦首页⟧ where a language has no word for it yet.

For previews alone, so that whoever adds a language sees on the pages what is still to be done.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from qingyuan.model.language import Localized, Wording
from qingyuan.model.passages import WITHOUT_TEXTS
from qingyuan.model.site import Site

# What stands for the number alone has nothing to translate.
_NUMBER = "{n}"


def shown(site: Site) -> Site:
    """The site with the default language's text, marked, wherever another one lacks its own.

    It has no address: a preview is nowhere to be found.
    """
    codes = [language.code for language in site.languages]
    filled: Site = _filled(site, codes)
    return replace(filled, settings=replace(filled.settings, address=None))


def _filled(value: Any, codes: list[str]) -> Any:  # noqa: ANN401 - values of the whole model
    """A value with all texts in it; `codes` are the languages', the default one first."""
    if isinstance(value, Localized):
        return _text(value, codes)
    if isinstance(value, Wording):
        return _wording(value, codes)
    if isinstance(value, tuple):
        return tuple(_filled(item, codes) for item in value)
    if isinstance(value, Mapping):
        return MappingProxyType({key: _filled(item, codes) for key, item in value.items()})
    if not isinstance(value, Struct) or type(value).__name__ in WITHOUT_TEXTS:
        return value
    changed = {name: _filled(getattr(value, name), codes) for name in value.__struct_fields__}
    return replace(value, **changed)


def _text(value: Localized, codes: list[str]) -> Localized:
    missing = [code for code in codes if value and value.get(code) is None]
    if not missing:
        return value
    known = dict(value.texts)
    text = _marked(next((known[code] for code in codes if code in known), value.texts[0][1]))
    more = tuple(value.at for _ in missing)
    return Localized(
        (*value.texts, *((code, text) for code in missing)),
        value.at,
        (*value.keys, *more),
        (*value.values, *more) if value.values else (),
        (*value.breaks, *(() for _ in missing)) if value.breaks else (),
    )


def _wording(value: Wording, codes: list[str]) -> Wording:
    missing = [code for code in codes if value.wording and not value.forms(code)]
    known = next((value.forms(code) for code in codes if value.forms(code)), ())
    forms = tuple((category, _marked(text)) for category, text in known)
    return Wording(
        (*value.wording, *((code, forms) for code in missing if forms)),
        value.at,
        (*value.keys, *(value.at for _ in missing if forms)),
        (*value.values, *((value.at,) * len(forms) for _ in missing if forms)),
    )


def _marked(text: str) -> str:
    return text if text == _NUMBER else f"⟦{text}⟧"
