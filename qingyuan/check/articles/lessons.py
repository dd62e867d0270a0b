"""A lesson kit holds together: its minutes add up, its quiz can be answered, its line is short."""

from __future__ import annotations

from collections.abc import Iterator

from qingyuan.check.others import Others
from qingyuan.model.lesson import Lesson, Question
from qingyuan.model.problem import Problem, error, warning
from qingyuan.model.regex import regex
from qingyuan.model.site import Site
from qingyuan.model.story import ContentPage, Story

LESSON_MINUTES = error(
    "lesson-minutes",
    zh="教案各步加起来是 {sum} 分钟（{steps}），这节课是 {minutes} 分钟",
    en="the steps of the plan add up to {sum} minutes ({steps}), and the lesson has {minutes}",
    hint_zh="改正其中一步的 minutes；课时不是 {minutes} 分钟的，在文件里写 minutes: {sum}。",
    hint_en="mend the minutes of a step; where the lesson is not {minutes} minutes long, write "
    "minutes: {sum} in the file.",
    why_zh="时间对不上，课上到最后，最要紧的练习和求助就没有时间了。",
    why_en="Where time runs out, it is the practice and the help numbers at the end that go.",
    wrong="plan:\n  - {minutes: 30, what: …, how: …}",
    right="minutes: 40\nplan:\n  - {minutes: 30, what: …, how: …}\n"
    "  - {minutes: 10, what: …, how: …}",
)
LESSON_AUDIENCE = error(
    "lesson-audience",
    zh="这份教案写给“{audience}”，可是故事不适合他们",
    en="the kit is for “{audience}”, and its story is not",
    hint_zh="故事适合的有：{known}。改这里；故事真的也适合他们，就改 story.yaml 的 audience。",
    hint_en="the story is for: {known}. Mend it here, or in the audience of story.yaml where the "
    "story is for them too.",
    why_zh="故事写明了适合谁读；教案不能把它带给不适合的学生。",
    why_en="A story says whom it is for; a lesson must not bring it to others.",
    wrong="story.yaml: audience: [high]\nlesson.yaml: audience: [primary]",
    right="story.yaml: audience: [high]\nlesson.yaml: audience: [high]",
)
QUIZ_ANSWERS = error(
    "quiz-answers",
    zh="这道题有 {all} 个答案，其中 {right} 个标为正确",
    en="this question has {all} answers, {right} of them marked as right",
    hint_zh="给正确的答案加上 right: yes；至少要有一个对的、一个不对的。",
    hint_en="put right: yes to what is right; at least one answer is right, and one is not.",
    why_zh="没有对的，或者全对的题，学生答不出来，也学不到东西。",
    why_en="Where none is right, or all are, nobody can answer, and nobody learns anything.",
    wrong="answers:\n  - answer: {zh: 走开, en: Walk away}",
    right="answers:\n  - answer: {zh: 走开, en: Walk away}\n    right: yes\n"
    "  - answer: {zh: 留下, en: Stay}",
)
QUIZ_EXPLANATION = error(
    "quiz-explanation",
    zh="这道题没有说明为什么",
    en="this question does not say why its answers are right or wrong",
    hint_zh="给这道题加一个 why: {{zh: ……, en: …}}，或者给每个答案各加一个。",
    hint_en="add why: {{zh: ……, en: …}} to the question, or one to each of its answers.",
    why_zh="只知道对错，换一个场合还是不会；说清了为什么，才用得上。",
    why_en="Right or wrong alone is of no use elsewhere; the reason is what pupils take along.",
    wrong="- question: {zh: 怎么办？, en: What now?}\n  answers: […]",
    right="- question: {zh: 怎么办？, en: What now?}\n  answers: […]\n"
    "  why: {zh: 走开最安全。, en: Leaving is safest.}",
)
QUIZ_MISSING = error(
    "quiz-missing",
    zh="用了 [[quiz]]，但这篇故事没有 lesson.yaml",
    en="[[quiz]] is used, but the story has no lesson.yaml",
    hint_zh="在同一个文件夹里加上 lesson.yaml，写好 quiz；或者去掉这一行。",
    hint_en="put a lesson.yaml with a quiz into the same folder, or take this line out.",
    why_zh="没有题目，这一块就是空的。",
    why_en="Without questions the block would be empty.",
    wrong="[[quiz]]",
    right="content/stories/ludian/lesson.yaml",
)
POSTER_LONG = warning(
    "poster-long",
    zh="海报的大字有{n}{unit_zh}，最多{most}{unit_zh}才看得清",
    en="the poster's line has {n} {unit_en}; from afar {most} are the most that can be read",
    hint_zh="只留最要紧的一句，其余放到 sub 里。",
    hint_en="keep what matters most, and put the rest into sub.",
    why_zh="海报贴在墙上，走过的人只看一眼。",
    why_en="A poster hangs on a wall, and people pass it by.",
    wrong="line: {zh: 遇到有人劝你尝试不认识的东西时要大声地说一句不要, en: …}",
    right="line: {zh: 说不，也是朋友, en: …}",
)
KINDS = (
    LESSON_MINUTES,
    LESSON_AUDIENCE,
    QUIZ_ANSWERS,
    QUIZ_EXPLANATION,
    QUIZ_MISSING,
    POSTER_LONG,
)
_HAN = regex("[\u3400-\u9fff]")
_MOST_HAN, _MOST_LETTERS = 16, 40


