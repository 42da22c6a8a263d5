"""Sentences with what a disease costs, and with numbers that are set against something else."""

FIRM = [
    ("The cost of an amputation is put at £6,400.", "£6,400"),
    ("The risk falls to a tenth.", "a tenth"),
    ("Between a third and a half relapse.", "a third"),
    ("Of those with a score above 10, 40% improved.", "40%"),
    ("It was 12% and 8%, and the fee is $40.", "8%"),
    # What a disease costs and what its treatment saves.
    ("Migraine costs the average employer £1,100 per head a year.", "£1,100"),
    ("Each hip mended early saved society about $9,000.", "$9,000"),
    ("Poor sleep costs the economy 37 billion pounds a year.", "37 billion"),
    ("Asthma takes 210 million rand out of the economy.", "210 million"),
    ("For each pound invested in the scheme, the council gets £4.20 back.", "£4.20"),
    ("People with psoriasis spend $2,600 more a year on care than people without it.", "$2,600"),
    ("A day in hospital costs $1,480, whereas a nurse at home costs $95.", "$1,480"),
    ("Diabetes costs R16,750 per person.", "R16,750"),
    # Numbers set against something else.
    ("Boys outnumber girls by about five to two.", "five to two"),
    ("It was in the top twenty of 88 trusts.", "twenty of 88"),
    ("The programme takes some nine biopsies for each cancer found.", "nine biopsies"),
    ("For every tumour found, 14 women have a false alarm.", "14 women"),
    ("The scan leads to 1.7 additional visits to a doctor.", "1.7"),
    ("The gel gave two extra dry nights a week.", "two extra"),
    ("Being alone is worse for the heart than ten cigarettes a day.", "ten cigarettes"),
    ("More than 60 a day are taken to casualty.", "60 a day"),
    ("The two groups ended within half a point of each other.", "half a point"),
    ("Boys accounted for nearly all of the rise.", "nearly all of the"),
    ("The odds of a second clot are better than even.", "odds"),
    ("Patients went 140 days before their next attack, against 95 days on tablets.", "140 days"),
]
