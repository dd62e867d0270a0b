"""A Dask cluster as an executor: `--executor dask://host:port`.

The only module that imports distributed, which nobody needs who has no cluster.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from functools import partial
from typing import Any, TypeVar

from qingyuan.model.problem import Bilingual, listed
from qingyuan.model.refusal import ClusterError
from qingyuan.reuse.version import engine_version
from qingyuan.workers import Crew

_Result = TypeVar("_Result")

_SECONDS = 10


_NOT_INSTALLED = Bilingual(
    "要把工作交给 Dask 集群，先在这里安装它：\n"
    "    .venv/bin/python -m pip install distributed\n"
    "Windows 上是 .venv\\Scripts\\python -m pip install distributed",
    "to hand work to a Dask cluster, install it here first:\n"
    "    .venv/bin/python -m pip install distributed\n"
    "on Windows .venv\\Scripts\\python -m pip install distributed",
)
_NOBODY = Bilingual(
    "Dask 集群里一个 worker 也没有：请先在各台机器上启动 dask worker（docs/cluster.zh.md）",
    "the Dask cluster has no worker: start dask worker on its machines first (docs/cluster.md)",
)


def connect(address: str) -> Crew:
    """Those who work at the scheduler of that address, all with this engine.

    Raises ClusterError.
    """
    try:
        import distributed  # noqa: PLC0415 - optional, and a second to import
    except ImportError:
        raise ClusterError(_NOT_INSTALLED) from None
    # Lost connections are told in the editor's language, or not worth telling. Nobody logs here but
    # Dask, whose loggers have levels of their own, and Tornado below it.
    logging.disable()
    try:
        client = distributed.Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError):
        zh = f"连不上 Dask 调度器 {address}：地址对吗？那台机器上的 dask scheduler 开着吗？"
        en = f"no Dask scheduler answers at {address}: is the address right, and does dask "
        raise ClusterError(Bilingual(zh, f"{en}scheduler run there?")) from None
    try:
        workers = _with_this_engine(client.run(_probe(), on_error="return"))
    except ClusterError:
        client.close()
        raise

    # A process does one piece at a time, however many threads it has.
    executor = _Executor(client.get_executor(pure=False))
    share = partial(client.scatter, broadcast=True)
    return Crew(executor, workers, client.close, share, engine_version(), partial(_idle, client))


def _idle(client: Any) -> bool:  # noqa: ANN401 - the library is not there to be named
    """Whether no worker has anything to do; nor has one whose scheduler does not answer."""
    try:
        asked = client.scheduler.processing
        found = client.sync(asked, workers=None, callback_timeout=_SECONDS)
    except Exception:  # noqa: BLE001 - the library's own: no connection, no answer
        return True
    return not any(found.values())


class _Executor(Executor):
    """Dask's own, which names nothing of the engine to the scheduler: that need not have one."""

    def __init__(self, dask: Executor) -> None:
        self._dask = dask

    def submit(self, fn: Callable[..., _Result], /, *args: object, **_: object) -> Future[_Result]:
        return self._dask.submit(_by_value(), pickle.dumps(fn), *args)


def _by_value() -> Callable[..., Any]:
    """What carries out a pickled function; sent as code, since it is local."""

    def carried_out(function: bytes, *arguments: object) -> object:
        import pickle  # noqa: PLC0415 - the worker's own

        called: Callable[..., object] = pickle.loads(function)  # noqa: S301 - from whom the worker works for
        return called(*arguments)

    return carried_out


def _probe() -> Callable[[], str]:
    """What tells a worker's version; sent as code, since a worker may have no engine at all."""

    def version() -> str:
        from qingyuan.reuse.version import engine_version  # noqa: PLC0415 - the worker's own

        return engine_version()

    return version


def _with_this_engine(versions: Mapping[str, str | Exception]) -> int:
    """How many workers there are.  Raises ClusterError where one has another engine, or none."""
    other = [worker for worker, version in versions.items() if version != engine_version()]
    if not versions:
        raise ClusterError(_NOBODY)
    if other:
        names = listed(other)
        zh = f"这些 worker 上的 Qingyuan、Python 或依赖的版本和这里不同：{names}。网页可能不一样，"
        en = f"these workers have another Qingyuan, Python or library than this one: {names}. They "
        zh += "所以没有开始。请把这个文件夹原样复制过去，在里面启动 worker（docs/cluster.zh.md）"
        en += "might make other pages, so nothing was begun. Copy this very folder there and start "
        raise ClusterError(Bilingual(zh, f"{en}the workers in it (docs/cluster.md)"))
    return len(versions)
