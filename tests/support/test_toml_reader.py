"""TOML and JSON of unknown origin: mistakes are found quickly and with their line."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.support.toml_reader import MAX_TEXT_BYTES, read_json, read_toml
from app.support.validation_errors import Findings, Location


def error_lines(read, data):
    findings = Findings()
    start = time.process_time()
    found = read(data, Location(findings, "file"))
    assert time.process_time() - start < 2.0
    return found, [str(mistake) for mistake in findings.errors]


def test_good_toml_is_read():
    text = b"a.b = \"x.y.z.x.y.z.x.y.z.[[[\"  # ...........\nc = '''it's \"\"'''\nd = [[1.5]]\n"
    assert error_lines(read_toml, text) == (
        {"a": {"b": "x.y.z.x.y.z.x.y.z.[[["}, "c": 'it\'s ""', "d": [[1.5]]},
        [],
    )


@pytest.mark.parametrize(
    ("data", "place", "wrong"),
    [
        (b'a = 1\nb = "\xff"', "2", "not UTF-8"),
        (b"a = 1\na = 2", "2", "overwrite"),
        (b"a = 1\n\nb = ", "3", "invalid value"),
        (b"a = 1\nb = nope", "2", "invalid value"),
        (b'a = """never\nended', "1", "has no end"),
        (b"a = '''never\nended", "1", "has no end"),
        (b'a = "never', "1", "unterminated"),
        (b"\n" + b".".join([b"a"] * 9) + b" = 1", "2", "more than 7 dots"),
        (b".".join([b"a"] * 20_000) + b" = 1", "1", "more than 7 dots"),
        (b"\n\na = " + b"[" * 33 + b"]" * 33, "3", "more than 32 deep"),
        (b"a = " + b"[" * 400_000, "1", "more than 32 deep"),
        (b"a = " + b"{b=" * 200_000, "1", "more than 32 deep"),
        (b"a = 1\nb = " + b"9" * 5_000, "2", "cannot be read"),
        (b"a = 2026-02-30", "1", "invalid"),
        (b"a = 1\nb = nan", "2", "nan is not a number"),
        (b"a = 1\nb = [1.0, -inf]", "2", "-inf is not a number"),
        (b"a = 1e999", "1", "1e999 is not a number"),
        (b"a = [" + b"1," * 400_000 + b"]", "1", "too many values"),
        (b"a = 1\n" + b"[[b]]\n" * 150_000, "30001", "too many values"),
        (b"#" * (MAX_TEXT_BYTES + 1), "", "larger than"),
        (b"\x00", "1", ""),
    ],
)
def test_bad_toml_is_refused_with_its_line(data, place, wrong):
    found, (mistake,) = error_lines(read_toml, data)
    assert found is None
    assert mistake.startswith(f"file:{place}: " if place else "file: ")
    assert wrong in mistake


@pytest.mark.parametrize(
    "data",
    [
        b'a = """' + b"x" * 900_000 + b'"""',
        b'a = """' + b'"" ' * 300_000 + b'"""',
        b'a = "' + b"\\\\" * 400_000 + b'"',
        b'""=1\n"a"=2\n',
        b"a=[" + b"1," * 30_000 + b"]",
    ],
)
def test_long_but_good_toml_is_read(data):
    assert error_lines(read_toml, data)[0] is not None


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b'a = """' + b'\\"' * 490_000, "no end"),
        (b'a = """never\\', "no end"),
        (b"a = '''" + b"'' " * 330_000, "no end"),
        (b'a = "' + b'\\"' * 490_000, "unterminated"),
        (b"a = '" + b"x" * 990_000, "expected"),
        (b'"' * 999_000, "expected"),
        (b"'" * 999_000, "expected"),
        (b'a = """b""c""""""', "expected"),
    ],
)
def test_an_unterminated_string_is_refused_quickly(data, wrong):
    found, (mistake,) = error_lines(read_toml, data)
    assert found is None
    assert wrong in mistake


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_quotes_at_the_end_of_a_string_belong_to_it(quotes):
    text = f"a = {quotes}b{quotes[0] * 2}{quotes}\nc.d.e = 1"
    assert error_lines(read_toml, text.encode())[0] == {
        "a": f"b{quotes[0] * 2}",
        "c": {"d": {"e": 1}},
    }


@given(st.binary(max_size=300))
@settings(deadline=None, derandomize=True, max_examples=300)
def test_any_bytes_are_read_as_toml_or_reported(data):
    found, mistakes = error_lines(read_toml, data)
    assert (found is None) == bool(mistakes)


@given(st.text(alphabet="ab.=[]{}\"'\\#\n1-:T", max_size=60))
@settings(deadline=None, derandomize=True, max_examples=600)
def test_any_text_is_read_as_toml_or_reported(text):
    found, mistakes = error_lines(read_toml, text.encode())
    assert (found is None) == bool(mistakes)


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"[" * 100_000, "cannot be read"),
        (b'{"a": NaN}', "cannot be read"),
        (b'{"a": Infinity}', "cannot be read"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "cannot be read"),
        (b"[1]", "not an object"),
        (b'{"a": }', "Expecting value"),
        (b"\xff", "not UTF-8"),
        (b" " * (MAX_TEXT_BYTES + 1), "larger than"),
    ],
)
def test_bad_json_is_refused(data, wrong):
    found, (mistake,) = error_lines(read_json, data)
    assert found is None
    assert wrong in mistake


def test_good_json_is_read():
    assert error_lines(read_json, b'{"a": 1e3}') == ({"a": 1000.0}, [])
