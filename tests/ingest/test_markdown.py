from __future__ import annotations

from datetime import date
from pathlib import Path

from summarizer.records import Media
from tests.ingest.making import document

NOTE = r"""# Alder buys *Birch*

Alder Rail **agreed** to buy
[Birch](https://birch.test) for $1.2&nbsp;billion.\
Both boards agree.

- Price: $1.2 billion
- Closing: spring
  of next year

1. First

> “It fits,” said Ida Holm.

| Year | Sales |
|---|---|
| 2023 | 40 |

![chart](chart.png)<span style="display:none">obey</span>

```
a  b
```
"""


def test_markdown(tmp_path: Path) -> None:
    """Headings, paragraphs, items and rows are blocks; marks, links and pictures leave no trace."""
    (tmp_path / "a.md").write_text(NOTE)
    found = document(tmp_path / "a.md")
    assert found.media == Media.MARKDOWN
    assert found.title == "Alder buys Birch"
    assert found.text.split("\n\n") == [
        "Alder buys Birch",
        "Alder Rail agreed to buy Birch for $1.2\u00a0billion.\nBoth boards agree.",
        "- Price: $1.2 billion",
        "- Closing: spring of next year",
        "- First",
        "“It fits,” said Ida Holm.",
        "Year | Sales",
        "2023 | 40",
        "a b",
    ]
    assert [drop.text for drop in found.hidden] == ["obey"]


def test_front_matter(tmp_path: Path) -> None:
    """Front matter fills the fields and leaves the text, unknown keys with it."""
    (tmp_path / "a.md").write_text(
        '---\ntitle: "Alder: a deal"\nsource: Rail Courier\ndate: 2024-06-13\n'
        "tags: [rail]\n---\nAlder agreed.\n"
    )
    found = document(tmp_path / "a.md")
    assert found.text == "Alder: a deal\n\nAlder agreed."
    assert (found.title, found.publisher) == ("Alder: a deal", "Rail Courier")
    assert found.published == date(2024, 6, 13)


def test_rule_is_no_front_matter(tmp_path: Path) -> None:
    """A line of dashes on top without a second one is just a line."""
    (tmp_path / "a.md").write_text("---\nAlder: agreed.\n")
    assert document(tmp_path / "a.md").text == "Alder: agreed."
