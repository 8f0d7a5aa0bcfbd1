"""The password: where it may lie, and that it shows up nowhere else."""

from __future__ import annotations

import base64
import json
import logging
import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.batch.confined import Confined
from summarizer.cli import app
from summarizer.deliver import secrets, wiring
from summarizer.deliver.carrier import SetbackError, Stage
from summarizer.deliver.secrets import Places, Secret
from summarizer.deliver.smtp import Connection
from summarizer.errors import MailError
from summarizer.ingest import Blob, Limits
from summarizer.store import only_run, open_store
from summarizer.watch.watchlist import load
from summarizer.watch.web import HandClock
from tests.deliver.mailserver import PASSWORD, USER, Trouble, serving
from tests.deliver.office import MONDAY, RHYTHM, letter

WORDS = "open sesame"


def places(folder: Path, **environment: str) -> Places:
    return Places(environment, folder, os.geteuid(), "brief")


def kept(folder: Path, mode: int = 0o600) -> Path:
    file = folder / "password.txt"
    file.write_text(WORDS + "\n")
    file.chmod(mode)
    return file


@pytest.fixture
def private(tmp_path: Path) -> Path:
    tmp_path.chmod(0o700)
    return tmp_path


def test_the_environment_gives_it_away_once(tmp_path: Path) -> None:
    """A password from the environment is taken out of it."""
    found = places(tmp_path, MAIL=WORDS)
    assert secrets.read("env:MAIL", found).reveal() == WORDS
    assert found.environment == {}
    with pytest.raises(MailError, match="is not set"):
        secrets.read("env:MAIL", found)


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_file_that_only_its_owner_reads(private: Path, mode: int) -> None:
    """A file of the owner's own is read, without the end of its line."""
    kept(private, mode)
    assert secrets.read("file:password.txt", places(private)).reveal() == WORDS


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o620, 0o602, 0o610])
def test_a_file_that_others_may_read_or_change(private: Path, mode: int) -> None:
    """Any right of anybody else on the file keeps it from being used."""
    kept(private, mode)
    with pytest.raises(MailError, match="can be read or changed by others; run `chmod 600`"):
        secrets.read("file:password.txt", places(private))


def test_a_file_of_somebody_else(private: Path) -> None:
    """A file that belongs to another user isn't used."""
    kept(private)
    if os.geteuid() == 0:
        os.chown(private / "password.txt", 12345, -1)
        with pytest.raises(MailError, match="belongs to somebody else"):
            secrets.read("file:password.txt", places(private))
        os.chown(private / "password.txt", 0, -1)
    stranger = Places({}, private, 12345, "brief")
    if os.geteuid() != 0:
        with pytest.raises(MailError, match="belongs to somebody else"):
            secrets.read("file:password.txt", stranger)


def _link(folder: Path) -> None:
    kept(folder).rename(folder / "real")
    (folder / "password.txt").symlink_to(folder / "real")


def _dangling(folder: Path) -> None:
    (folder / "password.txt").symlink_to(folder / "nowhere")


def _folder(folder: Path) -> None:
    (folder / "password.txt").mkdir(mode=0o700)


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "password.txt", 0o600)


def _missing(folder: Path) -> None:
    assert not (folder / "password.txt").exists()


def _empty(folder: Path) -> None:
    kept(folder).write_text("\n")


def _two_lines(folder: Path) -> None:
    kept(folder).write_text(f"{WORDS}\n{WORDS}\n")


def _bytes(folder: Path) -> None:
    kept(folder).write_bytes(WORDS.encode() + b"\xff")


def _huge(folder: Path) -> None:
    kept(folder).write_text("x" * 5000)


def _loose(folder: Path) -> None:
    kept(folder)
    folder.chmod(0o777)


