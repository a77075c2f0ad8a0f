"""EDTF: what is a date, its bounds, its words, and what is said of a text that is none."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
import warnings
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from genden_cli.dates.calendar import iso_day
from genden_cli.dates.edtf import (
    ALWAYS,
    Date,
    DateError,
    DateKind,
    day_number,
    iso,
    parse,
)

if TYPE_CHECKING:
    from time import struct_time

with warnings.catch_warnings():
    # edtf 5.0.2 builds its grammar in a way that pyparsing 3.3 warns of.
    warnings.filterwarnings("ignore", message="warn_multiple_tokens", category=UserWarning)
    from edtf import EDTFParseException, parse_edtf

# Every example of https://www.loc.gov/standards/datetime/ (4 February 2019).
LEVEL_0 = """
    1985-04-12  1985-04  1985
    1985-04-12T23:20:30  1985-04-12T23:20:30Z  1985-04-12T23:20:30-04  1985-04-12T23:20:30+04:30
    1964/2008  2004-06/2006-08  2004-02-01/2005-02-08  2004-02-01/2005-02  2004-02-01/2005
    2005/2006-02
""".split()
LEVEL_1 = """
    Y170000002  Y-170000002
    2001-21  2001-22  2001-23  2001-24
    1984?  2004-06~  2004-06-11%
    201X  20XX  2004-XX  1985-04-XX  1985-XX-XX
    1985-04-12/..  1985-04/..  1985/..  ../1985-04-12  ../1985-04  ../1985
    1985-04-12/  1985-04/  1985/  /1985-04-12  /1985-04  /1985
    -1985
""".split()
LEVEL_2 = """
    Y-17E7
    1950S2  Y171010000S3  Y3388E2S3
    2001-34
    [1667,1668,1670..1672]  [..1760-12-03]  [1760-12..]  [1760-01,1760-02,1760-12..]
    [1667,1760-12]  [..1984]
    {1667,1668,1670..1672}  {1960,1961-12}  {..1984}
    2004-06-11%  2004-06~-11  2004?-06-11  ?2004-06-~11  2004-%06-11
    156X-12-25  15XX-12-25  XXXX-12-XX  1XXX-XX  1XXX-12  1984-1X
    2004-06-~01/2004-06-~20  2004-06-XX/2004-07-03
""".split()
# What the page allows without showing it.
COMBINED = """
    0000  -0001  -9999  0000-02-29  2004-02-29  1000-01-01/9999-12-31  1935/1935
    1984~/2004-06  1984/2004-06~  1984?/2004%  ../1985~  1985?/  /1985%
    1XXX?  193X~  -193X  XXXX  -XXXX  19XX-XX-XX  X935  1X35-12-24  1935-X2-3X  193X-24
    2001-21~  2001-~21  ?2001-21  2001-25  2001-41  1935-24/1936-21
    Y-170000002?  Y17E7  Y17E2  Y12345S1  -1859S2  1950S4  0050S1  1950S2~
    [1984]  {1984}  [1895,1892]  [1984..]  {1984..}  {..1984,1990..}  [..1984,1990..]
    [193X~,?1940-12..1941-21,Y17E7]  2004-?06~-11  ~1935~
    -0043-03-15T12:00:00Z  1985-04-12T23:59:60+14:00  1985-04-12T23:59:60-12
