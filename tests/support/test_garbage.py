"""No garbage is collected while a thread beside that of the window works."""

from __future__ import annotations

import gc
import threading

import pytest

from app.support.garbage import paused_collection


def test_the_collection_goes_on_after_the_last_pause():
    with paused_collection():
        with paused_collection():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collection_goes_on_after_an_error():
    with pytest.raises(ValueError, match="broken"), paused_collection():
        raise ValueError("broken")
    assert gc.isenabled()


def test_a_collection_that_was_off_before_stays_off():
    gc.disable()
    try:
        with paused_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_threads_share_the_pause():
    is_paused, may_end = threading.Event(), threading.Event()

    def work():
        with paused_collection():
            is_paused.set()
            may_end.wait(10)

    thread = threading.Thread(target=work)
    thread.start()
    assert is_paused.wait(10)
    with paused_collection():
        pass
    assert not gc.isenabled()
    may_end.set()
    thread.join()
    assert gc.isenabled()


class Cycle:
    """Garbage that only the collector removes; notes in which thread that happens."""

    threads: tuple[int, ...] = ()

    def __init__(self):
        self.itself = self

    def __del__(self):
        Cycle.threads = (*Cycle.threads, threading.get_ident())


def test_a_thread_that_works_in_a_pause_deletes_no_garbage_of_another():
    def work():
        with paused_collection():
            assert len([[] for _ in range(20_000)]) == 20_000  # enough to start a collection

    gc.collect()
    Cycle()
    Cycle.threads = ()
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    gc.collect()
    assert Cycle.threads == (threading.get_ident(),)