@pytest.mark.parametrize(
    ("made", "said"),
    [(_link, "is a link"), (_dangling, "is a link"), (_folder, "is no file"),
     (_pipe, "is no file"), (_missing, "can't be read"), (_empty, "is empty"),
     (_two_lines, "more than one line"), (_bytes, "not UTF-8"), (_huge, "too long"),
     (_loose, "others can change")],
)  # fmt: skip
def test_what_is_no_safe_file(private: Path, made: Callable[[Path], None], said: str) -> None:
    """Links, pipes, folders, empty, long or damaged files, and files in folders that others may
    change are refused in one line, which never holds what they hold."""
    made(private)
    with pytest.raises(MailError, match=said) as told:
        secrets.read("file:password.txt", places(private))
    private.chmod(0o700)
    assert "\n" not in str(told.value)
    assert WORDS not in "".join(traceback.format_exception(told.value))


def test_the_credentials_of_systemd(private: Path) -> None:
    """A service's credential is read by its name alone, and not outside of one."""
    file = private / "mail"
    file.write_text(WORDS)
    file.chmod(0o440)
    found = places(private, CREDENTIALS_DIRECTORY=str(private))
    assert secrets.read("credential:mail", found).reveal() == WORDS
    file.chmod(0o444)
    with pytest.raises(MailError, match="read or changed by others"):
        secrets.read("credential:mail", found)
    for name in ("../mail", "/etc/passwd", ".."):
        with pytest.raises(MailError, match="no name of a credential"):
            secrets.read(f"credential:{name}", found)
    with pytest.raises(MailError, match="only there in a systemd service"):
        secrets.read("credential:mail", places(private))


