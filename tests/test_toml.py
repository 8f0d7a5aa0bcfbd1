"""TOML files that users write: what can't be used is one line that names the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from summarizer import toml
from summarizer.errors import UsageError


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    words: int


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (None, "said.toml: can't be read (No such file or directory); write one"),
        (b"words = ", "said.toml: is not TOML (Invalid value (at end of document))"),
        (b"words = '\xff'", "said.toml: is not TOML ("),
        (b"words = 'many'", "said.toml: words: Input should be a valid integer"),
        (b"words = 1\nweather = 2", "said.toml: weather: Extra inputs are not permitted; mend it"),
    ],
)
def test_what_can_t_be_used_says_why(tmp_path: Path, said: bytes | None, error: str) -> None:
    """A file that is missing, no TOML, not in UTF-8, or not what its model wants names itself, the
    key where there is one, and what to do."""
    path = tmp_path / "said.toml"
    if said is not None:
        path.write_bytes(said)
    with pytest.raises(UsageError) as caught:
        toml.validated(path, _File, "write one", "mend it")
    assert error in str(caught.value)


def test_a_file_is_read_by_its_model(tmp_path: Path) -> None:
    """What a good file says comes as its model."""
    (tmp_path / "said.toml").write_text("words = 3", "utf-8")
    assert toml.validated(tmp_path / "said.toml", _File, "", "").words == 3
