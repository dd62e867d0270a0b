"""What search.js has to know of words, as data: both sides read it from here."""

from __future__ import annotations

from qingyuan.model.han_forms import IN_BOTH

# Scripts written without spaces, as a class of a regular expression: Han and kana, Thai to
# Tibetan, Burmese, Khmer.  They are looked up by pairs of characters.
SPACELESS = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\U00020000-\U000323af"
)
# Signs that Unicode does not take apart, and what they are looked up as.  Chinese characters are
# here as far as GB 2312 has them: others are few enough in queries to have a table of their own.
SIGNS = {
    "‘": "'",
    "’": "'",
    "ʼ": "'",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "ı": "i",
    "ς": "σ",
    **{chr(sign): chr(other) for sign, other in IN_BOTH.items()},
}
# Endings of English words, step by step: in each the first that fits is replaced, where at least
# KEPT letters are left, a vowel among them.
ENDINGS = (
    (("ss", "ss"), ("us", "us"), ("is", "is"), ("s", "")),
    (("eed", "eed"), ("ing", ""), ("ed", ""), ("tion", "t"), ("sion", "s")),
    tuple((letter * 2, letter) for letter in "bdgmnprt"),
    (("e", ""), ("y", "i")),
)
KEPT = 3
# What somebody who is still typing such a word has typed beyond its stem.
UNFINISHED = ("ing", "ed", "es", "ion", "s")
# A query of so many letters finds words that begin with it; shorter ones find that word only.
PREFIX = 3
# Postings are numbers in five bits a sign, the second half for what goes on; then come twelve
# signs for where and how often a word stands, and the one that opens a block (`search.pack`).
ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_!#$%&'()*+,.~"
RULES = {
    "spaceless": SPACELESS,
    "signs": SIGNS,
    "endings": ENDINGS,
    "kept": KEPT,
    "unfinished": UNFINISHED,
    "prefix": PREFIX,
    "alphabet": ALPHABET,
}
