"""content/schools/<slug>.yaml: the frame of a school's edition, and which stories it has."""

from __future__ import annotations

import re

from msgspec import Struct

from qingyuan.model.language import Localized
from qingyuan.model.location import Ref
from qingyuan.model.problem import Bilingual
from qingyuan.model.regex import regex
from qingyuan.model.school import School
from qingyuan.model.story import AUDIENCES
from qingyuan.model.unwritten import Unfinished
from qingyuan.read.data_files import CONTACTS, DRAFT, contacts_of, is_draft
from qingyuan.read.names import CODE
from qingyuan.read.problems import FILING_FORM, SCHOOL_STORIES
from qingyuan.read.schema import (
    Address,
    Choice,
    Field,
    Id,
    ListOf,
    LocalizedText,
    Locator,
    Reading,
    Record,
    YesNo,
    scalar,
)
from qingyuan.read.yaml_nodes import Mapping, Node

# How provinces are called in filing numbers; some go by either of two names.
_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新"
ICP = regex(rf"[{_PROVINCES}]ICP(?:备[0-9]{{8,10}}|证[0-9]{{6,8}})号(?:-[0-9]{{1,3}})?")
PUBLIC_SECURITY = regex(rf"[{_PROVINCES}]公网安备 ?[0-9]{{14}}号")
_WIDE = str.maketrans("０１２３４５６７８９ＩＣＰ－—icp", "0123456789ICP--ICP")


class Filing(Struct, frozen=True):
    """A filing number, in the form in which the office gives it."""

    form: re.Pattern[str]
    example: str

    def read(self, name: str, node: Node, reading: Reading) -> str | None:
        wanted = Bilingual("一个备案号", "a filing number")
        text = scalar(name, node, wanted, self.example, reading)
        if text is None or self.form.fullmatch(text):
            return text
        plain = re.sub(r"\s", "", text).translate(_WIDE)
        example = plain if self.form.fullmatch(plain) else self.example
        reading.report(FILING_FORM, node.at, field=name, value=text, example=example)
        return None


SCHOOL = Record(
    {
        "name": Field(LocalizedText(), required=True),
        "logo": Field(Locator("logo.png")),
        "contact": Field(LocalizedText()),
        "contacts": Field(CONTACTS),
        "stories": Field(ListOf(Id())),
        "audience": Field(ListOf(Choice(AUDIENCES))),
        "default-language": Field(Id("zh", CODE)),
        "address": Field(Address()),
        "icp": Field(Filing(ICP, "滇ICP备12345678号-1")),
        "public-security": Field(Filing(PUBLIC_SECURITY, "滇公网安备53060002000001号")),
        DRAFT: Field(YesNo()),
    }
)


def school(slug: str, node: Mapping, reading: Reading) -> School | Unfinished:
    """What could be read of it; of a draft, that it is one."""
    if is_draft(node):
        return Unfinished("school", Ref(slug, node.at))
    values = SCHOOL.read_entries(node, reading)
    if {"stories", "audience"} <= values.places.keys():
        reading.report(SCHOOL_STORIES, values.places["audience"])
    language, address = values["default-language"], values["address"]
    return School(
        slug,
        values["name"] or Localized(),
        values["logo"],
        values["contact"] or Localized(),
        contacts_of(values, reading),
        values["stories"] or (),
        values["audience"] or (),
        language,
        address.rstrip("/") if address else None,
        values["icp"] or "",
        values["public-security"] or "",
        values.complete,
        values.at,
    )