""".split()

BOUNDS = [
    # level 0
    ("1935-12-30", "1935-12-30", "1935-12-30"),
    ("1935-02", "1935-02-01", "1935-02-28"),
    ("1936-02", "1936-02-01", "1936-02-29"),
    ("1900-02", "1900-02-01", "1900-02-28"),
    ("2000-02", "2000-02-01", "2000-02-29"),
    ("1935", "1935-01-01", "1935-12-31"),
    ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
    ("1935-12/1935", "1935-12-01", "1935-12-31"),
    # level 1
    ("1935-12-30/1936-01-01~", "1935-12-30", "1936-01-01"),
    ("1935~", "1935-01-01", "1935-12-31"),
    ("../1921", None, "1921-12-31"),
    ("/1921", None, "1921-12-31"),
    ("1921/..", "1921-01-01", None),
    ("1921/", "1921-01-01", None),
    ("1935-21", "1935-03-01", "1935-05-31"),
    ("1935-22", "1935-06-01", "1935-08-31"),
    ("1935-23", "1935-09-01", "1935-11-30"),
    ("1935-24", "1935-12-01", "1936-02-29"),
    ("193X", "1930-01-01", "1939-12-31"),
    ("18XX", "1800-01-01", "1899-12-31"),
    ("1935-XX", "1935-01-01", "1935-12-31"),
    ("1936-02-XX", "1936-02-01", "1936-02-29"),
    ("1935-XX-XX", "1935-01-01", "1935-12-31"),
    ("XXXX", "0000-01-01", "9999-12-31"),
    ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
    ("-193X", "-1939-01-01", "-1930-12-31"),
    ("-000X", "-0009-01-01", "-0001-12-31"),
    ("0000", "0000-01-01", "0000-12-31"),
    ("0000-02", "0000-02-01", "0000-02-29"),
    ("-0001-02", "-0001-02-01", "-0001-02-28"),
    ("-0004-02", "-0004-02-01", "-0004-02-29"),
    ("9999-24", "9999-12-01", "+10000-02-29"),
    ("Y170000002", "+170000002-01-01", "+170000002-12-31"),
    ("Y-170000002", "-170000002-01-01", "-170000002-12-31"),
    # level 2
    ("Y-17E7", "-170000000-01-01", "-170000000-12-31"),
    ("Y17E2", "1700-01-01", "1700-12-31"),
    ("Y999999999999999", "+999999999999999-01-01", "+999999999999999-12-31"),
    ("1950S2", "1900-01-01", "1999-12-31"),
    ("1950S4", "1950-01-01", "1950-12-31"),
    ("-1859S2", "-1899-01-01", "-1800-12-31"),
    ("0050S1", "0050-01-01", "0059-12-31"),
    ("Y171010000S3", "+171000000-01-01", "+171999999-12-31"),
    ("Y3388E2S3", "+338000-01-01", "+338999-12-31"),
    ("2001-25", "2001-03-01", "2001-05-31"),
    ("2001-28", "2001-12-01", "2002-02-28"),
    ("2001-29", "2001-09-01", "2001-11-30"),
    ("2001-30", "2001-12-01", "2002-02-28"),
    ("2001-31", "2001-03-01", "2001-05-31"),
    ("2001-32", "2001-06-01", "2001-08-31"),
    ("2001-33", "2001-01-01", "2001-03-31"),
    ("2001-36", "2001-10-01", "2001-12-31"),
    ("2001-37", "2001-01-01", "2001-04-30"),
    ("2001-39", "2001-09-01", "2001-12-31"),
    ("2001-40", "2001-01-01", "2001-06-30"),
    ("2001-41", "2001-07-01", "2001-12-31"),
    ("193X-24", "1930-12-01", "1940-02-29"),
    ("[1892,1895]", "1892-01-01", "1895-12-31"),
    ("[1895,1892,1894-02]", "1892-01-01", "1895-12-31"),
    ("{1935-12,1935}", "1935-01-01", "1935-12-31"),
    ("[..1921]", None, "1921-12-31"),
    ("[1921..]", "1921-01-01", None),
    ("[1930,1920..1925,1940..]", "1920-01-01", None),
    ("[..1984,1960]", None, "1984-12-31"),
    ("[..1984,1990..]", None, None),
    ("2004-06~-11", "2004-06-11", "2004-06-11"),
    ("156X-12-25", "1560-12-25", "1569-12-25"),
    ("15XX-12-XX", "1500-12-01", "1599-12-31"),
    ("1X32-12", "1032-12-01", "1932-12-31"),
    ("1984-1X", "1984-10-01", "1984-12-31"),
    ("1984-X1", "1984-01-01", "1984-11-30"),
    ("1935-12-3X", "1935-12-30", "1935-12-31"),
    ("1935-02-2X", "1935-02-20", "1935-02-28"),
    ("193X-02-2X", "1930-02-20", "1939-02-28"),
    ("1935-XX-31", "1935-01-31", "1935-12-31"),
    ("1935-X2-31", "1935-12-31", "1935-12-31"),
    ("XXX1-X2-29", "0001-12-29", "9991-12-29"),
    ("19XX-02-29", "1904-02-29", "1996-02-29"),
    ("XXXX-02-29", "0000-02-29", "9996-02-29"),
    ("-000X-02-29", "-0008-02-29", "-0004-02-29"),
]

WORDS = """
    1935-12-30               | 30 Dec 1935
    1935-12                  | Dec 1935
    1935                     | 1935
    1985-04-12T23:20:30      | 12 Apr 1985, 23:20:30
    1985-04-12T23:20:30Z     | 12 Apr 1985, 23:20:30 UTC
    1985-04-12T23:20:30-04   | 12 Apr 1985, 23:20:30 UTC-04
    1985-04-12T23:20:30+04:30| 12 Apr 1985, 23:20:30 UTC+04:30

    1935~                    | c. 1935
    1935?                    | perhaps 1935
    1935-12-30%              | perhaps c. 30 Dec 1935
    1935-12-XX?              | a day in Dec 1935 (uncertain)
    XXXX~                    | an unknown year (approximate)
    193X%                    | perhaps c. 1930s
    2004-06~-11              | 11 Jun 2004 (year and month approximate)
    2004?-06-11              | 11 Jun 2004 (year uncertain)
    2004-%06-11              | 11 Jun 2004 (month uncertain and approximate)
    ?2004-06-~11             | 11 Jun 2004 (year uncertain, day approximate)
    ~2004-~06-~11            | c. 11 Jun 2004
    1935-~24                 | winter 1935–36 (winter approximate)
    1935-?33                 | first quarter of 1935 (quarter uncertain)

    1935-21                  | spring 1935
    1935-24                  | winter 1935–36
    1999-24                  | winter 1999–2000
    0000-24                  | winter 1 BC – AD 1
    -0044-24                 | winter 45–44 BC
    0044-24                  | winter AD 44–45
    2001-27                  | northern autumn 2001
    2001-28                  | northern winter 2001–02
    2001-29                  | southern spring 2001
    2001-30                  | southern summer 2001–02
    2001-34                  | second quarter of 2001
    2001-39                  | last third of 2001
    2001-41                  | second half of 2001
    193X-24                  | winter in the 1930s
    193X-33                  | first quarter of a year in the 1930s
    XXXX-40                  | first half of an unknown year

    193X                     | 1930s
    190X                     | 1900–1909
    18XX                     | 1800–1899
    1XXX                     | 1000–1999
    0XXX                     | 1 BC – AD 999
    019X                     | AD 190–199
    -004X                    | 50–41 BC
    XXXX                     | an unknown year
    -XXXX                    | an unknown year BC
    1X35                     | 1X35 (X = any digit)
    1950S2                   | 1900–1999, estimated 1950
    1950S4                   | 1950
    -1859S2                  | 1900–1801 BC, estimated 1860 BC
    Y171010000S3             | 171,000,000–171,999,999, estimated 171,010,000
    Y170000002               | 170,000,002
    Y-17E7                   | 170,000,001 BC

    1935-XX                  | a month in 1935
    1984-1X                  | a month in Oct–Dec 1984
    1984-X1                  | Jan or Nov 1984
    1XXX-XX                  | a month in 1000–1999
    193X-12                  | Dec in the 1930s
    1935-12-XX               | a day in Dec 1935
    1935-XX-XX               | a day in 1935
    1935-1X-XX               | a day in Oct–Dec 1935
    1935-XX-12               | day 12 of a month in 1935
    1935-1X-0X               | day 1–9 of a month in Oct–Dec 1935
    1935-12-1X               | a day in 10–19 Dec 1935
    1935-02-2X               | a day in 20–28 Feb 1935
    1935-12-3X               | 30 or 31 Dec 1935
    1935-01-X1               | 1, 11, 21 or 31 Jan 1935
    1935-X2-31               | 31 Dec 1935
    156X-12-25               | 25 Dec in the 1560s
    15XX-12-XX               | a day in Dec in 1500–1599
    XXXX-12-25               | 25 Dec of an unknown year
    1X35-12                  | Dec in 1X35 (X = any digit)

    0000                     | 1 BC
    -0043                    | 44 BC
    -0043-03-15              | 15 Mar 44 BC
    0044                     | AD 44
    0044-03-15               | 15 Mar AD 44
    1000                     | 1000

    1935/1936                | 1935–1936
    1936-03/1936-04          | Mar–Apr 1936
    1936-03-12/1936-03-15    | 12–15 Mar 1936
    1936-03-12/1936-04-15    | 12 Mar – 15 Apr 1936
    1935-12-30/1936-01-01~   | 30 Dec 1935 – c. 1 Jan 1936
    1935-12/1935             | Dec 1935 – 1935
    1984~/2004               | c. 1984 – 2004
    193X/194X                | 1930s–1940s
    18XX/19XX                | 1800–1899 – 1900–1999
    -0099/-0043              | 100–44 BC
    -0043/0014               | 44 BC – AD 14
    0005/0010                | AD 5–10
    0900/1100                | AD 900 – 1100
    -0043-03-12/-0043-03-15  | 12–15 Mar 44 BC
    1935-24/1936-21          | winter 1935–36 – spring 1936
    2004-06-XX/2004-07-03    | a day in Jun 2004 – 3 Jul 2004
    2004-06-~01/2004-06-20   | 1 Jun 2004 (day approximate) – 20 Jun 2004
    ../1921                  | until 1921
    /1921                    | until 1921, start unknown
    1921/..                  | from 1921 on
    1921~/                   | from c. 1921, end unknown

    [1892,1895]              | 1892 or 1895
    [1892,1893,1895]         | 1892, 1893 or 1895
    [1895~,1892?]            | c. 1895 or perhaps 1892
    [1935-12-30,1935-12-31]  | 30 or 31 Dec 1935
    [1667,1668,1670..1672]   | 1667, 1668 or 1670–1672
    [1892..1895]             | one of 1892–1895
    [..1921]                 | 1921 or earlier
    [1760-12..]              | Dec 1760 or later
    [1760-01,1760-12..]      | Jan 1760, or Dec 1760 or later
    [1984]                   | 1984
    [0044,0045]              | AD 44 or AD 45
    {1935,1936}              | 1935 and 1936
    {1960,1961-12}           | 1960 and Dec 1961
    {1667,1668,1670..1672}   | 1667, 1668 and 1670–1672
    {1892..1895}             | all of 1892–1895
    {..1984}                 | 1984 and earlier
