"""Every text that is given per language exists in every language of the site, and in no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qingyuan.model.location import Location
from qingyuan.model.passages import localized, wordings
from qingyuan.model.problem import Problem, error
from qingyuan.model.site import Site

TEXT_MISSING = error(
    "text-missing",
    zh="这里没有“{language}”的文字（{code}）",
    en="the text in {language} ({code}) is missing here",
    hint_zh="在这里补上 {code}: ……",
    hint_en="add {code}: … here",
    why_zh="缺了它，这种语言的页面上就会空着一块。",
    why_en="Without it the pages in that language have a hole.",
    wrong="label: {zh: 破获案件}",
    right="label: {zh: 破获案件, en: cases solved}",
)
TEXT_LANGUAGE = error(
    "text-language",
    zh="网站没有“{code}”这种语言",
    en="the site has no language “{code}”",
    hint_zh="site.yaml 里登记的有：{known}",
    hint_en="site.yaml has: {known}",
    why_zh="写错语言代码的文字不会出现在任何页面上。",
    why_en="A text under a wrong code is shown nowhere.",
    wrong="label: {cn: 破获案件}",
    right="label: {zh: 破获案件}",
)
KINDS = (TEXT_MISSING, TEXT_LANGUAGE)


def check(site: Site) -> Iterator[Problem]:
    """All localized texts of the site, wordings of units and of the interface among them."""
    codes = [language.code for language in site.languages]
    for use in localized(site):
        text = use.text
        given = dict(zip((code for code, _ in text.texts), text.keys, strict=True))
        yield from _one(site, given, text.at, codes)
    for _, wording in wordings(site):
        given = dict(zip((code for code, _ in wording.wording), wording.keys, strict=True))
        yield from _one(site, given, wording.at, codes)


def _one(
    site: Site, given: Mapping[str, Location], at: Location, codes: list[str]
) -> Iterator[Problem]:
    """What is missing is reported at the whole, what is too much at its own code."""
    for code in codes:
        if code not in given:
            yield TEXT_MISSING.at(at, code=code, language=site.settings.language(code).name)
    for code, place in given.items():
        if code not in codes:
            yield TEXT_LANGUAGE.at(place, near=(code, codes), code=code, known=" · ".join(codes))
