"""The kinds of problem that reading can find."""

from __future__ import annotations

from qingyuan.model.problem import error, warning

CONTENT_MISSING = error(
    "content-missing",
    zh="这里没有 {path}，没有它就没有网站",
    en="there is no {path} here, and without it there is no site",
    hint_zh="请在含有 content 文件夹的位置运行，或用 --root 文件夹 指明它在哪里；如果只少这一个"
    "文件，就把它补上。",
    hint_en="run in the folder that holds content/, or say where it is with --root FOLDER; if only "
    "this file is not there, put it back.",
    why_zh="生成器从 content 文件夹读取全部文字和数字；"
    "找不到它时，通常只是在错误的文件夹里运行了命令。",
    why_en="Everything is read from the content folder; when it is not found, the command was "
    "usually run in another folder.",
    wrong="python3 build.py --root Documents",
    right="python3 build.py --root Documents/qingyuan",
)
FILE_UNREADABLE = error(
    "file-unreadable",
    zh="打不开这个文件：{reason}",
    en="this file can't be opened: {reason}",
    hint_zh="请检查它是否仍在、是否有权限、是否正被别的程序占用。",
    hint_en="check that it is still there, that you may read it, and that no other program holds "
    "it.",
    why_zh="读不到的文件不会被悄悄略过，否则网站会少一篇而没人知道。",
    why_en="A file that can't be read is never skipped in silence: a story would be missing and "
    "nobody would know.",
    wrong="content/stories/ludian/zh.md  (no right to read it)",
    right="content/stories/ludian/zh.md  (readable)",
)
FILE_NAME = error(
    "file-name",
    zh="这里不认得名为“{name}”的文件",
    en="a file named “{name}” is not known here",
    hint_zh="这里可以放：{known}。请改名，或把它移出 content。",
    hint_en="what may be here: {known}. Rename it, or move it out of content/.",
    why_zh="名字不对的文件不会出现在网站上：比如 zh.md.txt 或 ZH.md，写了也白写。",
    why_en="A file with another name would never reach the site, such as zh.md.txt or ZH.md.",
    wrong="content/stories/ludian/zh.md.txt",
    right="content/stories/ludian/zh.md",
)
FILE_PLACE = error(
    "file-place",
    zh="“{name}”不能直接放在这里：每篇都有自己的文件夹",
    en="“{name}” can't be here by itself: each has a folder of its own",
    hint_zh="新建文件夹 {folder}，把文件移进去，起名叫 zh.md（中文）或 en.md（英文）。",
    hint_en="make the folder {folder}, move the file into it, and name it zh.md (Chinese) or en.md "
    "(English).",
    why_zh="两种语言的文字和图片放在同一个文件夹里，才知道它们是同一篇。",
    why_en="Texts and pictures in one folder are known to belong together.",
    wrong="content/stories/visit-2023.md",
    right="content/stories/visit-2023/zh.md",
)
SLUG_FORM = error(
    "slug-form",
    zh="名称“{slug}”不能用在网址里",
    en="the name “{slug}” can't be part of an address",
    hint_zh="改名为小写英文字母、数字和连字符，最多 80 个，例如 {suggestion}；con、nul、com1 等在 "
    "Windows 上是保留名，也不能用。",
    hint_en="rename it with lower-case letters, digits and hyphens only, 80 at most, for example "
    "{suggestion}; con, nul, com1 and the like are reserved on Windows.",
    why_zh="网站要能拷进 U 盘、放上任何学校的服务器；"
    "含空格、大写或保留名的路径在一些系统上打不开。",
    why_en="The site is copied to sticks and to any school's server; names with spaces, capitals "
    "or reserved words don't open on some systems.",
    wrong="content/stories/My Story/",
    right="content/stories/my-story/",
)
ALIAS_FORM = error(
    "alias-form",
    zh="旧网址“{value}”的写法不对",
    en="the old address “{value}” is not of the right form",
    hint_zh="写语言文件夹（zh、en）里面的路径，以 .html 结尾，只用英文字母、数字、连字符，"
    "例如 {suggestion}。",
    hint_en="write the path inside the language's folder (zh, en), ending in .html, of letters, "
    "digits and hyphens only, for example {suggestion}.",
    why_zh="每个旧网址都会变成一个小页面，把读者带到新的地方；它要在 U 盘和任何服务器上都打得开，"
    "不能跑到网站外面去。",
    why_en="Each old address becomes a small page that leads readers on. It has to open from a "
    "stick and on any server, and must not lie outside the site.",
    wrong="aliases: [/zh/../old name.htm]",
    right="aliases: [stories/old-name.html]",
)
NOT_UTF8 = error(
    "encoding",
    zh="这个文件不是 UTF-8 编码{like_zh}",
    en="this file is not encoded as UTF-8{like_en}",
    hint_zh="用编辑器（如记事本）打开，选“文件→另存为”，编码选 UTF-8，再保存。",
    hint_en="open it in your editor (Notepad will do), choose “File, Save as” and the encoding "
    "UTF-8.",
    why_zh="用错编码读出来的汉字会变成乱码，而乱码也可能恰好“读得通”，所以宁可停下来。",
    why_en="Chinese read in the wrong encoding turns into other characters, and sometimes into "
    "ones that look right; so reading stops instead.",
    wrong="zh.md  (GBK)",
    right="zh.md  (UTF-8)",
)
BOM = warning(
    "encoding-bom",
    zh="文件开头有一个看不见的标记（BOM）",
    en="the file begins with an invisible mark (BOM)",
    hint_zh="已照常读取。想去掉它：另存为时选“UTF-8”，不选“UTF-8（带 BOM）”。",
    hint_en="it was read all the same. To take the mark out, save as “UTF-8”, not as “UTF-8 with "
    "BOM”.",
    why_zh="旧版 Windows 记事本会加上它。它不影响网站，但会让别的工具看错第一行。",
    why_en="Notepad on old Windows adds it. It does no harm to the site, but other tools misread "
    "the first line.",
    wrong="\\ufefftitle: …",
    right="title: …",
)
CHARACTER = error(
    "character-forbidden",
    zh="这里有一个看不见的字符（{name}）",
    en="there is an invisible character here ({name})",
    hint_zh="把光标移到这一列，删掉它；多半是从别的软件粘贴来的。",
    hint_en="put the cursor in this column and delete it; most likely it was pasted from another "
    "program.",
    why_zh="看不见的字符会让编号对不上、搜不到，有的还会让浏览器显示不出整段文字。",
    why_en="With invisible characters ids don't match, a search finds nothing, and some browsers "
    "fail to show the paragraph.",
    wrong="kind: testimony  (a zero-width space at the end)",
    right="kind: testimony",
)
EMPTY = error(
    "file-empty",
    zh="这个文件里没有内容",
    en="there is nothing in this file",
    hint_zh="写上内容，或删掉它。",
    hint_en="write something in it, or delete it.",
    why_zh="空文件多半是没存好，或还没写：网站不应该因此少一篇。",
    why_en="An empty file was most likely not saved, or not written yet.",
    wrong="zh.md  (0 bytes)",
    right="---\ntitle: …\nsummary: …\n---",
)
YAML_SYNTAX = error(
    "yaml-syntax",
    zh="从这里起读不懂了：{reason_zh}",
    en="from here on it can't be read: {reason_en}",
    hint_zh="检查这一行和上一行：缩进要对齐，引号、方括号和花括号要成对；"
    "含冒号、# 或引号的文字请放进"
    "英文引号里。",
    hint_en="look at this line and the one above: indents must line up, quotes and brackets must "
    "be closed; put text with a colon, # or quotes between quotes.",
    why_zh="YAML 靠缩进和标点来分清哪一项属于哪里，错一个就会张冠李戴。",
    why_en="YAML tells what belongs where by indents and signs; one wrong sign moves a value "
    "elsewhere.",
    wrong="label: [a, b",
    right="label: [a, b]",
)
YAML_TAB = error(
    "yaml-tab",
    zh="这里用了制表符（Tab）缩进",
    en="this line is indented with a tab",
    hint_zh="删掉它，改按空格键：每一层两个空格。",
    hint_en="delete it and press the space bar instead: two spaces for each level.",
    why_zh="YAML 不允许用制表符缩进，因为不同编辑器里它的宽度不一样。",
    why_en="YAML does not allow tabs for indents, since their width differs from editor to editor.",
    wrong="label:\n\tzh: …",
    right="label:\n  zh: …",
)
YAML_COLON = error(
    "yaml-colon",
    zh="这段文字里有冒号，要加引号",
    en="this text has a colon in it and needs quotes",
    hint_zh="把整段文字放进英文引号：{example}",
    hint_en="put the whole text between quotes: {example}",
    why_zh="YAML 把“冒号加空格”当作字段名的结尾。",
    why_en="YAML reads a colon and a space as the end of a field's name.",
    wrong="title: Ludian: from warning to removal",
    right='title: "Ludian: from warning to removal"',
)
YAML_WIDE_COLON = error(
    "yaml-wide-colon",
    zh="字段名后面用了全角冒号“：”",
    en="a field's name is followed by a full-width colon “：”",
    hint_zh="改成英文冒号加一个空格：{example}",
    hint_en="use an ordinary colon and a space: {example}",
    why_zh="YAML 只认英文冒号；用中文输入法时容易打成全角。",
    why_en="YAML knows the ordinary colon only; Chinese input methods type the full-width one.",
    wrong="title：鲁甸",
    right="title: 鲁甸",
)
YAML_SPACE = error(
    "yaml-space",
    zh="“{sign}”后面少了一个空格",
    en="a space is missing after “{sign}”",
    hint_zh="加一个英文空格：{example}",
    hint_en="add an ordinary space: {example}",
    why_zh="YAML 靠冒号或横线后面的空格分清字段和内容；少了空格，整行会被当成一段文字。",
    why_en="YAML tells a field from its content by the space; without it the line is one text.",
    wrong="kind:testimony",
    right="kind: testimony",
)
YAML_WIDE_SIGN = error(
    "yaml-wide-sign",
    zh="这里的“{sign}”是全角的，YAML 不认得",
    en="“{sign}” here is full-width, which YAML does not know",
    hint_zh="换成半角的“{plain}”。",
    hint_en="type the ordinary “{plain}” instead.",
    why_zh="YAML 只认半角的逗号、括号、横线和空格；用中文输入法时容易打成全角。",
    why_en="YAML knows ordinary commas, brackets, dashes and spaces only; Chinese input methods "
    "type full-width ones.",
    wrong="topics: [recovery，school]",
    right="topics: [recovery, school]",
)
YAML_QUOTES = error(
    "yaml-quotes",
    zh="这段文字以“{sign}”开头，要加引号",
    en="this text begins with “{sign}” and needs quotes",
    hint_zh="把整段文字放进英文引号：{example}",
    hint_en="put the whole text between quotes: {example}",
    why_zh="开头的括号、引号、@、%、* 等在 YAML 里有别的意思。",
    why_en="In YAML brackets, quotes, @, %, * and the like mean something else at the beginning.",
    wrong="zh: {n}份",
    right='zh: "{n}份"',
)
YAML_UNCLOSED = error(
    "yaml-unclosed",
    zh="这个“{sign}”没有结束",
    en="this “{sign}” is never closed",
    hint_zh="在末尾补上一个英文的 {closing} ，例如 {example}",
    hint_en="put an ordinary {closing} at the end, for example {example}",
    why_zh="少了后一半，后面的几行都会被当成同一段文字。",
    why_en="Without its other half the lines below are taken for part of the same text.",
    wrong='title: "一封来自康复路上的信',
    right='title: "一封来自康复路上的信"',
)
YAML_DASH = error(
    "yaml-dash",
    zh="列表的这一项前面没有横线",
    en="this item of a list has no dash before it",
    hint_zh="在前面写上英文的横线和一个空格：{example}{else_zh}",
    hint_en="write an ordinary dash and a space before it: {example}{else_en}",
    why_zh="没有横线，几项会连成一段文字，少了一项也看不出来。",
    why_en="Without dashes several items become one text, and nobody sees that one is missing.",
    wrong="questions:\n  你会怎么说？\n  - 你会告诉谁？",
    right="questions:\n  - 你会怎么说？\n  - 你会告诉谁？",
)
YAML_COMMA = error(
    "yaml-comma",
    zh="花括号里的逗号把这段文字切断了",
    en="a comma inside the braces cuts this text off",
    hint_zh="把整段文字放进英文引号：{example}",
    hint_en="put the whole text between quotes: {example}",
    why_zh="花括号里的英文逗号用来分开各项，逗号后面的文字会丢失。",
    why_en="Inside braces a comma begins the next entry, and what follows it would be lost.",
    wrong="town: {zh: 河口镇, en: Hekou, a town}",
    right='town: {zh: 河口镇, en: "Hekou, a town"}',
)
YAML_INDENT = error(
    "yaml-indent",
    zh="这一行的缩进和上面对不上",
    en="this line's indent does not fit the lines above",
    hint_zh="同一层的各行要左对齐，下一层多两个空格；长文字换行时，后面各行也要缩进。",
    hint_en="lines of one level begin in the same column, the next level two spaces further; so do "
    "the later lines of a long text.",
    why_zh="YAML 靠缩进分清哪一项属于哪里。",
    why_en="YAML tells what belongs where by indents.",
    wrong="consent:\n  basis: …\n   scope: …",
    right="consent:\n  basis: …\n  scope: …",
)
YAML_COMMENT = warning(
    "yaml-comment",
    zh="从“{sign}”起的字没有读进来",
    en="the words from “{sign}” on were not read",
    hint_zh="YAML 把空格加 # 当作备注。要保留这些字，就加引号：{example}；真是备注，"
    "就在 # 后面空一格。",
    hint_en="YAML takes a space and # for a remark. To keep the words add quotes: {example}; if it "
    "is a remark, put a space after #.",
    why_zh="标题或说明会无声地少掉后半截。",
    why_en="The second half of a title or a text would be lost in silence.",
    wrong="title: 第 #3 号信",
    right='title: "第 #3 号信"',
)
YAML_DUPLICATE = error(
    "yaml-duplicate-key",
    zh="“{key}”在这里写了两次，第一次在第 {line} 行",
    en="“{key}” stands here twice; the first is in line {line}",
    hint_zh="留下对的一个，删掉另一个；如果是两样东西，请给它们不同的名字。",
    hint_en="keep the right one and delete the other; if they are two things, give them two names.",
    why_zh="同名的两项只有一项会生效，另一项会无声地丢失。",
    why_en="Of two entries with one name only one counts; the other would be lost in silence.",
    wrong="value: 12\nvalue: 13",
    right="value: 13",
)
YAML_REFERENCE = error(
    "yaml-reference",
    zh="这里用了“{sign}”开头的 YAML 引用或标签",
    en="a YAML reference or tag that begins with “{sign}” is used here",
    hint_zh="请把值直接写出来；如果它是文字的一部分，请放进英文双引号。",
    hint_en="write the value out; if it is part of a text, put it between double quotes.",
    why_zh="引用会让一处的改动悄悄改变另一处；这里每个值只写在一个地方。",
    why_en="With references a change in one place changes another unseen; here each value stands "
    "where it is used.",
    wrong="place: *ludian",
    right="place: ludian",
)
FRONT_MATTER_MISSING = error(
    "front-matter-missing",
    zh="文件开头没有“---”，找不到标题和摘要",
    en="the file does not begin with “---”, so there is no title and no summary",
    hint_zh="第一行写 ---（三个英文减号，前面不空格），接着写 title: 和 summary:，再写一行 "
    "---，然后是正文。",
    hint_en="begin with a line of three hyphens, ---, then title: and summary:, another line ---, "
    "then the text.",
    why_zh="标题、摘要和日期写在文件最前面的两行 --- 之间，列表和搜索要用。",
    why_en="Title and summary stand between two lines --- at the top; lists and search need them.",
    wrong="# 鲁甸\n\n正文……",
    right="---\ntitle: 鲁甸\nsummary: ……\n---\n\n正文……",
)
FRONT_MATTER_OPEN = error(
    "front-matter-unclosed",
    zh="开头的“---”没有结束",
    en="the “---” at the top is never closed",
    hint_zh="{do_zh} ---（三个英文减号，不多不少，前面不空格）。",
    hint_en="{do_en} ---: three hyphens, no more, no other dashes, and no space before them.",
    why_zh="没有第二行 ---，就分不清哪里是字段、哪里是正文。",
    why_en="Without the second --- nobody can tell the fields from the text.",
    wrong="---\ntitle: 鲁甸\n\n正文……",
    right="---\ntitle: 鲁甸\nsummary: ……\n---\n\n正文……",
)
FIELD_UNKNOWN = error(
    "field-unknown",
    zh="没有名为“{field}”的字段",
    en="there is no field “{field}”",
    hint_zh="这里可以写：{known}。",
    hint_en="what may stand here: {known}.",
    why_zh="写错一个字母的字段会被忽略，比如该保密的没保密、该过期的没过期；所以不认得就停下。",
    why_en="A misspelt field would be ignored, and an expiry date or a consent with it; so an "
    "unknown one stops the build.",
    wrong="sumary: ……",
    right="summary: ……",
)
FIELD_MISSING = error(
    "field-missing",
    zh="缺少“{field}”",
    en="“{field}” is missing",
    hint_zh="请补上，例如 {example}",
    hint_en="add it, for example {example}",
    why_zh="没有它，页面就不完整，或者一个数字就没有依据。",
    why_en="Without it a page is incomplete, or a figure has no support.",
    wrong="leaflets-2022:\n  value: 4200000",
    right="leaflets-2022:\n  value: 4200000\n  unit: leaflet\n  …",
)
FIELD_TYPE = error(
    "field-type",
    zh="“{field}”应当是{expected_zh}，这里却是{found_zh}",
    en="“{field}” should be {expected_en}, but here it is {found_en}",
    hint_zh="例如 {example}",
    hint_en="for example {example}",
    why_zh="类型不对的值，要么显示不出来，要么显示成别的东西。",
    why_en="A value of another type is not shown, or is shown as something else.",
    wrong="topics: recovery",
    right="topics: [recovery]",
)
FIELD_EMPTY = error(
    "field-empty",
    zh="“{field}”后面没有内容",
    en="there is nothing after “{field}”",
    hint_zh="写上内容，例如 {example}；用不到就把这一行删掉。",
    hint_en="write something, for example {example}; or delete the line if it is not needed.",
    why_zh="空着的字段看上去像填过了。",
    why_en="An empty field looks as if it had been filled in.",
    wrong="title:",
    right="title: 一封来自康复路上的信",
)
FIELD_CHOICE = error(
    "field-choice",
    zh="“{field}”不能是“{value}”",
    en="“{field}” can't be “{value}”",
    hint_zh="可以选：{known}。",
    hint_en="choose one of: {known}.",
    why_zh="不在名单里的值没有页面、没有名称，也没有检查。",
    why_en="A value that is not on the list has no page, no name and no checks.",
    wrong="kind: testimonial",
    right="kind: testimony",
)
FIELD_DATE = error(
    "field-date",
    zh="“{value}”不是一个日期",
    en="“{value}” is not a date",
    hint_zh="写成 年-月-日，例如 {example}",
    hint_en="write year-month-day, for example {example}",
    why_zh="日期决定排序、发布和过期，写法必须只有一种读法。",
    why_en="Dates decide order, publishing and expiry; they must be readable in one way only.",
    wrong="date: 2022/10/21",
    right="date: 2022-10-21",
)
FIELD_PERIOD = error(
    "field-period",
    zh="“{value}”不是一个时段",
    en="“{value}” is not a period",
    hint_zh="可以写 2022、2022-H1（上半年）、2022-10、2022-10-17、2022-01/2022-10，或 "
    "2022/publication（到见报那天）。",
    hint_en="write 2022, 2022-H1 (first half), 2022-10, 2022-10-17, 2022-01/2022-10, or "
    "2022/publication (to the day the page appeared).",
    why_zh="没有时段的数字不能比较，也容易被误用。",
    why_en="A figure without a period can't be compared and is easily misused.",
    wrong="period: this year",
    right="period: 2022/publication",
)
FIELD_NUMBER = error(
    "field-number",
    zh="“{value}”不是这里能用的数",
    en="“{value}” is not a number that can stand here",
    hint_zh="只写半角数字和小数点，不写逗号、单位和“余”，例如 {example}",
    hint_en="ordinary digits and a decimal point only, without commas, units or words, for example "
    "{example}",
    why_zh="数字按十进制精确保存；“余”写在 qualifier，单位写在 unit。",
    why_en="Figures are kept as exact decimals; “more than” goes to qualifier, the unit to unit.",
    wrong="value: 420余万",
    right="value: 4200000\nqualifier: more-than",
)
TEXT_EMBED = error(
    "text-embed",
    zh="“{field}”里不能用双方括号",
    en="“{field}” can't have double brackets in it",
    hint_zh="这里只写文字；要引用数字、词汇或别的页面，写在正文里。",
    hint_en="write plain text here; cite figures, terms and other pages in the body.",
    why_zh="标题、摘要和数据文件里的文字会原样显示，读者会看到方括号。",
    why_en="Titles, summaries and texts of data files are shown as they are, brackets and all.",
    wrong="summary: 发出了[[fact:leaflets-2022]]",
    right="summary: 发出了许多资料",
)
UNIT_NUMBER = error(
    "unit-number",
    zh="“{field}”里没有 {{n}}，数字会丢失",
    en="“{field}” has no {{n}}, so the number would be lost",
    hint_zh="在数字的位置写 {{n}}，例如 {example}",
    hint_en="write {{n}} where the number goes, for example {example}",
    why_zh="{{n}} 的位置会换成数字；没有它，页面上只剩下单位。",
    why_en="The number takes the place of {{n}}; without it only the unit is left on the page.",
    wrong="zh: 份",
    right='zh: "{n}份"',
)
ID_FORM = error(
    "id-form",
    zh="“{value}”不能用作编号",
    en="“{value}” can't be an id",
    hint_zh="只用小写英文字母、数字和连字符，例如 {suggestion}",
    hint_en="use lower-case letters, digits and hyphens only, for example {suggestion}",
    why_zh="编号会出现在网址里，并被别处引用；一旦公布就不应再变。",
    why_en="Ids stand in addresses and are cited elsewhere; once published they stay.",
    wrong="Leaflets 2022:",
    right="leaflets-2022:",
)
ID_DUPLICATE = error(
    "id-duplicate",
    zh="编号“{id}”已经用过了，在 {other}",
    en="the id “{id}” is taken already, at {other}",
    hint_zh="给其中一个换一个编号；如果是同一件事，删掉一个。",
    hint_en="give one of them another id; if they are the same thing, delete one.",
    why_zh="一个编号只能指一样东西，否则引用会取到错的数字。",
    why_en="One id means one thing; otherwise a citation would take the wrong figure.",
    wrong="facts/a.yaml: cases-2022, facts/b.yaml: cases-2022",
    right="facts/a.yaml: cases-2022, facts/b.yaml: ludian-cases-2022",
)
LANGUAGE_UNKNOWN = error(
    "language-unknown",
    zh="网站没有“{code}”这种语言",
    en="the site has no language “{code}”",
    hint_zh="site.yaml 里登记的有：{known}。",
    hint_en="site.yaml has: {known}.",
    why_zh="没有登记的语言没有网址、没有界面文字，写了也不会发布。",
    why_en="A language that is not declared has no addresses and no interface words.",
    wrong="content/stories/ludian/cn.md",
    right="content/stories/ludian/zh.md",
)
EDITION_NONE = error(
    "edition-none",
    zh="这个文件夹里没有任何一种语言的正文",
    en="this folder has no text in any language",
    hint_zh="加上 {known} 中的至少一个。",
    hint_en="add at least one of {known}.",
    why_zh="只有 story.yaml 而没有正文，就没有页面可发布。",
    why_en="With story.yaml alone there is no page to publish.",
    wrong="stories/ludian/story.yaml",
    right="stories/ludian/story.yaml, stories/ludian/zh.md",
)
SHARED_TWICE = error(
    "shared-field-twice",
    zh="“{field}”在 {other} 已经写过了",
    en="“{field}” is given already, at {other}",
    hint_zh="各语言相同的内容只写一次：留下 {keep} 里的，删掉这里的。",
    hint_en="what is the same in every language is written once: keep the one in {keep} and "
    "delete this one.",
    why_zh="同一件事写两遍，迟早会只改一处。",
    why_en="What is written twice will one day be changed in one place only.",
    wrong="story.yaml: date: 2022-10-21, en.md: date: 2022-10-21",
    right="story.yaml: date: 2022-10-21",
)
HOME_MISSING = error(
    "page-required",
    zh="缺少页面 content/pages/{slug}",
    en="the page content/pages/{slug} is missing",
    hint_zh="建立这个文件夹，放入 {known}。",
    hint_en="make the folder and put {known} in it.",
    why_zh="首页、关于、求助和学校这四页，网站上处处都有通往它们的链接。",
    why_en="Home, about, help and schools are linked from every page.",
    wrong="content/pages/  (no help/)",
    right="content/pages/help/zh.md, content/pages/help/en.md",
)

