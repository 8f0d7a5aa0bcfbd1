"""Articles -> stories: copies of one text, articles about one event, articles about another."""

from summarizer.stories.group import about_a_deal, group

__all__ = ["about_a_deal", "group"]
