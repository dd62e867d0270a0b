"""S11 · 图片说得清、藏得住 · Pictures that tell enough and no more.

## 中文

**查什么：** 每张图片都要有替代文字，不能只是文件名。图片文件里记着拍摄地点的会提醒：
发布的图片会自动去掉地点、时间、设备等信息，所以只是警告；去不掉的（文件损坏，或是AVIF）才是错误。
题图写明 shows 的，不能有毒品和吸毒用具。

**为什么：** 看不见图的人靠替代文字知道图上是什么；图没有打开时，大家都靠它。
照片里的经纬度能指到某一户人家。毒品和用具的图片，会让戒了的人重新想起，也等于在教。
去掉地点的图只在网站上，编辑手里的原图还带着，转发原图时要当心，所以还是要说一声。

**依据：** WCAG 2.2，1.1.1（非文本内容）；《中华人民共和国个人信息保护法》（行踪轨迹属于敏感个人信
息）；世界卫生组织对媒体报道自杀的指引（2023年更新）：不展示方法和用具。Exif见CIPA DC-008。

**错：** `![](IMG_2041.jpg)`

**对：** `![志愿者在操场上发资料](leaflets.jpg)`

## English

**What:** Every picture has an alternative text that is more than a file’s name. A file that says
where it was taken is reported: the published copy has place, time, device and the like removed,
so this is a warning; where they can’t be removed (a damaged file, or AVIF) it is an error. A lead
picture that says what it shows (shows) has no drugs and nothing to take them with.

**Why:** People who don’t see a picture have its alternative text, and so has everybody while it
doesn’t load. Coordinates in a photo lead to one house. Pictures of drugs and paraphernalia bring
craving back to people in recovery, and teach. The original in the editors’ folder keeps its place
and may be passed on, so it is reported even though the site is safe.

**Source:** WCAG 2.2, 1.1.1 (non-text content); Personal Information Protection Law of the PRC
(whereabouts are sensitive personal information); WHO’s resource for media professionals on
reporting suicide (updated 2023): no pictures of methods. Exif: CIPA DC-008.

**Wrong:** `![](IMG_2041.jpg)`

**Right:** `![Volunteers hand out leaflets in the school yard](leaflets.jpg)`
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from qingyuan.model.body import SLOT, Body, FileUse
from qingyuan.model.location import Location
from qingyuan.model.problem import Problem, error, warning
from qingyuan.model.regex import regex
from qingyuan.model.site import Site
from qingyuan.model.story import DRUGS, PARAPHERNALIA, Picture, Story

S11_ALT = error(
    "S11-alt",
    zh="图片“{name}”没有替代文字，或者只写了文件名",
    en="the picture “{name}” has no alternative text, or only a file’s name",
    hint_zh="写图上是什么，如 ![志愿者在操场上发资料]({name})；题图写在 alt 里。",
    hint_en="say what it shows, as ![Volunteers hand out leaflets in the school yard]({name}); for "
    "the lead picture in alt.",
    why_zh="看不见图的人靠它知道图上是什么；图没有打开时，大家都靠它。",
    why_en="People who don’t see the picture have this text, and so has everybody while it "
    "doesn’t load.",
    wrong="![](IMG_2041.jpg)",
    right="![志愿者在操场上发资料](leaflets.jpg)",
)
S11_LOCATION = warning(
    "S11-location",
    zh="图片里记着拍摄地点；发布的图片已经去掉",
    en="the file says where it was taken; the published copy does not",
    hint_zh="转发原图以前，也在手机或电脑上把位置信息删掉。",
    hint_en="before you pass the original on, remove the place from it as well, on the phone or "
    "computer.",
    why_zh="照片里的经纬度能指到某一户人家。",
    why_en="Coordinates in a photo lead to one house.",
    wrong="photo.jpg（带GPS · with GPS）",
    right="photo.jpg（不带GPS · without GPS）",
)
S11_KEPT = error(
    "S11-kept",
    zh="图片里记着拍摄地点，而且去不掉",
    en="the file says where it was taken, and that can’t be removed",
    hint_zh="用看图软件打开它，另存为新的JPG或PNG，再换掉这个文件。",
    hint_en="open it in an image program, save it as a new JPG or PNG, and replace this file.",
    why_zh="照片里的经纬度能指到某一户人家。",
    why_en="Coordinates in a photo lead to one house.",
    wrong="photo.avif（带GPS · with GPS）",
    right="photo.jpg",
)
S11_SHOWS = error(
    "S11-shows",
    zh="题图上有{shown_zh}",
    en="the lead picture shows {shown_en}",
    hint_zh="换一张：地方、文件、图画，或者人的背影和手。",
    hint_en="take another: a place, a document, a drawing, or somebody’s back or hands.",
    why_zh="毒品和用具的图片，会让正在康复的人重新想起，也等于在教。",
    why_en="Pictures of drugs and paraphernalia bring craving back to people in recovery, and "
    "teach.",
    wrong="shows: [paraphernalia]",
    right="shows: [place]",
)
KINDS = (S11_ALT, S11_LOCATION, S11_KEPT, S11_SHOWS)
_IMG = regex(r"<img\b[^>]*>")
_ATTRIBUTE = regex(r'\b(alt|src)="([^"]*)"')
# A name that a phone, a camera or a program gave.
_FILE_NAME = regex(
    r"\S+\.(?:avif|gif|jpe?g|png|svg|webp)"
    r"|(?:img|dsc|dscn|image|photo|picture|mmexport|wx_camera|screenshot|微信图片|图片|照片|截图|截屏)"
    r"[\s_-]*[\d_-]*",
    re.IGNORECASE,
)
_NEVER = {DRUGS: ("毒品", "drugs"), PARAPHERNALIA: ("吸毒用具", "what drugs are taken with")}


def check(site: Site) -> Iterator[Problem]:
    """Pictures in texts, lead pictures, and the files beside the texts."""
    for article in site.articles:
        for edition in article.editions:
            yield from _in_text(edition.body)
        if isinstance(article, Story) and article.picture:
            yield from _lead(article.picture)
        for file in article.files:
            if file.has_location:
                kind = S11_KEPT if file.keeps_location else S11_LOCATION
                yield kind.at(Location(f"{article.folder}/{file.name}"))


def _in_text(body: Body) -> Iterator[Problem]:
    for tag in _IMG.findall(body.html):
        attributes = dict(_ATTRIBUTE.findall(tag))
        slot = SLOT.fullmatch(attributes.get("src", ""))
        use = body.slots[int(slot[1])] if slot else None
        if isinstance(use, FileUse) and _says_nothing(attributes.get("alt", ""), use.name):
            yield S11_ALT.at(use.at, name=use.name)


def _lead(picture: Picture) -> Iterator[Problem]:
    file = picture.file
    for (_, alt), at in zip(picture.alt.texts, picture.alt.values, strict=True):
        if _says_nothing(alt, file.id):
            yield S11_ALT.at(at, name=file.id)
    shown = [words for name, words in _NEVER.items() if name in picture.shows]
    if shown:
        zh, en = zip(*shown, strict=True)
        yield S11_SHOWS.at(file.at, shown_zh="和".join(zh), shown_en=" and ".join(en))


def _says_nothing(alt: str, name: str) -> bool:
    words = html.unescape(alt).strip()
    return not words or words == name.partition(".")[0] or bool(_FILE_NAME.fullmatch(words))
