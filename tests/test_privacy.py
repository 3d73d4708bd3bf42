"""Who a person is cannot be read from what is kept."""

from __future__ import annotations

import re
import resource

from bot.privacy import forbid_core_dumps, pseudonym, queue_name

PERSON = 7_123_456_789
KEY = b"k" * 64


def test_a_pseudonym_is_stable_and_hides_the_id():
    name = pseudonym(KEY, PERSON)
    assert name == pseudonym(KEY, PERSON)
    assert re.fullmatch(r"[0-9a-f]{32}", name)
    assert str(PERSON) not in name and f"{PERSON:x}" not in name


def test_pseudonyms_differ_by_key_and_by_person():
    names = {pseudonym(key, person) for key in (KEY, b"j" * 64) for person in (PERSON, PERSON + 1)}
    assert len(names) == 4


def test_a_queue_has_another_name_than_the_person():
    person = pseudonym(KEY, PERSON)
    name = queue_name(KEY, person)
    assert name == queue_name(KEY, person)
    assert re.fullmatch(r"[0-9a-f]{32}", name)
    others = {queue_name(b"j" * 64, person), queue_name(KEY, "\ud800"), pseudonym(KEY, PERSON)}
    assert len({name, *others}) == 4


def test_a_crash_writes_no_memory_to_disk():
    before = resource.getrlimit(resource.RLIMIT_CORE)
    forbid_core_dumps()
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
    assert before[1] >= 0 or before[1] == resource.RLIM_INFINITY
