"""Work done by as many processes at a time as there are processors."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


def in_processes(work: Callable[[T], R], tasks: Iterable[T], *, preload: str) -> Iterator[R]:
    """The result of `work` for each of `tasks`, in their order.

    Each process imports the module `preload` before it begins; a few tasks wait for each, so that a long row of them
    is made only as it is worked off. With one processor, or one task, all is done in this process.
    """
    workers = processors()
    first = list(islice(tasks := iter(tasks), 2))
    if workers < 2 or len(first) < 2:
        yield from map(work, chain(first, tasks))
        return
    # Slow to import, and needed here alone.
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context

    if "forkserver" in get_all_start_methods():
        context: Any = get_context("forkserver")
        context.set_forkserver_preload([preload])  # imported once, for all
    else:
        context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        waiting: deque[Future[R]] = deque()
        try:
            for task in chain(first, tasks):
                waiting.append(pool.submit(work, task))
                if len(waiting) > 4 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
