"""The kinds of problem that a body's text can have by itself."""

from __future__ import annotations

from qingyuan.model.problem import error, warning

EMBED_FORM = error(
    "embed-form",
    zh="这里的方括号引用读不懂：“{typed}”",
    en="this embed in brackets can't be read: “{typed}”",
    hint_zh="{better_zh}能写的有 [[fact:编号]]、[[term:编号]]、[[story:文件夹名]]、"
    "[[page:文件夹名]]、[[help]]、[[questions]] 或 [[quiz]]；"
    "只想显示方括号，就在前面加一个反斜杠：\\[[",
    hint_en="{better_en}What can be written is [[fact:id]], [[term:id]], [[story:folder]], "
    "[[page:folder]], [[help]], [[questions]] or [[quiz]]; to show the brackets "
    "themselves put a backslash before them: \\[[",
    why_zh="读不懂的引用会原样出现在网页上，本该有数字的地方就没有数字。",
    why_en="What can't be read would stand on the page as typed, where a figure should be.",
    wrong="[[fact:leaflets-2022]",
    right="[[fact:leaflets-2022]]",
)
EMBED_KIND = error(
    "embed-kind",
    zh="没有“{kind}”这种引用",
    en="there is no embed “{kind}”",
    hint_zh="写成 [[种类:编号]]，种类有：{known}；只想显示方括号，就在前面加一个反斜杠：\\[[",
    hint_en="write [[kind:id]], with one of these kinds: {known}; to show the brackets themselves "
    "put a backslash before them: \\[[",
    why_zh="不认得的引用不能悄悄略过，否则页面上会少一块内容。",
    why_en="An unknown embed is never skipped in silence: part of the page would be missing.",
    wrong="[[facts:leaflets-2022]]",
    right="[[fact:leaflets-2022]]",
)
EMBED_TARGET = error(
    "embed-target",
    zh="[[{kind}]] 没有写明指的是哪一个",
    en="[[{kind}]] does not say which one",
    hint_zh="写成 [[{kind}:编号]]。",
    hint_en="write [[{kind}:id]].",
    why_zh="没有编号就不知道该取哪个数字、哪个词。",
    why_en="Without an id nobody knows which figure or term is meant.",
    wrong="[[fact]]",
    right="[[fact:leaflets-2022]]",
)
EMBED_OPTION = error(
    "embed-option",
    zh="[[{kind}]] 不能带“{option}”",
    en="[[{kind}]] can't take “{option}”",
    hint_zh="可以写：{known}",
    hint_en="what can be written: {known}",
    why_zh="多写的内容如果悄悄略过，页面上就不是想要的样子；数字的写法也只有几种，到处都一致。",
    why_en="What is too much is never skipped in silence; and a figure can be written in a few "
    "ways only, so that it is the same everywhere.",
    wrong="[[fact:leaflets-2022|big]]",
    right="[[fact:leaflets-2022|number]]",
)
EMBED_ALONE = error(
    "embed-alone",
    zh="[[{kind}]] 要单独占一行",
    en="[[{kind}]] has to stand on a line of its own",
    hint_zh="把它移到自己的一行，前后各空一行。",
    hint_en="move it to its own line, with an empty line before and after.",
    why_zh="它会变成一整块内容，放不进句子里。",
    why_en="It becomes a whole block, which can't stand inside a sentence.",
    wrong="求助电话：[[help]]",
    right="求助电话：\n\n[[help]]",
)
HTML_REMOVED = error(
    "html-removed",
    zh="这里的 HTML 不能用：{what}",
    en="this HTML can't be used: {what}",
    hint_zh="用 Markdown 写（**加粗**、列表、表格、!!! note）；要显示尖括号本身，写成 &lt;",
    hint_en="use Markdown (**bold**, lists, tables, !!! note); to show the sign itself write &lt;",
    why_zh="脚本、样式和外部框架会让网站连接别处、收集信息，或在 U 盘上失效。",
    why_en="Scripts, styles and frames reach out to other places, collect data, or fail when the "
    "site is read from a stick.",
    wrong='<script src="…"></script>',
    right="**重要**",
)
LINK_SCHEME = error(
    "link-scheme",
    zh="这个链接的地址不能用：{target}",
    en="a link can't have this address: {target}",
    hint_zh="用 https://、mailto: 或 tel:；站内用 [[story:…]]、[[page:…]]；电脑上的文件先复制到这个"
    "文件夹，再只写文件名。",
    hint_en="use https://, mailto: or tel:; inside the site use [[story:…]] or [[page:…]]; copy a "
    "file of your computer into this folder and write its name only.",
    why_zh="javascript:、file: 这类地址会运行代码，或只在你自己的电脑上有效。",
    why_en="Addresses such as javascript: and file: run code, or work on your computer only.",
    wrong="[下载](file:///C:/下载/表.pdf)",
    right="[下载](表.pdf)",
)
LINK_ANCHOR = error(
    "link-anchor",
    zh="这一页里没有“#{anchor}”",
    en="there is no “#{anchor}” on this page",
    hint_zh="标题后面写 {{#编号}} 就有了；这一页有：{known}。",
    hint_en="write {{#id}} after a heading to make one; this page has: {known}.",
    why_zh="点了没有反应的链接，会让人以为网站坏了。",
    why_en="A link that does nothing looks like a broken site.",
    wrong="[见下文](#detials)",
    right="[见下文](#details)",
)
HEADING_ONE = error(
    "heading-level-one",
    zh="正文里用了一级标题（#）",
    en="the text has a heading of the first level (#)",
    hint_zh="改用 ##：一级标题已经由 title 给出。",
    hint_en="use ## instead: the first level is the title.",
    why_zh="读屏软件靠唯一的一级标题找到页面的主题。",
    why_en="Screen readers find the page's subject by its one first-level heading.",
    wrong="# 鲁甸",
    right="## 鲁甸",
)
HEADING_SKIP = warning(
    "heading-skip",
    zh="标题从第 {above} 级跳到了第 {below} 级",
    en="headings jump from level {above} to level {below}",
    hint_zh="改成 {marks}。",
    hint_en="use {marks}.",
    why_zh="跳级的标题会让目录和读屏软件以为中间缺了一节。",
    why_en="A skipped level looks like a missing section, in the contents and to screen readers.",
    wrong="## 一\n#### 二",
    right="## 一\n### 二",
)
ANCHOR_TWICE = error(
    "anchor-twice",
    zh="编号“{id}”在这一页出现了不止一次",
    en="the id “{id}” stands more than once on this page",
    hint_zh="给后一个换一个编号：{{#{id}-2}}",
    hint_en="give the later one another id: {{#{id}-2}}",
    why_zh="链接只会跳到第一个，第二个永远到不了。",
    why_en="Links reach the first one only.",
    wrong="## 甲 {#a}\n## 乙 {#a}",
    right="## 甲 {#a}\n## 乙 {#b}",
)
LINK_EMPTY = error(
    "link-empty",
    zh="这个链接没有写地址",
    en="this link has no address",
    hint_zh="在圆括号里写上地址或文件名；不需要链接，就去掉括号。",
    hint_en="write an address or a file's name between the parentheses, or take the brackets away.",
    why_zh="点了没有反应的链接，会让人以为网站坏了。",
    why_en="A link that does nothing looks like a broken site.",
    wrong="[下载]()",
    right="[下载](表.pdf)",
)
FOOTNOTE_MISSING = error(
    "footnote-missing",
    zh="脚注“{name}”没有内容",
    en="the footnote “{name}” has no text",
    hint_zh="在正文末尾加一行（英文冒号）：[^{name}]: 脚注的内容",
    hint_en="add a line at the end, with an ordinary colon: [^{name}]: text of the note",
    why_zh="没有内容的脚注会原样出现在网页上：[^1]。",
    why_en="A footnote without a text stands on the page as typed: [^1].",
    wrong="一封信。[^1]\n\n[^1]：写于2022年",
    right="一封信。[^1]\n\n[^1]: 写于2022年",
)
FOOTNOTE_UNUSED = error(
    "footnote-unused",
    zh="正文里没有用到脚注“{name}”",
    en="the text does not use the footnote “{name}”",
    hint_zh="在正文要加脚注的地方写 [^{name}]，或删掉这个脚注。",
    hint_en="write [^{name}] in the text where the note belongs, or delete the note.",
    why_zh="脚注后面的“回到正文”会没有地方可回。",
    why_en="The note's way back to the text would lead nowhere.",
    wrong="一封信。\n\n[^1]: 写于2022年",
    right="一封信。[^1]\n\n[^1]: 写于2022年",
)
FENCE_UNCLOSED = error(
    "fence-unclosed",
    zh="这个“{fence}”没有结束",
    en="this “{fence}” is never closed",
    hint_zh="在代码后面单独写一行同样的 {fence}；不是代码，就删掉这一行。",
    hint_en="write a line of the same {fence} after the code; if it is no code, delete this line.",
    why_zh="没有结束的代码块里，文字会连成一片。",
    why_en="Without its end the lines of the code run together.",
    wrong="```\ncode",
    right="```\ncode\n```",
)
WIDE_MARK = error(
    "wide-mark",
    zh="“{typed}”是全角的，Markdown 不认得",
    en="“{typed}” is full-width, which Markdown does not know",
    hint_zh="换成半角：{right}",
    hint_en="type the ordinary signs: {right}",
    why_zh="全角的 ＃、！、括号不起作用，会原样出现在网页上。",
    why_en="Full-width marks have no effect and stand on the page as typed.",
    wrong="＃＃ 那场打赌",
    right="## 那场打赌",
)
BOX_FORM = error(
    "box-form",
    zh="提示框的这一行写得不对，框不会出现",
    en="this line of a box is not in the right form, so there will be no box",
    hint_zh="写成 {example}（标题放在英文双引号里，后面不写别的）",
    hint_en="write {example} (a title between ordinary double quotes, and nothing after it)",
    why_zh="写法不对时，“!!!”会原样出现在网页上，或者标题会丢失。",
    why_en="Otherwise “!!!” stands on the page as typed, or the title is lost.",
    wrong="!!! skills “怎么说不”",
    right='!!! skills "怎么说不"',
)
BOX_EMPTY = error(
    "box-empty",
    zh="这个 {kind} 提示框里没有文字",
    en="this {kind} box has no text in it",
    hint_zh="框里的每一行前面都要有四个英文空格。",
    hint_en="put four ordinary spaces before every line that belongs in the box.",
    why_zh="没有缩进的文字会落在框外。",
    why_en="Text that is not indented falls out of the box.",
    wrong='!!! skills "怎么说不"\n不，我不试。',
    right='!!! skills "怎么说不"\n    不，我不试。',
)
BOX_UNKNOWN = error(
    "box-unknown",
    zh="没有“{kind}”这种提示框",
    en="there is no box “{kind}”",
    hint_zh="可以用：{known}。",
    hint_en="what there is: {known}.",
    why_zh="提示框的种类决定它的样子，也决定检查：例如证言必须有 skills 和 recovery。",
    why_en="A box's kind decides its look and what is checked: a testimony needs skills and "
    "recovery.",
    wrong='!!! skill "怎么说不"',
    right='!!! skills "怎么说不"',
)

