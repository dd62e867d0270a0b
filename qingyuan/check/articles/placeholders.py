"""Nothing that is still to be written is published."""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.model.passages import suspects
from qingyuan.model.problem import Problem, error
from qingyuan.model.site import Site
from qingyuan.model.unwritten import MARK

TEXT_UNWRITTEN = error(
    "text-unwritten",
    zh="这里还没有写：{text}",
    en="this is still to be written: {text}",
    hint_zh="把〔……〕连同括号换成要写的文字；还没写好，就留着 draft: yes。",
    hint_en="put your text in the place of 〔…〕, brackets and all; as long as it is not ready, "
    "keep draft: yes.",
    why_zh="new 命令在要写字的地方放了提示。带着提示发布，读者看到的就是一页没写完的文字。",
    why_en="The command `new` puts such words where a text is to come. Published, they would show "
    "readers a page that nobody has finished.",
    wrong="title: 〔待写：标题〕",
    right="title: 一次校园宣传",
)
KINDS = (TEXT_UNWRITTEN,)


def check(site: Site) -> Iterator[Problem]:
    """Every text of the site but those of drafts, which are public on no day."""
    for passage in suspects(site, MARK.search):
        if passage.article is None or not passage.article.draft:
            for hit in MARK.finditer(passage.prose.text):
                at = passage.prose.place(hit.start())
                yield TEXT_UNWRITTEN.at(at, text=hit[0])
