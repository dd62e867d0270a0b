"""build.py as a reader meets it: run in folders of its own, with tiny packages and no network."""

import ast
import base64
import dataclasses
import errno
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent.parent
SOURCE = HERE / "build.py"
POSIX = os.name == "posix"

# The tests may run in a virtual environment; build.py mostly does not.
BASE_PYTHON: str = getattr(sys, "_base_executable", sys.executable)

posix_only = pytest.mark.skipif(not POSIX, reason="POSIX signals")
needs_ensurepip = pytest.mark.skipif(
    importlib.util.find_spec("ensurepip") is None, reason="this Python has no ensurepip"
)

ENGINE = """
import os
import sys


def main(argv):
    import tiny

    print("engine", argv, tiny.VERSION)
    print("tiny from", os.path.dirname(tiny.__file__))
    slow = {"subprocess", "venv", "hashlib", "importlib.metadata"}
    print("imported", *sorted(slow & sys.modules.keys()))
    return int(os.environ.get("ENGINE_EXIT", "0"))
"""

TEST_RUNNER = """
import os
import sys

import tiny_test

print("tests", sys.argv[1:], os.getcwd(), tiny_test.VERSION)
sys.exit(5)
"""


def wheel(folder: Path, name: str, version: str = "1.0", tag: str = "py3-none-any") -> str:
    """Make a wheel of one module; returns its line for a lock."""
    folder.mkdir(exist_ok=True)
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": f'VERSION = "{version}"\n',
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    records = [f"{path},sha256={digest(text.encode())},{len(text)}" for path, text in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*records, f"{info}/RECORD,,", ""])
    path = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inner, text in files.items():
            archive.writestr(inner, text)
    return lock_line(name, version, hashlib.sha256(path.read_bytes()).hexdigest())


def digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def lock_line(name: str, version: str, sha256: str) -> str:
    return f"{name.replace('_', '-')}=={version} \\\n    --hash=sha256:{sha256}\n"


def closed_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def environment(**extra: str) -> dict[str, str]:
    """This process's environment without what steers pip or Python, and with no registry."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "PYTHON", "QINGYUAN_", "VIRTUAL_ENV"))
    }
    nowhere = f"http://127.0.0.1:{closed_port()}/simple"
    pip = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1", "PIP_INDEX_URL": nowhere}
    return {**kept, **pip, "PYTHONIOENCODING": "utf-8", **extra}


@dataclasses.dataclass(frozen=True)
class Project:
    """A folder with build.py, locks and an engine of a few lines."""

    folder: Path

    @property
    def venv(self) -> Path:
        return self.folder / ".venv"

    @property
    def venv_python(self) -> Path:
        return self.venv / ("bin/python" if POSIX else "Scripts/python.exe")

    @property
    def stamp(self) -> Path:
        return self.venv / "qingyuan-requirements.lock.stamp"

    @property
    def mark(self) -> Path:
        return self.venv / "qingyuan-made-this"

    def command(self, *arguments: str, python: str | Path = BASE_PYTHON) -> list[str]:
        return [str(python), str(self.folder / "build.py"), *arguments]

    def run(
        self, *arguments: str, python: str | Path = BASE_PYTHON, **extra: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments, python=python),
            env=environment(**extra),
            cwd=self.folder.parent,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
            timeout=120,
            check=False,
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command(*arguments),
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def lock(self, *lines: str, name: str = "requirements.lock") -> None:
        (self.folder / name).write_text("# a lock\n" + "".join(lines), encoding="utf-8")

    def test_lock(self, *lines: str) -> None:
        self.lock(*lines, name="requirements-test.lock")

    def wait_for(self, path: Path) -> None:
        """Until the run that was started has made this file or folder."""
        for _ in range(600):
            if path.exists():
                return
            time.sleep(0.02)
        pytest.fail(f"{path} did not appear")


def new_project(folder: Path) -> Project:
    (folder / "qingyuan").mkdir(parents=True)
    (folder / "qingyuan" / "__init__.py").touch()
    (folder / "qingyuan" / "cli.py").write_text(ENGINE, encoding="utf-8")
    (folder / "tests").mkdir()
    (folder / "tests" / "__main__.py").write_text(TEST_RUNNER, encoding="utf-8")
    shutil.copy(SOURCE, folder)
    project = Project(folder)
    project.lock(wheel(folder / "wheels", "tiny"))
    project.test_lock(wheel(folder / "wheels", "tiny_test"))
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A fresh copy, where nothing has run yet; its dependencies are in its folder wheels."""
    return new_project(tmp_path / "清园 a copy")