def test_the_system_s_keyring(private: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The keyring is asked for the user's password of a service; what it lacks is told."""
    keyring = pytest.importorskip("keyring")
    from keyring.backend import KeyringBackend

    class Ring(KeyringBackend):
        priority = 1

        def get_password(self, service: str, username: str) -> str | None:
            return WORDS if (service, username) == ("memo", "brief") else None

        def set_password(self, service: str, username: str, password: str) -> None: ...

    before = keyring.get_keyring()
    keyring.set_keyring(Ring())  # type: ignore[no-untyped-call]
    try:
        assert secrets.read("keyring:memo", places(private)).reveal() == WORDS
        with pytest.raises(MailError, match="holds no password of brief"):
            secrets.read("keyring:other", places(private))
    finally:
        keyring.set_keyring(before)
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(MailError, match=r"install brief-memo\[keyring\]"):
        secrets.read("keyring:memo", places(private))


def test_a_secret_shows_itself_to_nobody() -> None:
    """Printing, formatting, logging, pickling and JSON give nothing away."""
    secret = Secret(WORDS)
    assert WORDS not in f"{secret} {secret!r} {[secret]} {vars(Places)}"
    for passed_on in (pickle.dumps, json.dumps):
        with pytest.raises(TypeError):
            passed_on(secret)
    encoded = base64.b64encode(WORDS.encode()).decode()
    assert secret.hidden(f"a {WORDS} b {encoded}") == "a *** b ***"


def test_a_password_in_the_settings_is_refused_unseen(tmp_path: Path) -> None:
    """Whoever writes the password itself into the settings is told, without repeating it."""
    for line in (f"password_from = '{WORDS}'", f"password = '{WORDS}'"):
        file = tmp_path / "brief.toml"
        file.write_text(f"[watch.a]\nfolders = ['x']\n[mail]\nusername = 'b'\n{line}\n")
        run = CliRunner().invoke(app, ["outbox", "list", "-c", str(file)])
        assert run.exception is not None
        assert "brief.toml" in str(run.exception)
        assert WORDS not in str(run.exception) + run.output


def forms(password: str) -> list[str]:
    """A password as it is, and as it goes over the wire or into a program's text."""
    plain = base64.b64encode(f"\0{USER}\0{password}".encode()).decode()
    return [
        password, base64.b64encode(password.encode()).decode(), plain, repr(password)[1:-1],
        password.encode().hex(), json.dumps(password)[1:-1],
    ]  # fmt: skip


def with_locals(error: BaseException) -> str:
    """A traceback as the most talkative tools show it, with every frame's variables; the errors
    that led to it too, whether hidden or not."""
    from rich.console import Console
    from rich.traceback import Traceback

    text = StringIO()
    seen: BaseException | None = error
    while seen is not None:
        trace = seen.__traceback__
        while trace and trace.tb_frame.f_code.co_filename == __file__:  # which knows the password
            trace = trace.tb_next
        shown = Traceback.from_exception(
            type(seen), seen, trace, show_locals=True, locals_max_string=10_000
        )
        Console(file=text, width=400).print(shown)
        for frame, _ in traceback.walk_tb(trace):
            text.write(repr(frame.f_locals))
        seen = seen.__cause__ or seen.__context__
    return text.getvalue()


SETTINGS = """
[watch.deals]
folders = ["inbox"]
recipients = ["ann@example.com"]
[mail]
host = "localhost"
port = {port}
ca = "{ca}"
username = "{user}"
password_from = "env:MAIL_PASSWORD"
sender = "brief@example.com"
witness = "witness"
seconds = 2
"""


@pytest.mark.parametrize(
    ("stage", "fault"),
    [(None, ""), (Stage.LOGIN, "5xx"), (Stage.LOGIN, "4xx"), (Stage.LOGIN, "drop"),
     (Stage.LOGIN, "stall"), (Stage.BODY, "drop"), (Stage.MAIL, "5xx")],
)  # fmt: skip
def test_the_canary_secret_is_nowhere(
    stage: Stage | None, fault: str, tmp_path: Path, certificate: Path,
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """However sending goes, with a server that repeats what it is told and a log of everything, the
    password is in no log, file, store, output, traceback with variables, or child's environment."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # the server's own
    monkeypatch.setenv("MAIL_PASSWORD", PASSWORD)
    text = ""
    with serving(certificate) as (box, server):
        ca = certificate.with_name("ca.pem")
        config_file = tmp_path / "brief.toml"
        config_file.write_text(SETTINGS.format(port=server.port, ca=ca, user=USER))
        config = load(config_file)
        said = f"535 5.7.8 {PASSWORD} {' '.join(forms(PASSWORD)[1:3])}" if fault == "5xx" else ""
        box.trouble = Trouble(stage, fault, said=said)
        connect = wiring.connector(config)
        store = config.at(config.batch.store)
        with only_run(store), open_store(store) as db:
            post = wiring.post(config, db, HandClock(MONDAY))
            due = post.due("deals", RHYTHM)
            assert due
            post.queue("deals", due, [letter()])
            text += repr(post.send(connect)) + repr(post.rows())
        if stage is Stage.LOGIN:
            with pytest.raises(SetbackError) as told:
                connect()
            text += with_locals(told.value)
        text += _child_environment() + capfd.readouterr().out + capfd.readouterr().err
        text += CliRunner().invoke(app, ["outbox", "list", "--all", "-c", str(config_file)]).output
        text += CliRunner().invoke(app, ["outbox", "show", "1", "-c", str(config_file)]).output
    text += caplog.text
    left = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    for form in forms(PASSWORD):
        assert form not in text
        assert form.encode() not in left


def _child_environment() -> str:
    """What children get to see: any child's environment, and that of the parser's."""
    code = "import os; print(dict(os.environ))"
    any_child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    text = any_child.stdout
    with Confined() as take_apart:
        take_apart(Blob("a.txt", b"Pear is bought. " * 40, name="a.txt"), Limits())
        child = take_apart._child
        assert child
        text += Path(f"/proc/{child.pid}/environ").read_text(errors="replace")
    return text


def test_a_login_that_is_interrupted_shows_nothing(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where somebody interrupts the login, no frame of the traceback holds the password."""
    import smtplib

    def interrupted(self: object, s: object) -> None:
        raise KeyboardInterrupt

    with serving(certificate) as (_box, server):
        opened = Connection(server)
        with monkeypatch.context() as patched:
            patched.setattr(smtplib.SMTP, "send", interrupted)
            with pytest.raises(KeyboardInterrupt) as told:
                opened._login(USER, Secret(PASSWORD))
        text = with_locals(told.value)
        opened.close()
    assert not [form for form in forms(PASSWORD) if form in text]
