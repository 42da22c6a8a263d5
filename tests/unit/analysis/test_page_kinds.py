"""An article, an offer, a product page, a price list, a contact page and a notice are told apart."""

import pytest

from auditor.analysis.pipeline import analyse

EXPLAINS = """Gallstones form when bile hardens in the gallbladder. Many people never notice them.
A stone that blocks the duct causes severe pain under the ribs. The pain may spread to the shoulder.
Fever and yellow skin are signs of an infection. An ultrasound scan shows most stones.
Doctors often advise surgery when attacks come back. The operation removes the gallbladder through small cuts.
Most patients go home the same day. Complications such as bleeding are rare but serious.
Diarrhoea is a common side effect in the first weeks. A low-fat diet can lower the risk of another attack.
Medicines that dissolve stones work slowly and help few patients. Pregnancy and fast weight loss raise the risk.
People with diabetes should tell the surgeon about their insulin. Nobody should ignore a high fever with pain.
Blood tests show whether the liver is affected. Antibiotics are given when the gallbladder is inflamed.
"""
SELLS = """Welcome to our clinic in Bath. We have looked after families in the city for thirty years.
Our team will listen to you and plan your care with you. We use the newest scanners in our own rooms.
You can book an appointment on any day of the week. Our nurses ring every patient on the day after.
We offer weekend surgery at no extra price. Our rooms have a view of the river and the hills.
We treat knees, hips and shoulders in one visit if we can. Our physiotherapists see you before you go home.
Choose us because we answer the phone ourselves. Our surgeons have time for your questions, and so do we.
We work with all insurers that you have heard of. Our fees stand on the price list, and we keep to them.
We are proud of what our patients say of us. Call us today and we will find a slot for you this week.
We give talks in village halls on the first Monday of each month. Join us for tea and ask us anything you like.
"""
SHOP = """Mount Oak Balm is made by hand in small batches. A jar holds 60 ml and lasts about two months.
Rub a little into the skin in the morning and at night. Add to basket and it leaves our barn tomorrow.
Buy now and get free delivery on two jars or more. It is in stock and comes in a paper tube.
There is a money-back guarantee if you do not like the smell. Subscribe and save ten per cent on every jar.
Our balm contains beeswax, oak bark and rosemary. We press the rosemary oil ourselves on the farm in spring.
The jar can be sent back to us and is filled again. We pay the postage for that, wherever you live.
We have made it since my grandmother wrote down the recipe. It is the only thing we make, and we make it slowly.
Please keep out of reach of children and out of the sun. We add no colour, no perfume and no water to it.
Ask our farm shop for a sample when you pass by. We are open on Saturdays and the dog is friendly to all.
"""
PRICES = "\n\n".join(
    ["Prices from January", *(f"Crown {n} £{400 + n}" for n in range(8)), "All prices include X-rays."]
)
CONTACT = """Contact us

Park Row Dental, 4 Park Road, Leeds

Phone: 0113 496 0111

Email: hello@parkrow.example

Opening hours: Monday to Friday 9 to 5

Saturday 9 to 1

Parking is behind the house."""
NOTICE = "Tired of glasses?\n\nLaser eye surgery in Cork. Free consultation this Saturday. Call us on 021 555 0100."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (EXPLAINS, "article"),
        (SELLS, "offer"),
        (SHOP, "product"),
        (PRICES, "price-list"),
        (CONTACT, "contact"),
        (NOTICE, "notice"),
    ],
)
def test_the_kind_of_page(read, lexicon, text, kind):
    assert analyse(read(text), lexicon, country="UK").page.kind.value == kind


def test_an_article_by_a_seller_with_an_offer_at_its_end_stays_an_article(read, lexicon):
    text = EXPLAINS + "\n\nOur surgeons in Bath see you within a week. Call us to book a consultation."
    assert analyse(read(text), lexicon, country="UK").page.kind.value == "article"


def test_sentences_on_medicine_are_counted(read, lexicon):
    page = analyse(read(EXPLAINS), lexicon, country="UK").page
    assert 12 <= page.medical_sentences <= 18
    assert page.prose_words > 140
