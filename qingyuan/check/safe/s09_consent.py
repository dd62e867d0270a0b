"""S09 · 同意与隐名 · Consent, and no real names.

## 中文

**查什么：** 讲述（testimony）要写明依据（consent），里面的人都要隐去真名；name 里要看得出来，
如“某”、“化名”。正文不能把隐去的那个字又写出来。任何文章里，未成年人（minor: yes）不写真名，
名字旁边不写学校，题图里也不能有他。

**为什么：** 一个人讲自己的经历，是信任。名字一旦写出来，会跟着他找工作、结婚，
也会跟着他的孩子上学。未成年人还不能替将来的自己决定要不要公开。

**依据：** 《中华人民共和国个人信息保护法》（单独同意；不满十四周岁未成年人的个人信息属于敏感个人
信息）；《中华人民共和国未成年人保护法》（不得披露有关案件中未成年人的姓名、影像、就读学校）；
《中华人民共和国民法典》（肖像权、隐私权）；国务院《戒毒条例》（个人信息保密）。

**错：** people: [{name: {zh: 阮文龙, en: Ruan Wenlong}, role: ……, anonymised: no}]

**对：** people: [{name: {zh: 阮某龙, en: Ruan Moulong}, role: ……, anonymised: yes}]

## English

**What:** A testimony states on what ground it is told (consent), and everybody in it goes without
their real name, which must show in the name: 某, Mou, “not his real name”
. No text fills in the part that was withheld. In any story a minor (minor: yes) has no real name,
no school beside the name, and no place in the lead picture.

**Why:** Whoever tells their story trusts us. A name that is out follows them to work and into
marriage, and their children to school. Minors cannot yet decide for the adults they will be.

**Source:** Personal Information Protection Law of the PRC (separate consent; data of children
under 14 are sensitive); Law on the Protection of Minors of the PRC (in such cases the name,
picture and school of a minor may not be disclosed); Civil Code of the PRC (portrait, privacy);
Drug Rehabilitation Regulations of the State Council (confidentiality).

**Wrong:** people: [{name: {zh: 阮文龙, en: Ruan Wenlong}, role: …, anonymised: no}]

**Right:** people: [{name: {zh: 阮某龙, en: Ruan Moulong}, role: …, anonymised: yes}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingyuan.model.passages import Passage, passages
from qingyuan.model.problem import Problem, error
from qingyuan.model.regex import regex
from qingyuan.model.site import Site
from qingyuan.model.story import MINOR, TESTIMONY, Person, Story

S09_CONSENT = error(
    "S09-consent",
    zh="这篇讲述没有写明凭什么可以公开",
    en="nothing says on what ground this testimony may be told",
    hint_zh="在 story.yaml 里写 consent：basis 是依据，scope 是可以讲到哪里。没有依据就不要发布。",
    hint_en="write consent in story.yaml: basis is the ground, scope how far it goes; without a "
    "ground, don’t publish it.",
    why_zh="讲述是别人的人生。没有同意，或者没有公开发表过，就没有理由放到网上。",
    why_en="A testimony is somebody’s life. Without consent, or publication before, there is no "
    "reason to put it on the web.",
    wrong="kind: testimony",
    right="kind: testimony\nconsent:\n  basis: {zh: 本人书面同意, en: written consent}\n"
    "  scope: {zh: 全文, en: all of it}",
)
S09_NAME = error(
    "S09-name",
    zh="不能这样写“{name}”：{reason_zh}",
    en="“{name}” can’t be written so: {reason_en}",
    hint_zh="正文和 story.yaml 的 people 里，都写隐去真名的样子，如“阮某龙”（Ruan Moulong），"
    "再在 people 里写 anonymised: yes。",
    hint_en="in the text, and in people in story.yaml, withhold a part, as in 阮某龙 "
    "(Ruan Moulong), and write anonymised: yes.",
    why_zh="讲述里的真名，会让人在现实里被认出来、被议论。",
    why_en="By a real name in a testimony, people are recognised and talked about where they live.",
    wrong="name: {zh: 阮文龙, en: Ruan Wenlong}\nanonymised: no",
    right="name: {zh: 阮某龙, en: Ruan Moulong}\nanonymised: yes",
)
S09_MINOR = error(
    "S09-minor",
    zh="“{name}”：未成年人会被认出来，{reason_zh}",
    en="“{name}”: a minor can be recognised: {reason_en}",
    hint_zh="名字隐去一部分（如“李某”，anonymised: yes），学校写成“一所中学”，换一张没有孩子的图。",
    hint_en="withhold a part of the name (Li Mou, anonymised: yes), write “a middle school”, and "
    "take a picture without the child.",
    why_zh="法律不许披露能认出未成年人的信息；孩子还不能替将来的自己决定。",
    why_en="The law forbids what makes a minor recognisable; children can’t decide for the adults "
    "they will be.",
    wrong="李某在鲁甸县第一中学读书。",
    right="李某在一所中学读书。",
)
KINDS = (S09_CONSENT, S09_NAME, S09_MINOR)

# How a name shows that it is not the real one.
_WITHHELD = regex(
    r"某|化名|[×＊*○〇]|[XxＸ]$|^[小阿老][\u4e00-\u9fff]$"
    r"|\bMou|\b[A-Z]\.|\breal name\b|\bpseudonym\b|^[A-Za-z]+$"
)
_IN_HAN = regex(r"([\u4e00-\u9fff])某([\u4e00-\u9fff])")
_IN_LATIN = regex(r"([A-Z][a-z]+) Mou([a-z]+)")
_SCHOOL = regex(
    r"(?:[县市区镇乡州省]|第[一二三四五六七八九十0-9]+)[\u4e00-\u9fff]{0,4}(?:小学|中学|学校|幼儿园)"
    r"|[\u4e00-\u9fff]{2}(?:[一二三四五六七八九十]中(?!午|旬)|(?:实验|中心)(?:小学|中学))"
    r"|\b(?:[A-Z][\w’-]*|No\.? [0-9]+) (?:(?:Primary|Middle|High|Secondary) )?School\b"
)
_SENTENCE = regex(r"[^。！？!?\n.]+")
_DECLARED = ("写明了用的是真名（anonymised: no）", "declared as the real name (anonymised: no)")
_WHOLE = ("看不出隐去了真名", "nothing in it is withheld")


def check(site: Site) -> Iterator[Problem]:
    """Every story: consent, the people declared, and what the texts say of them."""
    filled: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    minors: dict[str, list[Person]] = {}
    for story in site.stories:
        if story.kind == TESTIMONY and story.consent is None:
            yield S09_CONSENT.at(story.at)
        for person in story.people:
            yield from _person(story, person)
        filled[story.slug] = [entry for person in story.people for entry in _whole_names(person)]
        minors[story.slug] = [person for person in story.people if person.minor and person.name]
        if story.picture and MINOR in story.picture.shows:
            file = story.picture.file
            yield S09_MINOR.at(
                file.at,
                name=file.id,
                reason_zh="题图里有未成年人",
                reason_en="the picture shows a minor",
            )
    for passage in passages(site):
        if isinstance(passage.article, Story):
            yield from _filled_in(passage, filled[passage.article.slug])
            yield from _schools(passage, minors[passage.article.slug])


def _person(story: Story, person: Person) -> Iterator[Problem]:
    """A name that is, or reads like, the real one, where that must not be."""
    kind = S09_MINOR if person.minor else S09_NAME
    if not person.name or (not person.minor and story.kind != TESTIMONY):
        return
    if not person.anonymised:
        names = " · ".join(name for _, name in person.name.texts)
        yield kind.at(person.name.at, name=names, reason_zh=_DECLARED[0], reason_en=_DECLARED[1])
        return
    for (_, name), at in zip(person.name.texts, person.name.values, strict=True):
        if not _WITHHELD.search(name):
            yield kind.at(at, name=name, reason_zh=_WHOLE[0], reason_en=_WHOLE[1])


def _whole_names(person: Person) -> Iterator[tuple[str, re.Pattern[str]]]:
    """What the name would look like with the withheld part filled in."""
    for _, name in person.name.texts if person.anonymised else ():
        if han := _IN_HAN.fullmatch(name):
            yield name, re.compile(rf"{han[1]}(?!某)[\u4e00-\u9fff]{han[2]}")
        elif latin := _IN_LATIN.fullmatch(name):
            yield name, re.compile(rf"\b{latin[1]} (?!Mou)[A-Z][a-z]*{latin[2]}\b")


def _filled_in(
    passage: Passage, whole_names: list[tuple[str, re.Pattern[str]]]
) -> Iterator[Problem]:
    for name, whole in whole_names:
        for match in whole.finditer(passage.prose.text):
            yield S09_NAME.at(
                passage.prose.place(match.start()),
                name=match[0],
                reason_zh=f"像是“{name}”的真名",
                reason_en=f"it reads like the real name of “{name}”",
            )


def _schools(passage: Passage, minors: list[Person]) -> Iterator[Problem]:
    """A school by name in a sentence on a minor, or in what the minor is said to be."""
    for person in minors:
        names = [name for _, name in person.name.texts]
        is_role = (passage.role, passage.prose.text) in {
            ("person.role", role) for _, role in person.role.texts
        }
        for sentence in _SENTENCE.finditer(passage.prose.text):
            school = _SCHOOL.search(sentence[0])
            if school and (is_role or any(name in sentence[0] for name in names)):
                yield S09_MINOR.at(
                    passage.prose.place(sentence.start() + school.start()),
                    name=names[0],
                    reason_zh=f"写出了学校“{school[0]}”",
                    reason_en=f"the school is named, “{school[0]}”",
                )
