"""The kinds of problem that planning and rendering can find."""

from __future__ import annotations

from qingyuan.model.problem import error

PATH_TWICE = error(
    "path-twice",
    zh="“{path}”这个网址已经属于 {other}",
    en="the address “{path}” belongs to {other} already",
    hint_zh="把这个文件夹改成别的名字；文件开头写了 slug 的，改 slug。",
    hint_en="give this folder another name, or its slug where the file has one.",
    why_zh="两个页面写到同一个文件，后一个会盖掉前一个。",
    why_en="Two pages in one file: the later would overwrite the earlier.",
    wrong="content/pages/facts/",
    right="content/pages/our-facts/",
)
ALIAS_PAGE = error(
    "alias-page",
    zh="旧网址“{path}”现在还有页面：{other}",
    en="the old address “{path}” has a page today: {other}",
    hint_zh="从 aliases 里删掉它；它指的就是这一页时，也不用写。",
    hint_en="take it out of aliases; it is not needed for a page's own address either.",
    why_zh="一个网址只能有一页：带路的小页面会盖掉真正的页面。",
    why_en="An address has one page: the one that leads on would overwrite the real one.",
    wrong="aliases: [stories.html]",
    right="aliases: [stories/old-name.html]",
)
ALIAS_TWICE = error(
    "alias-twice",
    zh="旧网址“{path}”在 {other} 已经写过",
    en="the old address “{path}” is claimed at {other} already",
    hint_zh="只留一处：读者应该到哪一页，就写在哪一页。",
    hint_en="keep it for one page only: the one that readers should get.",
    why_zh="一个旧网址只能带到一个地方，不能由程序来猜是哪里。",
    why_en="An old address leads to one place, and which one is not for the program to guess.",
    wrong="a/zh.md  aliases: [stories/old.html]\nb/zh.md  aliases: [stories/old.html]",
    right="a/zh.md  aliases: [stories/old.html]",
)
ALIAS_LANGUAGE = error(
    "alias-language",
    zh="旧网址“{value}”开头是语言 {code}，不用写",
    en="the old address “{value}” begins with the language {code}, which is not needed",
    hint_zh="写成 {suggestion}；只是某一种语言的旧网址，就写在那种语言的文件（如 {code}.md）开头。",
    hint_en="write {suggestion}; the old address of one language only goes to the front matter of "
    "that language's file, such as {code}.md.",
    why_zh="旧网址从语言文件夹里面算起，多写一层就带不到路。",
    why_en="Old addresses begin inside the language's folder; one more level leads nobody on.",
    wrong="aliases: [zh/stories/old-name.html]",
    right="aliases: [stories/old-name.html]",
)
TEMPLATE_SYNTAX = error(
    "template-syntax",
    zh="模板写错了：{reason_zh}",
    en="the template can't be read: {reason_en}",
    hint_zh="检查这一行的 {{{{ }}}} 和 {{% %}} 是否成对；每个 {{% if %}} 都要有 {{% endif %}}，"
    "每个 {{% for %}} 都要有 {{% endfor %}}。",
    hint_en="check that each {{{{ }}}} and {{% %}} of this line is closed, and that each "
    "{{% if %}} has an {{% endif %}}, each {{% for %}} an {{% endfor %}}.",
    why_zh="模板读不懂，用它的页面就都做不出来。",
    why_en="None of the pages that use it can be made.",
    wrong="{% if stories %}…",
    right="{% if stories %}…{% endif %}",
)
TEMPLATE_MISSING = error(
    "template-missing",
    zh="templates 里没有“{name}”，{page} 要用它",
    en="templates/ has no “{name}”, which {page} needs",
    hint_zh="把它放回 templates/；自带的模板在项目自己的 templates 文件夹里。",
    hint_en="put it back; the shipped ones are in the project's own templates folder.",
    why_zh="自己的 templates 文件夹要齐全：有了它，就不再用自带的。",
    why_en="A root's own templates folder replaces the shipped one as a whole.",
    wrong="templates/  (no story.html)",
    right="templates/story.html",
)
TEMPLATE_ERROR = error(
    "template-error",
    zh="用这个模板生成 {page} 时出错：{reason}",
    en="this template failed on {page}: {reason}",
    hint_zh="检查这一行用到的名字；可用的名字写在 docs/architecture.md。",
    hint_en="check the names on this line; those that exist are listed in docs/architecture.md.",
    why_zh="名字写错时显示空白，会让缺失的内容没人发现。",
    why_en="Were a wrong name shown as nothing, nobody would notice what is missing.",
    wrong="{{ article.titel }}",
    right="{{ article.title }}",
)
WORD_MISSING = error(
    "word-missing",
    zh="strings.yaml 里没有“{key}”，{page} 要用它",
    en="strings.yaml has no “{key}”, which {page} needs",
    hint_zh="在 templates/strings.yaml 里加上：{key}: {{zh: ……, en: …}}",
    hint_en="add to templates/strings.yaml: {key}: {{zh: ……, en: …}}",
    why_zh="界面文字缺一个，页面上就会空着一块。",
    why_en="A missing interface word leaves a hole on the page.",
    wrong='{{ t("menu-storys") }}',
    right='{{ t("menu-stories") }}',
)
KINDS = (
    PATH_TWICE,
    ALIAS_PAGE,
    ALIAS_TWICE,
    ALIAS_LANGUAGE,
    TEMPLATE_SYNTAX,
    TEMPLATE_MISSING,
    TEMPLATE_ERROR,
    WORD_MISSING,
)
