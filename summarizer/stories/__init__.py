"""Articles -> stories: copies of one text, articles about one event, articles about another."""

from summarizer.stories.group import group, of_deals
from summarizer.stories.sketch import about_a_deal

__all__ = ["about_a_deal", "group", "of_deals"]
