from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import sleep

import pytest
from pytest_httpserver import HTTPServer
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.errors import BusyError, UsageError
from summarizer.store import only_run
from tests.batch.press import article
from tests.watch.test_feeds import rss

CONFIG = """
[generate]
model = "extractive"
formats = ["md"]
[watch.deals]
folders = ["inbox"]
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("inbox").mkdir()
    Path("inbox/a.txt").write_text(article(1), "utf-8")
    Path("brief.toml").write_text(CONFIG, "utf-8")


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout


def test_batch_says_what_it_did() -> None:
    """`brief batch` ends with its counts and its folder, and with 0; again, with no folder."""
    code, out = run("batch")
    assert code == 0
    first, folder = out.splitlines()
    assert first.startswith("1 new, 0 changed, 0 unchanged, 1 read")
    assert (Path(folder) / "index.html").is_file()
    code, out = run("batch")
    assert (code, len(out.splitlines())) == (0, 1)


def test_json_lines() -> None:
    """With `--log json`, standard output is one JSON object an event, and nothing else."""
    code, out = run("batch", "--log", "json")
    events = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert events[0]["event"] == "run_began"
    assert events[-1]["event"] == "run_ended"
    assert (events[-1]["new"], events[-1]["failed"]) == (1, 0)
    assert all("at" in e for e in events)


def test_failures_lead_to_3_and_show_in_the_status() -> None:
    """A file that can't be read is named, ends the run with 3, and stays in `brief status` until
    it is well; `brief retry` tries it again."""
    Path("inbox/b.pdf").write_bytes(b"%PDF-1.4 broken")
    assert run("batch")[0] == 3
    _, out = run("status")
    assert "run 1" in out
    assert "Calder Babade agrees to buy" in out
    assert "b.pdf" in out
    assert run("batch")[0] == 0
    assert run("retry")[0] == 3
    Path("inbox/b.pdf").unlink()
    Path("inbox/b.pdf").write_text(article(2), "utf-8")
    assert run("batch")[0] == 0
    assert "b.pdf" not in run("status")[1]


def test_status_before_the_first_run() -> None:
    """Where nothing ran yet the status says so and makes no file."""
    assert run("status") == (0, "no run yet\n")
    assert not Path("brief.db").exists()


def test_a_second_run_ends_with_5() -> None:
    """While another run is at work, the command leaves with 5; the status can be looked at."""
    run("batch")
    with only_run(Path("brief.db")):
        with pytest.raises(BusyError) as told:
            run("batch")
        assert told.value.exit_code == 5
        assert run("status")[0] == 0


def test_a_run_may_wait_for_another() -> None:
    """With `--wait` the command begins when the other run has ended."""
    begun = Event()

    def other() -> None:
        with only_run(Path("brief.db")):
            begun.set()
            sleep(0.5)

    with ThreadPoolExecutor() as pool:
        ended = pool.submit(other)
        assert begun.wait(60)
        assert run("batch", "--wait", "60")[0] == 0
        ended.result()


def test_paths_are_those_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From wherever it is started, a batch reads and writes where its settings file lies."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert run("batch", "--config", "../brief.toml")[0] == 0
    assert list(elsewhere.iterdir()) == []
    assert {p.name for p in tmp_path.iterdir()} >= {"brief.db", "outputs"}


def test_unknown_settings_are_told_before_anything_is_done() -> None:
    """A key that isn't known ends the command before a store is made."""
    Path("brief.toml").write_text(CONFIG + "nightly = true\n", "utf-8")
    with pytest.raises(UsageError, match="nightly"):
        run("batch")
    assert not Path("brief.db").exists()


def test_sources_check(httpserver: HTTPServer) -> None:
    """`brief sources check` says of each source what it holds, fetches no article, and ends with
    3 where one fails."""
    link = httpserver.url_for("/a")
    feed = rss(f"<title>Yard sold</title><link>{link}</link>")
    httpserver.expect_request("/feed").respond_with_data(feed, content_type="text/xml")
    Path("list.txt").write_text("https://paper.test/a\nhttps://paper.test/b\n", "utf-8")
    Path("brief.toml").write_text(
        f"{CONFIG}feeds = ['{httpserver.url_for('/feed')}', '{httpserver.url_for('/gone')}']\n"
        "urls = ['list.txt']\n[fetch]\nallow = ['127.0.0.0/8', '::1/128']\ngap = 0\n",
        "utf-8",
    )
    code, out = run("sources", "check", "-v")
    assert code == 3
    assert "deals: folder inbox: 1 files" in out
    assert "1 entries, 1 of them teasers" in out
    assert f"{link} (Yard sold)" in out
    assert "2 addresses" in out
    assert "/gone: answers 500" in out
    assert not Path("brief.db").exists()
    assert {request.path for request, _ in httpserver.log} == {"/feed", "/gone"}


def test_a_proxy_is_refused_with_a_word(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, httpserver: HTTPServer
) -> None:
    """A proxy of the environment is not used for feeds, as the guard can't judge what it connects
    to, and the command says so; over folders alone it says nothing."""
    proxy = httpserver.url_for("")
    monkeypatch.setenv("HTTP_PROXY", proxy)
    monkeypatch.setenv("http_proxy", proxy)
    assert run("sources", "check")[0] == 0
    assert "proxy" not in caplog.text
    feeds = CONFIG.replace("folders", 'feeds = ["http://feeds.invalid/deals"]\nfolders')
    Path("brief.toml").write_text(feeds + "[fetch]\nattempts = 1\n", "utf-8")
    assert run("sources", "check")[0] == 3
    assert "http_proxy is not used" in caplog.text
    assert httpserver.log == []


def test_status_says_why_articles_are_set_aside() -> None:
    """What takes no part in any story is counted with its reason."""
    Path("brief.toml").write_text(CONFIG + 'about = ["zeppelin"]\n', "utf-8")
    assert run("batch")[0] == 0
    assert "1 set aside: holds none of the watchlist's words" in run("status")[1]


def test_status_names_what_was_read_and_tells_of_no_deal() -> None:
    """An article in no story, though nothing set it aside, is named."""
    note = (
        "Hens lay less in winter\n\nHens lay fewer eggs when the days are short, farmers in the"
        " north of Norway say, and most of them leave a lamp on in the barn until the evening.\n\n"
        "A warm barn helps as well, and so does a little more corn in the feed of the day.\n"
    )
    Path("inbox/hens.txt").write_text(note, "utf-8")
    assert run("batch")[0] == 0
    out = run("status")[1]
    assert "1 read, but about no deal:" in out
    told = out.partition("about no deal:")[2]
    assert "hens.txt" in told
    assert "a.txt" not in told
