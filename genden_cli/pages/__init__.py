"""How answers read: rows in, pages out, one file a family of commands. Nothing here knows how a page is drawn."""
