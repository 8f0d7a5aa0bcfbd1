"""One parser under Atheris: `python -m tests.fuzz.atheris_run NAME RUNS FOLDER`.

Inputs are grown from the parser's seeds by what they reach in our own rooms. An input that raises,
hangs or grows is left in the folder and ends the command with another code than 0.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["summarizer.ingest", "summarizer.watch"]):
    import summarizer.ingest.blocks
    import summarizer.ingest.hidden
    import summarizer.ingest.mail
    import summarizer.ingest.markdown
    import summarizer.ingest.pdf
    import summarizer.ingest.plain
    import summarizer.ingest.web_page
    import summarizer.ingest.word
    import summarizer.watch.feeds
    import summarizer.watch.robots
    import summarizer.watch.watchlist  # noqa: F401

from summarizer.clean.language import identify
from tests.fuzz.targets import TARGETS

SECONDS, MEGABYTES = 30, 2048


def main() -> None:
    logging.disable()
    name, runs, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(TARGETS[name].seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
        TARGETS[name].run(seed)  # what is loaded with the first document is none of an input's time
    identify("Une phrase que personne n'a lue.")
    longest = f"-max_len={TARGETS[name].longest}"
    limits = (longest, f"-timeout={SECONDS}", f"-rss_limit_mb={MEGABYTES}")
    words = [f"-runs={runs}", "-seed=1", *limits, f"-artifact_prefix={folder}/", str(corpus)]
    atheris.Setup([sys.argv[0], *words], TARGETS[name].run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
