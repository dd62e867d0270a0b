"""The site to pages: the plan, then each page by its template."""

from qingyuan.render import approved, serving
from qingyuan.render.frames import filling, logo
from qingyuan.render.plan import Plan, plan
from qingyuan.render.problems import KINDS
from qingyuan.render.slots import MORE, Filling, joined, linked, slotted
from qingyuan.render.templates import Failure, Templates, explain, perform

__all__ = [
    "KINDS",
    "MORE",
    "Failure",
    "Filling",
    "Plan",
    "Templates",
    "approved",
    "explain",
    "filling",
    "joined",
    "linked",
    "logo",
    "perform",
    "plan",
    "serving",
    "slotted",
]
