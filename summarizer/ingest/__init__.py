"""Sources to raw documents: files, folders, globs, addresses and standard input, as text, Markdown,
HTML, PDF, DOCX or mail.

`intake` is the front door, `sources` finds what is named, `fetch` gets what is on the web, `sniff`
tells what it is, and `readers` is the table of formats, one module each.
"""

from __future__ import annotations

from summarizer.ingest.fetch import Fetch, Fetched, HttpFetch, Patience
from summarizer.ingest.intake import ingest
from summarizer.ingest.readers import documents
from summarizer.ingest.shapes import Blob, Limits

__all__ = ["Blob", "Fetch", "Fetched", "HttpFetch", "Limits", "Patience", "documents", "ingest"]
