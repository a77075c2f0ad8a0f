"""Two examples for each command, as its help shows them. Each one runs in a test."""

from __future__ import annotations

from types import MappingProxyType as Frozen
from typing import Final

EXAMPLES: Final = Frozen(
    {
        "timeline": ("genden timeline --person genden --since 1935", "genden timeline --verdict refuted,disputed"),
        "person": ("genden person genden", "genden person Сталин"),
        "people": ("genden people", "genden people --json"),
        "event": ("genden event confrontation", "genden event clashes with Stalin"),
        "events": ("genden events --variants", "genden events --limit 10"),
        "claim": ("genden claim slap", "genden claim slap --without kotkin-2017"),
        "claims": ("genden claims --verdict refuted", "genden claims --person genden --tag violence"),
        "source": ("genden source kotkin-2017", "genden source Kotkin 2017"),
        "sources": ("genden sources --grade A,B", "genden sources --tree --claim slap"),
        "compare": ("genden compare confrontation", "genden compare slap"),
        "read": ("genden read viral", "genden read article.txt"),
        "verify": (
            "genden verify viral --text article.txt",
            "genden verify --base mine.yaml --copies copies",
        ),
        "ask": ("genden ask did Genden slap Stalin", "genden ask how did Genden die --json"),
        "search": ("genden search slap in:claim", "genden search pipe who:stalin --limit 5"),
        "gaps": ("genden gaps", "genden gaps --all"),
        "stats": ("genden stats", "genden stats --json"),
        "diff": ("genden diff old.yaml new.yaml", "genden diff old.yaml new.yaml --exit-code"),
        "log": ("genden log storm --base mine.yaml", "genden log --limit 5 --base mine.yaml"),
        "check": ("genden check mine.yaml", "genden check --explain W207"),
        "cite": ("genden cite kotkin-2017", "genden cite slap --format wikitext"),
        "open": ("genden open slap --print", "genden open slap --print --archived"),
        "export": ("genden export html -o facts.html", "genden export csl -o sources.json"),
        "schema": ("genden schema", "genden schema --base mine.yaml -o schema.json"),
        "new": ("genden new rain.yaml --title 'Did it rain?'", "genden new snow.yaml --from article.txt"),
        "add": (
            "genden add claim rain --base mine.yaml",
            "genden add evidence storm --source log --stance silent --at 'folio 31r' --base mine.yaml",
        ),
        "edit": (
            "genden edit storm --base mine.yaml",
            "genden edit storm --evidence guide --credibility 3 --base mine.yaml",
        ),
        "split": ("genden split mine.yaml mine", "genden split mine.yaml other"),
        "rename": (
            "genden rename claim slap slap-in-the-face",
            "genden rename event printing first-edition --write --base mine.yaml",
        ),
        "import": ("genden import zotero.json --write --base mine.yaml", "genden import family.ged -o family.yaml"),
        "keep": ("genden keep log log.txt --base mine.yaml", "genden keep letters letters.html --base mine.yaml"),
        "help": ("genden help dates", "genden help claim"),
    }
)
