"""The last step: a settled run's memos become a folder, all of it or nothing.

Everything is written into a hidden folder beside its place, synced, and renamed. What is written
comes from the store alone, so doing it again after a crash makes the same folder.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from summarizer.batch.engine import Lost
from summarizer.batch.jobs import ToRender
from summarizer.batch.parts import Parts
from summarizer.render import FORMATS
from summarizer.render.files import output_errors, slug, sync_folder, write_files
from summarizer.store import Database, queue, stories
from summarizer.store.runs import Run
from summarizer.store.stories import Telling

AT_ONCE = 64
"""Memos that are rendered at the same time, if there is anybody to do so."""
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}}
li{{margin:.6rem 0}}small{{color:#555}}</style></head>
<body><h1>{title}</h1>
<ul>
{items}
</ul></body></html>
"""


def folder_name(outputs: Path, run: int, now: datetime) -> str:
    """A name under `outputs` that nothing has yet."""
    base = f"{now:%Y-%m-%d-%H%M%S}-run-{run}"
    name, number = base, 2
    while (outputs / name).exists():
        name, number = f"{base}-{number}", number + 1
    return name


def story_folder(watch: str, story: str, title: str) -> str:
    """A story's folder inside a run's: from its title and id, never from a path of the input."""
    return f"{slug(watch)[:20]}-{slug(title)}-{story[:8]}"


def publish(db: Database, run: Run, parts: Parts) -> Path:
    """Write the folder of a settled run, unless it is there. OutputError where it can't be."""
    outputs, name = parts.outputs, str(run.folder)
    folder, waiting = outputs / name, outputs / f".{name}.part"
    if folder.exists():
        return folder
    with output_errors(outputs):
        shutil.rmtree(waiting, ignore_errors=True)
        waiting.mkdir(parents=True)
        try:
            _fill(db, run, parts, waiting)
            parts.tell("folder_written", run=run.id)
            waiting.replace(folder)
        except BaseException:
            shutil.rmtree(waiting, ignore_errors=True)
            with suppress(OSError):
                outputs.rmdir()  # only if it is empty
            raise
        sync_folder(outputs)
    parts.tell("folder_placed", run=run.id, folder=str(folder))
    return folder


@dataclass(frozen=True, slots=True)
class Written:
    """A memo that was written, as the index and run.json name it."""

    telling: Telling
    headline: str
    sources: int
    files: tuple[str, ...] = ()


def _fill(db: Database, run: Run, parts: Parts, folder: Path) -> None:
    """Write the memos, one after another, then what leads to them."""
    told = list(stories.tellings(db, run.id))
    found: dict[int, Written] = {}

    def job(number: int) -> ToRender:
        memo = stories.memo(db, told[number])
        found[number] = Written(told[number], memo.title, len(memo.sources))
        return ToRender(memo, parts.settings.formats, parts.settings.locale)

    for number, files in parts.crew.do(map(job, range(len(told))), AT_ONCE):
        if isinstance(files, Lost):
            files = job(number).do(parts.models)
        write_files(folder / told[number].folder, {name: [data] for name, data in files.items()})
        found[number] = replace(found[number], files=tuple(files))
        parts.tell("memo_written", run=run.id, story=told[number].story)
    written = [found[number] for number in range(len(told))]
    said = _said(run, written, queue.failures(db, run.id), parts)
    write_files(
        folder,
        {
            "index.html": [_index(run, written).encode("utf-8", "replace")],
            "run.json": [(json.dumps(said, indent=2) + "\n").encode()],
        },
    )


def _said(
    run: Run, told: Sequence[Written], failures: Sequence[queue.Trouble], parts: Parts
) -> dict[str, Any]:
    return {
        "run": run.id,
        "began": run.began,
        "settled": run.settled,
        "memos": [
            {
                "watch": one.telling.watch,
                "story": one.telling.story,
                "headline": one.headline,
                "new": one.telling.first,
                "changes": one.telling.changes,
                "sources": one.sources,
                "folder": one.telling.folder,
                "files": list(one.files),
            }
            for one in told
        ],
        "failures": [asdict(failure) for failure in failures],
    }


def _index(run: Run, told: Sequence[Written]) -> str:
    items = "\n".join(map(_item, told))
    return PAGE.format(title=f"Deals in the news, {escape((run.settled or '')[:10])}", items=items)


def _item(written: Written) -> str:
    telling = written.telling
    order = (*(FORMATS[fmt].file for fmt in ("html", "md", "json")), *written.files)
    link = telling.folder + "/" + next((file for file in order if file in written.files), "")
    what = "new story" if telling.first else "; ".join(telling.changes)
    return (
        f'<li><a href="{escape(link)}">{escape(written.headline)}</a><br>'
        f"<small>{escape(telling.watch)}: {escape(what)}</small></li>"
    )