"""

# The text, the fault, the part that it is about, the right spelling.
WRONG = """
    193u                | 'u' is from the 2012 draft of EDTF             | 193u         | 193X
    19UU/1940           | 'u' is from the 2012 draft of EDTF             | 19UU         | 19XX/1940
    1935-12-uu          | 'u' is from the 2012 draft of EDTF             | 1935-12-uu   | 1935-12-XX
    unknown/1935        | 'unknown' is from the 2012 draft of EDTF       | unknown      | /1935
    1935/unknown        | 'unknown' is from the 2012 draft of EDTF       | unknown      | 1935/
    1935/Open           | 'Open' is from the 2012 draft of EDTF          | Open         | 1935/..
    (2004-06)~          | parentheses are from the 2012 draft of EDTF    | (2004-06)~   | 2004-06~
    2004-(06)?-11       | parentheses are from the 2012 draft of EDTF    | 2004-(06)?-11 | 2004-?06-11
    y17e7               | Y, E and S must be capital letters             | y17e7        | Y17E7
    1950p2              | Y, E and S must be capital letters             | 1950p2       | 1950S2
    193x                | X must be a capital letter                     | 193x         | 193X
    1935?~              | '?~' is more than one qualifier                | 1935?~       | 1935%
    1935~~              | '~~' is more than one qualifier                | 1935~~       | 1935~

    1936/1935           | reversed interval: 1936 comes after 1935       | 1936/1935    | 1935/1936
    1936-01/1935-12~    | reversed interval: 1936-01 comes after 1935-12~ | 1936-01/1935-12~ | 1935-12~/1936-01
    [1895..1892,1899]   | reversed range: 1895 comes after 1892          | 1895..1892   | [1892..1895,1899]
    1935-02-30          | there is no day 30 in Feb 1935                 | 30           |
    1900-02-29          | there is no day 29 in Feb 1900                 | 29           |
    19X1-02-29          | there is no day 29 in Feb 19X1                 | 29           |
    1935-X2-32          | there is no day 32 in Feb or Dec 1935          | 32           |
    1934/1935-02-30     | there is no day 30 in Feb 1935                 | 30           |
    1935-12-00          | there is no day 00 in Dec 1935                 | -00          | 1935-12
    1935-13             | there is no month 13                           | 13           |
    1935-2X             | there is no month 2X                           | 2X           |
    1935-00-12          | there is no month 00                           | 00           |
    1935-00-00          | there is no month 00                           | -00          | 1935
    1914-18             | there is no month 18                           | -18          | 1914/1918
    1935-24-01          | a season or part of a year cannot have a day   | 01           |
    -0000               | there is no year -0000                         | -0000        | 0000
    [1935,-0000-05]     | there is no year -0000                         | -0000        | [1935,0000-05]

    Y1935               | Y is only for years of more than four digits   | Y1935        | 1935
    Y-43                | Y is only for years of more than four digits   | Y-43         | -0043
    Y012345             | a year with Y cannot start with 0              | Y012345      | Y12345
    12345               | a year of more than four digits needs Y        | 12345        | Y12345
    Y1E999999999        | year has more than 15 digits                   | Y1E999999999 |
    Y1234567890123456   | year has more than 15 digits                   | Y1234567890123456 |
    Y12345-06           | a year with Y or S cannot have a month         | 06           |
    1950S2-06           | a year with Y or S cannot have a month         | 06           |
    1X50S2              | X and S cannot be combined                     | 1X50         |
    1950S5              | the year has only 4 digits                     | 5            |

    [1892,1895          | set is not closed                              | [1892,1895   | [1892,1895]
    {1892,1895]         | set is not closed                              | {1892,1895]  | {1892,1895}
    [1892, 1895]        | extra space                                    | 1895         | [1892,1895]
    [1892,1895]~        | unexpected text after ']'                      | ~            |
    [1892,1895]/1937    | unexpected text after ']'                      | /1937        |
    [1892,]             | not a date such as 1935, 1935-12 or 1935-12-30 |              |
    []                  | not a date such as 1935, 1935-12 or 1935-12-30 |              |
    [..]                | '..' must stand between two dates, or at one end of a set | ..           |
    [1935..,1936]       | '..' must stand between two dates, or at one end of a set | 1935..       |
    [1935,..1936]       | '..' must stand between two dates, or at one end of a set | ..1936       |
    [..1935..]          | '..' must stand between two dates, or at one end of a set | ..1935..     |
    [1935/1936]         | a range in a set is written with '..'          | 1935/1936    | [1935..1936]
    1935..1936          | '..' is allowed only in sets                   | 1935..1936   | 1935/1936
    ../..               | an interval needs at least one date            | ../..        |
    /                   | an interval needs at least one date            | /            |

    1985-04-12T25:00:00 | a time must be hh:mm:ss, hh:mm:ssZ or hh:mm:ss+hh:mm | 25:00:00     |
    1985-04-12T23:20    | a time needs seconds                           | 1985-04-12T23:20 | 1985-04-12T23:20:00
    1985-04-12T24:00    | 24:00 is the beginning of the next day         | 1985-04-12T24:00 | 1985-04-13T00:00:00
    1985-12-31T24:00:00Z | 24:00 is the beginning of the next day        | 1985-12-31T24:00:00Z | 1986-01-01T00:00:00Z
    1985-04-12T24:01    | the last hour is 23; 24:00 is the end of the day | 1985-04-12T24:01 |
    1985-04-12T11:46:00+14:01 | there is no offset +14:01, only -12:00 to +14:00 | +14:01 |
    1985-04-12T11:46:00-23 | there is no offset -23, only -12:00 to +14:00 | -23         |
    1985-04-12T11:46:00-00:00 | there is no offset -00:00, only -12:00 to +14:00 | -00:00 |
    1985-04-12T11:46+1900 | a time must be hh:mm:ss, hh:mm:ssZ or hh:mm:ss+hh:mm | 11:46+1900 |
    1985-02-30T23:20:30 | there is no day 30 in Feb 1985                 | 30           |
    1985-04-12T23:20:30/1986 | a time of day is allowed only with a single date | 1985-04-12T23:20:30 | 1985-04-12/1986

    -43                 | a year needs four digits                       | -43          | -0043
    44                  | a year needs four digits                       | 44           |
    AD 44               | a year needs four digits                       | AD 44        | 0044
    44 AD               | a year needs four digits                       | 44 AD        | 0044
    44 BC               | in EDTF, 1 BC is year 0                        | 44 BC        | -0043
    1 BCE               | in EDTF, 1 BC is year 0                        | 1 BCE        | 0000
    1800s               | 1800s can be 18XX or 180X                      | 1800s        |
    1/2/1935            | the month can be 1 or 2                        | 1/2/1935     |
    1935−12−30          | dash in place of a hyphen                      | 1935−12−30   | 1935-12-30
    1935 - 12 - 30      | extra space                                    | 1935 - 12 - 30 | 1935-12-30
    1935 / 1936         | extra space                                    | 1935         | 1935/1936
    unknown             | an unknown date must be left out               | unknown      |
    n.d.                | an unknown date must be left out               | n.d.         |
"""

# What people write instead, and the EDTF for it.
OTHERWISE = """
    c. 1935 = 1935~  |  c.1935 = 1935~  |  ca 1935 = 1935~  |  circa 1935 = 1935~
    about Dec 1935 = 1935-12~  |  c. 1935? = 1935%  |  perhaps 1935 = 1935?
    probably 30 Dec 1935 = 1935-12-30?
    1935-1936 = 1935/1936  |  1935?-1936 = 1935?/1936  |  1935–1936 = 1935/1936
    1935 – 1936 = 1935/1936  |  1935 - 1936 = 1935/1936  |  1935–36 = 1935/1936
    1935/36 = 1935/1936  |  1935-12-30 – 1936-01-01 = 1935-12-30/1936-01-01
    from 1935 to 1936 = 1935/1936  |  Dec 1935 to c. Jan 1936 = 1935-12/1936-01~
    until 1935 = ../1935  |  since 1935 = 1935/..  |  from 1935 on = 1935/..
    before 1921 = [..1920]  |  after 1921 = [1922..]  |  before 0000 = [..-0001]
    1921 or earlier = [..1921]  |  Dec 1760 or later = [1760-12..]
    between 1892 and 1895 = [1892..1895]  |  1892 or 1895 = [1892,1895]
    1892, 1893 or 1895 = [1892,1893,1895]  |  1935 and 1936 = {1935,1936}
    1930s = 193X  |  the 1930's = 193X  |  19th century = 18XX  |  1930s/1940s = 193X/194X
    Dec 1935 = 1935-12  |  December, 1935 = 1935-12  |  december of 1935 = 1935-12
    30 Dec 1935 = 1935-12-30  |  30th of December, 1935 = 1935-12-30
    December 30, 1935 = 1935-12-30  |  1935 Dec 30 = 1935-12-30  |  1935-Dec = 1935-12
    winter 1935 = 1935-24  |  Winter 1935–36 = 1935-24  |  spring of 1936 = 1936-21
    31.12.1935 = 1935-12-31  |  1. 2. 1935 = 1935-02-01  |  31/12/1935 = 1935-12-31
    12/31/1935 = 1935-12-31  |  12/1935 = 1935-12  |  1935/12 = 1935-12
    1935/12/30 = 1935-12-30  |  1935.12.30 = 1935-12-30  |  1935-1-5 = 1935-01-05
    19351230 = 1935-12-30
    1985-04-12T11:46:30+0230 = 1985-04-12T11:46:30+02:30  |  1985-04-12 11:46 = 1985-04-12T11:46:00
    1985-04-12T114630Z = 1985-04-12T11:46:30Z  |  1985-04-12t9:05:00 utc = 1985-04-12T09:05:00Z
    1985-04-12T11:46:30.25-3 = 1985-04-12T11:46:30-03
"""

NO_DATES = """
    foo .. ~ - T Y Y- S2 E7 1935- 1935-12- 1935-12-30- 1935-12-30-01 --05-12 193512
    + +1935 1935T10:00:00 Tuesday 2012/2013/1234/55BULBASAUR [1935,[1936]] [[1935]]
    ١٩٣٥ １９３５ 1935-1２ Y193X Y17E0 1950S0 %%1935 1935?-?-12 31.13.1935 99/99/1935
    19th 0th-century Dec 31-Feb 2000-02-29-
""".split()


def table(text: str) -> list[list[str]]:
    """Return the cells of the lines that have any, without the blanks around them."""
    lines = [line for line in text.splitlines() if line.strip()]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


@pytest.mark.parametrize("text", LEVEL_0 + LEVEL_1 + LEVEL_2 + COMBINED)
def test_edtf_is_read_and_kept_as_written(text: str) -> None:
    date = parse(text)
    assert str(date) == date.text == text
    assert parse(str(date)) == date
    assert date.words
    assert "  " not in date.words


@pytest.mark.parametrize(("text", "earliest", "latest"), BOUNDS)
def test_bounds_are_the_first_and_last_possible_day(text: str, earliest: str | None, latest: str | None) -> None:
    date = parse(text)
    assert (date.earliest_iso, date.latest_iso) == (earliest, latest)


@pytest.mark.parametrize(("text", "words"), table(WORDS))
def test_words_say_the_date_in_english(text: str, words: str) -> None:
    assert parse(text).words == words


def failure(text: str) -> DateError:
    with pytest.raises(DateError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(("text", "fault", "part", "proposal"), table(WRONG))
def test_fault_is_named_placed_and_mended(text: str, fault: str, part: str, proposal: str) -> None:
    error = failure(text)
    assert error.fault == fault
    assert text[error.start : error.end].strip() == part
    assert error.proposal == (proposal or None)
    assert error.message == str(error) == (f"{fault}: write {proposal}" if proposal else fault)


@pytest.mark.parametrize(("text", "right"), [pair.split(" = ") for row in table(OTHERWISE) for pair in row])
def test_other_notation_is_refused_with_the_edtf_for_it(text: str, right: str) -> None:
    assert failure(text).message.endswith(f": write {right}")


@pytest.mark.parametrize("text", NO_DATES)
def test_text_without_a_date_is_refused_without_a_guess(text: str) -> None:
    error = failure(text)
    assert error.proposal is None
    assert 0 <= error.start <= error.end <= len(text)


def test_nothing_is_no_date() -> None:
    assert failure("").message == "not a date such as 1935, 1935-12 or 1935-12-30"


def test_several_slips_are_mended_at_once_and_many_not_at_all() -> None:
    assert failure("[c. 1892, ca 1895 ,the 1930s]").proposal == "[1892~,1895~,193X]"
    assert failure("[" + ",".join(["1930s"] * 20) + "]").proposal is None


def test_hostile_text_is_refused_before_it_is_read() -> None:
    assert failure("1" * 501).message == "longer than 500 characters"
    assert failure("1" * 10_000_000).message == "longer than 500 characters"
    assert failure(" or " * 125).message == "not a date such as 1935, 1935-12 or 1935-12-30"
    assert len(parse("[" + ",".join(["XXXX"] * 99) + "]").points) == 99
    assert failure("Y1E" + "9" * 400).message == "year has more than 15 digits"
    assert failure("1950S" + "9" * 400).message == "the year has only 4 digits"


def test_points_are_the_members_and_ends() -> None:
    date = parse("[..1892~,1893?,1895-02..1896%]")
    assert date.kind is DateKind.ONE_OF
    assert [point.text for point in date.points] == ["..1892~", "1893?", "1895-02..1896%"]
    assert [iso(point.latest or 0) for point in date.points] == [
        "1892-12-31",
        "1893-12-31",
        "1896-12-31",
    ]
    assert date.points[0].earliest is None
    assert [point.open for point in date.points] == [True, False, False]
    assert [point.approximate for point in date.points] == [True, False, True]
    assert [point.uncertain for point in date.points] == [False, True, True]
    assert parse("[1895..]").points[0].open


@pytest.mark.parametrize(
    ("text", "kind"),
    [("1935", "date"), ("1935/1936", "interval"), ("[1935]", "one-of"), ("{1935}", "all-of")],
)
def test_kind_says_what_the_points_are_to_each_other(text: str, kind: str) -> None:
    assert parse(text).kind == kind


def test_open_and_unknown_ends_are_told_apart() -> None:
    start, end = parse("../1921").points
    assert (start.open, start.unknown, start.text) == (True, False, "..")
    assert (end.open, end.unknown, end.text) == (False, False, "1921")
    start, end = parse("1921/").points
    assert (end.open, end.unknown, end.text) == (False, True, "")
    assert (end.earliest, end.latest) == (None, None)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("1935", False, False),
        ("1935~", True, False),
        ("1935?", False, True),
        ("1935%", True, True),
        ("2004-06~-11", True, False),
        ("?2004-06-~11", True, True),
        ("1935/1936~", True, False),
        ("{1935?,1936}", False, True),
        ("193X", False, False),
        ("1950S2", False, False),
    ],
)
def test_a_qualifier_anywhere_marks_the_date(text: str, *, approximate: bool, uncertain: bool) -> None:
    date = parse(text)
    assert (date.approximate, date.uncertain) == (approximate, uncertain)


def test_sort_keys_order_open_dates_outermost_in_python_and_sqlite() -> None:
    texts = ["../1921", "Y-999999999999999", "-0001", "1920", "1920/1921", "1921", "1921/.."]
    texts.append("Y999999999999999")
    keys = [parse(text).sort_key for text in texts]
    assert keys == sorted(keys)
    assert keys[0][0] == -ALWAYS
    assert keys[-2][1] == ALWAYS
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE date (text, earliest INTEGER, latest INTEGER)")
    rows = [(text, *key) for text, key in zip(texts, keys, strict=True)]
    database.executemany("INSERT INTO date VALUES (?, ?, ?)", reversed(rows))
    assert list(database.execute("SELECT * FROM date ORDER BY earliest, latest")) == rows
    database.close()


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("1935", "1935-12-31/1936", True),
        ("1935", "1936", False),
        ("../1935", "1935-12-31", True),
        ("../1935", "1936", False),
        ("1935/", "Y12345", True),
        ("/1934", "1935/..", False),
    ],
)
def test_dates_overlap_when_they_can_share_a_day(one: str, other: str, *, overlap: bool) -> None:
    assert parse(one).overlaps(parse(other)) is overlap
    assert parse(other).overlaps(parse(one)) is overlap


def test_day_numbers_are_those_of_datetime() -> None:
    for number in range(1, dt.date.max.toordinal(), 97):
        day = dt.date.fromordinal(number)
        assert day_number(day.year, day.month, day.day) == number
        assert iso(number) == day.isoformat()


@given(st.integers(-(10**12), 10**12))
def test_day_in_iso_is_read_back(number: int) -> None:
    assert iso_day(iso(number)) == number


LEAPLESS = (-300, -200, -100)


def test_day_numbers_go_on_without_a_gap_before_year_1() -> None:
    days = [
        day_number(year, month, day)
        for year in range(-401, 2)
        for month, length in enumerate([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], start=1)
        for day in range(1, length + 1 + (month == 2 and year % 4 == 0 and year not in LEAPLESS))
    ]
    assert all(later - earlier == 1 for earlier, later in pairwise(days))
    assert days[-1] == 365


# A slow machine is no fault.
unhurried = settings(deadline=None)

# Strategies: EDTF by its grammar.

QUALIFIER = st.sampled_from(["", "", "", "?", "~", "%"])
DIGITS = st.text("0123456789", min_size=4, max_size=4)
MASKS = st.text("0123456789XX", min_size=4, max_size=4)
YEARS = st.one_of(DIGITS, MASKS, DIGITS.filter(lambda text: text != "0000").map(lambda text: f"-{text}"))
MONTHS = st.one_of(st.integers(1, 12).map(lambda month: f"{month:02}"), st.sampled_from(["XX", "0X", "1X", "X2"]))
DAYS = st.one_of(st.integers(1, 28).map(lambda day: f"{day:02}"), st.sampled_from(["XX", "0X", "2X", "X9", "X1"]))
NUMBERS = st.integers(-(10**15) + 1, 10**15 - 1).filter(lambda number: abs(number) > 9999)
LONG_YEARS = st.one_of(
    NUMBERS.map(lambda number: f"Y{number}"),
    st.builds(lambda number, power: f"Y{number}E{power}", st.integers(1, 999), st.integers(1, 12)),
    st.builds(lambda number, digits: f"Y{number}S{digits}", NUMBERS, st.integers(1, 5)),
)
PLAIN = st.dates().map(str)
QUALIFIED_YEARS = st.builds("{}{}{}".format, QUALIFIER, st.one_of(YEARS, LONG_YEARS), QUALIFIER)
QUALIFIED_MONTHS = st.builds(
    "{}{}{}-{}{}{}".format,
    *(QUALIFIER, YEARS, QUALIFIER),
    *(QUALIFIER, st.one_of(MONTHS, st.integers(21, 41).map(str)), QUALIFIER),
)
QUALIFIED_DAYS = st.builds(
    "{}{}{}-{}{}{}-{}{}{}".format,
    *(QUALIFIER, YEARS, QUALIFIER),
    *(QUALIFIER, MONTHS, QUALIFIER),
    *(QUALIFIER, DAYS, QUALIFIER),
)
TIMES = st.builds("{}T{}{}".format, PLAIN, st.times().map("{:%H:%M:%S}".format), st.sampled_from(["", "Z", "-04"]))
POINTS = st.one_of(PLAIN, QUALIFIED_YEARS, QUALIFIED_MONTHS, QUALIFIED_DAYS)


def ordered(one: str, other: str) -> tuple[str, str]:
    """Return two dates so that the second does not end before the first begins."""
    return (other, one) if parse(one).sort_key[0] > parse(other).sort_key[1] else (one, other)


PAIRS = st.builds(ordered, POINTS, POINTS)
INTERVALS = st.one_of(
    PAIRS.map("/".join),
    st.builds("{}/{}".format, POINTS, st.sampled_from(["", ".."])),
    st.builds("{}/{}".format, st.sampled_from(["", ".."]), POINTS),
)
MEMBERS = st.lists(st.one_of(POINTS, PAIRS.map("..".join)), min_size=1, max_size=5).map(",".join)
SETS = st.one_of(MEMBERS.map("[{}]".format), MEMBERS.map("{{{}}}".format))
OPEN_SETS = st.one_of(st.builds("[..{},{}]".format, POINTS, MEMBERS), st.builds("{{{},{}..}}".format, MEMBERS, POINTS))
EDTF = st.one_of(POINTS, TIMES, INTERVALS, SETS, OPEN_SETS)


@given(EDTF)
@unhurried
def test_any_edtf_is_kept_as_written_and_bounded(text: str) -> None:
    date = parse(text)
    assert parse(str(date)) == date
    assert str(date) == text
    for earliest, latest in [(date.earliest, date.latest), *((p.earliest, p.latest) for p in date.points)]:
        if earliest is not None and latest is not None:
            assert -ALWAYS < earliest <= latest < ALWAYS
    assert date.sort_key[0] <= date.sort_key[1]
    assert date.words == date.words.strip()


@given(INTERVALS)
@unhurried
def test_bounds_of_an_interval_are_those_of_its_ends(text: str) -> None:
    start, end = text.split("/")
    date = parse(text)
    assert date.earliest == (parse(start).earliest if start.strip(".") else None)
    assert date.latest == (parse(end).latest if end.strip(".") else None)


@given(SETS)
@unhurried
def test_bounds_of_a_set_are_the_outermost_of_its_members(text: str) -> None:
    members = [parse(member.replace("..", "/")) for member in text[1:-1].split(",")]
    earliest, latest = zip(*(member.sort_key for member in members), strict=True)
    assert parse(text).sort_key == (min(earliest), max(latest))


TWO_DIGITS = st.text("0123X", min_size=2, max_size=2)
ONE_X = st.from_regex(r"[1-8]([0-9]{2}X|[0-9]X[0-9]|X[0-9]{2}|[0-9]{3})", fullmatch=True)


@given(ONE_X, TWO_DIGITS, TWO_DIGITS)
@unhurried
def test_bounds_of_a_mask_are_the_outermost_of_the_days_that_fit_it(year: str, month: str, day: str) -> None:
    mask = re.compile(f"{year}-{month}-{day}".replace("X", "[0-9]"))
    years = {int(year.replace("X", digit)) for digit in "0123456789"}
    firsts = [dt.date(each, 1, 1).toordinal() for each in years]
    days = [str(dt.date.fromordinal(first + count)) for first in firsts for count in range(366)]
    fitting = sorted(filter(mask.fullmatch, days))
    date, error = outcome(f"{year}-{month}-{day}")
    if error:
        assert not fitting
    else:
        assert date
        assert (date.earliest_iso, date.latest_iso) == (fitting[0], fitting[-1])


ALPHABET = "0123456789XYESTZ-/.,[]{}?~%: +uxopencBADtrs\u2013\u0661"
MUTATED = st.builds(
    lambda text, at, cut, more: text[:at] + more + text[at + cut :],
    EDTF,
    st.integers(0, 20),
    st.integers(0, 3),
    st.text(ALPHABET, max_size=3),
)


@given(st.one_of(MUTATED, st.text(ALPHABET, max_size=30), st.text()))
@settings(unhurried, max_examples=500)
def test_any_text_is_a_date_or_a_fault_within_it(text: str) -> None:
    date, error = outcome(text)
    if error:
        assert 0 <= error.start <= error.end <= len(text)
        assert error.message.startswith(error.fault)
        assert error.proposal is None or parse(error.proposal).text != text
    else:
        assert date
        assert date.text == text
        assert date.words


def outcome(text: str) -> tuple[Date | None, DateError | None]:
    try:
        return parse(text), None
    except DateError as error:
        return None, error


@given(EDTF)
@unhurried
def test_words_are_no_edtf_unless_they_mean_the_same(text: str) -> None:
    date = parse(text)
    read, _ = outcome(date.words)
    assert read is None or read.sort_key == date.sort_key


# The library edtf as an oracle.

TRUSTED = [
    text
    for text in LEVEL_0 + LEVEL_1 + LEVEL_2
    if not text.endswith(("/", "-24", "S2", "S3")) and not text.startswith("/") and text != "1984-1X"
]


def oracle(text: str) -> tuple[str | None, str | None]:
    """Return the strict bounds of edtf as `iso` writes them."""
    date = parse_edtf(text)
    return edtf_iso(date.lower_strict()), edtf_iso(date.upper_strict())


def edtf_iso(bound: struct_time | float) -> str | None:
    return None if isinstance(bound, float) else iso(day_number(*bound[:3]))


@pytest.mark.parametrize("text", TRUSTED)
def test_bounds_are_those_of_the_library_edtf(text: str) -> None:
    date = parse(text)
    assert (date.earliest_iso, date.latest_iso) == oracle(text)


QUALIFIED = st.one_of(
    PLAIN,
    st.builds("{}{}".format, DIGITS, QUALIFIER),
    st.builds("{}-{:02}{}".format, DIGITS, st.integers(1, 12), QUALIFIER),
    st.builds("{}-{:02}-{:02}{}".format, DIGITS, st.integers(1, 12), st.integers(1, 28), QUALIFIER),
)
UNQUALIFIED_MASKS = st.one_of(
    st.builds("{}-{}".format, DIGITS, st.integers(21, 23)),
    st.builds("{}-{:02}-XX".format, DIGITS, st.integers(1, 12)),
    st.builds("{:03}X".format, st.integers(0, 999)),
    st.builds("{:02}XX-{:02}-28".format, st.integers(0, 99), st.integers(1, 12)),
)


@given(st.one_of(QUALIFIED, UNQUALIFIED_MASKS, st.builds(ordered, QUALIFIED, QUALIFIED).map("/".join)))
@settings(unhurried, max_examples=50)
def test_bounds_of_simple_dates_are_those_of_the_library_edtf(text: str) -> None:
    date = parse(text)
    assert (date.earliest_iso, date.latest_iso) == oracle(text)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        # It ends a winter on 31 December, "for simplicity".
        ("2001-24", ("2001-12-01", "2001-12-31")),
        ("2001-28", ("2001-12-01", "2001-12-31")),
        ("2001-30", ("2001-12-01", "2001-12-31")),
        # It puts an unknown end ten years from the known one.
        ("1985/", ("1985-01-01", "1995-01-01")),
        ("/1985", ("1975-12-31", "1985-12-31")),
        # It leaves significant digits to its fuzzy bounds.
        ("1950S2", ("1950-01-01", "1950-12-31")),
        ("Y3388E2S3", ("+338800-01-01", "+338800-12-31")),
        # It finds days that do not exist: no leap year, no year -0000.
        ("19XX-02-29", ("1900-03-01", "1999-03-01")),
        ("-000X", ("-0009-01-01", "0000-12-31")),
        # It accepts reversed intervals.
        ("1936/1935", ("1936-01-01", "1935-12-31")),
    ],
)
def test_library_edtf_is_still_wrong_where_we_differ(text: str, bounds: tuple[str, str]) -> None:
    assert oracle(text) == bounds


@pytest.mark.parametrize("text", ["1984-1X", "1935-02-2X", "193X-24", "1984?/1984-XX"])
def test_library_edtf_still_cannot_read_some_dates(text: str) -> None:
    with pytest.raises((AttributeError, ValueError, EDTFParseException)):
        oracle(text)
