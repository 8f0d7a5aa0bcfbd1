from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.errors import UsageError
from summarizer.settings import Settings
from summarizer.watch.watchlist import Batch, Fetching, Mail, Watch, load

STARTER = Path(__file__).parents[2] / "summarizer" / "watch" / "starter.toml"
MAIL = "[watch.a]\nfolders = ['x']\n[mail]\n"


def written(folder: Path, text: str) -> Path:
    file = folder / "brief.toml"
    file.write_text(text, "utf-8")
    return file


def test_a_watchlist_is_read_with_its_defaults(tmp_path: Path) -> None:
    """What a file leaves out has its default, and its paths start where it lies."""
    config = load(written(tmp_path, "[watch.rail]\nfolders = ['in']\n[batch]\ndays = 7\n"))
    assert config.watch["rail"].folders == (Path("in"),)
    assert (config.batch.days, config.batch.at_once) == (7, Batch().at_once)
    assert config.at(config.batch.store) == tmp_path / "brief.db"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[watch.a]\nfolder = ['x']", r"watch\.a\.folder: is not known; use one of about, attach"),
        ("[wach.a]\nfolders = ['x']", r"wach: is not known; use one of generate, batch"),
        ("folder = 'x'\n[watch.a]\nfolders = ['x']", "folder: is not known"),
        ("[watch.a]\nfeeds = ['file:///etc/passwd']", "no http or https address"),
        ("[watch.a]\nfeeds = ['https://[']", "no http or https address"),
        ("[watch.a]\nfolders = 'x'", r"watch\.a\.folders"),
        ("[watch.a]\nfolders = ['x']\nlanguages = ['fr']", r"languages.*'en'"),
        ("[watch.a]\nfolders = ['x']\nrecipients = ['a\\nBcc: b@c.d']", "is not TOML|mail address"),
        ("[watch.a]\nfolders = ['x']\nrecipients = [\"a\\nb@c.d\"]", "no mail address"),
        ("[watch.a]\nfolders = ['x']\n[fetch]\nallow = ['10.0.0.1/8']", "no network"),
        ("[watch.a]\nfolders = ['x']\n[fetch]\nseconds = 0", r"fetch\.seconds"),
        ("[watch.a]\nfolders = ['x']\n[batch]\nat_once = 'all'", r"batch\.at_once"),
        (MAIL + "host = 'mail.example'", r"mail: a host needs a sender"),
        (MAIL + "sender = 'no address'", r"mail\.sender: .* no mail address"),
        (MAIL + "unsubscribe = 'a@b\\r\\nc'", r"is not TOML|no mail address"),
        (MAIL + "security = 'none'", r"mail\.security"),
        (MAIL + "host = '192.0.2.7'\nsender = 'a@b.example'\nsecurity = 'plain'", "this computer"),
        (MAIL + "host = 'localhost.evil.example'\nsecurity = 'plain'", "this computer"),
        (MAIL + "username = 'a'", "username and password_from go together"),
        (MAIL + "password_from = 'secret'", r"password_from: says where the password is"),
        (MAIL + "password_from = 'env:BRIEF_X'", "name it otherwise"),
        (MAIL + "password = 'secret'", r"mail\.password: is not known; use one of body_seconds"),
        (MAIL + "day = 'someday'", r"mail\.day"),
        (MAIL + "hour = 'noon'", r"mail\.hour"),
        (MAIL + "port = 0", r"mail\.port"),
        ("[watch.a]\nabout = ['x']", "names no source"),
        ("[generate]\nwords = 100", "holds no watchlist"),
        ("[watch", "is not TOML"),
    ],
)
def test_what_a_file_may_not_say_is_one_line(tmp_path: Path, text: str, said: str) -> None:
    """Anything unknown or unusable is one line that names the file and the key."""
    with pytest.raises(UsageError, match=said) as told:
        load(written(tmp_path, text))
    assert "\n" not in str(told.value)
    assert "brief.toml" in str(told.value)


def test_a_missing_file_says_how_to_get_one(tmp_path: Path) -> None:
    """Where there is no file, the error names the command that writes one."""
    with pytest.raises(UsageError, match="brief init"):
        load(tmp_path / "brief.toml")


def test_the_starter_file_can_be_used_and_says_the_defaults(tmp_path: Path) -> None:
    """What `brief init` writes loads; each setting it has commented out says its default, and no
    setting is left unsaid."""
    text = STARTER.read_text("utf-8")
    assert load(written(tmp_path, text)).watch["deals"] == Watch(folders=(Path("inbox"),))
    bare = re.sub(r"(?m)^# (\w+ = )", r"\1", text)
    said = tomllib.loads(bare)
    assert Batch.model_validate(said["batch"]) == Batch()
    assert Fetching.model_validate(said["fetch"]) == Fetching()
    asks = {"host", "port", "ca", "username", "password_from", "sender", "unsubscribe", "witness"}
    given = {key: value for key, value in said["mail"].items() if key not in asks}
    assert Mail.model_validate(given) == Mail()
    assert Mail.model_validate(said["mail"]).host
    assert set(said["mail"]) == set(Mail.model_fields)
    assert set(said["batch"]) == set(Batch.model_fields)
    assert set(said["fetch"]) == set(Fetching.model_fields)
    assert set(said["watch"]["deals"]) == set(Watch.model_fields)
    assert Settings.model_validate(said["generate"]) == Settings()


def test_init_writes_the_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`brief init` writes brief.toml, and never over one that is there."""
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["init"]).exit_code == 0
    assert Path("brief.toml").read_text("utf-8") == STARTER.read_text("utf-8")
    result = CliRunner().invoke(app, ["init"])
    assert isinstance(result.exception, UsageError)
    assert "already there" in str(result.exception)
