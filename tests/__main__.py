"""Every check of the project: python -m tests [pytest arguments].

`python3 build.py test` runs this with all that it needs installed.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests import browser

PROJECT = Path(__file__).resolve().parent.parent

CHECKS = {
    "ruff check": ["ruff", "check", "--quiet"],
    "ruff format": ["ruff", "format", "--check", "--quiet"],
    "mypy": ["mypy", "--no-error-summary"],
}

# With one of these the tests run in this process: debuggers and bare output need it.
ONE_PROCESS = ("-n", "--numprocesses", "--pdb", "--trace", "-s", "--capture=no", "--collect-only")


def say(text: str) -> None:
    # Flushed: what the tools print goes around this process's own buffer.
    print(text, flush=True)


def passes(name: str, command: list[str]) -> bool:
    say(f"--- {name}")
    done = subprocess.run([sys.executable, "-m", *command], cwd=PROJECT, check=False)
    return done.returncode == 0


def workers(arguments: list[str]) -> list[str]:
    """The pytest arguments for one process per core, unless the caller says otherwise."""
    if any(argument.startswith(ONE_PROCESS) for argument in arguments):
        return []
    # worksteal keeps most tests of a file together, and with them what they set up.
    return ["-n", str(os.cpu_count() or 1), "--dist", "worksteal"]


def main(arguments: list[str]) -> int:
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    say("--- browser")
    if not browser.ensure():
        failed.append("browser")
    if failed:
        say(f"FAILED before the tests, see above: {', '.join(failed)}")
    # Last, so that its closing lines are the last ones of the whole run.
    tested = passes("pytest", ["pytest", *workers(arguments), *arguments])
    return 0 if tested and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
