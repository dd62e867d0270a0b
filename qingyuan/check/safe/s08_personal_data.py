"""S08 · 不写个人信息 · No personal data.

## 中文

**查什么：** 身份证号和银行卡号（按校验码认，普通编号不会误报）、手机号、某个人的座机、微信号、
QQ号、邮箱、车牌、完整的出生日期、门牌和村民小组一级的住址、工作单位的全名。正文、题目、摘要、
图片说明、数据名目、词汇表和界面文字都查。求助电话里登记过的号码可以写。

**为什么：** 一个号码、一处住址，就能让人认出文中的人和他的家人。吸毒记录一旦连上真人，
会影响他上学、找工作、被邻居接纳，也会让别人不敢求助。网页会被转发和存档，发出去就收不回来。

**依据：** 《中华人民共和国个人信息保护法》（敏感个人信息）；
国务院《戒毒条例》（戒毒人员的个人信息依法保密）；《中华人民共和国治安管理处罚法》2025年修订（违法
记录封存）。号码的形式依GB 11643和ISO/IEC 7812。

**错：** 他1990年5月6日出生，手机号是13800000000，在昭通某某物流有限公司上班。

**对：** 他三十多岁，在一家物流公司上班。

## English

**What:** Chinese identity numbers and bank cards (by their check digits, so that other numbers
are left alone), mobile numbers, a person’s landline, WeChat, QQ or mail address, number plates,
full dates of birth, addresses down to a house or a villagers’ group, employers by name. Texts,
titles, summaries, picture descriptions, labels of figures, glossary and interface are all read.
Numbers on record as help contacts may be written.

**Why:** One number or address is enough to recognise somebody and their family. A record of drug
use that is tied to a real person costs them school, work and neighbours, and keeps others from
asking for help. Pages are passed on and archived; what is out cannot be called back.

**Source:** Personal Information Protection Law of the PRC (sensitive personal information); Drug
Rehabilitation Regulations of the State Council (personal information of people in treatment is
kept confidential); Public Security Administration Punishments Law as revised in 2025 (records are
sealed). Forms of numbers: GB 11643 and ISO/IEC 7812.

**Wrong:** He was born on 6 May 1990 and works for Fictional Logistics Co., Ltd.

**Right:** He is in his thirties and works for a haulage company.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from qingyuan.check.safe.personal import digits, find
from qingyuan.model.location import Location
from qingyuan.model.passages import searched
from qingyuan.model.problem import Kind, Problem, error
from qingyuan.model.site import Site

S08_ID = error(
    "S08-id",
    zh="“{text}”是身份证号",
    en="“{text}” is an identity number",
    hint_zh="删掉号码。要说明身份，写“警方核对了身份”就够了。",
    hint_en="take the number out; “the police checked who he was” says enough.",
    why_zh="身份证号直接对应一个真人，还带着住址和出生日期。",
    why_en="An identity number is one real person, with a home district and a date of birth in it.",
    wrong="某甲的身份证号是530699199005060010。",
    right="警方核对了某甲的身份。",
)
S08_CARD = error(
    "S08-card",
    zh="“{text}”是银行卡号",
    en="“{text}” is a bank card’s number",
    hint_zh="删掉号码，写“一张银行卡”。",
    hint_en="take the number out and write “a bank card”.",
    why_zh="卡号能查到持卡人，也会被人拿去行骗。",
    why_en="A card’s number leads to its owner, and serves fraud.",
    wrong="钱打到6222020000000000000。",
    right="钱打到一张银行卡上。",
)
S08_PHONE = error(
    "S08-phone",
    zh="“{text}”是个人的电话号码",
    en="“{text}” is a person’s telephone number",
    hint_zh="删掉号码。求助电话写在 content/help.yaml，正文里写 [[help]]。",
    hint_en="take the number out. Help contacts go into content/help.yaml; write [[help]] in the "
    "text.",
    why_zh="个人的号码会招来骚扰，也能让人认出他是谁。",
    why_en="A personal number draws unwanted calls, and tells who somebody is.",
    wrong="可以打13800000000找他。",
    right="可以打12355求助。",
)
S08_PLATE = error(
    "S08-plate",
    zh="“{text}”是车牌号",
    en="“{text}” is a number plate",
    hint_zh="删掉车牌，写“一辆货车”这样的话。",
    hint_en="take the plate out; write “a lorry”, or the like.",
    why_zh="车牌能查到车主和他的住址。",
    why_en="A plate leads to the owner and the address.",
    wrong="警方拦下了云C·12345。",
    right="警方拦下了一辆货车。",
)
S08_BIRTH = error(
    "S08-birth",
    zh="“{text}”是完整的出生日期",
    en="“{text}” is a full date of birth",
    hint_zh="改写大约的年纪，如“三十多岁”。",
    hint_en="write an age in round figures: “in his thirties”.",
    why_zh="生日加上姓氏和县名，往往就能认出一个人。",
    why_en="With a surname and a county, a date of birth is often enough to recognise somebody.",
    wrong="他1990年5月6日出生。",
    right="他三十多岁。",
)
S08_ADDRESS = error(
    "S08-address",
    zh="“{text}”是具体的住址",
    en="“{text}” is somebody’s address",
    hint_zh="只写到县或乡镇，如“家在鲁甸县”。",
    hint_en="name the county or township only: “his home is in Ludian county”.",
    why_zh="写到门牌或村民小组，邻居和陌生人都能找上门。",
    why_en="With a house number or a villagers’ group, neighbours and strangers find the door.",
    wrong="他家在清水村3组12号。",
    right="他家在县里的一个村子。",
)
S08_EMPLOYER = error(
    "S08-employer",
    zh="“{text}”写出了工作单位",
    en="“{text}” names an employer",
    hint_zh="不写单位的名字，写“在一家物流公司上班”。",
    hint_en="leave the name out: “works for a haulage company”.",
    why_zh="同事一看就知道是谁，正在康复的人可能因此丢掉工作。",
    why_en="Colleagues will know who it is; a person in recovery may lose the job over it.",
    wrong="他在昭通某某物流有限公司上班。",
    right="他在一家物流公司上班。",
)
S08_ACCOUNT = error(
    "S08-account",
    zh="“{text}”是邮箱、微信号或QQ号",
    en="“{text}” is a mail address, a WeChat or a QQ account",
    hint_zh="删掉。单位公开的邮箱可以豁免：[[waive:S08|单位公开的邮箱]]……[[/waive]]",
    hint_en="take it out. The public address of an office can be waived: "
    "[[waive:S08|public address of the office]] … [[/waive]]",
    why_zh="账号就是本人，读者能直接找到他。",
    why_en="An account is the person: any reader can turn up there.",
    wrong="他的微信号是wxid_example0000。",
    right="可以通过社工联系他。",
)
KINDS = (
    S08_ID,
    S08_CARD,
    S08_PHONE,
    S08_PLATE,
    S08_BIRTH,
    S08_ADDRESS,
    S08_EMPLOYER,
    S08_ACCOUNT,
)
_BY_SORT: dict[str, Kind] = {kind.code.removeprefix("S08-"): kind for kind in KINDS}
# A report is passed on too: of these it shows the beginning only.
_NUMBERS = frozenset({"id", "card", "phone", "account"})


def check(site: Site) -> Iterator[Problem]:
    """Every text of the site, and what of a body is no prose: code, attributes, link targets."""
    known = {digits(contact.number) for contact in site.help.contacts}
    for passage, begin, found in searched(site, lambda _, text: find(text)):
        data = passage.prose.text[found.start - begin : found.end - begin]
        if digits(data) not in known:
            yield _problem(found.sort, data, passage.prose.place(found.start - begin))
    for edition in site.editions():
        prose = edition.body.prose
        for sort, data in _hidden(html.unescape(edition.body.html), prose.text):
            if digits(data) not in known:
                yield _problem(sort, data, prose.at)


def _problem(sort: str, data: str, at: Location) -> Problem:
    words = " ".join(data.split())
    return _BY_SORT[sort].at(at, text=f"{words[: len(words) // 3]}…" if sort in _NUMBERS else words)


def _hidden(markup: str, prose: str) -> Iterator[tuple[str, str]]:
    """Numbers and accounts that are on the page and not in the prose; each once."""
    found = {(f.sort, markup[f.start : f.end]) for f in find(markup, _NUMBERS)}
    yield from sorted((sort, data) for sort, data in found if data not in prose)
