"""Words a reader may pass on wait in memory for ten minutes."""

from __future__ import annotations

import pytest

from bot.store.offers import MOST, PATIENCE_SECONDS, Offer, Offers
from tests.support.stores import Clock

OFFER = Offer("text-canary", "ru")


@pytest.fixture
def offers(clock: Clock) -> Offers:
    return Offers(clock)


def test_an_offer_is_taken_once(offers: Offers):
    offers.put("p", OFFER)
    assert offers.take("q") is None
    assert offers.take("p") == OFFER
    assert offers.take("p") is None


def test_a_person_has_one_offer_the_last(offers: Offers):
    offers.put("p", Offer("earlier-canary", "ru"))
    offers.put("p", OFFER)
    assert "earlier-canary" not in repr(vars(offers))
    assert offers.take("p") == OFFER
    assert offers.take("p") is None


def test_an_offer_stands_for_ten_minutes(offers: Offers, clock: Clock):
    assert PATIENCE_SECONDS == 600
    offers.put("p", OFFER)
    clock.now += 599
    offers.put("q", OFFER)
    clock.now += 1
    assert offers.take("p") is None
    assert offers.take("q") == OFFER


def test_a_new_offer_begins_the_time_anew(offers: Offers, clock: Clock):
    offers.put("p", OFFER)
    clock.now += 599
    offers.put("p", OFFER)
    clock.now += 599
    assert offers.take("p") == OFFER


@pytest.mark.parametrize("way", ["expire", "put", "take"])
def test_words_whose_time_is_over_are_dropped_when_anything_happens(
    offers: Offers, clock: Clock, way: str
):
    offers.put("p", OFFER)
    clock.now += PATIENCE_SECONDS
    {
        "expire": offers.expire,
        "put": lambda: offers.put("q", Offer("", "ru")),
        "take": lambda: offers.take("q"),
    }[way]()
    assert "canary" not in repr(vars(offers))


def test_forgetting_drops_the_words(offers: Offers):
    offers.put("p", OFFER)
    offers.put("q", Offer("another", "ru"))
    offers.forget("p")
    offers.forget("somebody unknown")
    assert "canary" not in repr(vars(offers))
    assert offers.take("q") is not None


def test_the_oldest_make_room(offers: Offers):
    assert MOST == 1000
    for number in range(MOST):
        offers.put(str(number), OFFER)
    offers.put("1", OFFER)
    assert len(vars(offers)["_open"]) == MOST
    offers.put("new", OFFER)
    offers.put("newer", OFFER)
    assert len(vars(offers)["_open"]) == MOST
    assert [offers.take(person) for person in ("0", "2")] == [None] * 2
    assert [offers.take(person) for person in ("1", "3", "new", "newer")] == [OFFER] * 4