@pytest.fixture(scope="session")
def first_run(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Project, subprocess.CompletedProcess[str]]:
    """A project after its first run, and what that run printed."""
    project = new_project(tmp_path_factory.mktemp("made") / "清园 a copy")
    return project, project.run("build", "--fast")


@pytest.fixture
def made(first_run: tuple[Project, object], tmp_path: Path) -> Project:
    """A copy of a project that has its .venv; cheaper than making another."""
    folder = tmp_path / "清园 made"
    shutil.copytree(first_run[0].folder, folder, symlinks=True)
    return Project(folder)


@pytest.fixture
def wrapper(tmp_path: Path) -> Any:
    """build.py as a module, in a folder of its own."""
    return load(new_project(tmp_path / "module").folder)


def load(folder: Path) -> Any:
    spec = importlib.util.spec_from_file_location("wrapper_under_test", folder / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def unpack(project: Project, name: str, python_folder: Path) -> Path:
    """Install a wheel of a project into an environment without pip; returns its site-packages."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    inner = f"lib/{version}/site-packages" if POSIX else "Lib/site-packages"
    with zipfile.ZipFile(project.folder / "wheels" / name) as archive:
        archive.extractall(python_folder / inner)
    return python_folder / inner


def make_venv(folder: Path) -> Path:
    """A virtual environment without pip, made by hand; returns its interpreter."""
    subprocess.run([BASE_PYTHON, "-m", "venv", "--without-pip", str(folder)], check=True)
    return Project(folder.parent).venv_python.relative_to(folder.parent / ".venv")


def tells(text: str, *parts: str) -> None:
    """The text is a message in both languages, has the parts, and is no traceback."""
    assert "Traceback" not in text
    assert re.search("[一-鿿]", text), text
    assert "rror: " in text, text
    for part in parts:
        assert part in text


# --- Any Python ---------------------------------------------------------------------


def test_the_syntax_is_that_of_every_python() -> None:
    """An old Python must be able to read the file, to say that it is too old."""
    source = SOURCE.read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 4))
    too_new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.YieldFrom)
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, too_new)]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert not node.args.kwonlyargs
            assert node.returns is None
        if isinstance(node, ast.List | ast.Tuple):
            assert not any(isinstance(item, ast.Starred) for item in node.elts)
        if isinstance(node, ast.Raise):
            assert node.cause is None
        if isinstance(node, ast.ClassDef):
            assert not node.keywords


def old_pythons() -> Iterator[str]:
    """One interpreter of each version that is too old and can be found here."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    if shutil.which("pyenv"):
        root = subprocess.run(["pyenv", "root"], capture_output=True, text=True, check=False)
        folders += sorted(Path(root.stdout.strip()).glob("versions/*/bin"))
    for name in ("python2.7", *(f"python3.{minor}" for minor in range(4, 11))):
        for folder in folders:
            path = folder / name
            if path.is_file() and "shims" not in path.parts:
                yield str(path)
                break


def test_an_old_python_is_told_so(project: Project) -> None:
    found = list(old_pythons())
    if not found:
        pytest.skip("no Python older than 3.11 is installed")
    for python in found:
        done = project.run(python=python)
        version = re.sub(r".*python", "", python)
        assert done.returncode == 1
        assert done.stdout == ""
        tells(done.stderr, f"Python {version}.", "3.11", "build.py")
    assert not project.venv.exists()


def test_an_old_python_survives_a_legacy_code_page(project: Project) -> None:
    for python in list(old_pythons())[:1]:
        for encoding in ("ascii", "cp1252", "cp936"):
            done = project.run(python=python, PYTHONIOENCODING=encoding)
            assert done.returncode == 1
            assert "Traceback" not in done.stderr
            assert "3.11 or newer is needed" in done.stderr


def test_a_newer_python_on_path_is_named(wrapper: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrapper, "succeeds", lambda command: command[0] == "python3.12")
    assert "python3.12 build.py" in wrapper.too_old().text()


@pytest.mark.parametrize(
    ("program", "command"),
    [
        ("apt-get", "sudo apt install python3 python3-venv"),
        ("dnf", "sudo dnf install python3.12"),
        ("zypper", "sudo zypper install python312"),
        ("pacman", "sudo pacman -S python"),
        ("apk", "sudo apk add python3"),
    ],
)
def test_how_to_install_python_on_linux(
    wrapper: Any, monkeypatch: pytest.MonkeyPatch, program: str, command: str
) -> None:
    monkeypatch.setattr(wrapper, "WINDOWS", False)
    monkeypatch.setattr(wrapper.sys, "platform", "linux")
    monkeypatch.setattr(wrapper, "succeeds", lambda _command: False)
    monkeypatch.setattr(wrapper, "on_path", lambda name: name == program)
    tells(wrapper.too_old().text(), command, "python3 build.py")


def test_apt_names_the_newest_python_it_has(wrapper: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrapper, "WINDOWS", False)
    monkeypatch.setattr(wrapper.sys, "platform", "linux")
    monkeypatch.setattr(wrapper, "succeeds", lambda command: command[-1] == "python3.12")
    monkeypatch.setattr(wrapper, "on_path", lambda name: name == "apt-get")
    tells(wrapper.too_old().text(), "sudo apt install python3.12 python3.12-venv")


@pytest.mark.parametrize(
    ("windows", "platform", "command"),
    [(True, "win32", "winget install"), (False, "darwin", "brew install python")],
)
def test_how_to_install_python_elsewhere(
    wrapper: Any, monkeypatch: pytest.MonkeyPatch, windows: bool, platform: str, command: str
) -> None:
    monkeypatch.setattr(wrapper, "WINDOWS", windows)
    monkeypatch.setattr(wrapper.sys, "platform", platform)
    monkeypatch.setattr(wrapper, "succeeds", lambda _command: False)
    monkeypatch.setattr(wrapper, "on_path", lambda name: name == "brew")
    tells(wrapper.too_old().text(), command)


# --- The first run and those after it -----------------------------------------------


@needs_ensurepip
def test_the_first_run_sets_up_and_runs(
    first_run: tuple[Project, subprocess.CompletedProcess[str]],
) -> None:
    project, done = first_run
    assert done.returncode == 0, done.stderr
    assert "engine ['build', '--fast'] 1.0" in done.stdout
    assert f"tiny from {project.venv}" in done.stdout
    assert "首次运行" in done.stderr
    assert "First run" in done.stderr


@needs_ensurepip
def test_the_next_run_starts_no_process(made: Project) -> None:
    done = made.run("build")
    assert (done.returncode, done.stderr) == (0, "")
    assert "imported\n" in done.stdout
    assert f"tiny from {made.venv}" in done.stdout


@needs_ensurepip
def test_the_exit_code_is_the_engines(made: Project) -> None:
    assert made.run(ENGINE_EXIT="3").returncode == 3
    engine = made.folder / "qingyuan" / "cli.py"
    engine.write_text("def main(argv):\n    raise SystemExit(4)\n")
    assert made.run().returncode == 4
    engine.write_text("def main(argv):\n    raise KeyboardInterrupt\n")
    done = made.run()
    assert (done.returncode, done.stderr) == (130, "")


@needs_ensurepip
def test_the_engine_may_print_what_the_code_page_lacks(made: Project) -> None:
    (made.folder / "qingyuan" / "cli.py").write_text(
        "def main(argv):\n    print('ok 清园')\n", encoding="utf-8"
    )
    done = made.run(PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stdout) == (0, "ok ??\n")


@needs_ensurepip
def test_a_changed_lock_or_python_is_noticed(
    made: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrapper = load(made.folder)
    assert wrapper.is_current("requirements.lock")
    monkeypatch.setattr(sys, "base_prefix", "elsewhere")
    assert not wrapper.is_current("requirements.lock")
    monkeypatch.undo()
    made.lock("# nothing\n")
    assert not wrapper.is_current("requirements.lock")


@needs_ensurepip
def test_a_changed_lock_makes_the_environment_anew(made: Project) -> None:
    made.lock(wheel(made.folder / "wheels", "tiny", "2.0"))
    left_over = made.venv / "left-over"
    left_over.touch()
    done = made.run()
    assert done.returncode == 0, done.stderr
    assert "engine [] 2.0" in done.stdout
    assert "anew" in done.stderr
    assert not left_over.exists()


@needs_ensurepip
def test_packages_that_cannot_be_loaded_are_a_message(made: Project) -> None:
    for path in made.venv.rglob("tiny.py"):
        path.unlink()
    (made.folder / "qingyuan" / "cli.py").write_text("import tiny\n")
    done = made.run()
    assert done.returncode == 1
    tells(done.stderr, "tiny", "rm -rf .venv" if POSIX else "rmdir /s /q .venv")


def test_an_environment_that_has_everything_is_used(project: Project, tmp_path: Path) -> None:
    python = tmp_path / "env" / make_venv(tmp_path / "env")
    site = unpack(project, "tiny-1.0-py3-none-any.whl", tmp_path / "env")
    done = project.run("check", python=python)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"tiny from {site}" in done.stdout
    assert "imported\n" in done.stdout
    assert not project.venv.exists()


@needs_ensurepip
def test_an_environment_that_lacks_something_is_left_alone(made: Project, tmp_path: Path) -> None:
    python = tmp_path / "env" / make_venv(tmp_path / "env")
    done = made.run(python=python)
    assert done.returncode == 0, done.stderr
    assert f"tiny from {made.venv}" in done.stdout


def test_an_incomplete_copy_is_a_message(project: Project) -> None:
    (project.folder / "requirements.lock").unlink()
    done = project.run()
    assert done.returncode == 1
    tells(done.stderr, "requirements.lock", "incomplete")


# --- The command test ---------------------------------------------------------------


@needs_ensurepip
def test_the_test_command_adds_the_test_tools(made: Project) -> None:
    done = made.run("test", "-k", "a b")
    assert done.returncode == 5, done.stderr
    assert f"tests ['-k', 'a b'] {made.folder} 1.0" in done.stdout
    assert "test tools" in done.stderr
    again = made.run("test")
    assert (again.returncode, again.stderr) == (5, "")
    assert made.run("build").stderr == ""


def test_the_test_command_uses_an_environment_that_has_everything(
    project: Project, tmp_path: Path
) -> None:
    python = tmp_path / "env" / make_venv(tmp_path / "env")
    unpack(project, "tiny-1.0-py3-none-any.whl", tmp_path / "env")
    unpack(project, "tiny_test-1.0-py3-none-any.whl", tmp_path / "env")
    done = project.run("test", python=python)
    assert (done.returncode, done.stderr) == (5, "")
    assert not project.venv.exists()


# --- What goes wrong while setting up -----------------------------------------------


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_missing_venv_or_ensurepip(project: Project, tmp_path: Path, missing: str) -> None:
    shadow = tmp_path / "shadow"
    shadow.mkdir()
    (shadow / f"{missing}.py").write_text("raise ImportError('left out')\n")
    done = project.run(PYTHONPATH=str(shadow))
    assert done.returncode == 1
    tells(done.stderr, "ensurepip")
    if shutil.which("apt-get"):
        minor = sys.version_info[1]
        tells(done.stderr, "python3-venv", f"sudo apt install python3.{minor}-venv")
    assert not project.venv.exists()


@needs_ensurepip
def test_unreachable_registry(made: Project) -> None:
    shutil.rmtree(made.folder / "wheels")
    done = made.run("test")
    assert done.returncode == 1
    tells(done.stderr, "PIP_INDEX_URL", "pip config set global.index-url", "-d wheels")
    tells(done.stderr, "requirements-test.lock", "--require-hashes", "HTTPS_PROXY")
    assert made.run("build").returncode == 0


@needs_ensurepip
def test_a_file_with_another_hash(made: Project) -> None:
    made.test_lock(lock_line("tiny_test", "1.0", "0" * 64))
    done = made.run("test")
    assert done.returncode == 1
    tells(done.stderr, "requirements-test.lock", "Expected sha256", "pip cache purge")


@needs_ensurepip
def test_wheels_that_lack_a_package(made: Project) -> None:
    made.test_lock(lock_line("absent", "1.0", "0" * 64))
    done = made.run("test")
    assert done.returncode == 1
    tells(done.stderr, "absent==1.0", "pip download", "-d wheels")


@needs_ensurepip
def test_no_wheel_for_this_system(made: Project, tmp_path: Path) -> None:
    shutil.rmtree(made.folder / "wheels")
    index = tmp_path / "index" / "alien"
    index.mkdir(parents=True)
    line = wheel(index, "alien", tag="cp311-cp311-plan9_mips")
    links = "".join(f'<a href="{path.name}">{path.name}</a>' for path in index.glob("*.whl"))
    (index / "index.html").write_text(f"<!DOCTYPE html><html><body>{links}</body></html>")
    made.test_lock(line)
    done = made.run("test", PIP_INDEX_URL=index.parent.as_uri())
    assert done.returncode == 1
    tells(done.stderr, "alien==1.0", "3.14", "64-bit")


@needs_ensurepip
def test_an_unknown_failure_shows_what_pip_said(made: Project) -> None:
    made.test_lock("tiny_test ???\n")
    done = made.run("test")
    assert done.returncode == 1
    tells(done.stderr, "    | ", "???", "qingyuan-env")


@pytest.mark.parametrize(
    ("number", "part"),
    [
        (errno.EROFS, "cannot be written to"),
        (errno.EACCES, "cannot be written to"),
        (errno.ENOSPC, "disk is full"),
        (errno.EIO, "could not be installed"),
    ],
)
def test_a_folder_that_cannot_be_written_to(
    wrapper: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
    part: str,
) -> None:
    def refuse(path: str) -> None:
        raise OSError(number, os.strerror(number), path)

    monkeypatch.setattr(wrapper.os, "mkdir", refuse)
    monkeypatch.setattr(sys, "argv", ["build.py"])
    assert wrapper.main() == 1
    tells(capsys.readouterr().err, part, ".venv")


@pytest.mark.skipif(not POSIX or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only(project: Project) -> None:
    project.folder.chmod(0o555)
    done = project.run()
    project.folder.chmod(0o755)
    assert done.returncode == 1
    tells(done.stderr, "cp -R . ~/qingyuan", "~/qingyuan-env/bin/python build.py")


# --- Interrupted, killed, twice at once ---------------------------------------------


@posix_only
@needs_ensurepip
def test_an_interrupt_ends_it_at_once(project: Project) -> None:
    # A shell that starts the tests in the background has interrupts ignored in all that they start.
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    run = project.start()
    signal.signal(signal.SIGINT, usual)
    project.wait_for(project.venv / "pyvenv.cfg")
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=20)
    assert run.returncode == 130
    tells(errors.replace("Interrupted", "Error: Interrupted"), "中断")
    with load(project.folder).OneAtATime():  # no process of it is left
        assert not project.stamp.exists()


@posix_only
@needs_ensurepip
def test_a_killed_first_run_is_repaired_by_the_next(project: Project) -> None:
    run = project.start()
    project.wait_for(project.venv / "pyvenv.cfg")
    run.kill()
    run.communicate(timeout=20)
    left_over = project.venv / "left-over"
    left_over.touch()
    assert project.mark.exists()
    done = project.run()
    assert done.returncode == 0, done.stderr
    assert "engine [] 1.0" in done.stdout
    assert not left_over.exists()


@needs_ensurepip
def test_two_first_runs_at_once(project: Project) -> None:
    runs = [project.start("one"), project.start("two")]
    outputs = [run.communicate(timeout=120) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], outputs
    assert all("engine" in printed for printed, _ in outputs)
    errors = [error for _, error in outputs]
    assert len([error for error in errors if "waiting" in error]) == 1
    assert len([error for error in errors if "First run" in error]) == 1


# --- A .venv of the reader's own ----------------------------------------------------


@pytest.fixture
def foreign(project: Project) -> Project:
    """A project with a .venv that was made by hand, without pip."""
    make_venv(project.venv)
    (project.venv / "mine").write_text("a note")
    return project


def test_a_foreign_venv_that_has_everything_is_used(foreign: Project) -> None:
    site = unpack(foreign, "tiny-1.0-py3-none-any.whl", foreign.venv)
    for python in (BASE_PYTHON, foreign.venv_python):
        done = foreign.run("build", python=python, ENGINE_EXIT="3")
        assert (done.returncode, done.stderr) == (3, "")
        assert f"engine ['build'] 1.0\ntiny from {site}" in done.stdout
    assert not foreign.stamp.exists()


def test_a_foreign_venv_that_cannot_be_completed_is_kept(foreign: Project) -> None:
    done = foreign.run()
    assert done.returncode == 1
    tells(
        done.stderr, "not made by build.py", "mv .venv" if POSIX else "move .venv", "-m ensurepip"
    )
    assert (foreign.venv / "mine").read_text() == "a note"


@needs_ensurepip
def test_a_foreign_venv_is_completed_in_place(made: Project) -> None:
    made.mark.unlink()
    made.stamp.unlink()
    for path in made.venv.rglob("tiny-1.0.dist-info"):
        shutil.rmtree(path)
    (made.venv / "mine").write_text("a note")
    done = made.run()
    assert done.returncode == 0, done.stderr
    assert "engine [] 1.0" in done.stdout
    assert (made.venv / "mine").read_text() == "a note"
    assert not made.stamp.exists()
    assert made.run().stderr == ""


@pytest.mark.parametrize("make", [Path.touch, lambda path: (path / "notes").mkdir(parents=True)])
def test_something_else_called_venv_is_kept(
    project: Project, make: Callable[[Path], object]
) -> None:
    make(project.venv)
    done = project.run()
    assert done.returncode == 1
    tells(done.stderr, ".venv", "mv .venv" if POSIX else "move .venv")
    assert project.venv.exists()


# --- Locks and markers --------------------------------------------------------------


@pytest.mark.parametrize(
    ("marker", "expected"),
    [
        ("", True),
        ("sys_platform == 'plan9'", False),
        (f"sys_platform == '{sys.platform}'", True),
        (f"sys_platform == 'plan9' or os_name == '{os.name}'", True),
        (f"(sys_platform == 'plan9') and os_name == '{os.name}'", False),
        ("platform_python_implementation != 'PyPy'", True),
        ("python_version < '3.9'", False),
        ("python_version >= '3.11'", True),
        ("python_full_version >= '3.11.0' and python_full_version < '4'", True),
        ("'3.11' <= python_version", True),
        ("python_version ~= '3.9'", True),  # too hard to tell
        ("extra == 'x'", True),
        ("python_version in '3.9 3.10'", True),
    ],
)
def test_markers(wrapper: Any, marker: str, expected: bool) -> None:
    assert wrapper.applies(marker) is expected


def test_a_line_for_another_system_is_not_asked_for(project: Project) -> None:
    lock = project.folder / "requirements.lock"
    lock.write_text(lock.read_text() + lock_line("other ", "2 ; sys_platform == 'plan9'", "0" * 64))
    names = [name for name, _ in load(project.folder).locked_versions("requirements.lock")]
    assert names == ["tiny"]


@pytest.mark.parametrize("name", ["requirements", "requirements-test"])
def test_the_locks_pin_what_is_required(name: str) -> None:
    required = re.findall(
        r"^[A-Za-z][\w.-]*$", (HERE / f"{name}.in").read_text("utf-8"), re.MULTILINE
    )
    wrapper = load(HERE)
    locked = dict(wrapper.locked_versions(f"{name}.lock"))
    assert required
    assert {wrapper.canonical(package) for package in required} <= locked.keys()


def test_the_locks_agree() -> None:
    wrapper = load(HERE)
    runtime = dict(wrapper.locked_versions("requirements.lock"))
    assert runtime.items() <= dict(wrapper.locked_versions("requirements-test.lock")).items()
