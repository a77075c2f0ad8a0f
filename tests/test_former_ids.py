"""Former ids: they find their record, `diff` knows the rename, and no other record may have them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sound import SOUND

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

RENAMED = (("claim", "storm", "tempest"), ("source", "log", "diary"), ("person", "brandt", "keeper"))


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    now = SOUND
    for _, old, new in RENAMED:
        now = now.replace("was: [gale]", "was: [storm, gale]") if old == "storm" else now
        was = "" if old == "storm" else f"    was: [{old}]\n"
        now = now.replace(f"\n  {old}:\n", f"\n  {new}:\n{was}")
    for old, new in (
        ("source: log", "source: diary"),
        ("rests_on: [log]", "rests_on: [diary]"),
        ("people: [brandt]", "people: [keeper]"),
        ("[storm]", "[tempest]"),
        ("{brandt:", "{keeper:"),
        (", storm]", ", tempest]"),
        ("says: A storm put out", "says: A tempest put out"),
    ):
        now = now.replace(old, new)
    Path("old.yaml").write_text(SOUND, encoding="utf-8")
    Path("new.yaml").write_text(now, encoding="utf-8")


@pytest.mark.usefixtures("versions")
@pytest.mark.parametrize(("kind", "old", "new"), RENAMED)
def test_former_id_finds_the_record(kind: str, old: str, new: str, genden: Callable[..., Ran]) -> None:
    ran = genden(kind, old, "--format", "json", base="new.yaml")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)[kind]["id"] == new


@pytest.mark.usefixtures("versions")
def test_diff_says_renamed_and_no_more_even_if_the_sentence_changed(genden: Callable[..., Ran]) -> None:
    changes = json.loads(genden("diff", "old.yaml", "new.yaml", "--format", "json").out)["difference"]["changes"]
    renamed = [(each["before"], each["after"]) for each in changes if each["change"] == "renamed"]
    assert sorted(renamed) == sorted((old, new) for _, old, new in RENAMED)
    assert [each["field"] for each in changes if each["change"] != "renamed"] == ["says"]


@pytest.mark.usefixtures("versions")
def test_old_link_into_the_page_finds_the_record_without_script(genden: Callable[..., Ran]) -> None:
    assert genden("export", "html", "-o", "page.html", base="new.yaml").code == 0
    page = Path("page.html").read_text(encoding="utf-8")
    for kind, old, new in (*RENAMED, ("claim", "gale", "tempest")):
        assert page.count(f'id="{kind}-{old}"') == 1
        record = page.index(f'id="{kind}-{new}"')
        assert 0 < page.index(f'id="{kind}-{old}"') - record < 3000


@pytest.mark.usefixtures("versions")
def test_site_leads_from_each_former_address_without_git(genden: Callable[..., Ran]) -> None:
    assert genden("export", "site", "site", base="new.yaml").code == 0
    for kind, old, new in (*RENAMED, ("claim", "gale", "tempest")):
        redirect = Path(f"site/{kind}/{old}/index.html").read_text(encoding="utf-8")
        assert f"{kind}/{new}/" in redirect


@pytest.mark.usefixtures("versions")
def test_former_id_that_a_record_has_today_leads_to_that_record(genden: Callable[..., Ran]) -> None:
    base = Path("new.yaml")
    text = base.read_text(encoding="utf-8")
    base.write_text(text.replace("was: [storm, gale]", "was: [storm, gale, dark]"), encoding="utf-8")
    assert genden("export", "site", "site", base=base).code == 0
    assert "claim/dark/ " not in Path("site/moved.txt").read_text(encoding="utf-8")
    assert genden("export", "html", "-o", "page.html", base=base).code == 0
    assert Path("page.html").read_text(encoding="utf-8").count('id="claim-dark"') == 1
