"""Dates as people write them: what is proposed for them, and where nothing is."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st
from months import LANGUAGES, MODULE, REGIONS, module

from genden_cli.dates.edtf import DateError, parse

# GEDCOM 5.5.1 and 7: modifiers, ranges, periods, interpreted dates, eras and double years.
GEDCOM = """
    ABT 1820 = 1820~  |  ABT MAR 1820 = 1820-03~  |  CAL 1893 = 1893~  |  EST 31 DEC 1997 = 1997-12-31~
    BEF 1900 = [..1899]  |  BEF APR 1900 = [..1900-03]  |  BEF 1 MAR 1900 = [..1900-02-28]
    AFT 1900 = [1901..]  |  AFT DEC 1900 = [1901-01..]  |  AFT 12 MAR 1844 = [1844-03-13..]
    BET 1831 AND 1841 = [1831..1841]  |  BET 1 JAN 1900 AND 31 JAN 1900 = [1900-01-01..1900-01-31]
    FROM 1701 TO 1800 = 1701/1800  |  FROM ABT 1701 TO 3 MAY 1800 = 1701~/1800-05-03
    FROM 1701 = 1701/..  |  TO 1800 = ../1800  |  @#DGREGORIAN@ 1 JAN 1900 = 1900-01-01  |  GREGORIAN JAN 1900 = 1900-01
    INT 1893 (about forty) = 1893?  |  INT 12 MAR 1844 (the day of the fair) = 1844-03-12?
    23 MAY 799 BCE = -0798-05-23  |  MAR 44 BC = -0043-03  |  44 B.C. = -0043  |  1 BC = 0000
    BET 100 BC AND 44 BC = [-0099..-0043]  |  BEF 1 BC = [..-0001]  |  AFT 1 BC = [0001..]
    30 JAN 1648/9 = 1649-01-30  |  15 Jan 1743/44 = 1744-01-15  |  14 Feb 1699/00 = 1700-02-14
    FEB 1699/1700 = 1700-02  |  ABT 25 MAR 1750/51 = 1751-03-25~  |  BEF 2 JAN 1743/44 = [..1744-01-01]
    bef. 1900 = [..1899]  |  Aft Mar 1900 = [1900-04..]  |  abt. 1820 = 1820~  |  est 1820 = 1820~
"""
LIMITS = """
    before 18 January 1928 = [..1928-01-17]  |  before the 19th century = [..1799]  |  before 193X = [..1929]
    after the 1930s = [1940..]  |  prior to March 1 1936 = [..1936-02-29]  |  before 1 Mar 44 BC = [..-0043-02-28]
    after 31 Dec 1 BC = [0001-01-01..]  |  before about 1900 = [..1899~]  |  < 1900 = [..1899]  |  > 1900 = [1901..]
    pre-1935 = [..1934]  |  post-1935 = [1936..]  |  by 1935 = [..1935]  |  no later than 3 May 1935 = [..1935-05-03]
    on or before 3 May 1935 = [..1935-05-03]  |  in or after 1935 = [1935..]  |  not before 1935 = [1935..]
    1935 at the latest = [..1935]  |  1935 or later = [1935..]  |  from May 1935 onwards = 1935-05/..
    between 5 and 9 May 1935 = [1935-05-05..1935-05-09]  |  between March 5 and 9, 1935 = [1935-03-05..1935-03-09]
    12–15 Mar 1936 = 1936-03-12/1936-03-15  |  12-15 Mar 1936 = 1936-03-12/1936-03-15
    March 12–15, 1936 = 1936-03-12/1936-03-15  |  Mar–Apr 1936 = 1936-03/1936-04  |  Mar-Apr 1936 = 1936-03/1936-04
    12 Mar - 15 Apr 1936 = 1936-03-12/1936-04-15  |  100–44 BC = -0099/-0043  |  18th-19th century = 17XX/18XX
    Dec 1, 1935 to Jan 3, 1936 = 1935-12-01/1936-01-03  |  ca. 1935 - ca. 1940 = 1935~/1940~
    30 or 31 Dec 1935 = [1935-12-30,1935-12-31]  |  May, June or July 1935 = [1935-05,1935-06,1935-07]
    18th and 19th centuries = {17XX,18XX}  |  30 Dec. 1935 or 1 Jan. 1936 = [1935-12-30,1936-01-01]
