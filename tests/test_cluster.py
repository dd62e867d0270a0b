"""Work handed to other processes: any executor, and a real Dask cluster that loses workers."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest

from qingyuan.workers import Crew, Workers
from tests.command import PROJECT, SMALL, build, copy_of, run, sums
from tests.many import site_of

DAY = "2026-11-23"
SCHOOL = "name: {{zh: 样例{0}中, en: Sample School {0}}}\nicp: 滇ICP备{0:08d}号-1\n"
# A command in a process of its own, with its own store.
COMMAND = """\
import sys
from pathlib import Path
from qingyuan import cli, cluster
cli.STORE = Path(sys.argv[1])
cluster._SECONDS = 3
sys.exit(cli.main(sys.argv[2:]))
"""
PATIENCE = 40


@dataclass
class Cluster:
    """A scheduler and its workers, each started by Dask's own command."""

    folder: Path
    scheduler: subprocess.Popen[bytes]
    address: str = ""
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def work(self, engine: Path = PROJECT) -> subprocess.Popen[bytes]:
        """One more who works, with the engine that lies in that folder."""
        name = f"worker-{len(self.workers)}"
        options = ["--scheduler-file", str(self.file), "--name", name, "--no-dashboard"]
        started = dask(self.folder, "worker", *options, "--nthreads", "1", "--no-nanny", at=engine)
        self.workers.append(started)
        eventually(lambda: f"name: {name}\n" in self.log())
        return started

    @property
    def file(self) -> Path:
        return self.folder / "scheduler.json"

    def log(self) -> str:
        """What the scheduler has said."""
        return (self.folder / "scheduler.log").read_text(encoding="utf-8")

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


def dask(folder: Path, name: str, *arguments: str, at: Path) -> subprocess.Popen[bytes]:
    """`python -m dask NAME …`, as docs/cluster.md says it, in a folder that has an engine."""
    environment = {**os.environ, "DASK_LOGGING__DISTRIBUTED": "info"}
    environment.pop("PYTHONPATH", None)
    command = [sys.executable, "-m", "dask", name, *arguments]
    if name == "worker":
        command += ["--local-directory", str(folder / "space")]
    with (folder / f"{name}.log").open("ab") as log:
        return subprocess.Popen(command, cwd=at, env=environment, stdout=log, stderr=log)


