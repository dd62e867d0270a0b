#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""准备好依赖，然后运行 Qingyuan。Make the dependencies ready, then run Qingyuan.

    python3 build.py [命令 COMMAND] [选项 options]

第一次运行会在旁边建立 .venv；已经装好依赖的环境则原样使用。
The first run makes .venv beside this file; an environment that already has the
dependencies is used as it is. `test` gets the test tools too and runs `python -m tests`.
"""

# Any Python that is at hand may read this file, so it keeps to the syntax that 2.7 and
# 3.4 share: a Python that is too old then gives a message instead of a SyntaxError.
# Whatever a plain run does not need is imported where it is used, to start fast.
from __future__ import unicode_literals

import gc
import os
import sys

OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON_TRIED = (3, 20)
PROJECT = os.path.dirname(os.path.abspath(__file__))
WINDOWS = os.name == "nt"

LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"

# Where the dependencies are: in the environment that runs this file, in the .venv that
# this file made, or (to be tried with its own interpreter) in a .venv of the reader's own.
HERE, OURS, FOREIGN = "here", "ours", "foreign"

# Set to this project for the interpreter of a foreign .venv, so that one which does not
# know itself as that .venv cannot hand over for ever.
HANDED_OVER = "QINGYUAN_HANDED_OVER"


def in_project(*names):
    return os.path.join(PROJECT, *names)


def in_venv(*names):
    return in_project(".venv", *names)


# --- Telling the reader -------------------------------------------------------------


class Problem(Exception):  # noqa: N818 - an interrupt is one too, and no error
    """What the reader has to know and do, in both languages.

    `steps` are (Chinese, English, command) triples; a command may be empty.
    """

    def __init__(self, zh, en, steps=(), details=(), code=1):
        Exception.__init__(self, en)
        self.zh = zh
        self.en = en
        self.steps = steps
        self.details = details
        self.code = code

    def text(self):
        lines = ["", "错误：" + self.zh, "Error: " + self.en]
        for zh, en, command in self.steps:
            lines += ["", "  " + zh, "  " + en]
            lines += ["      " + line for line in command.splitlines()]
        if self.details:
            lines += ["", "  原来的输出 / the original output:"]
            lines += ["    | " + line for line in self.details]
        return "\n".join(lines)


def say(text):
    """Print to stderr whatever its code page can show, '?' for what it can't."""
    encoding = sys.stderr.encoding or "utf-8"
    try:
        shown = (text + "\n").encode(encoding, "replace")
    except LookupError:  # a code page that this Python has no codec for
        encoding = "ascii"
        shown = (text + "\n").encode(encoding, "replace")
    sys.stderr.write(shown if str is bytes else shown.decode(encoding))
    sys.stderr.flush()


