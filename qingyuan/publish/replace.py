"""The new site in place of the old one: all of it, or nothing.

Every file that differs is first written beside the site, in `.qingyuan/stage`, with the rest of a
folder that the site does not have yet.  Only when all are there, a journal says what is to be moved
where; from then on the change is carried through, by this run or, if it is cut off, by the next.
Moving is a rename within one file system, so no reader ever gets half a file, and it works where
the site's folder can't be renamed: a mount point, a stick's root, a folder that a server or
Explorer holds open.

A manifest (`.qingyuan/manifest.json`, path → SHA-256) tells the generator's own files from others.
That of the new site waits in the stage until all has been moved.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, json

from qingyuan.model.blob import Blob, GoneError, sha256
from qingyuan.model.location import Location
from qingyuan.model.page import Output
from qingyuan.model.problem import Problem
from qingyuan.model.regex import regex
from qingyuan.model.report import Change
from qingyuan.model.stamp import Stamp
from qingyuan.publish.problems import OUTPUT_EDITED, OUTPUT_FOREIGN, OUTPUT_WRITE

_OWN = ".qingyuan"
_MANIFEST = "manifest.json"

# Made by systems and servers' owners, not by editors: left where they are, and not spoken of.
_LEFT_ALONE = regex(r"\..*|Thumbs\.db|desktop\.ini", re.IGNORECASE)


def replace(
    output: Path, files: Iterable[Output], known: Mapping[str, Stamp], *, force: bool
) -> tuple[Change | None, list[Problem]]:
    """Publishes files, each path once; None and the reasons where nothing was changed.

    Files that are as their `known` stamps say need not be read.
    """
    blobs = {file.path: file.blob for file in files}
    sums = {path: blob.digest for path, blob in blobs.items()}
    return _Publication(output, blobs, sums, known).published(force=force)


def exchange(
    output: Path, new: Iterable[Output], known: Mapping[str, Stamp], *, force: bool
) -> tuple[Change | None, list[Problem]]:
    """Publishes files in place of those at their paths, all others staying as they are `known`.

    As `replace` does, but that GoneError is raised where one of the others is not as it was.
    """
    blobs = {file.path: file.blob for file in new}
    sums = {path: stamp.digest for path, stamp in known.items()}
    sums |= {path: blob.digest for path, blob in blobs.items()}
    return _Publication(output, blobs, sums, known).published(force=force)


def untouched(output: Path, stamps: Mapping[str, Stamp]) -> bool:
    """Whether the folder has the files of these stamps, as they were, and none besides."""
    own = output / _OWN
    if not (own / _MANIFEST).exists() or (own / "journal.json").exists():
        return False
    try:
        present, others = _present(output, stamps)
        return len(present) == len(stamps) and not any(entry.is_file() for _, entry in others)
    except OSError:
        return False


class _Journal(Struct):
    """What is still to be done.

    `moves` are names in the stage and the places of what has them, `remove` are paths.
    """

    moves: list[tuple[str, str]]
    remove: list[str]


def as_it_was(output: Path, path: str, stamp: Stamp) -> bytes:
    """The bytes of a published file.  Raises GoneError where they are others by now."""
    try:
        data = (output / path).read_bytes()
    except OSError as wrong:
        raise GoneError(path) from wrong
    if sha256(data) != stamp.digest:
        raise GoneError(path)
    return data


class _Publication:
    """One replacement of one output folder.

    `sums` are the digests of all files of the site, `blobs` those of them that may have to be
    written.
    """

    def __init__(
        self,
        output: Path,
        blobs: Mapping[str, Blob],
        sums: Mapping[str, str],
        known: Mapping[str, Stamp],
    ) -> None:
        self.output = output
        self.own = output / _OWN
        self.stage = self.own / "stage"
        self.blobs = blobs
        self.sums = sums
        self.known = known
        # What is there: files by their paths, and everything else.
        self.present: dict[str, Stamp] = {}
        self.others: set[str] = set()

    def published(self, *, force: bool) -> tuple[Change | None, list[Problem]]:
        """What was changed; None, and why, where nothing was.  Raises GoneError."""
        try:
            return self._run(force=force)
        except OSError as wrong:
            reason = f"{wrong.strerror or wrong} ({wrong.filename or self.output})"
            return None, [OUTPUT_WRITE.at(Location(str(self.output)), reason=reason)]

    def _run(self, *, force: bool) -> tuple[Change | None, list[Problem]]:
        self.own.mkdir(parents=True, exist_ok=True)
        self._carry_through()
        self._clear_stage()
        published = self._manifest()
        self._look()
        problems = self._theirs(published)
        if problems and not force:
            return None, problems
        for problem in problems:
            path = problem.location.path.removeprefix(f"{self.output.name}/")
            self._keep(path)
            self.present.pop(path, None)
        changed, stale = self._changed(), self._stale(published)
        if changed or stale or published != self.sums:
            self._publish(changed, stale)
        same = len(self.sums) - len(changed)
        return Change(len(changed), tuple(stale), same, self._stamps(changed)), []

    def _look(self) -> None:
        """What is there, by the stamps of the last time as far as they fit."""
        self.present, others = _present(self.output, self.known)
        for path, entry in others:
            if entry.is_file():
                stat = os.stat(entry.path)  # noqa: PTH116 - see _present
                self.present[path] = Stamp.of(stat, sha256(Path(entry.path).read_bytes()))
            else:
                self.others.add(path)

    def _changed(self) -> list[str]:
        """What is not there, or is another."""
        present = self.present
        return sorted(
            path
            for path, digest in self.sums.items()
            if (stamp := present.get(path)) is None or stamp.digest != digest
        )

    def _stale(self, published: Mapping[str, str]) -> list[str]:
        """What the site no longer has, nor has under a name that differs in case only."""
        gone = published.keys() - self.sums.keys()
        kept = {path.lower() for path in self.sums} if gone else set()
        return sorted(path for path in gone if path.lower() not in kept)

    def _stamps(self, changed: list[str]) -> dict[str, Stamp]:
        """Those of the files as they have just been published.

        Times in whole seconds don't show that somebody edits a file right away.
        """
        for path in changed:
            stat = os.stat(self.output / path)  # noqa: PTH116 - see _present
            self.present[path] = Stamp.of(stat, self.sums[path])
        sums = self.sums
        return {p: stamp for p, stamp in self.present.items() if p in sums and not stamp.coarse}

    def _manifest(self) -> Mapping[str, str]:
        try:
            data = (self.own / _MANIFEST).read_bytes()
            known = json.decode(data, type=dict[str, str])
        except (FileNotFoundError, ValueError):
            return {}
        return known if _inside(known) else {}

    def _theirs(self, published: Mapping[str, str]) -> list[Problem]:
        """A problem for each file that is not as the generator left it.

        A folder where a page has to go is not the generator's either.
        """
        kept, sums = self._kept().name, self.sums
        theirs = [
            path
            for path, stamp in self.present.items()
            if (found := stamp.digest) != published.get(path) and found != sums.get(path)
        ]
        folders = [p for p in self.others if p in sums and (self.output / p).is_dir()]
        return [
            (OUTPUT_EDITED if path in published else OUTPUT_FOREIGN).at(
                Location(f"{self.output.name}/{path}"), name=path, kept=f"{kept}/"
            )
            for path in (*sorted(theirs), *sorted(folders))
        ]

    def _kept(self) -> Path:
        return self.output.with_name(f"{self.output.name}-kept")

    def _keep(self, path: str) -> None:
        """Moves a file that is not ours out of the way, never over another."""
        import shutil  # noqa: PLC0415 - takes two milliseconds, and publishing has them for --force only

        wanted = self._kept() / path
        target, count = wanted, 1
        while target.exists():
            count += 1
            target = wanted.with_name(f"{wanted.stem}-{count}{wanted.suffix}")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(self.output / path, target)

    def _publish(self, changed: list[str], stale: list[str]) -> None:
        """Writes what differs, then the journal; then does what that says."""
        try:
            moves = self._write_stage(changed)
            (self.stage / _MANIFEST).write_bytes(_lines(self.sums))
        except OSError:
            self._clear_stage()
            raise
        # Files that pages need come before the pages that need them.
        moves.sort(key=lambda move: (move[1].endswith((".html", ".xml")), move[1]))
        new = self.own / "journal.new"
        new.write_bytes(_lines(_Journal(moves, stale)))
        new.replace(self.own / "journal.json")
        self._carry_through()

    def _write_stage(self, changed: list[str]) -> list[tuple[str, str]]:
        """Writes what differs; what is then to be moved, by its name in the stage, and its place.

        What goes into folders that are not there yet is moved with the topmost of them: a rename
        for each of thousands of files takes half as long as to write them.
        """
        self.stage.mkdir()
        stage = str(self.stage)
        moves: list[tuple[str, str]] = []
        staged = {"": ""}

        def moved_to(place: str) -> str:
            moves.append((str(len(moves)), place))
            return f"{stage}/{moves[-1][0]}"

        def folder(path: str) -> str:
            """Where a folder is staged; nowhere, if it is there."""
            if path not in staged:
                outer, _, name = path.rpartition("/")
                if above := folder(outer):
                    staged[path] = f"{above}/{name}"
                else:
                    is_there = (self.output / path).is_dir()
                    staged[path] = "" if is_there else moved_to(path)
                if new := staged[path]:
                    Path(new).mkdir()
            return staged[path]

        for path in changed:
            if path not in self.blobs:
                raise GoneError(path)
            outer, _, name = path.rpartition("/")
            above = folder(outer)
            data = self.blobs[path].data
            with open(f"{above}/{name}" if above else moved_to(path), "wb") as file:  # noqa: PTH123 - see _present
                file.write(data)
        return moves

    def _carry_through(self) -> None:
        """Does what the journal says, if there is one; doing it twice does no harm."""
        path = self.own / "journal.json"
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return
        try:
            journal = json.decode(data, type=_Journal)
        except ValueError:
            journal = None
        moved = [name for move in journal.moves for name in move] if journal else []
        if journal is None or not _inside([*moved, *journal.remove]):
            # Damaged on its way to a stick: what it had still to do can't be known.
            path.unlink()
            return
        for name, place in journal.moves:
            _move(f"{self.stage}/{name}", f"{self.output}/{place}")
        for target in journal.remove:
            (self.output / target).unlink(missing_ok=True)
            self._remove_empty((self.output / target).parent)
        with suppress(FileNotFoundError):  # done by the run that was cut off
            (self.stage / _MANIFEST).replace(self.own / _MANIFEST)
        path.unlink()
        self._clear_stage()

    def _remove_empty(self, folder: Path) -> None:
        while folder != self.output and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def _clear_stage(self) -> None:
        """What can't be removed is in the way of nobody but the next build, which tells it."""
        with suppress(OSError):
            for folder, _, names in os.walk(self.stage, topdown=False):
                for name in names:
                    Path(folder, name).unlink()
                Path(folder).rmdir()