"""
SPANS = """
    19c = 18XX  |  19th c. = 18XX  |  the 19th century = 18XX  |  XIX century = 18XX  |  nineteenth century = 18XX
    1st century = 00XX  |  5th century CE = 04XX  |  2nd century BC = [-0199..-0100]  |  1st c. BCE = [-0099..0000]
    1870 decade = 187X  |  decade of the 1870s = 187X  |  40s BC = [-0048..-0039]  |  c. the 1930s = 193X~
    17-- = 17XX  |  17?? = 17XX
    early 1935 = 1935-37  |  mid-1935 = 1935-38  |  late 1935 = 1935-39  |  Q3 1935 = 1935-35  |  1935 Q1 = 1935-33
    1935Q4 = 1935-36  |  H1 1935 = 1935-40  |  2H 1935 = 1935-41  |  3rd quarter of 1935 = 1935-35
    last quarter of 1935 = 1935-36  |  second half of 1935 = 1935-41  |  first third of 1935 = 1935-37
    early 1930s = [1930..1933]  |  mid-1930s = [1934..1936]  |  late 1930s = [1937..1939]
    late 19th century = [1867..1899]  |  second half of the 19th century = [1850..1899]
    first quarter of the 2nd century BC = [-0199..-0175]
    early May 1935 = [1935-05-01..1935-05-10]  |  late Feb 1936 = [1936-02-21..1936-02-29]
    second half of April 1935 = [1935-04-16..1935-04-30]
    Fall 1872 = 1872-23  |  1872 fall = 1872-23  |  spring, 1936 = 1936-21  |  winter of 1935/36 = 1935-24
    winter 1935-6 = 1935-24  |  Winter 1935–1936 = 1935-24
    1935-W12 = 1935-03-18/1935-03-24  |  1935W123 = 1935-03-20  |  1935-123 = 1935-05-03
"""
SINGLE = """
    the year 1800 = 1800  |  in 1935 = 1935  |  on 30 December 1935 = 1935-12-30  |  12.1935 = 1935-12
    AD 1935 = 1935  |  A.D. 44 = 0044  |  15 Mar 44 CE = 0044-03-15  |  4/Jul/1776 = 1776-07-04
    4th July 1776 = 1776-07-04
    04JUL1776 = 1776-07-04  |  1776-Jul-04 = 1776-07-04  |  Jul-1776 = 1776-07
    Monday, 30 December 1935 = 1935-12-30  |  Sept. 1935 = 1935-09  |  the 5th of May, 1935 = 1935-05-05
    1er janvier 1900 = 1900-01-01  |  30.12.1935 г. = 1935-12-30  |  декабрь 1935 = 1935-12
    1935年 = 1935  |  1935年12月 = 1935-12  |  1935年12月30日 = 1935-12-30  |  1935년 12월 30일 = 1935-12-30
    1935 (disputed) = 1935?  |  1935 (?) = 1935?  |  1935 ca. = 1935~  |  1935 (approx.) = 1935~  |  c1935 = 1935~
    about perhaps 1935 = 1935%  |  Maybe 1862 = 1862?
