"""A raw document becomes an article: furniture, repeats, other languages and hidden text out,
each with a reason; what stays is exactly the source's text, parted into sentences."""

from summarizer.clean.cleaner import clean

__all__ = ["clean"]
