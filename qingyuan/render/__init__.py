"""The site to pages: the plan, then each page by its template, then the shards of the search."""

from qingyuan.render import approved, cldr, serving, shards
from qingyuan.render.codes import draw
from qingyuan.render.frames import filling
from qingyuan.render.media import Media
from qingyuan.render.plan import Plan, design_of, shape
from qingyuan.render.problems import KINDS
from qingyuan.render.reach import Shown, outside, pages_of
from qingyuan.render.searching import SearchContext
from qingyuan.render.skeleton import Skeleton, filled
from qingyuan.render.slots import MORE, Filling, joined, linked, slotted
from qingyuan.render.templates import Failure, Prepared, Templates, explain, perform, rendered

__all__ = [
    "KINDS",
    "MORE",
    "Failure",
    "Filling",
    "Media",
    "Plan",
    "Prepared",
    "SearchContext",
    "Shown",
    "Skeleton",
    "Templates",
    "approved",
    "cldr",
    "design_of",
    "draw",
    "explain",
    "filled",
    "filling",
    "joined",
    "linked",
    "outside",
    "pages_of",
    "perform",
    "rendered",
    "serving",
    "shape",
    "shards",
    "slotted",
]
