"""The kinds of problem that publishing can find."""

from __future__ import annotations

from qingyuan.model.problem import error

OUTPUT_FOREIGN = error(
    "output-foreign",
    zh="这个文件不是生成器做的，不会动它：{name}",
    en="the generator did not make this file and will not touch it: {name}",
    hint_zh="把它移到别处；或者加上 --force，它会被移到 {kept}，然后照常发布。",
    hint_en="move it elsewhere; or add --force: it is then moved to {kept}, and the site is "
    "published.",
    why_zh="发布会替换整个网站；放在里面的别的文件，可能只有这一份。",
    why_en="Publishing replaces the whole site; what else lies there may be the only copy.",
    wrong="output/notes.docx",
    right="notes.docx",
)
OUTPUT_EDITED = error(
    "output-edited",
    zh="这个文件发布之后被人改过：{name}",
    en="this file was changed after it was published: {name}",
    hint_zh="把改动写进 content/ 里对应的文字；要放弃它，加上 --force：改过的文件会移到 {kept}。",
    hint_en="make the change in content/ instead; to give it up add --force: the changed file is "
    "moved to {kept}.",
    why_zh="下一次发布会盖掉直接改在网页上的内容。",
    why_en="What is changed in the page itself is lost when the site is published again.",
    wrong="output/zh/index.html  (edited by hand)",
    right="content/pages/home/zh.md",
)
OUTPUT_WRITE = error(
    "output-write",
    zh="写不进输出文件夹：{reason}",
    en="the output folder can't be written: {reason}",
    hint_zh="检查磁盘是否已满、文件夹是否只读、文件是否正被打开；也可以用 --output 换一个位置。"
    "原来的网站没有动。",
    hint_en="check that the disk is not full, the folder not read-only, no file open in another "
    "program; or choose another folder with --output. The old site is as it was.",
    why_zh="网站要么整个换新，要么一点不动。",
    why_en="A site is replaced as a whole or not at all.",
    wrong="--output /usr",
    right="--output output",
)
PACK_WRITE = error(
    "pack-write",
    zh="压缩包写不成：{reason}",
    en="the pack can't be written: {reason}",
    hint_zh="检查磁盘是否已满、文件夹是否只读、旧的压缩包是否正被打开；"
    "也可以用 --output 换一个位置。"
    "这里不会留下半个压缩包。",
    hint_en="check that the disk is not full, the folder not read-only, the old pack not open in "
    "another program; or choose another folder with --output. No half of a pack is left there.",
    why_zh="拷给学校的压缩包必须是完整的，缺了一半也不容易看出来。",
    why_en="A pack for a school has to be whole, and half of one is not easily told from it.",
    wrong="pack --output /usr",
    right="pack --output packs",
)
PACK_PATH = error(
    "pack-path",
    zh="这个文件在压缩包里的路径不合适（{length}个字符）",
    en="this file's path in the pack is not fit ({length} characters)",
    hint_zh="把文件名或文件夹名改短、改成英文字母：路径最多 {most} 个字符，"
    "只能用英文字母、数字和 - _ . /",
    hint_en="give the file or its folder a shorter, plain name: {most} characters at most, ASCII "
    "letters, digits and - _ . / only",
    why_zh="Windows 的路径最多 260 个字符，解压的位置也要算进去；"
    "中文文件名在旧系统上解压会变成乱码。",
    why_en="Windows takes paths of 260 characters, that of the folder included; other letters are "
    "garbled when old systems unpack them.",
    wrong="assets/背景.svg",
    right="assets/background.svg",
)
KINDS = (OUTPUT_FOREIGN, OUTPUT_EDITED, OUTPUT_WRITE, PACK_WRITE, PACK_PATH)
