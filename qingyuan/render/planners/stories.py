"""A page a story, with what stands around it; and the pages of its lesson kit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from qingyuan.model.body import Body
from qingyuan.model.lesson import Lesson
from qingyuan.model.page import Page, Seen
from qingyuan.model.story import ContentPage, Story
from qingyuan.render import contexts, kits, paths, slots, views
from qingyuan.render.localise import Localiser
from qingyuan.render.planners.desk import Desk
from qingyuan.render.versions import Versions

RELATED = 3


def stories(desk: Desk) -> Iterator[Page]:
    """A page a story, with its neighbours in time and what shares its topics."""
    for index, story in enumerate(desk.stories):
        if not desk.wants(story):
            continue
        path, at = paths.of(story, desk.code), story.best(desk.code).at.path
        seen = partial(_seen, desk, story, index)
        if desk.site.slotted:
            more = desk.later(partial(_more, desk, story, index), seen)
            yield desk.page(f"{path}{slots.MORE}", "school/more.html", more, at)
        context = desk.later(partial(_story, desk, story, index), seen)
        yield replace(desk.page(path, "story.html", context, at), code=_code(desk, story))


class _Around(Struct, frozen=True):
    """The stories that come after and before one in time, and those that are related to it."""

    newer: Story | None
    older: Story | None
    related: tuple[Story, ...]


def _around(desk: Desk, story: Story, index: int) -> _Around:
    newer = desk.stories[index - 1] if index else None
    older = desk.stories[index + 1] if index + 1 < len(desk.stories) else None
    return _Around(newer, older, related(desk, story))


def _seen(desk: Desk, story: Story, index: int) -> Seen:
    """What the page of a story shows, of itself and of the stories around it."""
    around = _around(desk, story, index)
    others = desk.glances((around.newer, around.older, *around.related))
    return desk.sights.of(story).seen, *others


def _more(desk: Desk, story: Story, index: int) -> contexts.MoreContext:
    chrome = desk.maker.chrome(Versions.of(desk.site, story), "stories")
    return contexts.MoreContext(chrome, *_neighbours(desk, _around(desk, story, index)))


def _neighbours(
    desk: Desk, around: _Around
) -> tuple[views.Link | None, views.Link | None, tuple[views.Card, ...]]:
    newer, older = (
        replace(desk.say.link(story), hidden=story.hidden(desk.site.today)) if story else None
        for story in (around.newer, around.older)
    )
    return newer, older, desk.cards(around.related)


def _story(desk: Desk, story: Story, index: int) -> contexts.StoryContext:
    sight = desk.sights.of(story)
    # In an edition for schools these are filled in later.
    none = _Around(None, None, ())
    around = none if desk.site.slotted else _around(desk, story, index)
    text = desk.text(sight)
    consent = story.consent
    picture = _lead(text, story)
    chrome = desk.maker.chrome(Versions.of(desk.site, story), "stories")
    return contexts.StoryContext(
        _with_lead(chrome, picture, desk.site.settings.address),
        desk.article(sight),
        story.kind,
        desk.say.text(desk.site.places[story.place.id]),
        desk.say.topics(story),
        story.audience,
        tuple(
            views.PersonView(text.text(p.name), text.text(p.role), p.anonymised)
            for p in story.people
        ),
        views.ConsentView(text.text(consent.basis), text.text(consent.scope), consent.date)
        if consent
        else None,
        text.text(story.content_note),
        picture,
        desk.say.text(story.reviewer),
        *_neighbours(desk, around),
        desk.say.kit_links(story),
        kits.code(desk.site, story, desk.code),
    )


def _lead(text: Localiser, story: Story) -> views.PictureView | None:
    picture = story.picture
    if picture is None:
        return None
    image = text.image(story, picture.file.id)
    return views.PictureView(image, text.text(picture.alt), text.text(picture.credit))


def _with_lead(
    chrome: views.Chrome, picture: views.PictureView | None, address: str | None
) -> views.Chrome:
    """Links to a story show its own picture; drawings are left out, which others can't show."""
    if chrome.share is None or picture is None or not picture.image.copies:
        return chrome
    share = replace(chrome.share, image=f"{address}/{picture.image.path}", alt=picture.alt)
    return replace(chrome, share=share)


def lesson_kits(desk: Desk) -> Iterator[Page]:
    """A lesson kit's three pages, in the language of the story's edition."""
    for story in desk.stories:
        if story.lesson is None or not desk.wants(story):
            continue
        for sheet in paths.SHEETS:
            path, name = paths.kit(story, desk.code, sheet), sheet or "kit"
            seen = partial(desk.alone, story, name)
            context = desk.later(partial(_kit, desk, story, story.lesson, sheet), seen)
            page = desk.page(path, f"{name}.html", context, story.lesson.at.path)
            yield replace(page, code=_code(desk, story))


def _code(desk: Desk, story: Story) -> str:
    """What the QR code on a story's pages says, where that is known before they are filled in."""
    code = None if desk.site.slotted else kits.code(desk.site, story, desk.code)
    return code.text if code else ""


def _kit(desk: Desk, story: Story, lesson: Lesson, sheet: str) -> contexts.KitContext:
    sight = desk.sights.of(story)
    links = desk.say.links_of(story, lesson)
    text = desk.text(sight)
    view = _heading_only(desk.article(sight))
    chrome = desk.maker.chrome(Versions.kit(desk.site, story, sheet), "schools")
    kit, code = text.kit(story, lesson), kits.code(desk.site, story, desk.code)
    return contexts.KitContext(chrome, view, kit, links, code)


def _heading_only(view: views.ArticleView) -> views.ArticleView:
    """A story without its text, for a page that only speaks of it."""
    stale = view.binding.stale
    behind = replace(stale, sections=(), boxes=()) if stale else None
    return replace(view, body=Body(), binding=views.Binding(stale=behind), toc=(), sources=())


def related(desk: Desk, story: Story) -> tuple[Story, ...]:
    """The stories that share most topics, among the nearest in time in each topic.

    Looking at near ones only keeps the work linear, and a new story from changing every page.
    """
    shared: Counter[str] = Counter()
    known: dict[str, Story] = {}
    for topic in dict.fromkeys(ref.id for ref in story.topics):
        listed = desk.by_topic[topic]
        place = desk.places[topic, story.slug]
        near = [
            *listed[max(0, place - RELATED) : place],
            *listed[place + 1 : place + 1 + RELATED],
        ]
        known |= {other.slug: other for other in near}
        shared.update(other.slug for other in near)
    return tuple(known[slug] for slug, _ in shared.most_common(RELATED))


def near(desk: Desk, article: Story | ContentPage) -> Iterator[Story]:
    """The stories whose pages may show the title of one as before, after, or like theirs."""
    topics = {ref.id for ref in article.topics} if isinstance(article, Story) else ()
    for stories in (desk.stories, *(desk.by_topic[topic] for topic in topics)):
        for at in (at for at, story in enumerate(stories) if story is article):
            yield from stories[max(0, at - RELATED) : at + RELATED + 1]
