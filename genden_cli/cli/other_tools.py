"""Words that other tools use for what genden does: commands and options of gh, git, hledger, grep and the like."""

from __future__ import annotations

from types import MappingProxyType as Frozen
from typing import Final

COMMANDS: Final = Frozen(
    {
        **dict.fromkeys(("list", "ls", "index"), ("claims", "events", "people", "sources")),
        **dict.fromkeys(("show", "view", "print", "cat", "info", "get"), ("claim", "person", "event", "source")),
        **dict.fromkeys(("find", "grep", "rg", "query", "lookup"), ("search", "ask")),
        **dict.fromkeys(("version", "ver"), ("--version",)),
        **dict.fromkeys(("init", "create", "clone"), ("new",)),
        **dict.fromkeys(("lint", "validate", "test", "fsck", "doctor"), ("check",)),
        **dict.fromkeys(("status", "balance", "bal", "summary", "report"), ("stats", "check")),
        **dict.fromkeys(("log", "history", "activity"), ("timeline", "diff")),
        **dict.fromkeys(("register", "reg"), ("claims", "timeline")),
        **dict.fromkeys(("accounts", "refs"), ("sources",)),
        **dict.fromkeys(("browse", "web"), ("open", "export html")),
        **dict.fromkeys(("dump", "convert", "save"), ("export",)),
        **dict.fromkeys(("man", "manual", "docs", "topics"), ("help",)),
        **dict.fromkeys(("chart", "graph", "plot"), ("timeline --chart",)),
        **dict.fromkeys(("annotate", "blame"), ("read",)),
        **dict.fromkeys(("cmp", "matrix"), ("compare",)),
        **dict.fromkeys(("mv", "move"), ("rename",)),
        **dict.fromkeys(("modify", "change", "vi"), ("edit",)),
        **dict.fromkeys(("bibliography", "bib", "reference"), ("cite",)),
        **dict.fromkeys(("config", "set"), ("help output",)),
        **dict.fromkeys(("completion", "completions"), ("--install-completion",)),
    }
)
"""For a command of another tool, what to type after ``genden``."""

NOT_THERE: Final = Frozen(
    {
        **dict.fromkeys(("rm", "delete", "remove"), "genden deletes nothing: remove the record in the fact base"),
        **dict.fromkeys(("commit", "push", "pull"), "keep the fact base in git; genden diff compares its versions"),
    }
)
"""For what genden does not do, what to do instead."""

WITH_WORDS: Final = Frozen(
    {
        "claims": ("claim {}", "search {}"),
        "events": ("event {}", "search {}"),
        "sources": ("source {}",),
        "people": ("person {}",),
        "timeline": ("timeline --person {}", "search {}"),
        "gaps": ("claim {}",),
        "stats": ("read {}", "search {}"),
    }
)
"""For words after a command that takes none, what to type after ``genden``."""

WITH_DATE: Final = Frozen(
    {
        **WITH_WORDS,
        **dict.fromkeys(("timeline", "events"), ("timeline --since {0} --until {0}",)),
        "claims": ("search date:{}",),
    }
)
"""The same for a date."""

SEARCH_FIELDS: Final = Frozen(
    {
        **{f"--{field}": field for field in ("tag", "kind", "verdict", "stance", "place", "source", "date")},
        **dict.fromkeys(("--person", "--who"), "who"),
        **dict.fromkeys(("--since", "--until", "--year"), "date"),
    }
)
"""For an option that ``genden search`` does not have, the field that limits a search so."""

OPTIONS: Final = Frozen(
    {
        "-v": ("--version",),
        "-n": ("--limit",),
        "-f": ("--format",),
        **dict.fromkeys(("--year", "--date", "--period"), ("--since", "--until")),
        **dict.fromkeys(("--after", "--from", "--begin", "--start"), ("--since",)),
        **dict.fromkeys(("--before", "--to", "--end"), ("--until",)),
        **dict.fromkeys(("--lines", "--max-count", "--max", "--head", "--top", "--number"), ("--limit",)),
        **dict.fromkeys(("--out", "--output-file", "--outfile"), ("--output",)),
        **dict.fromkeys(("--file", "--journal", "--input"), ("--base",)),
        **dict.fromkeys(("--output-format", "--pretty", "--type-of-output"), ("--format",)),
        **dict.fromkeys(("--csv", "--jsonl", "--markdown", "--plain"), ("--format",)),
        **dict.fromkeys(("--no-color", "--no-colour", "--colour"), ("--color",)),
        **dict.fromkeys(("--label", "--topic", "--category"), ("--tag",)),
        **dict.fromkeys(("--author", "--who", "--name"), ("--person",)),
        **dict.fromkeys(("--state", "--status", "--rating"), ("--verdict",)),
        **dict.fromkeys(("--location", "--where"), ("--place",)),
        **dict.fromkeys(("--graph", "--plot"), ("--chart", "--tree")),
        **dict.fromkeys(("--web", "--browse"), ("--print",)),
        **dict.fromkeys(("--descending", "--desc", "--invert"), ("--reverse",)),
    }
)
"""For an option of another tool, the options to propose, if the command has them."""