def look(others: Others, article: Story | ContentPage) -> Iterator[Problem]:
    """A story's kit, and every [[quiz]]."""
    if isinstance(article, Story) and article.lesson:
        yield from _minutes(article.lesson)
        yield from _audience(article, article.lesson)
        for question in article.lesson.quiz:
            yield from _question(question)
        yield from _poster(article.lesson)
    yield from _embeds(others.site, article)


def _minutes(lesson: Lesson) -> Iterator[Problem]:
    steps = [step.minutes for step in lesson.plan]
    if sum(steps) != lesson.minutes:
        yield LESSON_MINUTES.at(
            lesson.plan_at,
            sum=str(sum(steps)),
            steps=" + ".join(map(str, steps)),
            minutes=str(lesson.minutes),
        )


def _audience(story: Story, lesson: Lesson) -> Iterator[Problem]:
    for ref in lesson.audience:
        if ref.id not in story.audience:
            known = " · ".join(story.audience)
            yield LESSON_AUDIENCE.at(ref.at, audience=ref.id, known=known)


def _question(question: Question) -> Iterator[Problem]:
    right = sum(answer.right for answer in question.answers)
    if not 0 < right < len(question.answers):
        yield QUIZ_ANSWERS.at(question.at, all=str(len(question.answers)), right=str(right))
    if not question.why and not all(answer.why for answer in question.answers):
        yield QUIZ_EXPLANATION.at(question.at)


def _poster(lesson: Lesson) -> Iterator[Problem]:
    """Han characters are counted where there are any, else letters and spaces."""
    line = lesson.poster.line
    for (_, text), at in zip(line.texts, line.values or line.keys, strict=True):
        han = len(_HAN.findall(text))
        n, most = (han, _MOST_HAN) if han else (len(text), _MOST_LETTERS)
        if n > most:
            units = ("个汉字", "Chinese characters") if han else ("个字母", "letters")
            yield POSTER_LONG.at(at, n=str(n), most=str(most), unit_zh=units[0], unit_en=units[1])


def _embeds(site: Site, article: Story | ContentPage) -> Iterator[Problem]:
    """A kit that is there and could not be read has problems of its own."""
    path = f"{article.folder}/lesson.yaml"
    has = (isinstance(article, Story) and article.lesson) or f"file:{path}" in site.unread
    for edition in article.editions if not has else ():
        for embed in edition.embeds:
            if embed.kind == "quiz":
                yield QUIZ_MISSING.at(embed.at)