RECORD_FORM = error(
    "translation-record",
    zh="译文的记录坏了，读不出来：{reason_zh}",
    en="the record of this translation is damaged: {reason_en}",
    hint_zh="这个文件由程序写，不用手改。有备份就换回备份；没有就对照原文看一遍译文，再输入 "
    "python3 build.py accept {name} {language}",
    hint_en="the program writes this file, nobody else has to. Put a sound copy back; if there is "
    "none, compare the translation with its original and type python3 build.py accept {name} "
    "{language}",
    why_zh="记录里是译文所依据的原文。读不出它，就不知道译文有没有过时，过时的法律和急救文字也拦不住。",
    why_en="The record holds the original that was translated. Without it nobody knows whether the "
    "translation is out of date, and outdated advice on law or emergencies would be shown.",
    wrong='<<<<<<< HEAD\n   "digest": "0f3c…"',
    right='   "digest": "0f3c…"',
)
FILING_FORM = error(
    "filing-form",
    zh="“{field}”不像备案号：{value}",
    en="“{field}” is not in the form of a filing number: {value}",
    hint_zh="照备案通知上的号码写，如 {field}: {example}；还没有备案，就去掉这一行。",
    hint_en="copy the number from the notice, for example {field}: {example}; if there is none "
    "yet, take this line out.",
    why_zh="备案号要能在工业和信息化部、公安部的网站上查到，写错一个字就查不到了。",
    why_en="Anybody can look the number up with the ministries; with one wrong character it is not "
    "found.",
    wrong="icp: 滇备12345678",
    right="icp: 滇ICP备12345678号-1",
)
SCHOOL_STORIES = error(
    "school-stories",
    zh="stories 和 audience 只能写一个",
    en="stories and audience can't both be given",
    hint_zh="要按读者选故事，就留 audience；要自己列，就留 stories；全部都要，两个都不写。",
    hint_en="keep audience to choose by readers, or stories to list them yourself; leave out both "
    "for all stories.",
    why_zh="两个都写，就说不清这个学校要哪些故事。",
    why_en="With both nobody can tell which stories the school is to have.",
    wrong="stories: [ludian]\naudience: [middle]",
    right="audience: [middle]",
)
PINYIN_WORD = error(
    "pinyin-word",
    zh="“{value}”不全是汉字，没法注音",
    en="“{value}” is not all Chinese characters, so it can't have a reading",
    hint_zh="冒号前面只写汉字，最多 16 个，例如：鲁甸: lǔ diàn。",
    hint_en="before the colon write Chinese characters only, 16 at most, for example "
    "鲁甸: lǔ diàn.",
    why_zh="拼音是一个字一个字注的；写了字母、数字或标点的词在正文里对不上，改了也不起作用。",
    why_en="Readings stand above single characters. A word with letters, digits or marks in it "
    "would never be met in a text, and the correction would do nothing.",
    wrong="鲁甸县2014: lǔ diàn xiàn",
    right="鲁甸县: lǔ diàn xiàn",
)
PINYIN_COUNT = error(
    "pinyin-count",
    zh="“{value}”有 {many} 个字，这里却有 {given} 个音节",
    en="“{value}” has {many} characters, but there are {given} syllables here",
    hint_zh="每个字写一个音节，音节之间空一格，例如：昭通: zhāo tōng。",
    hint_en="write one syllable for each character, with a space between them, for example "
    "昭通: zhāo tōng.",
    why_zh="多一个或少一个音节，后面每个字头上的拼音就都错了一位。",
    why_en="With a syllable too many or too few, every character after it would carry the "
    "reading of its neighbour.",
    wrong="昭通: zhāotōng",
    right="昭通: zhāo tōng",
)
PINYIN_SYLLABLE = error(
    "pinyin-syllable",
    zh="“{value}”不是一个拼音音节",
    en="“{value}” is not a syllable of pinyin",
    hint_zh="用带声调符号的音节，例如 {suggestion}；声调标在主要元音上，轻声不标，lü 写 ü。",
    hint_en="write a syllable with its tone mark, for example {suggestion}; the mark goes on the "
    "main vowel, a neutral tone has none, and ü is written as ü.",
    why_zh="小学生照着拼音念；数字声调、标错位置的声调和打错的字母都会教错。",
    why_en="Young pupils read what stands there: a number for a tone, a mark on another letter or "
    "a slip of the key would teach it wrongly.",
    wrong="鲁甸: lu3 dian4",
    right="鲁甸: lǔ diàn",
)