"""

WITHOUT_PROPOSAL = """
    1862 maybe  |  1862 marked  |  marked 1862  |  Marching 1862  |  1825 Decembrists  |  Mayor 1862  |  193  |  193?
    5 May 44  |  12 MAR 844  |  FY1935/36  |  (about Easter)  |  0 BC  |  30 Feb 1935  |  BET 1831  |  BEF  |  ABT
    15 May 1743/44  |  15 Jan 1743/45  |  Winter 1935/38  |  summer 1935/36  |  early 1800s
    third quarter of May 1935  |  fourth third of 1935  |  early 5 May 1935  |  Q5 1935  |  1935-W54  |  1935-366
    1935-000  |  before winter 1935  |  before 30 Feb 1935  |  1935 - present  |  0th century  |  xxv century
    from the early 1930s  |  1930s BC or so  |  about 1935/1936 or 1937  |  30 декабря  |  1900 ou 1901
"""
CHOICES = """
    1743/44  =  '1743/44' can be 1743/1744, [1743,1744] or, as a double year, 1744
    1699/00  =  '1699/00' can be 1699/1700, [1699,1700] or, as a double year, 1700
    1711/12  =  '1711/12' can be 1711-12, 1711/1712, [1711,1712] or, as a double year, 1712
    1911/12  =  '1911/12' can be 1911-12 or 1911/1912
    1800s    =  1800s can be 18XX or 180X
    193      =  a year needs four digits: 193 can be 0193 or 193X
"""


def pairs(text: str) -> list[list[str]]:
    return [pair.split(" = ") for row in text.splitlines() if row.strip() for pair in row.strip().split("  |  ")]


def failure(text: str) -> DateError:
    with pytest.raises(DateError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(("text", "right"), pairs(GEDCOM + LIMITS + SPANS + SINGLE))
def test_date_in_words_is_refused_with_the_edtf_for_it(text: str, right: str) -> None:
    assert failure(text).proposal == right
    assert parse(right)


@pytest.mark.parametrize("text", [text for (text,) in pairs(WITHOUT_PROPOSAL)])
def test_what_cannot_be_told_gets_no_proposal(text: str) -> None:
    assert failure(text).proposal is None


@pytest.mark.parametrize(("text", "fault"), [line.split("  =  ") for line in CHOICES.strip().splitlines()])
def test_what_can_mean_several_dates_names_them(text: str, fault: str) -> None:
    error = failure(text.strip())
    assert error.message == fault
    assert error.ambiguous
    assert error.proposal is None


def test_double_year_is_named() -> None:
    assert failure("15 Jan 1743/44").fault == "1743/44 is a double year: 1744 counts from January"
    assert failure("BEF 23 MAY 799 BCE").fault == "in EDTF, 1 BC is year 0"


def test_names_of_months_are_those_of_cldr() -> None:
    assert MODULE.read_text(encoding="utf-8") == module(), "run: python tests/months.py"


@pytest.mark.parametrize("locale", LANGUAGES + REGIONS)
def test_date_in_another_language_is_understood(locale: str) -> None:
    for month in range(1, 13):
        day = dt.date(1935, month, 28)
        for form in ("long", "d MMM y", "d. MMMM y", "LLLL y", "MMM y"):
            assert failure(format_date(day, form, locale)).proposal in (str(day), str(day)[:7])


WORDS = st.sampled_from(
    """before after bet between and or from to about c. early Q3 the 1935 1935/36 30 Dec May 44 BC AD 1930s 19th
    century - – , ( ) ? 1743/44 Jan winter half of int 12.1935 W12 X""".split()
)


@given(st.lists(WORDS, max_size=9).map(" ".join))
def test_any_phrase_has_no_proposal_or_one_that_is_a_date(text: str) -> None:
    with suppress(DateError):
        parse(text)
        return
    error = failure(text)
    assert 0 <= error.start <= error.end <= len(text)
    assert error.proposal is None or parse(error.proposal)


@pytest.mark.parametrize(
    "text", ["to 1 " * 16, "from 1 to " * 8, "1 to 2 Jan " * 7, "1 or " * 16, "before " * 11 + "1"]
)
def test_long_phrases_end_soon(text: str) -> None:
    assert failure(text).proposal is None
