"""A file of unknown origin is read only if it is a plain file, small enough and UTF-8."""

from __future__ import annotations

import inspect
import os
import runpy

import pytest

from app.support.read_file import (
    TextEncodingError,
    UnreadableFileError,
    decode_utf8,
    read_file,
    read_text,
)

WORDS = 'name = "Praxis für Chirurgie"\n'


def pipe(file):
    os.mkfifo(file)


def endless(file):
    file.symlink_to("/dev/zero")


def full(file):
    file.symlink_to("/dev/full")


def terminal(file):
    file.symlink_to("/dev/tty")


def folder(file):
    file.mkdir()


def sparse(file):
    with file.open("wb") as opened:
        opened.truncate(10**13)


def linked_pipe(file):
    os.mkfifo(file.with_name("pipe"))
    file.symlink_to("pipe")


SPECIAL_FILES = [pipe, endless, full, terminal, folder, sparse, linked_pipe]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "file"


@pytest.mark.parametrize("make", SPECIAL_FILES, ids=lambda make: make.__name__)
def test_anything_but_a_plain_file_is_refused_before_it_is_opened(file, make, monkeypatch):
    make(file)
    opened = []
    monkeypatch.setattr(os, "open", lambda *arguments: opened.append(arguments))
    with pytest.raises(UnreadableFileError, match=r"plain file|larger than"):
        read_file(file)
    assert opened == []


def test_a_pipe_that_replaces_the_file_after_the_check_is_refused_without_waiting(
    file, monkeypatch
):
    file.write_text("plain")
    plain = file.stat()
    file.unlink()
    os.mkfifo(file)
    monkeypatch.setattr(os, "stat", lambda *_arguments, **_options: plain)
    with pytest.raises(UnreadableFileError, match="not a plain file"):
        read_file(file)


def test_a_file_that_grows_while_it_is_read_is_refused(file, monkeypatch):
    file.write_bytes(b"x" * 100)
    before = file.stat()
    file.write_bytes(b"x" * 200)
    monkeypatch.setattr(os, "stat", lambda *_arguments, **_options: before)
    monkeypatch.setattr(os, "fstat", lambda _handle: before)
    with pytest.raises(UnreadableFileError, match="larger than 100 bytes"):
        read_file(file, 100)


def test_a_file_of_the_largest_size_is_read(file):
    file.write_bytes(b"x" * 100)
    assert len(read_file(file, 100)) == 100
    with pytest.raises(UnreadableFileError, match="larger than 99 bytes"):
        read_file(file, 99)


def test_a_link_to_a_plain_file_is_followed_unless_forbidden(file):
    file.with_name("real").write_text("words")
    file.symlink_to("real")
    assert read_file(file) == b"words"
    with pytest.raises(UnreadableFileError, match="it is a link"):
        read_file(file, follows=False)


def test_a_link_to_nothing_is_refused_and_not_taken_for_a_missing_file(file):
    file.symlink_to("nowhere")
    with pytest.raises(UnreadableFileError, match="it is a link to a file that is not there"):
        read_file(file)


def test_links_in_a_circle_are_refused(file):
    file.symlink_to(file)
    with pytest.raises(OSError, match="symbolic links"):
        read_file(file)


def test_files_are_read_on_systems_without_the_flags_of_posix(file, monkeypatch):
    for flag in ("O_NONBLOCK", "O_NOCTTY", "O_NOFOLLOW"):
        monkeypatch.delattr(os, flag)
    module = runpy.run_path(inspect.getfile(read_file))
    file.write_text("words")
    assert module["read_file"](file, follows=False) == b"words"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_is_read_with_or_without_a_byte_order_mark(file, encoding):
    file.write_text(WORDS, encoding)
    assert read_text(file) == WORDS


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("cp1252", "not UTF-8, perhaps Windows-1252"),
        ("latin-1", "not UTF-8"),
        ("mac-roman", "not UTF-8"),
        ("cp437", "not UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-16"),
    ],
)
def test_another_encoding_is_refused_with_its_name(encoding, named):
    with pytest.raises(TextEncodingError, match=rf"{named}.*: save it as UTF-8"):
        decode_utf8(WORDS.encode(encoding))


def test_the_error_has_the_line_of_the_first_wrong_byte():
    with pytest.raises(TextEncodingError) as refused:
        decode_utf8(b"a\nb\n\xe9\n")
    assert refused.value.line == 3
