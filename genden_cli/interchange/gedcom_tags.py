"""The tags of GEDCOM 5.5.1 and 7 for events and traits, in words."""

from __future__ import annotations

from typing import Final


def _pairs(text: str) -> dict[str, str]:
    return dict(each.strip().split(" ", 1) for each in text.strip().splitlines())


EVENTS: Final = _pairs(
    """
    BIRT birth
    CHR christening
    DEAT death
    BURI burial
    CREM cremation
    ADOP adoption
    BAPM baptism
    BARM bar mitzvah
    BASM bat mitzvah
    BLES blessing
    CHRA adult christening
    CONF confirmation
    FCOM first communion
    ORDN ordination
    NATU naturalization
    EMIG emigration
    IMMI immigration
    CENS census
    PROB probate
    WILL will
    GRAD graduation
    RETI retirement
    RESI residence
    EDUC education
    EVEN event
    ANUL annulment
    DIV divorce
    DIVF divorce filing
    ENGA engagement
    MARB marriage banns
    MARC marriage contract
    MARL marriage license
    MARR marriage
    MARS marriage settlement
    """
)
"""What happens to a person or a family."""

TRAITS: Final = _pairs(
    """
    OCCU occupation
    TITL title
    CAST caste
    DSCR description
    IDNO number
    NATI nationality
    NCHI number of children
    NMR number of marriages
    PROP property
    RELI religion
    SSN social security number
    FACT fact
    """
)
"""What a person is or has."""

NAMES: Final = {"AKA": "also known as", "BIRTH": "birth", "MAIDEN": "birth", "IMMIGRANT": "immigrant"}
"""The types of names whose words are not the word of GEDCOM in small letters."""

OTHER_NAMES: Final = {"_MARNM": "married", "_MARN": "married", "_AKA": "also known as", "_AKAN": "also known as"}
"""The tags of programs for names below a name, each with its kind."""

LINKS: Final = ("_LINK", "_URL", "_WEBTAG", "WWW")
"""The tags of programs for the web address of what a citation cites."""

PARTS: Final = {
    "NPFX": "title",
    "GIVN": "given",
    "NICK": "nickname",
    "SPFX": "particle",
    "SURN": "family",
    "NSFX": "suffix",
}
"""The parts of a name."""

ROLES: Final = {
    "CHIL": "child",
    "CLERGY": "clergy",
    "FATH": "father",
    "FRIEND": "friend",
    "GODP": "godparent",
    "HUSB": "husband",
    "MOTH": "mother",
    "NGHBR": "neighbour",
    "OFFICIATOR": "officiator",
    "PARENT": "parent",
    "SPOU": "spouse",
    "WIFE": "wife",
    "WITN": "witness",
}
"""The roles of an associate."""

MEANINGS: Final = _pairs(
    """
    OBJE pictures and other media
    CHAN dates of changes
    CREA dates of creation
    SUBM submitters
    SEX sex, unless it is M, F, X or unknown
    RESN restrictions
    ANCI interests of researchers
    DESI interests of researchers
    BAPL ordinances
    CONL ordinances
    ENDL ordinances
    INIL ordinances
    SLGC ordinances
    SLGS ordinances
    AGE ages at events
    ADDR addresses
    PHON telephone numbers
    EMAIL e-mail addresses
    WWW web addresses
    FAX fax numbers
    FORM forms of places
    RELI religions of events
    AGNC agencies
    SDATE dates to sort by
    TIME times of day
    """
)
"""What a tag without a place holds, for the list of what is left out."""
