"""What tests need that no Python package brings: where it is missing they are skipped and say why.

With ``GENDEN_TOOLS=required`` they fail instead, so that a run which is to show them cannot pass without them.
"""

from __future__ import annotations

import os
from typing import Never

import pytest


def missing(what: str) -> Never:
    """Skip the test, or let it fail where everything has to be there."""
    if required():
        pytest.fail(f"{what}, and GENDEN_TOOLS=required", pytrace=False)
    pytest.skip(what)


def required() -> bool:
    """Whether everything has to be there."""
    return os.environ.get("GENDEN_TOOLS") == "required"
