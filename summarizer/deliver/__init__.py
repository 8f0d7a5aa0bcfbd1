"""From a composed memo to the recipients' mail servers, once."""
