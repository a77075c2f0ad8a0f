"""EDTF: what is a date, its bounds, its words, and what is said of a text that is none."""

from __future__ import annotations

import datetime
import re
import sqlite3
import sys
import warnings
from itertools import pairwise
from subprocess import run
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from genden_cli.dates import (
    ALWAYS,
    DateError,
    Kind,
    calendar_day,
    day_number,
    iso,
    parse,
)

if TYPE_CHECKING:
    from time import struct_time

with warnings.catch_warnings():
    # edtf 5.0.2 builds its grammar in a way that pyparsing 3.3 warns of.
    warnings.filterwarnings("ignore", message="warn_multiple_tokens", category=UserWarning)
    from edtf import parse_edtf

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
    -0043-03-15T12:00:00Z  1985-04-12T23:59:60+23:59
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
    193u                | the 2012 draft's 'u'                | 193u        | 193X
    19UU/1940           | the 2012 draft's 'u'                | 19UU        | 19XX/1940
    1935-12-uu          | the 2012 draft's 'u'                | 1935-12-uu  | 1935-12-XX
    unknown/1935        | the 2012 draft's 'unknown'          | unknown     | /1935
    1935/unknown        | the 2012 draft's 'unknown'          | unknown     | 1935/
    1935/Open           | the 2012 draft's 'Open'             | Open        | 1935/..
    (2004-06)~          | the 2012 draft's parentheses        | (2004-06)~  | 2004-06~
    2004-(06)?-11       | the 2012 draft's parentheses        | 2004-(06)?-11 | 2004-?06-11
    y17e7               | Y, E and S are capital letters      | y17e7       | Y17E7
    1950p2              | Y, E and S are capital letters      | 1950p2      | 1950S2
    193x                | X is a capital letter               | 193x        | 193X
    1935?~              | '?~' is two qualifiers              | 1935?~      | 1935%
    1935~~              | '~~' is two qualifiers              | 1935~~      | 1935~

    1936/1935           | reversed interval: 1936 comes after 1935  | 1936/1935   | 1935/1936
    1936-01/1935-12~    | reversed interval: 1936-01 comes after 1935-12~ | 1936-01/1935-12~ | 1935-12~/1936-01
    [1895..1892,1899]   | reversed range: 1895 comes after 1892 | 1895..1892  | [1892..1895,1899]
    1935-02-30          | no day 30 in Feb 1935               | 30          |
    1900-02-29          | no day 29 in Feb 1900               | 29          |
    19X1-02-29          | no day 29 in Feb 19X1               | 29          |
    1935-0X-32          | no day 32 in Jan or Feb or Mar or Apr or May or Jun or Jul or Aug or Sep 1935 | 32 |
    1934/1935-02-30     | no day 30 in Feb 1935               | 30          |
    1935-12-00          | no day 00 in Dec 1935               | -00         | 1935-12
    1935-13             | no month 13                         | 13          |
    1935-2X             | no month 2X                         | 2X          |
    1935-00-12          | no month 00                         | 00          |
    1935-00-00          | no month 00                         | -00         | 1935
    1914-18             | no month 18                         | -18         | 1914/1918
    1935-24-01          | a season or part of a year has no days | 01       |
    -0000               | no year -0000                       | -0000       | 0000
    [1935,-0000-05]     | no year -0000                       | -0000       | [1935,0000-05]

    Y1935               | Y is for more than four digits      | Y1935       | 1935
    Y-43                | Y is for more than four digits      | Y-43        | -0043
    Y012345             | a year with Y begins with no 0      | Y012345     | Y12345
    12345               | a longer year begins with Y         | 12345       | Y12345
    Y1E999999999        | a year of more than 15 digits       | Y1E999999999 |
    Y1234567890123456   | a year of more than 15 digits       | Y1234567890123456 |
    Y12345-06           | a year with Y or S has no months    | 06          |
    1950S2-06           | a year with Y or S has no months    | 06          |
    1X50S2              | X and S exclude each other          | 1X50        |
    1950S5              | the year has only 4 digits          | 5           |

    [1892,1895          | unfinished set                      | [1892,1895  | [1892,1895]
    {1892,1895]         | unfinished set                      | {1892,1895] | {1892,1895}
    [1892, 1895]        | a space too many                    |  1895       | [1892,1895]
    [1892,1895]~        | nothing can follow ']'              | ~           |
    [1892,1895]/1937    | nothing can follow ']'              | /1937       |
    [1892,]             | no date such as 1935, 1935-12 or 1935-12-30 |     |
    []                  | no date such as 1935, 1935-12 or 1935-12-30 |     |
    [..]                | '..' joins two dates, or opens a set at one end | .. |
    [1935..,1936]       | '..' joins two dates, or opens a set at one end | 1935.. |
    [1935,..1936]       | '..' joins two dates, or opens a set at one end | ..1936 |
    [..1935..]          | '..' joins two dates, or opens a set at one end | ..1935.. |
    [1935/1936]         | a range in a set is written with '..' | 1935/1936  | [1935..1936]
    1935..1936          | '..' stands in sets only            | 1935..1936  | 1935/1936
    ../..               | an interval needs a date            | ../..       |
    /                   | an interval needs a date            | /           |

    1985-04-12T25:00:00 | a time is hh:mm:ss, hh:mm:ssZ or hh:mm:ss+hh:mm | 25:00:00 |
    1985-04-12T23:20    | a time is hh:mm:ss, hh:mm:ssZ or hh:mm:ss+hh:mm | 23:20    |
    1985-02-30T23:20:30 | no day 30 in Feb 1985               | 30          |
    1985-04-12T23:20:30/1986 | a time of day goes with a lone date | 1985-04-12T23:20:30 | 1985-04-12/1986

    935                 | a year has four digits              | 935         | 0935
    -43                 | a year has four digits              | -43         | -0043
    44                  | a year has four digits              | 44          |
    AD 44               | a year has four digits              | AD 44       | 0044
    44 AD               | a year has four digits              | 44 AD       | 0044
    44 BC               | year 0 is 1 BC                      | 44 BC       | -0043
    1 BCE               | year 0 is 1 BC                      | 1 BCE       | 0000
    1800s               | 1800s can be 18XX or 180X           | 1800s       |
    1/2/1935            | the month can be 1 or 2             | 1/2/1935    |
    1935−12−30          | a dash is no hyphen                 | 1935−12−30  | 1935-12-30
    1935 - 12 - 30      | a space too many                    | 1935 - 12 - 30 | 1935-12-30
    1935 / 1936         | a space too many                    | 1935        | 1935/1936
    unknown             | a date that is not known is left out | unknown    |
    n.d.                | a date that is not known is left out | n.d.       |
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
"""

NO_DATES = """
    foo .. ~ - T Y Y- S2 E7 1935- 1935-12- 1935-12-30- 1935-12-30-01 1935-W05 --05-12 193512
    1935-12-3 + +1935 1935T10:00:00 Tuesday 2012/2013/1234/55BULBASAUR [1935,[1936]] [[1935]]
    ١٩٣٥ １９３５ 1935-1２ X193 Y193X Y17E0 1950S0 %%1935 1935?-?-12 31.13.1935 99/99/1935
    19th 0th-century Dec 30 February 1935
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
def test_bounds_are_the_first_and_last_possible_day(
    text: str, earliest: str | None, latest: str | None
) -> None:
    date = parse(text)
    assert (date.earliest_iso, date.latest_iso) == (earliest, latest)


@pytest.mark.parametrize(("text", "words"), table(WORDS))
def test_words_say_the_date_in_english(text: str, words: str) -> None:
    assert parse(text).words == words


def failure(text: str) -> DateError:
    with pytest.raises(DateError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(("text", "fault", "part", "proposal"), table(WRONG.replace("| \n", "||\n")))
def test_fault_is_named_placed_and_mended(text: str, fault: str, part: str, proposal: str) -> None:
    error = failure(text)
    assert error.fault == fault
    assert text[error.start : error.end].strip() == part
    assert error.proposal == (proposal or None)
    assert error.message == str(error) == (f"{fault}: write {proposal}" if proposal else fault)


@pytest.mark.parametrize(
    ("text", "right"), [pair.split(" = ") for row in table(OTHERWISE) for pair in row]
)
def test_other_notation_is_refused_with_the_edtf_for_it(text: str, right: str) -> None:
    assert failure(text).message.endswith(f": write {right}")
