"""A Chromium, Chrome or Edge for the tests in a browser: find one, or install one."""

import functools
import ipaddress
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

NAMES = (
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "chromium-browser",
)

MACOS_PROGRAMS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)

WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)

LINUX_PROGRAMS = ("/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge", "/snap/bin/chromium")

NONE_FOUND = (
    "no Chromium, Chrome or Edge is installed; install one, or run: "
    f"{sys.executable} -m playwright install chromium"
)


def in_ci() -> bool:
    return os.environ.get("CI") == "true"


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def arguments() -> list[str]:
    """Switches that keep the browser quiet: it looks up and calls nothing of its own accord."""
    switches = [
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ]
    # Chromium's sandbox does not start for root.
    return [*switches, "--no-sandbox"] if is_root() else switches


def leaves_machine(url: str) -> bool:
    """Whether a request goes anywhere but to a file, the page itself or this machine."""
    parts = urlsplit(url)
    if parts.scheme in {"about", "blob", "data", "file"}:
        return False
    host = parts.hostname or ""
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host != "localhost" and not host.endswith(".localhost")


def usual_places() -> list[Path]:
    if sys.platform == "darwin":
        folders = [Path("/Applications"), Path.home() / "Applications"]
        return [folder / program for program in MACOS_PROGRAMS for folder in folders]
    if sys.platform == "win32":
        variables = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        folders = [Path(os.environ[name]) for name in variables if name in os.environ]
        return [folder / program for program in WINDOWS_PROGRAMS for folder in folders]
    return [Path(program) for program in LINUX_PROGRAMS]


def installed() -> Path | None:
    """A browser that is installed on this machine."""
    on_path = (shutil.which(name) for name in NAMES)
    candidates = [*(Path(path) for path in on_path if path), *usual_places()]
    return next((path for path in candidates if path.is_file()), None)


def downloaded() -> Path | None:
    """The browser that `playwright install` puts into its own folder."""
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


@functools.cache
def find() -> Path | None:
    """The browser to test with. Not to be called where sync_playwright is open already."""
    return installed() or downloaded()


def ensure() -> bool:
    """Install a browser where there is none; False where CI would have to do without."""
    install_with_apt(missing_packages())
    if find() is None:
        find.cache_clear()
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    path = find()
    print(path or NONE_FOUND, flush=True)
    return path is not None or not in_ci()


def missing_packages() -> list[str]:
    """Debian's packages that the tests in a browser lack."""
    packages = [] if find() else ["chromium"]
    # Without such a font the browser draws boxes for Chinese, and measures those.
    return packages if has_chinese_font() else [*packages, "fonts-noto-cjk"]


def has_chinese_font() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    if not shutil.which("fc-list"):
        return False
    fonts = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False)
    return bool(fonts.stdout.strip())


def install_with_apt(packages: list[str]) -> None:
    """Install Debian's packages, where this may be done without asking."""
    if not packages or not is_root() or not shutil.which("apt-get"):
        return
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    for command in ([*apt, "update"], install):
        done = subprocess.run(
            command,
            env=quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            print(done.stdout[-2000:], flush=True)
    find.cache_clear()
