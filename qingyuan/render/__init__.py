"""The site to pages: the plan, then each page by its template, then the shards of the search."""

from qingyuan.render import shards
from qingyuan.render.plan import Plan, plan
from qingyuan.render.problems import KINDS
from qingyuan.render.templates import Failure, Templates, explain, perform

__all__ = ["KINDS", "Failure", "Plan", "Templates", "explain", "perform", "plan", "shards"]
