"""Sources and claims as references: footnotes, a bibliography in a style, wikitext, entries of BibLaTeX."""
