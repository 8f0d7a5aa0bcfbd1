"""Whole runs of `brief batch`: 1,000 articles from 200 feeds on loopback, then nothing new.

    python -m benchmarks.batch_run [--model default] [--feeds 200] [--articles 5]

Each feed is a host of its own (127.0.x.y). The first run is a process of its own, and so is the
second; the second must fetch no page and read no article. Peak memory is the operating system's
figure, for 200 articles and for all, to show its growth.
"""

from __future__ import annotations

import argparse
import json
import resource
import threading
from collections import Counter
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.whole_run import ROOT, articles, run

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


def processor() -> float:
    """Seconds of the processor that ended children took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(news: Path, model: str, feeds: int, each: int, folder: Path) -> None:
    folder.mkdir()
    press = Press(list(islice(articles(news), feeds * each)), feeds)
    addresses = [press.url(n) + "/feed" for n in range(feeds)]
    file = folder / "brief.toml"
    file.write_text(CONFIG.format(model=json.dumps(model), feeds=json.dumps(addresses)), "utf-8")
    for name in ("first run", "second run"):
        press.asked.clear()
        before = processor()
        wall, memory = run("batch", "-c", str(file), "--quiet")
        used = processor() - before
        print(
            f"{feeds * each} articles, {feeds} feeds, {name}: {wall:.1f} s "
            f"({used:.1f} s of the processor), {memory:.0f} MiB, "
            f"asked for {press.asked['feed']} feeds and {press.asked['page']} pages"
        )
    press.server.shutdown()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--model", default="default")
    options.add_argument("--feeds", type=int, default=200)
    options.add_argument("--articles", type=int, default=5)
    options.add_argument(
        "--news", type=Path, default=ROOT.parent / "shared/data/business_news.dev.jsonl.xz"
    )
    chosen = options.parse_args()
    with TemporaryDirectory() as folder:
        for part in (5, 1):
            feeds = chosen.feeds // part
            measure(chosen.news, chosen.model, feeds, chosen.articles, Path(folder) / str(part))


if __name__ == "__main__":
    main()
