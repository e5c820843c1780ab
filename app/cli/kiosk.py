"""The command `kiosk`: it shows the kiosk until staff or the system end it."""

from __future__ import annotations

import logging
import os
from dataclasses import replace

from app.atlas.loader import Atlas
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options, UsageError
from app.bootstrap.qt_app import create_qt_app
from app.kiosk.access.pin_store import PinError, PinStore
from app.kiosk.application import KioskApplication
from app.kiosk.builder import (
    KioskDependencies,
    build_kiosk,
    initial_kiosk_showing,
    open_usage_counts,
    set_screen_scales,
)
from app.kiosk.config import KioskConfig, KioskFiles, read_config
from app.kiosk.preflight.environment import (
    disable_bus_autolaunch,
    paint_in_one_thread,
    refuse_unsafe_environment,
)
from app.kiosk.run import KioskRun, RunTimes
from app.kiosk.safe_mode import SafeMode, current_fault_report, standalone_fault_window
from app.support.paths import Paths

_log = logging.getLogger(__name__)


def run_kiosk(options: Options, paths: Paths, times: RunTimes | None = None) -> int:
    """Show the kiosk until it ends; return its ExitCode.

    Raises:
        UsageError: no PIN is set, a variable could load foreign code, or a kiosk is running.
        ContentError: the config or the atlas has mistakes.
    """
    refuse_unsafe_environment(os.environ)
    disable_bus_autolaunch(os.environ)
    paint_in_one_thread(os.environ)
    with KioskRun(paths, times) as run:
        if options.safe or run.decision.needs_safe_mode:
            return _run_safe_mode(run, options, paths)
        return _run_normal(run, options, paths)


def _run_normal(run: KioskRun, options: Options, paths: Paths) -> int:
    files = KioskFiles.beside_settings(paths.settings)
    config, pins = read_config(files.config), open_pin_store(files)
    atlas = open_atlas(options.atlas)
    showing = initial_kiosk_showing(atlas, options, config)
    set_screen_scales(config, os.environ)
    app, messages = create_qt_app()
    kiosk = build_kiosk(
        KioskDependencies(
            atlas,
            showing,
            config,
            pins,
            files,
            paths,
            restart_summary=run.restart_summary(is_safe=False),
            usage_counts=open_usage_counts(config, files.counts),
            loop_lag=run.loop_lag,
        )
    )
    kiosk.show()
    code = run.run_event_loop(app, kiosk, kiosk.reset_all)
    messages.remove()
    return code


def _run_safe_mode(run: KioskRun, options: Options, paths: Paths) -> int:
    """Show shipped atlas and default config behind the fault page, or the fault page alone."""
    app, messages = create_qt_app()
    lasts_ms = 0 if options.safe else run.times.safe_mode_ms
    try:
        kiosk, atlas = _build_safe_kiosk(run, paths)
    except Exception as error:
        # Any error must lead to a screen that reports it, rather than to none.
        _log.exception("safe mode cannot show the shipped atlas")
        report = current_fault_report(run.decision.last_failure, None, error)
        window = standalone_fault_window(app, report, run.times.safe_mode_ms)
        window.cover_screen()
        code = run.run_event_loop(app, window, window.update)
    else:
        report = replace(
            current_fault_report(run.decision.last_failure, atlas, None),
            leaves_safe_mode=bool(lasts_ms),
        )
        safe_mode = SafeMode(kiosk, report, lasts_ms)
        kiosk.show()
        code = run.run_event_loop(app, kiosk, kiosk.reset_all)
        safe_mode.stop()
    messages.remove()
    return code


def _build_safe_kiosk(run: KioskRun, paths: Paths) -> tuple[KioskApplication, Atlas]:
    files, config = KioskFiles.beside_settings(paths.settings), KioskConfig()
    pins, atlas = open_pin_store(files), open_atlas(None)
    dependencies = KioskDependencies(
        atlas,
        initial_kiosk_showing(atlas, Options(), config),
        config,
        pins,
        files,
        paths,
        restart_summary=run.restart_summary(is_safe=True),
        loop_lag=run.loop_lag,
    )
    return build_kiosk(dependencies), atlas


def open_pin_store(files: KioskFiles) -> PinStore:
    """Open the PIN store of a kiosk.

    Raises:
        UsageError: no PIN is set, or the PIN file cannot be read.
    """
    try:
        pins = PinStore(files.pins)
    except PinError as error:
        raise UsageError(str(error)) from None
    if not pins.names:
        raise UsageError("no staff PIN is set: set one first, with back-atlas kiosk --set-pin")
    return pins