HEADING_SPACE = warning(
    "heading-space",
    zh="标题和“{id}”之间没有空格",
    en="there is no space between the heading and “{id}”",
    hint_zh="在花括号前面空一格：## 标题 {id}",
    hint_en="type a space before the brace: ## Heading {id}",
    why_zh="没有空格，编号会原样显示在标题里，链接也到不了这里。",
    why_en="Without it the id is shown as part of the heading, and links to it lead nowhere.",
    wrong="## 那场打赌{#the-bet}",
    right="## 那场打赌 {#the-bet}",
)
LIST_JOINED = warning(
    "list-joined",
    zh="列表或表格紧接在一行文字下面：{typed}",
    en="a list or table follows a line of text at once: {typed}",
    hint_zh="在这一行前面加一个空行。",
    hint_en="leave an empty line before this one.",
    why_zh="没有空行，各项会连成一段文字，不成列表，也不成表格。",
    why_en="Without it the items run together in one paragraph.",
    wrong="要带的东西：\n- 水",
    right="要带的东西：\n\n- 水",
)
LIST_SPACE = warning(
    "list-space",
    zh="这一行像是列表，可是“{typed}”不是列表的写法",
    en="this line looks like a list, but “{typed}” does not begin an item",
    hint_zh="用半角符号，后面空一格：{right} 一项",
    hint_en="type an ordinary mark and a space: {right} an item",
    why_zh="不是列表，各行就会连成一段。",
    why_en="The lines run together in one paragraph.",
    wrong="1、看\n2、说",
    right="1. 看\n2. 说",
)
LIST_INDENT = warning(
    "list-indent",
    zh="这一项只缩进了 {typed} 格，不会成为下一级",
    en="this item is indented by {typed}, which does not put it below the one above",
    hint_zh="下一级的列表缩进四个空格。",
    hint_en="indent a list within a list by four spaces.",
    why_zh="缩进不够，两级会并成一级。",
    why_en="The two levels become one.",
    wrong="- 水果\n  - 苹果",
    right="- 水果\n    - 苹果",
)
WAIVER_FORM = error(
    "waiver-form",
    zh="“{typed}”没有写全：要写规则的编号和理由",
    en="“{typed}” is not whole: it takes a rule's id and a reason",
    hint_zh="例如 [[waive:S07|引用法律条文的原文]]……[[/waive]]",
    hint_en="for example [[waive:S07|quoted from the law]] … [[/waive]]",
    why_zh="不写理由的豁免，审稿人无法判断，规则也就白立了。",
    why_en="Nobody can judge an exception without a reason; the rule would be there for nothing.",
    wrong="[[waive:S07]]……[[/waive]]",
    right="[[waive:S07|引用法律条文的原文]]……[[/waive]]",
)
WAIVER_OPEN = error(
    "waiver-open",
    zh="这里开始的豁免没有结束",
    en="the waiver that begins here does not end",
    hint_zh="在那段话的后面写 [[/waive]]；要对整个文件豁免，就写在文件开头的 waive: 里。",
    hint_en="write [[/waive]] after the passage; to waive a rule for the whole file, write waive: "
    "at the top of the file.",
    why_zh="没有结尾，就不知道豁免的是哪些话。",
    why_en="Without an end nobody knows which words it is about.",
    wrong="[[waive:S07|引用原文]]这一句……",
    right="[[waive:S07|引用原文]]这一句……[[/waive]]",
)
WAIVER_CLOSE = error(
    "waiver-close",
    zh="这里结束的豁免没有开始",
    en="a waiver ends here that has not begun",
    hint_zh="删掉这个 [[/waive]]，或在那段话的前面写 [[waive:规则|理由]]。",
    hint_en="take this [[/waive]] out, or write [[waive:RULE|reason]] before the passage.",
    why_zh="没有开头，就不知道豁免的是哪条规则、为什么。",
    why_en="Without a beginning nobody knows which rule is waived, and why.",
    wrong="这一句……[[/waive]]",
    right="[[waive:S07|引用原文]]这一句……[[/waive]]",
)
KINDS = (
    EMBED_FORM,
    EMBED_KIND,
    EMBED_TARGET,
    EMBED_OPTION,
    EMBED_ALONE,
    HTML_REMOVED,
    LINK_SCHEME,
    LINK_ANCHOR,
    HEADING_ONE,
    HEADING_SKIP,
    ANCHOR_TWICE,
    LINK_EMPTY,
    FOOTNOTE_MISSING,
    FOOTNOTE_UNUSED,
    FENCE_UNCLOSED,
    WIDE_MARK,
    BOX_FORM,
    BOX_EMPTY,
    BOX_UNKNOWN,
    HEADING_SPACE,
    LIST_JOINED,
    LIST_SPACE,
    LIST_INDENT,
    WAIVER_FORM,
    WAIVER_OPEN,
    WAIVER_CLOSE,
)
