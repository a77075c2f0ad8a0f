"""Pages as blocks, before a writer draws them as a table, as Markdown or as a chart."""
