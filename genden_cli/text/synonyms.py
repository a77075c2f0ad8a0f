"""English words that mean nearly the same in most texts, whatever these are about.

The words of a topic belong to its fact base, under ``words``. A group of a base takes in the words of a group here if
both have a word in common.
"""

from __future__ import annotations

from typing import Final

SYNONYMS: Final = tuple(
    tuple(line.split())
    for line in """
promise vow pledge swear
forge forgery fake counterfeit falsify
telegram cable wire
begin start commence
end finish conclude cease
ask request plead
answer reply respond retort
order command instruct instruction
demand insist require
allow permit let
refuse reject decline
want wish desire
flee escape
chief head leader boss
country nation state homeland
buy purchase
rich wealthy affluent
poor impoverished destitute penniless
suppress crush quell
declare proclaim announce
found establish create
close shut
expel evict
secret covert clandestine
trip journey voyage travel
house home residence dwelling
study educate schooling
school college academy
friend ally
enemy foe opponent adversary rival
fight battle combat
job post office position
money cash funds
pay payment
big large huge great
quick fast rapid swift
hard difficult tough
show display exhibit
hide conceal
speak talk
shout yell scream cry
whisper murmur
laugh laughter chuckle
walk stride step
seize grab snatch
throw hurl fling toss
pull drag
push shove
keep retain preserve
lose loss
gain win obtain acquire
grow increase
shrink decrease reduce
worsen deteriorate sour
improve better
arrive reach
leave depart
send dispatch
receive welcome host
meet encounter
praise laud commend applaud
blame fault
doubt distrust mistrust suspect
fear dread afraid
hate loathe detest
hope expect
think believe regard consider
know aware
understand realise realize grasp
remember recall
decide resolve
agree accept consent
support back endorse
oppose resist defy
obey follow comply
protect defend shield
attack assault
threaten threat menace
warn caution
punish penalise
pardon amnesty
free release liberate
invade invasion
occupy occupation
divide split
unite merge unify
rule govern reign
government cabinet
parliament assembly legislature
law statute
party faction
policy line course
plan plot scheme
reason cause motive
result outcome consequence effect
influence sway
control grip
pressure pressurise
pretext excuse
fate destiny
marriage wedding nuptials
baptism christening
famous renowned
unusual unprecedented
calm composed
tense strained
silent silence quiet hush
border frontier
ill sick
mad insane
recognise recognize acknowledge
join accede
loan credit
weapon arms
stick cane
floor ground
face cheek
car automobile vehicle
plaque tablet
tower skyscraper
newspaper press
speech address
message note
hospital clinic
room chamber
guide guidance
tie bond link connection
revenge vengeance
uproar outcry
ruin downfall undoing
loyal loyalty faithful
strict harsh severe stern
gloomy sombre
heritage legacy
resentment discontent dissatisfaction grievance
friendship amity
gift present
corpse body remains
publish print
author writer
invent devise
extinguish douse
guest visitor
envoy emissary delegate
noble aristocrat
""".strip().splitlines()
)
"""Groups of words. Each word is in its base form."""
