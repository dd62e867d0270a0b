"""Why a command is not carried out, in words for whoever typed it."""

from __future__ import annotations

from qingyuan.model.problem import Bilingual


class RefusedError(Exception):
    """What can't be accepted or packed, and why, in words for a usage message."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Bilingual(zh, en)


class ClusterError(Exception):
    """Why a cluster can't be worked with, and what to do."""

    def __init__(self, text: Bilingual) -> None:
        super().__init__(text.en)
        self.text = text
