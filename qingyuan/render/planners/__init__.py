"""Who plans what: each planner gives the pages of one kind, in one language."""

from qingyuan.render.planners.articles import articles
from qingyuan.render.planners.data import drawn_files, facts, facts_files, glossary, timelines
from qingyuan.render.planners.finding import not_found, pinyin_table, search
from qingyuan.render.planners.lists import lists
from qingyuan.render.planners.stories import lesson_kits, stories

# Those of the pages that show texts of articles.
OF_TEXTS = (stories, lesson_kits, search, articles)
# And those of pages besides that show titles of articles.
OF_TITLES = (lists, facts, timelines)
# Articles come last: where an editor's page takes a generated one's path, it is the one to rename.
PLANNERS = (
    stories,
    lesson_kits,
    lists,
    facts,
    facts_files,
    timelines,
    drawn_files,
    glossary,
    search,
    pinyin_table,
    not_found,
    articles,
)

__all__ = ["OF_TEXTS", "OF_TITLES", "PLANNERS", "search"]
