"""Hanyu Pinyin: what a syllable may look like, and what somebody may have meant."""

from __future__ import annotations

import unicodedata

from qingyuan.model.regex import regex

# All of them, without tones.
_ALL = """
a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can
cang cao ce cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai
chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de dei den
deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang
fei fen feng fiao fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan
guang gui gun guo ha hai han hang hao he hei hen heng hm hng hong hou hu hua huai huan huang
hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang
kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei
len leng li lia lian liang liao lie lin ling liu lo long lou lu luan lun luo lü lüe m ma mai
man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu n na nai nan nang nao
ne nei nen neng ng ni nian niang niao nie nin ning niu nong nou nu nuan nun nuo nü nüe o ou
pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang qiao
qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru rua ruan rui
run ruo sa sai san sang sao se sen seng sha shai shan shang shao she shei shen sheng shi
shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai tan
tang tao te tei teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei
wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao
ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan
zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi
zong zou zu zuan zui zun zuo
"""
SYLLABLES = frozenset(_ALL.split())
TONES = "\u0304\u0301\u030c\u0300"
_MARK = regex(f"[{TONES}]")
_NUMBERED = regex(r"([a-zü:]+)([0-5])")


def is_syllable(text: str) -> bool:
    """Whether a text is a syllable with its tone in its place; the first letter may be a capital.

    One without a tone is neutral: de, zi.
    """
    plain = _MARK.sub("", unicodedata.normalize("NFD", text))
    tones = _MARK.findall(unicodedata.normalize("NFD", text))
    bare = unicodedata.normalize("NFC", plain)
    lower = bare[:1].lower() + bare[1:]
    if lower not in SYLLABLES or len(tones) > 1:
        return False
    return not tones or unicodedata.normalize("NFC", text) == _toned(bare, tones[0])


def suggestion(text: str) -> str:
    """The syllable that was meant, where a tone was typed as a number or put on another letter."""
    first = text[:1].isupper()
    lower = text.lower().replace("u:", "ü").replace("v", "ü")
    decomposed = unicodedata.normalize("NFD", lower)
    tones = _MARK.findall(decomposed)
    bare = unicodedata.normalize("NFC", _MARK.sub("", decomposed))
    tone = tones[0] if tones else ""
    if numbered := _NUMBERED.fullmatch(bare):
        bare, number = numbered[1], int(numbered[2])
        tone = TONES[number - 1] if 1 <= number <= len(TONES) else ""
    if bare not in SYLLABLES:
        return "zhāo"
    found = _toned(bare, tone) if tone else bare
    return found[:1].upper() + found[1:] if first else found


def _toned(bare: str, tone: str) -> str:
    """A tone goes over a or e, over o of ou, else over the last vowel (汉语拼音方案, 四)."""
    lower = bare.lower()
    at = next((lower.index(v) for v in ("a", "e", "ou") if v in lower), -1)
    if at < 0:
        at = max(
            (index for index, sign in enumerate(lower) if sign in "iouüê"), default=len(lower) - 1
        )
    return unicodedata.normalize("NFC", bare[: at + 1] + tone + bare[at + 1 :])