def _move(name: str, goal: str) -> None:
    """Moves a file or a folder; what is not in the stage has been moved by the run before."""
    try:
        os.replace(name, goal)  # noqa: PTH105 - see _present
    except OSError:
        staged, place = Path(name), Path(goal)
        if staged.is_dir():
            # By now its place is there, or Windows holds something in it open.
            place.mkdir(parents=True, exist_ok=True)
            for inner in sorted(staged.iterdir()):
                _move(str(inner), str(place / inner.name))
        elif staged.exists():
            if place.parent.is_dir():
                raise
            place.parent.mkdir(parents=True)
            staged.replace(place)


def _lines(value: object) -> bytes:
    """JSON with a line for each entry."""
    return json.format(json.encode(value, order="deterministic"), indent=1)


def _inside(paths: Collection[str]) -> bool:
    """Whether paths that a note names lie in the output folder; notes come along on sticks."""
    together = f"/{'/'.join(paths)}/"
    return not (paths and any(sign in together for sign in ("//", "/../", ":", "\\", "\0")))


def _present(
    output: Path, known: Mapping[str, Stamp]
) -> tuple[dict[str, Stamp], list[tuple[str, os.DirEntry[str]]]]:
    """What is in the folder, by paths with forward slashes, but for what is left alone.

    First the files that are as their `known` stamps say, then everything else.  What is known is
    not left alone.  Strings: a Path for each of thousands of files takes longer than asking for its
    stat.
    """
    present: dict[str, Stamp] = {}
    others: list[tuple[str, os.DirEntry[str]]] = []
    todo = [("", str(output))]
    for base, folder in todo:
        with os.scandir(folder) as entries:
            for entry in entries:
                path = base + entry.name
                stamp = known.get(path)
                if stamp is None and _LEFT_ALONE.fullmatch(entry.name):
                    continue
                if stamp and entry.is_file() and stamp.fits(os.stat(entry.path)):  # noqa: PTH116 - see above
                    present[path] = stamp
                    continue
                if entry.is_dir(follow_symlinks=False):
                    todo.append((f"{path}/", entry.path))
                others.append((path, entry))
    return present, others
