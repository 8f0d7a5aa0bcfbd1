from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from summarizer.errors import UsageError
from summarizer.settings import Settings, load


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_defaults_hold_where_nothing_is_said() -> None:
    """Without file, environment and flags, the defaults hold."""
    assert load() == Settings()


def test_flags_beat_environment_beats_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A flag beats the environment, which beats the file, which beats the default."""
    Path("brief.toml").write_text("[generate]\nwords = 111\ntitle = 'T'\nlocale = 'en-GB'\n")
    monkeypatch.setenv("BRIEF_WORDS", "222")
    monkeypatch.setenv("BRIEF_TITLE", "E")
    made = load({"words": 333, "title": None})
    assert (made.words, made.title, made.locale) == (333, "E", "en-GB")


def test_lists_may_be_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists are read from commas in the environment and from repeated flags alike."""
    monkeypatch.setenv("BRIEF_SECTIONS", "motives, leadership")
    assert load({"formats": ["md,html", "md"]}).formats == ("md", "html")
    assert load().sections == ("motives", "leadership")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[generate]\nwurds = 3\n", "wurds"),
        ("[generate\n", "brief.toml"),
        ("generate = 3\n", "not a table"),
        ("[generate]\nwords = 'many'\n", "words"),
    ],
)
def test_a_bad_file_is_named_with_its_key(text: str, said: str) -> None:
    """An unknown key, broken TOML or a wrong type is one line that names it."""
    Path("brief.toml").write_text(text)
    with pytest.raises(UsageError, match=said):
        load()


def test_a_named_file_must_be_there() -> None:
    """A settings file that was named and is missing is an error, the default one is not."""
    with pytest.raises(UsageError, match=r"none\.toml"):
        load(file=Path("none.toml"))


def test_an_unknown_environment_variable_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt variable is an error, not silence."""
    monkeypatch.setenv("BRIEF_WORD", "200")
    with pytest.raises(UsageError, match="word: is not known"):
        load()


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ({"words": 3}, "--words: "),
        ({"formats": ["md,xml"]}, "--format xml: is not known; use md, html, pdf, docx or json"),
        ({"formats": []}, "--format: name at least one of md, html"),
        ({"locale": "xx"}, "--locale xx: is not known; use en-US or en-GB"),
        ({"title": ""}, "--title: "),
    ],
)
def test_a_value_out_of_range_is_refused(flags: dict[str, object], said: str) -> None:
    """A value that can't be used is named with its option, and with what there is."""
    with pytest.raises(UsageError, match=said):
        load(flags)


def test_a_value_is_named_where_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """A value of the environment is named with its variable, one of the file with its setting."""
    Path("brief.toml").write_text("[generate]\nformats = ['xml']\n")
    with pytest.raises(UsageError, match="setting formats xml: is not known"):
        load()
    monkeypatch.setenv("BRIEF_FORMATS", "md,xls")
    with pytest.raises(UsageError, match="BRIEF_FORMATS xls: is not known"):
        load()


def test_settings_are_frozen() -> None:
    """Settings can't change on their way through the stages."""
    with pytest.raises(ValueError, match="frozen"):
        Settings(made=date(2025, 6, 13)).words = 3