def eventually(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


@pytest.fixture
def crew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler on this machine, with nobody to work yet."""
    folder = tmp_path_factory.mktemp("cluster")
    options = ["--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0"]
    options += ["--scheduler-file", str(folder / "scheduler.json")]
    made = Cluster(folder, dask(folder, "scheduler", *options, at=folder))
    try:
        eventually(lambda: made.file.exists() and made.file.stat().st_size > 0)
        address = json.loads(made.file.read_text(encoding="utf-8"))["address"]
        made.address = address.replace("tcp://", "dask://")
        yield made
    finally:
        made.end()


def start(tmp_path: Path, address: str, *arguments: str | Path) -> subprocess.Popen[str]:
    """`build.py …` whose work the cluster does."""
    store = tmp_path / "store-of-its-own"
    command = [sys.executable, "-c", COMMAND, store, *arguments]
    command += ["--executor", address, "--date", DAY, "--lang", "en"]
    return subprocess.Popen(
        [str(word) for word in command],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def line_with(stream: IO[str] | None, text: str) -> None:
    """Reads until a line has the text."""
    assert stream
    assert any(text in line for line in stream), f"{text!r} is not said"


def ended(process: subprocess.Popen[str], code: int = 0) -> str:
    """What it said on standard error, once it has ended as it should."""
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == code, out + err
    assert "Traceback" not in err
    return err


def test_a_build_loses_one_of_two_who_work_and_not_one_byte(crew: Cluster, tmp_path: Path) -> None:
    root = site_of(tmp_path / "site", 100)
    assert build(root, "--date", DAY, "--output", tmp_path / "here").code == 0
    lost = crew.work()
    crew.work()
    process = start(tmp_path, crew.address, "build", "--root", root)
    line_with(process.stderr, "rendering")
    lost.send_signal(signal.SIGKILL)
    assert "done here" not in ended(process)
    assert sums(root / "output") == sums(tmp_path / "here")


def schools(root: Path, count: int) -> Path:
    """A site with so many schools."""
    copy_of(SMALL, root)
    folder = root / "content" / "schools"
    folder.mkdir()
    for number in range(count):
        text = SCHOOL.format(number)
        (folder / f"sample-{number:03}.yaml").write_text(text, encoding="utf-8")
    return root


def packs(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "packs").glob("*.zip"))}


@pytest.mark.parametrize(
    ("lost", "by"),
    [
        ("one who works", signal.SIGKILL),
        ("all who work", signal.SIGKILL),
        ("all who work", signal.SIGTERM),
        ("the scheduler", signal.SIGKILL),
        ("the scheduler", signal.SIGTERM),
    ],
)
def test_schools_are_packed_whoever_goes_meanwhile(
    lost: str, by: signal.Signals, crew: Cluster, tmp_path: Path
) -> None:
    root = schools(tmp_path / "site", 60)
    assert run("pack", "--all", "--root", root, "--date", DAY, "--jobs", "1").code == 0
    expected = packs(root)
    shutil.rmtree(root / "packs")
    crew.work()
    crew.work()
    process = start(tmp_path, crew.address, "pack", "--all", "--root", root)
    eventually(lambda: (root / "packs").exists() and len(packs(root)) > 1)
    assert len(packs(root)) < len(expected), "it was too late to be the middle"
    gone = {"one who works": crew.workers[:1], "all who work": crew.workers}
    for each in gone.get(lost, [crew.scheduler]):
        each.send_signal(by)
    said = ended(process)
    assert packs(root) == expected
    assert ("it was done here" in said) == (lost != "one who works")


def test_who_has_another_engine_is_refused_by_name(crew: Cluster, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(PROJECT / "qingyuan", other / "qingyuan")
    with (other / "qingyuan" / "console.py").open("a", encoding="utf-8") as file:
        file.write("# One word more.\n")
    crew.work()
    crew.work(engine=other)
    root = schools(tmp_path / "site", 2)
    said = ended(start(tmp_path, crew.address, "build", "--root", root), code=1)
    assert "these workers have another Qingyuan" in said
    assert said.count("tcp://127.0.0.1:") == 1
    assert not (root / "output").exists()


def test_who_has_no_engine_is_refused(crew: Cluster, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    crew.work(engine=tmp_path / "empty")
    said = ended(start(tmp_path, crew.address, "build", "--root", SMALL), code=1)
    assert "Copy this very folder there" in said


def test_a_cluster_with_nobody_in_it_is_told(crew: Cluster, tmp_path: Path) -> None:
    said = ended(start(tmp_path, crew.address, "build", "--root", SMALL), code=1)
    assert "has no worker" in said


def test_where_no_scheduler_answers_is_told(tmp_path: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"dask://127.0.0.1:{taken.getsockname()[1]}"
        said = ended(start(tmp_path, address, "build", "--root", SMALL), code=1)
    assert "no Dask scheduler answers at tcp://127.0.0.1:" in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_dask_it_says_how_to_get_it(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = run("build", "--root", SMALL, "--executor", "dask://10.0.0.5:8786", "--lang", lang)
    assert done.code == 1
    assert ".venv/bin/python -m pip install distributed" in done.err
    assert ("先在这里安装它" in done.err) == (lang == "zh")


@pytest.mark.parametrize(
    "address",
    ["", "dask", "10.0.0.5:8786", "tcp://10.0.0.5:8786", "dask://10.0.0.5", "dask://:8786"],
)
def test_a_wrong_address_shows_a_right_one(address: str) -> None:
    done = run("build", "--root", SMALL, "--executor", address, "--lang", "en")
    assert done.code == 2
    assert "such as dask://10.0.0.5:8786" in done.err


def halved(shared: int, item: int) -> float:
    return shared / item


@pytest.mark.parametrize("executor", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_gives_the_same_in_the_same_order(executor: Callable[[int], Executor]) -> None:
    expected = [720 / item for item in range(1, 500)]
    with executor(3) as pool, closing(Workers(1, Crew(pool, 3, lambda: None))) as workers:
        assert list(workers.each(halved, 720, range(1, 500))) == expected
        assert workers.lost == []


def test_who_joins_later_with_another_engine_is_not_relied_on() -> None:
    with ThreadPoolExecutor(2) as pool:
        workers = Workers(1, Crew(pool, 2, lambda: None, engine="another"))
        assert list(workers.each(halved, 720, range(1, 500))) == [720 / i for i in range(1, 500)]
        assert workers.lost


def test_a_mistake_of_the_work_itself_comes_up() -> None:
    with ThreadPoolExecutor(2) as pool, pytest.raises(ZeroDivisionError):
        list(Workers(1, Crew(pool, 2, lambda: None)).each(halved, 720, range(100)))


def test_a_process_that_dies_takes_nothing_with_it(tmp_path: Path) -> None:
    """As when the system runs out of memory: what it had is done by the one that goes on."""
    mark = str(tmp_path / "died")
    with closing(Workers(2)) as workers:
        assert list(workers.each(dying_once, mark, range(200))) == [*range(200)]
        assert workers.lost


def dying_once(mark: str, item: int) -> int:
    if item == 50 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return item
