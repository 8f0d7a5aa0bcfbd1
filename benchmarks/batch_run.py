"""Whole runs of `brief batch`: 1,000 articles from 200 feeds on loopback, then nothing new.

    python -m benchmarks.batch_run [--model default] [--feeds 200] [--articles 5]
                                   [--engine local ray] [--processes 0] [--grouping]

Each feed is a host of its own (127.0.x.y). The first run is a process of its own, and so is the
second; the second must fetch no page and read no article. Memory is the peak of the run itself, of
the largest of its helpers, and of all of them together (shared pages counted once, looked at twice
a second); for a fifth of the feeds and for all, to show its growth. With two engines the paces of
reading are compared. `--grouping` adds `benchmarks.grouping`.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.whole_run import BRIEF, ROOT, articles

CONFIG = """
[generate]
model = {model}
[watch.deals]
feeds = {feeds}
[fetch]
allow = ["127.0.0.0/8"]
"""


class Press:
    """Feeds and their pages, by the host they are asked at."""

    def __init__(self, texts: list[str], feeds: int) -> None:
        self.texts = [texts[n::feeds] for n in range(feeds)]
        self.asked: Counter[str] = Counter()
        press = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                press.answer(self)

            def log_message(self, *_: object) -> None:
                return

        class Server(ThreadingHTTPServer):
            request_queue_size = 128

        self.server = Server(("0.0.0.0", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, feed: int) -> str:
        return f"http://127.0.{1 + feed // 200}.{1 + feed % 200}:{self.server.server_port}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        third, fourth = request.headers["Host"].partition(":")[0].split(".")[2:]
        feed = (int(third) - 1) * 200 + int(fourth) - 1
        kind = request.path.strip("/").partition("/")[0]
        self.asked[kind] += 1
        tag = f'"{feed}-{len(self.texts[feed])}"'
        if kind == "feed" and request.headers.get("If-None-Match") == tag:
            self._send(request, 304, b"", "text/plain", tag)
        elif kind == "feed":
            self._send(request, 200, self._feed(feed), "application/rss+xml", tag)
        elif kind == "robots.txt":
            self._send(request, 404, b"", "text/plain", tag)
        else:
            text = self.texts[feed][int(request.path.rpartition("/")[2])]
            self._send(request, 200, _page(text), "text/html; charset=utf-8", tag)

    def _send(
        self, request: BaseHTTPRequestHandler, status: int, body: bytes, kind: str, tag: str
    ) -> None:
        request.send_response(status)
        for name, value in (("Content-Type", kind), ("ETag", tag), ("Connection", "close")):
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def _feed(self, feed: int) -> bytes:
        items = "".join(
            f"<item><title>{escape(text.partition(chr(10))[0])}</title>"
            f"<link>{self.url(feed)}/page/{n}</link><description>Soon.</description></item>"
            for n, text in enumerate(self.texts[feed])
        )
        return f"<rss version='2.0'><channel><title>{feed}</title>{items}</channel></rss>".encode()


def _page(text: str) -> bytes:
    title, *paragraphs = (part for part in text.split("\n") if part.strip())
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    head = f"<html><head><meta charset='utf-8'><title>{escape(title)}</title></head><body>"
    page = f"{head}<article><h1>{escape(title)}</h1>{body}</article></body></html>"
    return page.encode()


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of a run, articles read in a second, and MiB of the run, its largest helper, all."""

    seconds: float
    pace: float
    own: float
    helper: float
    together: float


def run(log: Path, *arguments: str) -> Cost:
    """What a command costs, with whatever it starts."""
    began, own, helper, together = time.perf_counter(), 0.0, 0.0, 0.0
    with log.open("wb") as out:
        command = [*BRIEF, *arguments, "--log", "json"]
        child = subprocess.Popen(command, stdout=out, start_new_session=True)
        while child.poll() is None:
            sizes = {pid: _size(pid) for pid in _family(child.pid)}
            together = max(together, sum(sizes.values()))
            own = max(own, sizes.pop(child.pid, 0.0))
            helper = max(helper, *sizes.values(), 0.0)
            time.sleep(0.5)
    if child.returncode not in (0, 3):
        raise SystemExit(f"brief {' '.join(arguments)}: exit {child.returncode}")
    return Cost(time.perf_counter() - began, _pace(log), own, helper, together)


def _family(pid: int) -> list[int]:
    """A process and all that came from it."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:  # gone by now
            continue
        children.setdefault(parent, []).append(int(path.parent.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def _size(pid: int) -> float:
    """MiB a process takes, its part of what it shares."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _pace(log: Path) -> float:
    """Articles read in a second, from the first batch that was kept to the last: without what it
    takes to start whoever reads."""
    events = [json.loads(line) for line in log.read_text().splitlines()]
    kept = [event for event in events if event["event"] == "batch_kept"]
    if len(kept) < 2:
        return 0.0
    moments = [datetime.fromisoformat(event["at"]) for event in kept]
    seconds = (moments[-1] - moments[0]).total_seconds()
    return sum(int(event["articles"]) for event in kept[1:]) / max(seconds, 0.001)


def processor() -> float:
    """Seconds of the processor that ended children took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(news: Path, model: str, feeds: int, each: int, folder: Path, *more: str) -> float:
    """Print what two runs cost; gives the pace of reading."""
    folder.mkdir(parents=True)
    pace = 0.0
    press = Press(list(islice(articles(news), feeds * each)), feeds)
    addresses = [press.url(n) + "/feed" for n in range(feeds)]
    file = folder / "brief.toml"
    file.write_text(CONFIG.format(model=json.dumps(model), feeds=json.dumps(addresses)), "utf-8")
    for name in ("first run", "second run"):
        press.asked.clear()
        before = processor()
        cost = run(folder / "log", "batch", "-c", str(file), *more)
        used = processor() - before
        print(
            f"{feeds * each} articles, {feeds} feeds, {name}: {cost.seconds:.1f} s "
            f"({used:.1f} s of the processor; reading {cost.pace:.2f} articles a second), "
            f"{cost.own:.0f} MiB, its largest helper {cost.helper:.0f}, all {cost.together:.0f}, "
            f"asked for {press.asked['feed']} feeds and {press.asked['page']} pages",
            flush=True,
        )
        pace = cost.pace or pace
    press.server.shutdown()
    return pace


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--model", default="default")
    options.add_argument("--feeds", type=int, default=200)
    options.add_argument("--articles", type=int, default=5)
    options.add_argument(
        "--news", type=Path, default=ROOT.parent / "shared/data/business_news.dev.jsonl.xz"
    )
    options.add_argument("--engine", nargs="+", default=["local"], choices=["local", "ray"])
    options.add_argument("--processes", type=int, default=0)
    options.add_argument("--grouping", action="store_true")
    chosen = options.parse_args()
    took: dict[str, float] = {}
    for engine in chosen.engine:
        more = ("--engine", engine, "--processes", str(chosen.processes))
        print(f"engine {engine}:", flush=True)
        with TemporaryDirectory() as folder:
            for part in (5, 1):
                place, feeds = Path(folder) / str(part), chosen.feeds // part
                took[engine] = measure(
                    chosen.news, chosen.model, feeds, chosen.articles, place, *more
                )
    if len(took) > 1:
        print(f"ray reads {took['ray'] / took['local']:.2f} times as fast as local processes")
    if chosen.grouping:
        subprocess.run([sys.executable, "-m", "benchmarks.grouping"], check=True)


if __name__ == "__main__":
    main()