KINDS = (
    CONTENT_MISSING,
    FILE_UNREADABLE,
    FILE_NAME,
    FILE_PLACE,
    SLUG_FORM,
    ALIAS_FORM,
    NOT_UTF8,
    BOM,
    CHARACTER,
    EMPTY,
    YAML_SYNTAX,
    YAML_TAB,
    YAML_COLON,
    YAML_WIDE_COLON,
    YAML_SPACE,
    YAML_WIDE_SIGN,
    YAML_QUOTES,
    YAML_UNCLOSED,
    YAML_DASH,
    YAML_COMMA,
    YAML_INDENT,
    YAML_COMMENT,
    YAML_DUPLICATE,
    YAML_REFERENCE,
    FRONT_MATTER_MISSING,
    FRONT_MATTER_OPEN,
    FIELD_UNKNOWN,
    FIELD_MISSING,
    FIELD_TYPE,
    FIELD_EMPTY,
    FIELD_CHOICE,
    FIELD_DATE,
    FIELD_PERIOD,
    FIELD_NUMBER,
    TEXT_EMBED,
    UNIT_NUMBER,
    ID_FORM,
    ID_DUPLICATE,
    LANGUAGE_UNKNOWN,
    EDITION_NONE,
    SHARED_TWICE,
    HOME_MISSING,
    RECORD_FORM,
    FILING_FORM,
    SCHOOL_STORIES,
    PINYIN_WORD,
    PINYIN_COUNT,
    PINYIN_SYLLABLE,
)