def as_text(value):
    """A path as text: Python 2 gives bytes."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def on_path(program):
    """Whether a program is on PATH (Python 2 has no shutil.which)."""
    name = program + ".exe" if WINDOWS else program
    folders = as_text(os.environ.get("PATH", "")).split(os.pathsep)
    return any(os.access(os.path.join(folder, name), os.X_OK) for folder in folders if folder)


def this_python():
    """How the reader most likely calls the interpreter that runs this file."""
    if not WINDOWS:
        return "python%d.%d" % sys.version_info[:2]
    return "py -%d.%d" % sys.version_info[:2] if on_path("py") else "python"


# --- A Python that is too old -------------------------------------------------------


def succeeds(command):
    import subprocess

    with open(os.devnull, "r+") as nothing:
        try:
            return subprocess.call(command, stdin=nothing, stdout=nothing, stderr=nothing) == 0
        except OSError:  # no such program
            return False


def new_enough_names():
    """python3.20, python3.19, … down to the oldest that will do."""
    minors = range(NEWEST_PYTHON_TRIED[1], OLDEST_PYTHON[1] - 1, -1)
    return ["python3.%d" % minor for minor in minors]


def newer_python():
    """The command of an installed Python that is new enough, or ''."""
    # Run, not only looked for: version managers leave names on PATH that start nothing.
    check = "import sys; sys.exit(sys.version_info < %r)" % (OLDEST_PYTHON,)
    commands = [["py", "-3"]] if WINDOWS else []
    commands += [[name] for name in new_enough_names()] + [["python3"], ["python"]]
    for command in commands:
        if succeeds(command + ["-c", check]):
            return " ".join(command)
    return ""


def install_python_command():
    """The command that installs a new enough Python on this system, or ''."""
    if WINDOWS:
        return "winget install Python.Python.3.13"
    if sys.platform == "darwin":
        return "brew install python" if on_path("brew") else ""
    if on_path("apt-get"):
        for name in new_enough_names():
            if succeeds(["apt-cache", "show", name]):
                return "sudo apt install %s %s-venv" % (name, name)
        return "sudo apt update\nsudo apt install python3 python3-venv"
    by_installer = (
        ("dnf", "sudo dnf install python3.12"),
        ("zypper", "sudo zypper install python312"),
        ("pacman", "sudo pacman -S python"),
        ("apk", "sudo apk add python3"),
    )
    for program, command in by_installer:
        if on_path(program):
            return command
    return ""


def too_old():
    found = "%d.%d.%d" % sys.version_info[:3]
    where = as_text(sys.executable or "?")
    oldest = "%d.%d" % OLDEST_PYTHON
    zh = "需要 Python %s 或更新的版本；运行本文件的是 Python %s（%s）。" % (oldest, found, where)
    en = "Python %s or newer is needed; this was run by Python %s (%s)." % (oldest, found, where)
    if handed_over():
        return Problem(zh, en, [move_venv_step()])
    newer = newer_python()
    if newer:
        step = (
            "本机已有够新的 Python，请输入：",
            "A Python that is new enough is installed; type:",
            newer + " build.py",
        )
        return Problem(zh, en, [step])
    steps = [
        (
            "请安装新版 Python（各系统的安装程序见 python.org）：",
            "Install a newer Python (python.org has installers for every system):",
            install_python_command(),
        ),
        (
            "然后用它运行：",
            "Then run with it:",
            "py -3 build.py" if WINDOWS else "python3 build.py",
        ),
    ]
    return Problem(zh, en, steps)


# --- What is installed --------------------------------------------------------------


def read_lock(lock):
    try:
        with open(in_project(lock), "rb") as file:
            return file.read()
    except OSError as error:
        raise Problem(
            "读不到 %s（%s）。这份项目不完整，请重新取得完整的一份。" % (lock, error),
            "Cannot read %s (%s). This copy of the project is incomplete; get it anew."
            % (lock, error),
        )


def canonical(name):
    return name.strip().lower().replace("_", "-").replace(".", "-")


def locked_versions(lock):
    """(name, version) for each line of a lock that applies to this Python and system."""
    for line in read_lock(lock).decode("utf-8").splitlines():
        requirement, _, marker = line.rstrip("\\ ").partition(";")
        name, pinned, version = requirement.partition("==")
        if pinned and not line.startswith(("#", " ")) and applies(marker):
            yield canonical(name.partition("[")[0]), version.strip()


def applies(marker):
    """Whether an environment marker holds; True for one that is too hard to tell.

    Saying 'yes' wrongly only means that pip, which knows for sure, is asked.
    """
    if not marker.strip():
        return True
    import ast

    try:
        return holds(ast.parse(marker.strip(), mode="eval").body)
    except (SyntaxError, ValueError):
        return True


def holds(node):
    import ast

    if isinstance(node, ast.BoolOp):
        together = all if isinstance(node.op, ast.And) else any
        return together([holds(value) for value in node.values])
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        raise ValueError("not a comparison")
    sides = [node.left, node.comparators[0]]
    left, right = [marker_value(side) for side in sides]
    if any(isinstance(side, ast.Name) and "version" in side.id for side in sides):
        left, right = version_numbers(left), version_numbers(right)
    compare = COMPARISONS.get(type(node.ops[0]).__name__)
    if compare is None:
        raise ValueError("not a comparison of markers")
    return compare(left, right)


COMPARISONS = {
    "Eq": lambda left, right: left == right,
    "NotEq": lambda left, right: left != right,
    "Lt": lambda left, right: left < right,
    "LtE": lambda left, right: left <= right,
    "Gt": lambda left, right: left > right,
    "GtE": lambda left, right: left >= right,
}


def marker_value(node):
    import ast
    import platform

    if isinstance(node, ast.Constant):
        return node.value
    values = {
        "implementation_name": sys.implementation.name,
        "os_name": os.name,
        "platform_machine": platform.machine(),
        "platform_python_implementation": platform.python_implementation(),
        "platform_system": platform.system(),
        "python_full_version": platform.python_version(),
        "python_version": "%d.%d" % sys.version_info[:2],
        "sys_platform": sys.platform,
    }
    if not isinstance(node, ast.Name) or node.id not in values:
        raise ValueError("not a known marker")
    return values[node.id]


def version_numbers(version):
    """Numbers to compare; ValueError for a version that is more than numbers."""
    return [int(part) for part in version.split(".")]


def installed_versions():
    """What is installed, by the names of the *.dist-info folders on sys.path.

    importlib.metadata tells the same, but importing it alone takes longer than this
    whole file may.
    """
    found = {}
    for folder in sys.path:
        try:
            entries = os.listdir(folder)
        except OSError:
            continue
        for entry in entries:
            stem, kind = os.path.splitext(entry)
            parts = stem.split("-")
            if kind in (".dist-info", ".egg-info") and len(parts) > 1:
                found.setdefault(canonical(parts[0]), parts[1])
    return found


def satisfies(locks):
    """Whether the environment that runs this file has every version of the locks."""
    found = installed_versions()
    wanted = [line for lock in locks for line in locked_versions(lock)]
    return all(found.get(name) == version for name, version in wanted)


# --- The .venv beside this file -----------------------------------------------------


def venv_python():
    return in_venv("Scripts", "python.exe") if WINDOWS else in_venv("bin", "python")


def site_packages():
    if WINDOWS:
        return in_venv("Lib", "site-packages")
    threading = "t" if "t" in sys.abiflags else ""  # free-threaded builds have their own folder
    version = "python%d.%d" % sys.version_info[:2]
    return in_venv("lib", version + threading, "site-packages")


def marker_path():
    """Written before anything else, so that a half-made .venv is known as ours."""
    return in_venv("qingyuan-made-this")


def stamp_path(lock):
    """Written after everything else, so that a current stamp means a whole .venv."""
    return in_venv("qingyuan-" + lock + ".stamp")


def stamp(lock):
    """What the .venv depends on: this Python, this system and the lock itself.

    The lock is kept whole: comparing it is quicker than importing a hash function.
    """
    import importlib.machinery

    machine = os.uname().machine if hasattr(os, "uname") else ""
    abi = importlib.machinery.EXTENSION_SUFFIXES[0]
    python = "\n".join([sys.implementation.cache_tag, abi, machine, sys.base_prefix, ""])
    return os.fsencode(python) + read_lock(lock)


def is_current(lock):
    try:
        with open(stamp_path(lock), "rb") as file:
            return file.read() == stamp(lock)
    except OSError:
        return False


def write_stamp(lock):
    unfinished = stamp_path(lock) + ".new"
    with open(unfinished, "wb") as file:
        file.write(stamp(lock))
    os.replace(unfinished, stamp_path(lock))


def is_ours():
    """Whether .venv may be deleted: absent, empty, or made by this file."""
    if os.path.exists(marker_path()) or not os.path.lexists(in_venv()):
        return True
    return os.path.isdir(in_venv()) and not os.listdir(in_venv())


def running_from_venv():
    try:
        return os.path.samefile(sys.prefix, in_venv())
    except OSError:
        return False


def find_environment(locks):
    """HERE or OURS when the dependencies are there, else ''."""
    activated = sys.prefix != sys.base_prefix
    current = all(is_current(lock) for lock in locks)
    if activated and ((current and running_from_venv()) or satisfies(locks)):
        return HERE
    if current:
        return OURS
    if not activated and satisfies(locks):
        return HERE
    return ""


# --- Making it ----------------------------------------------------------------------


class OneAtATime(object):
    """Held while .venv is being made.

    The system's own file lock: it ends with the processes that hold it, so one that was
    killed leaves nothing behind that would have to be recognised as stale.
    """

    def __enter__(self):
        import time

        self.file = open(in_project(".venv.lock"), "ab")
        waiting = False
        while not self.taken():
            if not waiting:
                say("另一个进程正在准备依赖，等它完成……")
                say("Another run is setting up; waiting for it to finish ...")
                waiting = True
            time.sleep(0.2)
        return self.file

    def taken(self):
        try:
            if WINDOWS:
                import msvcrt

                self.file.seek(0)
                msvcrt.locking(self.file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        except OSError:  # a file system without locks: better unguarded than not at all
            return True
        return True

    def __exit__(self, *_error):
        self.file.close()


def make_environment(locks):
    """Install the locks; returns HERE, OURS or FOREIGN."""
    inside = running_from_venv()
    if not inside and not is_ours():
        return FOREIGN
    try:
        with OneAtATime() as held:
            done = find_environment(locks)  # by the run that was waited for
            if done:
                return done
            announce()
            if not inside and not is_current(LOCK):
                create_venv(held)
            for lock in locks:
                if not is_current(lock):
                    install(lock, held)
    except KeyboardInterrupt:
        raise Problem(
            "准备依赖时被中断；下次运行会重新开始。",
            "Interrupted while setting up; the next run starts it over.",
            code=130,
        )
    except OSError as error:
        raise file_problem(error)
    return HERE if inside else OURS


def announce():
    if is_current(LOCK):
        say("正在 .venv 里安装测试工具（大约一分钟）……")
        say("Installing the test tools into .venv (about a minute) ...")
    elif os.path.exists(stamp_path(LOCK)):
        say("依赖或 Python 有变，正在重新建立 .venv（大约一分钟）……")
        say("The dependencies or the Python changed; making .venv anew (about a minute) ...")
    else:
        say("首次运行：正在 .venv 里安装依赖（需要网络，大约一分钟）……")
        say("First run: installing the dependencies into .venv (needs network, about a minute) ...")


def create_venv(held):
    require_venv_modules()
    if os.path.isdir(in_venv()):
        remove_venv()
    os.mkdir(in_venv())
    with open(marker_path(), "w") as file:
        file.write("build.py made this folder and may delete it.\n")
    failed, output = run_quietly([sys.executable, "-I", "-m", "venv", in_venv()], held)
    if failed and "ensurepip is not available" in output:
        raise no_venv_problem()
    if failed:
        raise known_file_problem(output) or full_disk() or unknown_problem(output)


def remove_venv():
    import shutil

    try:
        shutil.rmtree(in_venv())
    except OSError as error:
        raise Problem(
            "旧的 .venv 删不掉（%s）。请关闭正在用它的程序，删除文件夹 .venv，再运行一次。" % error,
            "The old .venv cannot be removed (%s). Close the programs that use it, delete the "
            "folder .venv and run again." % error,
        )


def full_disk():
    """The problem of a full disk, if it is full: `venv` hides why installing pip failed."""
    import shutil

    return disk_full_problem([]) if shutil.disk_usage(PROJECT).free < 20 * 2**20 else None


def require_venv_modules():
    """Debian leaves out these parts of the standard library."""
    try:
        import ensurepip  # noqa: F401 - only whether it's there
        import venv  # noqa: F401 - only whether it's there
    except ImportError:
        raise no_venv_problem()


def install(lock, held):
    wheels = in_project("wheels")
    offline = os.path.isdir(wheels)
    # -I: no PYTHONPATH, whose packages pip would take for installed ones.
    # --only-binary: a package without a wheel needs compilers, and would bring build
    # tools that no hash of the lock covers.
    command = [venv_python(), "-I", "-m", "pip", "install", "--quiet", "--no-input", "--no-user"]
    command += ["--disable-pip-version-check", "--retries", "2", "--timeout", "15"]
    command += ["--require-hashes", "--only-binary", ":all:", "-r", in_project(lock)]
    if offline:
        command += ["--no-index", "--find-links", wheels]
    failed, output = run_quietly(command, held)
    if failed:
        raise pip_problem(lock, output, offline)
    if os.path.exists(marker_path()):
        write_stamp(lock)


def run_quietly(command, held):
    """Run a command to its end; returns whether it failed, and what it printed."""
    import subprocess

    # The child keeps the lock too: were this process killed, the next run would wait for
    # the child instead of working in the same folder. Its own session lets an interrupt
    # end it together with the processes that it started.
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "cwd": PROJECT}
    if not WINDOWS:
        options.update(pass_fds=(held.fileno(),), start_new_session=True)
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)
    try:
        output = child.communicate()[0]
    except BaseException:
        kill_group(child)
        raise
    return child.returncode != 0, decoded(output)


def kill_group(child):
    import signal

    try:
        if WINDOWS:
            child.kill()
        else:
            os.killpg(child.pid, signal.SIGKILL)
    except OSError:  # it has just ended by itself
        pass
    child.wait()


def decoded(output):
    try:
        return output.decode("utf-8")
    except UnicodeDecodeError:
        import locale

        return output.decode(locale.getpreferredencoding(), "replace")


# --- What can go wrong --------------------------------------------------------------


def pip_command(action, lock):
    return "%s -m pip %s --require-hashes --only-binary :all: -r %s" % (this_python(), action, lock)


def elsewhere_step():
    """How to do with an environment that this file does not make."""
    if WINDOWS:
        home, python = "%USERPROFILE%\\qingyuan-env", "%USERPROFILE%\\qingyuan-env\\Scripts\\python"
    else:
        home, python = "~/qingyuan-env", "~/qingyuan-env/bin/python"
    commands = [
        "%s -m venv %s" % (this_python(), home),
        "%s -m pip install --require-hashes -r %s" % (python, LOCK),
        python + " build.py",
    ]
    return (
        "或者在别处建立环境，用它运行：",
        "Or make an environment elsewhere and run with it:",
        "\n".join(commands),
    )


def no_venv_problem():
    step = (
        "请安装带有 venv 和 ensurepip 的完整 Python %d.%d，再运行一次。" % sys.version_info[:2],
        "Install a complete Python %d.%d, with venv and ensurepip, and run again."
        % sys.version_info[:2],
        "",
    )
    if on_path("apt-get"):
        step = (
            "请安装它（系统自带的 Python 也可装 python3-venv），再运行一次：",
            "Install it (python3-venv for the system's own Python) and run again:",
            "sudo apt install python%d.%d-venv" % sys.version_info[:2],
        )
    return Problem(
        "这个 Python 没有建立虚拟环境所需的 venv 或 ensurepip 模块（%s）。" % sys.executable,
        "This Python lacks the module venv or ensurepip, needed to make a virtual environment (%s)."
        % sys.executable,
        [step],
    )


def read_only_problem(details):
    copy = 'xcopy /e /i . "%USERPROFILE%\\qingyuan"' if WINDOWS else "cp -R . ~/qingyuan"
    step = (
        "把项目复制到可写的地方，在那里运行：",
        "Copy the project to where you may write, and run it there:",
        copy,
    )
    return Problem(
        "项目文件夹不可写，建不了 .venv：%s" % PROJECT,
        "The project's folder cannot be written to, so .venv cannot be made: %s" % PROJECT,
        [step, elsewhere_step()],
        details,
    )


def disk_full_problem(details):
    return Problem(
        "磁盘已满：.venv 需要大约 100 MB，测试工具另需大约 400 MB。请腾出空间，再运行一次。",
        "The disk is full: .venv takes about 100 MB, the test tools another 400 MB. "
        "Make room and run again.",
        [],
        details,
    )


# As pip prints them, whatever the language of the system.
DISK_FULL = ("[Errno 28]", "[Errno 122]", "[WinError 112]", "No space left")
NOT_WRITABLE = ("[Errno 30]", "[Errno 13]", "[WinError 5]")
WRONG_HASH = ("DO NOT MATCH THE HASHES",)
NOT_FOUND = ("No matching distribution", "Could not find a version")
NETWORK = (
    "Connection aborted",
    "ConnectionReset",
    "Could not fetch URL",
    "HTTP error",
    "IncompleteRead",
    "ProtocolError",
    "ProxyError",
    "RemoteDisconnected",
    "SOCKS",
    "SSLError",
    "connection broken",
    "not a trusted",
    "timed out",
)


def lines_with(signs, output):
    """The last line of an output that has one of the signs, in a list."""
    lines = [line.strip() for line in output.splitlines()]
    return [line for line in lines if any(sign in line for sign in signs)][-1:]


def file_problem(error):
    return known_file_problem(str(error)) or unknown_problem(str(error))


def known_file_problem(output):
    for signs, problem in ((DISK_FULL, disk_full_problem), (NOT_WRITABLE, read_only_problem)):
        line = lines_with(signs, output)
        if line:
            return problem(line)
    return None


def unknown_problem(output):
    steps = [delete_venv_step() if is_ours() else move_venv_step(), elsewhere_step()]
    if "No module named pip" in output:
        steps.insert(0, add_pip_step())
    details = [line.rstrip() for line in output.splitlines() if line.strip()][-8:]
    zh, en = "依赖没有装好。", "The dependencies could not be installed."
    return Problem(zh, en, steps, details)


def add_pip_step():
    return (
        ".venv 里没有 pip。加上它，再运行一次：",
        "There is no pip in .venv. Add it and run again:",
        os.path.join(".venv", os.path.relpath(venv_python(), in_venv())) + " -m ensurepip",
    )


def delete_venv_step():
    return (
        "删除 .venv，再运行一次，它会重新建立：",
        "Delete .venv and run again; it will be made anew:",
        "rmdir /s /q .venv" if WINDOWS else "rm -rf .venv",
    )


def move_venv_step():
    return (
        "这个 .venv 不是 build.py 建立的。移开它，再运行一次：",
        "This .venv was not made by build.py. Move it away and run again:",
        "move .venv old-venv" if WINDOWS else "mv .venv old-venv",
    )


def pip_problem(lock, output, offline):
    """Tell a failed `pip install` by what it printed, the surest signs first."""
    line = lines_with(WRONG_HASH, output)
    if line:
        return wrong_hash_problem(lock, output)
    problem = known_file_problem(output)
    if problem:
        return problem
    if offline and lines_with(NOT_FOUND, output):
        return wheels_problem(lock, lines_with(NOT_FOUND, output))
    if lines_with(NETWORK, output):
        return network_problem(lock, lines_with(NETWORK, output))
    if lines_with(NOT_FOUND, output):
        return no_wheel_problem(lines_with(NOT_FOUND, output))
    return unknown_problem(output)


def wrong_hash_problem(lock, output):
    details = [line.strip() for line in output.splitlines() if "Expected" in line or "Got" in line]
    step = (
        "清除缓存再试一次；若仍不行，换一个网络或镜像：",
        "Clear the cache and try again; if it fails again, use another network or mirror:",
        this_python() + " -m pip cache purge\n" + this_python() + " build.py",
    )
    return Problem(
        "取得的文件与 %s 记录的散列值不符，没有安装；可能下载不完整，或被改动过。" % lock,
        "A file that was fetched is not the one that %s has the hash of, and was not installed; "
        "the download may be incomplete, or a mirror or proxy changed it." % lock,
        [step],
        details[:4],
    )


def wheels_problem(lock, details):
    delete = (
        "或者删除文件夹 wheels，改用网络。",
        "Or delete the folder wheels, to use the network.",
        "",
    )
    return Problem(
        "文件夹 wheels 里缺少 %s 所列的、适用于本系统的文件（有这个文件夹时不使用网络）。" % lock,
        "The folder wheels lacks files of %s for this system (where that folder is, the network is "
        "not used)." % lock,
        [download_step(lock), delete],
        details,
    )


def download_step(lock):
    zh = "在系统和 Python 版本相同、能上网的机器上运行，再把文件夹 wheels 复制到 build.py 旁边："
    en = (
        "On a connected machine with the same system and Python version run this, then copy the "
        "folder wheels beside build.py:"
    )
    return zh, en, pip_command("download", lock) + " -d wheels"


def network_problem(lock, details):
    mirror = "%s -m pip config set global.index-url <镜像地址 mirror address>" % this_python()
    zh, en, download = download_step(lock)
    return Problem(
        "连不上软件包仓库。请检查网络、代理（HTTPS_PROXY）和证书，再运行一次。",
        "The package registry cannot be reached. Check the network, the proxy (HTTPS_PROXY) and "
        "the certificates, and run again.",
        [
            (
                "或者使用镜像（也可以设置环境变量 PIP_INDEX_URL）：",
                "Or use a mirror (the environment variable PIP_INDEX_URL does as well):",
                mirror,
            ),
            ("或者离线安装。" + zh, "Or install offline. " + en, download),
        ],
        details,
    )


def no_wheel_problem(details):
    import platform

    system = (platform.python_version(), platform.system(), platform.machine())
    return Problem(
        "有的依赖没有适用于 Python %s（%s %s）的预编译包，或者所用的镜像不全。" % system,
        "A dependency has no ready-built package for Python %s (%s %s), or the mirror in use is "
        "incomplete." % system,
        [
            (
                "请用 64 位系统上的 Python 3.11 到 3.14，或者换一个镜像，再运行一次。",
                "Use Python 3.11 to 3.14 on a 64-bit system, or another mirror, and run again.",
                "",
            )
        ],
        details,
    )


def damaged_problem(error, where):
    step = delete_venv_step() if where == OURS else elsewhere_step()
    return Problem(
        "依赖虽已安装，却载入不了；环境可能已损坏。",
        "The dependencies are installed but cannot be loaded; the environment may be damaged.",
        [step],
        [str(error)],
    )


def unusable_venv_problem(error):
    return Problem(
        ".venv 里没有可用的 Python（%s）。" % error,
        "There is no Python that works in .venv (%s)." % error,
        [move_venv_step()],
    )


# --- Running ------------------------------------------------------------------------


def run_child(command, **options):
    """Run a command with the terminal; returns its exit code. An interrupt is its affair."""
    import subprocess

    child = subprocess.Popen(command, **options)
    while True:
        try:
            code = child.wait()
        except KeyboardInterrupt:
            continue
        return code if code >= 0 else 128 - code


def handed_over():
    return os.environ.get(HANDED_OVER) == PROJECT


def run_in_foreign_venv(argv):
    if handed_over():
        raise unusable_venv_problem("sys.prefix = " + sys.prefix)
    environment = dict(os.environ)
    environment[HANDED_OVER] = PROJECT
    try:
        return run_child([venv_python(), os.path.abspath(__file__)] + argv, env=environment)
    except OSError as error:
        raise unusable_venv_problem(error)


def run_tests(arguments, where):
    python = sys.executable if where == HERE else venv_python()
    return run_child([python, "-m", "tests"] + arguments, cwd=PROJECT)


def use_venv_packages():
    """Make sys.path what it is in our .venv, without starting its interpreter.

    The stamp says that .venv is of this very Python, so only the folders of installed
    packages differ.
    """
    others = ("site-packages", "dist-packages")
    sys.path[:] = [folder for folder in sys.path if os.path.basename(folder) not in others]
    sys.path.append(site_packages())


def run_engine(argv, where):
    if where == OURS:
        use_venv_packages()
    if PROJECT not in sys.path[:1]:  # python -P leaves it out
        sys.path.insert(0, PROJECT)
    if hasattr(sys.stdout, "reconfigure"):  # a legacy code page cannot show every character
        sys.stdout.reconfigure(errors="replace")
    # What is loaded stays: there is nothing in it for the collector to find, now or at the end.
    gc.disable()
    try:
        from qingyuan.cli import main as engine
    except ImportError as error:
        if (error.name or "qingyuan").split(".")[0] == "qingyuan":
            raise
        raise damaged_problem(error, where)
    gc.freeze()
    gc.enable()
    code = engine(argv)
    gc.freeze()
    return code


def run(argv):
    if sys.version_info < OLDEST_PYTHON:
        raise too_old()
    testing = argv[:1] == ["test"]
    locks = [LOCK, TEST_LOCK] if testing else [LOCK]
    where = find_environment(locks) or make_environment(locks)
    if where == FOREIGN:
        return run_in_foreign_venv(argv)
    return run_tests(argv[1:], where) if testing else run_engine(argv, where)


def main():
    try:
        return run(sys.argv[1:])
    except Problem as problem:
        say(problem.text())
        return problem.code
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
