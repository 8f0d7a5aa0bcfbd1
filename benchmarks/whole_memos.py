"""Whole memos of twelve stories: what two articles state, against the memo and first sentences.

    python -m benchmarks.whole_memos                  # the counts of the recorded verdicts
    python -m benchmarks.whole_memos --candidates     # groups of deal news to choose stories from
    python -m benchmarks.whole_memos --write FOLDER   # articles, memo and baseline of each story

`--stories new` takes the twelve drawn later, `--stories third` and `fourth` twelve more each,
`--stories FILE` those of another TOML file, for the counts and for `--write`. Stories and verdicts
are in whole_memos.toml, whole_memos_new.toml, …_third.toml and …_fourth.toml, by the articles'
keys; the text isn't in the repository. The stories were chosen by reading.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.model_data import cased_sentences
from benchmarks.whole_memos_news import Record, candidates, key, records
from benchmarks.whole_memos_stories import MAIN, SETS, TOLD, Labelled, labelled

WORDS = 250


def first_sentences(articles: Sequence[Record], words: int = WORDS) -> list[str]:
    """The articles' first sentences, then their second ones and so on, up to so many words."""
    told = [cased_sentences(f"{a['lead']} {a['body']}") for a in articles]
    out: list[str] = []
    for rank in range(max(map(len, told), default=0)):
        for sentences in told:
            if rank < len(sentences):
                if sum(len(s.split()) for s in [*out, sentences[rank]]) > words:
                    return out
                out.append(sentences[rank])
    return out


def write(stories: Sequence[Labelled], folder: Path) -> None:
    """`NN/` with the articles, `NN.md` with the memo, `NN.baseline.txt` with first sentences."""
    from summarizer import Settings, generate
    from summarizer.render import render

    wanted = {name for story in stories for name in story.articles}
    known = {key(record): record for record in records() if key(record) in wanted}
    for number, story in enumerate(stories, 1):
        place = folder / f"{number:02}"
        place.mkdir(parents=True, exist_ok=True)
        articles = [known[name] for name in story.articles]
        for name, record in zip(story.articles, articles, strict=True):
            head = f"Title: {record['headline']}\nDate: {record['date']}\n\n"
            text = f"{head}{record['lead']}\n\n{record['body']}\n"
            (place / f"{name}.txt").write_text(text, encoding="utf-8")
        told = "\n".join(first_sentences(articles))
        (folder / f"{place.name}.baseline.txt").write_text(told, encoding="utf-8")
        memo = generate([str(place)], Settings(words=WORDS))
        (folder / f"{place.name}.md").write_bytes(render(memo, "md"))
        print(f"{place.name} {story.name}", flush=True)


def counts(stories: Sequence[Labelled]) -> None:
    """Facts that all readers found in the memo and those in first sentences, and by how many
    readers each memo would be forwarded as it is; stories without verdicts are only named."""
    if waiting := [story for story in stories if not story.judged]:
        facts = sum(len(story.facts) for story in waiting)
        names = ", ".join(story.name for story in waiting)
        share = f"{len(waiting)} of {len(stories)} stories"
        print(f"verdicts missing on {share} (facts: {facts}): {names}")
    if judged := [story for story in stories if story.judged]:
        _judged(judged)


def _judged(stories: Sequence[Labelled]) -> None:
    together = _together(stories)
    for story in [*stories, together]:
        main = sum(fact.within(MAIN) for fact in story.facts)
        told, asked = sum(fact.within(TOLD) for fact in story.facts), len(story.facts)
        baseline = "not judged" if story.baseline is None else f"{story.baseline:3}"
        print(
            f"{story.name:20} memo {told:3} of {asked:3} ({told - main} of them only beside"
            f" card and prose); first sentences {baseline};"
            f" forwarded by {sum(story.forward)}; edits: {len(story.edits)}"
        )
    for name, places in (("main part", MAIN), ("memo", TOLD)):
        share = 100 * sum(fact.within(places) for fact in together.facts) / len(together.facts)
        print(f"{share:.1f} % of the facts in the {name}")
    both = sum(all(story.forward) for story in stories)
    print(f"{both} of {len(stories)} forwarded by all readers")


def _together(stories: Sequence[Labelled]) -> Labelled:
    facts = tuple(fact for story in stories for fact in story.facts)
    edits = tuple(edit for story in stories for edit in story.edits)
    forward = tuple(all(story.forward) for story in stories)
    return Labelled("all", (), facts, forward, edits)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--candidates", action="store_true")
    options.add_argument("--write", type=Path, metavar="FOLDER")
    options.add_argument(
        "--stories", default="first", metavar="|".join([*SETS, "FILE"]), help="default: first"
    )
    chosen = options.parse_args()
    if chosen.candidates:
        _print(candidates(list(records())))
        return
    stories = labelled(SETS.get(chosen.stories, Path(chosen.stories)))
    if chosen.write:
        write(stories, chosen.write)
    else:
        counts(stories)


def _print(groups: Sequence[Sequence[Record]]) -> None:
    for group in groups:
        rows = (f"  {r['date'][:10]} {key(r)} {r['headline']}" for r in group)
        print(len(group), *rows, sep="\n")


if __name__ == "__main__":
    main()
