"""The new site in place of the old one: all of it, or nothing.

Every file that differs is first written beside the site, in `.qingyuan/stage`.  Only when all are
there, a journal says what is to be moved where; from then on the change is carried through, by this
run or, if it is cut off, by the next.  Moving is a rename within one file system, so no reader ever
gets half a file, and it works where a folder can't be renamed: a mount point, a stick's root, a
folder that a server or Explorer holds open.

A manifest (`.qingyuan/manifest.json`, path → SHA-256) tells the generator's own files from others.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from qingyuan.model.blob import Blob, GoneError, sha256
from qingyuan.model.location import Location
from qingyuan.model.page import Output
from qingyuan.model.problem import Problem
from qingyuan.model.regex import regex
from qingyuan.model.report import Change
from qingyuan.model.stamp import Stamp
from qingyuan.publish.problems import OUTPUT_EDITED, OUTPUT_FOREIGN, OUTPUT_WRITE

_OWN = ".qingyuan"

# Made by systems and servers' owners, not by editors: left where they are, and not spoken of.
_LEFT_ALONE = regex(r"\..*|Thumbs\.db|desktop\.ini", re.IGNORECASE)


def replace(
    output: Path, files: Iterable[Output], known: Mapping[str, Stamp], *, force: bool
) -> tuple[Change | None, list[Problem]]:
    """Publishes files, each path once; None and the reasons where nothing was changed.

    Files that are as their `known` stamps say need not be read.
    """
    try:
        return _Publication(output, {file.path: file.blob for file in files}, known).run(
            force=force
        )
    except OSError as wrong:
        reason = f"{wrong.strerror or wrong} ({wrong.filename or output})"
        return None, [OUTPUT_WRITE.at(Location(str(output)), reason=reason)]


def untouched(output: Path, stamps: Mapping[str, Stamp]) -> bool:
    """Whether the folder has the files of these stamps, as they were, and none besides."""
    own = output / _OWN
    if not (own / "manifest.json").exists() or (own / "journal.json").exists():
        return False
    try:
        present = dict(_files(output))
    except OSError:
        return False
    return present.keys() == stamps.keys() and all(
        stamps[path].fits(stat) for path, stat in present.items()
    )


def published(output: Path, stamps: Mapping[str, Stamp]) -> dict[str, Output]:
    """The files that were published last, by their paths; their bytes are read if asked for."""
    return {
        path: Output(path, Blob.fetched(stamp.digest, partial(_as_it_was, output, path, stamp)))
        for path, stamp in stamps.items()
    }


def _as_it_was(output: Path, path: str, stamp: Stamp) -> bytes:
    """The bytes of a published file.  Raises GoneError where they are others by now."""
    try:
        data = (output / path).read_bytes()
    except OSError as wrong:
        raise GoneError(path) from wrong
    if sha256(data) != stamp.digest:
        raise GoneError(path)
    return data


class _Publication:
    """One replacement of one output folder."""

    def __init__(self, output: Path, files: Mapping[str, Blob], known: Mapping[str, Stamp]) -> None:
        self.output = output
        self.own = output / _OWN
        self.stage = self.own / "stage"
        self.files = files
        self.known = known
        self.sums = {path: blob.digest for path, blob in files.items()}

    def run(self, *, force: bool) -> tuple[Change | None, list[Problem]]:
        self.own.mkdir(parents=True, exist_ok=True)
        self._carry_through()
        published = self._manifest()
        there = dict(_files(self.output))
        present = {path: self._digest(path, stat) for path, stat in sorted(there.items())}
        problems = self._theirs(published, present)
        if problems and not force:
            return None, problems
        for problem in problems:
            path = problem.location.path.removeprefix(f"{self.output.name}/")
            self._keep(path)
            present.pop(path, None)
        changed = [path for path in sorted(self.files) if present.get(path) != self.sums[path]]
        kept = {path.lower() for path in self.files}
        stale = sorted(path for path in published if path.lower() not in kept)
        try:
            self._write_stage(changed)
        except OSError:
            shutil.rmtree(self.stage, ignore_errors=True)
            raise
        self._write_json(self.own / "journal.json", self._journal(changed, stale))
        self._carry_through()
        stamps = self._stamps(there, changed)
        return Change(len(changed), tuple(stale), len(self.files) - len(changed), stamps), []

    def _digest(self, path: str, stat: os.stat_result) -> str:
        known = self.known.get(path)
        return known.digest if known and known.fits(stat) else _sha256(self.output / path)

    def _stamps(self, there: Mapping[str, os.stat_result], changed: list[str]) -> dict[str, Stamp]:
        """Those of the files as they have just been published.

        Times in whole seconds don't show that somebody edits a file right away.
        """
        new = {path: (self.output / path).stat() for path in changed}
        stamps: dict[str, Stamp] = {}
        for path, digest in self.sums.items():
            known, stat = self.known.get(path), new.get(path) or there.get(path)
            if stat and known and known.digest == digest and known.fits(stat):
                stamps[path] = known
            elif stat:
                stamps[path] = Stamp.of(stat, digest)
        return {path: stamp for path, stamp in stamps.items() if not stamp.coarse}

    def _manifest(self) -> Mapping[str, str]:
        try:
            known: object = json.loads((self.own / "manifest.json").read_bytes())
        except (FileNotFoundError, ValueError):
            return {}
        return known if isinstance(known, dict) and all(map(_inside, known)) else {}

    def _theirs(self, published: Mapping[str, str], present: Mapping[str, str]) -> list[Problem]:
        """A problem for each file that is not as the generator left it.

        A folder where a page has to go is not the generator's either.
        """
        kept = self._kept().name
        missing = sorted(self.sums.keys() - present.keys())
        folders = {path: "" for path in missing if (self.output / path).is_dir()}
        return [
            (OUTPUT_EDITED if path in published else OUTPUT_FOREIGN).at(
                Location(f"{self.output.name}/{path}"), name=path, kept=f"{kept}/"
            )
            for path, found in (*present.items(), *folders.items())
            if published.get(path) != found and self.sums.get(path) != found
        ]

    def _kept(self) -> Path:
        return self.output.with_name(f"{self.output.name}-kept")

    def _keep(self, path: str) -> None:
        """Moves a file that is not ours out of the way, never over another."""
        wanted = self._kept() / path
        target, count = wanted, 1
        while target.exists():
            count += 1
            target = wanted.with_name(f"{wanted.stem}-{count}{wanted.suffix}")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(self.output / path, target)

    def _write_stage(self, changed: list[str]) -> None:
        shutil.rmtree(self.stage, ignore_errors=True)
        self.stage.mkdir()
        for number, path in enumerate(changed):
            (self.stage / str(number)).write_bytes(self.files[path].data)

    def _journal(self, changed: list[str], stale: list[str]) -> dict[str, object]:
        """What is to be done.  Files that pages need come before the pages that need them."""
        moves = [[str(number), path] for number, path in enumerate(changed)]
        moves.sort(key=lambda move: (move[1].endswith((".html", ".xml")), move[1]))
        return {"moves": moves, "remove": stale, "manifest": dict(sorted(self.sums.items()))}

    def _carry_through(self) -> None:
        """Does what the journal says, if there is one; doing it twice does no harm."""
        path = self.own / "journal.json"
        if not path.exists():
            return
        try:
            journal = json.loads(path.read_bytes())
            moves, stale, manifest = (journal[name] for name in ("moves", "remove", "manifest"))
            targets = [*stale, *manifest, *(name for move in moves for name in move)]
        except (ValueError, TypeError, KeyError):
            targets = [".."]
        if not all(map(_inside, targets)):
            # Damaged on its way to a stick: what it had still to do can't be known.
            path.unlink()
            return
        folders: set[Path] = set()
        for number, target in moves:
            staged, place = self.stage / number, self.output / target
            if staged.exists():
                if place.parent not in folders:
                    place.parent.mkdir(parents=True, exist_ok=True)
                    folders.add(place.parent)
                staged.replace(place)
        for target in stale:
            (self.output / target).unlink(missing_ok=True)
            self._remove_empty((self.output / target).parent)
        self._write_json(self.own / "manifest.json", manifest)
        path.unlink()
        shutil.rmtree(self.stage, ignore_errors=True)

    def _remove_empty(self, folder: Path) -> None:
        while folder != self.output and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    @staticmethod
    def _write_json(path: Path, value: object) -> None:
        new = path.with_suffix(".new")
        # A line for each entry; `indent` would do without the encoder that is written in C.
        text = json.dumps(value, ensure_ascii=False, separators=(",\n", ": "))
        new.write_text(text, encoding="utf-8", newline="\n")
        new.replace(path)


def _inside(path: object) -> bool:
    """Whether a path that a note names lies in the output folder; notes come along on sticks."""
    if not isinstance(path, str):
        return False
    return (
        ".." not in path.split("/")
        and not path.startswith("/")
        and ":" not in path
        and "\\" not in path
    )


def _sha256(path: Path) -> str:
    return sha256(path.read_bytes())


def _files(output: Path) -> Iterator[tuple[str, os.stat_result]]:
    """All files in the folder but those left alone, by paths with forward slashes."""
    todo = [("", str(output))]
    while todo:
        base, folder = todo.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if _LEFT_ALONE.fullmatch(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    todo.append((f"{base}{entry.name}/", entry.path))
                elif entry.is_file():
                    yield f"{base}{entry.name}", os.stat(entry.path)  # noqa: PTH116 - a Path for each of thousands of files takes longer than asking
