"""The knowledge base of names: ids, references, dates and forms, checked against each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec import Struct

from musnad.aliases import aliases, shared
from musnad.lexicon import KNOWLEDGE, LexiconError, lexicon, read_names, read_table
from musnad.rows import Holder, Organization
from musnad.terms import first_day, last_day
from musnad.text.fold import fold_text

LEX = lexicon()
THINGS: dict[str, Mapping[str, Struct]] = {
    "state": LEX.states,
    "place": LEX.places,
    "org": LEX.organizations,
    "person": LEX.persons,
    "outlet": LEX.outlets,
    "office": LEX.offices,
}
ARAB = (
    "dz",
    "bh",
    "eg",
    "iq",
    "jo",
    "kw",
    "lb",
    "ly",
    "ma",
    "mr",
    "om",
    "ps",
    "qa",
    "sa",
    "sd",
    "sy",
    "tn",
    "ae",
    "ye",
)
SMALL_ARAB = ("so", "dj", "km")
GREAT = ("ar", "au", "br", "ca", "cn", "fr", "de", "in", "id", "it", "jp", "mx", "ru", "za", "kr", "tr", "gb", "us")
HANDOVER = 45
"""Days that a post may stand empty, or change hands twice over, without a word about it."""


def missing(ids: Iterable[str]) -> set[str]:
    return {i for i in ids if i and i not in THINGS[i.split(":")[0]]}


@pytest.mark.parametrize(
    ("table", "least"),
    [
        ("states", 198),
        ("places", 1000),
        ("organizations", 500),
        ("persons", 1700),
        ("offices", 250),
        ("holders", 1100),
        ("outlets", 700),
        ("titles", 300),
        ("bodies", 130),
        ("given_names", 3000),
    ],
)
def test_tables_stay_as_full_as_they_are(table: str, least: int) -> None:
    assert len(getattr(LEX, table)) >= least


def test_names_of_persons_are_of_every_kind() -> None:
    kinds = Counter(row.kind for row in LEX.given_names.values())
    assert kinds["given"] >= 800
    assert kinds["family"] + kinds["family-foreign"] + kinds["foreign"] >= 600
    assert set(kinds) == {"given", "family", "family-foreign", "foreign"}


@pytest.mark.parametrize("kind", THINGS)
def test_ids_are_stable_and_plain(kind: str) -> None:
    assert [i for i in THINGS[kind] if not re.fullmatch(rf"{kind}:[a-z0-9]+(-[a-z0-9]+)*", i)] == []


def test_a_state_is_named_by_its_iso_code() -> None:
    assert all(key == f"state:{row.iso2.lower()}" for key, row in LEX.states.items())


def test_references_resolve() -> None:
    assert missing(row.capital for row in LEX.states.values()) == set()
    assert missing(row.state for row in LEX.places.values()) == set()
    assert missing(row.of for row in LEX.organizations.values()) == set()
    assert missing(row.country for row in LEX.outlets.values()) == set()
    assert missing(row.of for row in LEX.offices.values()) == set()
    assert missing(i for row in LEX.persons.values() for i in row.of) == set()
    assert missing(i for row in LEX.holders.values() for i in (row.office, row.person)) == set()
    assert missing(i for row in LEX.ambiguous.values() for i in row.ids) == set()
    assert {row.role for row in LEX.offices.values()} <= set(LEX.office_roles)


@pytest.mark.parametrize("kind", THINGS)
def test_one_form_one_row(kind: str) -> None:
    several = {fold_text(form) for form in LEX.ambiguous}
    assert list(shared(THINGS[kind], several)) == []


def test_what_tables_share_is_listed_as_ambiguous() -> None:
    several = {fold_text(form) for form in LEX.ambiguous}
    owners: dict[str, set[str]] = defaultdict(set)
    for rows in THINGS.values():
        for key, row in rows.items():
            for form in aliases(row):
                owners[fold_text(form)].add(key)
    assert {form: keys for form, keys in owners.items() if len(keys) > 1 and form not in several} == {}


def test_an_ambiguous_form_means_at_least_two() -> None:
    assert [form for form, row in LEX.ambiguous.items() if len(set(row.ids)) < 2] == []


def test_a_form_stands_once_in_its_row_and_without_stray_space() -> None:
    for rows in THINGS.values():
        for key, row in rows.items():
            for field in ("variants", "demonyms", "seats", "names"):
                forms = [fold_text(form) for form in getattr(row, field, ())]
                assert len(forms) == len(set(forms)), key
            assert all(form == " ".join(form.split()) for form in aliases(row)), key


def test_common_forms_are_forms_of_their_row() -> None:
    for rows in (LEX.states, LEX.places, LEX.organizations, LEX.outlets):
        for key, row in rows.items():
            assert set(row.common) <= set(aliases(row)), key


def test_short_forms_are_no_variants() -> None:
    assert [key for key, row in LEX.persons.items() if set(row.short) & {row.name_ar, *row.variants}] == []


def test_every_domain_belongs_to_one_outlet() -> None:
    domains = Counter(domain for row in LEX.outlets.values() for domain in row.domains)
    assert [domain for domain, times in domains.items() if times > 1] == []
    assert [domain for domain in domains if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain)] == []


def test_every_arab_state_has_an_agency_and_a_newspaper_or_site() -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in LEX.outlets.values():
        kinds[row.country].add(row.kind)
    assert [state for state in ARAB if not {"agency"} <= kinds[f"state:{state}"]] == []
    assert [state for state in ARAB if not {"newspaper", "site"} & kinds[f"state:{state}"]] == []


def terms(office: str) -> list[Holder]:
    held = (row for row in LEX.holders.values() if row.office == office)
    return sorted(held, key=lambda row: (first_day(row.since), row.until or "9999"))


@pytest.mark.parametrize("office", LEX.offices)
def test_terms_of_an_office_follow_each_other(office: str) -> None:
    rows = terms(office)
    assert rows, "nobody ever held it"
    for before, after in pairwise(rows):
        assert before.until, f"{before.key} never left"
        if not after.note:
            assert first_day(before.until) <= last_day(after.since), f"{before.key} overlaps {after.key}"
            assert (first_day(after.since) - last_day(before.until)).days <= HANDOVER, f"gap before {after.key}"


def test_who_is_in_office_was_seen_there() -> None:
    assert [row.key for row in LEX.holders.values() if bool(row.until) == bool(row.seen)] == []


def test_holders_stand_by_office_and_day() -> None:
    keys = [(row.office, first_day(row.since)) for row in LEX.holders.values()]
    assert keys == sorted(keys)


def test_required_offices_are_covered_from_2011_on() -> None:
    for state in (*ARAB, *SMALL_ARAB, *GREAT, "il", "ir", "ua"):
        ranks = {
            LEX.office_roles[office.role].rank: min(row.since for row in terms(key))
            for key, office in LEX.offices.items()
            if office.of == f"state:{state}" and LEX.office_roles[office.role].rank in ("state-head", "foreign")
        }
        assert "foreign" in ranks, state
        assert ranks["foreign"] < "2011-04", state
        if state not in ("au", "ca"):  # the crown of the United Kingdom
            assert ranks["state-head"] < "2011-03", state


def shown(forms: Iterable[str], example: str) -> bool:
    """Whether one of the forms stands in the example, behind clitics and the article if need be."""
    text = f" {fold_text(example)} "
    for form in map(fold_text, forms):
        words = [re.escape(word) for word in form.removeprefix("ال").split()]
        if re.search(r" [وف]?[بكل]?(ال|لل)?" + " (ال)?".join(words) + r"(ه|ها|هم|هن)? ", text):
            return True
    return False


def test_every_title_is_shown_in_use() -> None:
    rows = LEX.titles.values()
    assert [row.title for row in rows if not shown((row.title, *row.feminine, *row.plural), row.example)] == []


def test_every_body_is_shown_in_use() -> None:
    assert [row.noun for row in LEX.bodies.values() if not shown((row.noun, *row.plural), row.example)] == []


def test_every_role_is_shown_in_use() -> None:
    rows = LEX.office_roles.values()
    assert [row.role for row in rows if not shown((*row.construct, *row.definite), row.example)] == []


def test_a_word_is_not_shown_by_a_longer_word() -> None:
    assert shown(["وزير"], "سأل الوزير عن الموعد")
    assert not shown(["وزير"], "وزيران في القاعة")


def test_rows_are_sorted_by_key() -> None:
    for table in ("states", "places", "organizations", "persons", "offices", "outlets", "titles", "given_names"):
        keys = list(getattr(LEX, table))
        assert keys == sorted(keys), table


# --- what is refused at load -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        ("x/a\to\tp\t2020-02-30\t", "holders.tsv:2: "),
        ("x/a\to\tp\t2020-13\t", "holders.tsv:2: "),
        ("x/a\to\tp\tsoon\t", "holders.tsv:2: 'soon' is no day"),
        ("x/a\to\tp\t2020-W01-1\t", "holders.tsv:2: '2020-W01-1' is no day"),
        ("x/a\to\tp\t2020-05-01\t2019", "holders.tsv:2: left on 2019, before 2020-05-01"),
    ],
)
def test_an_impossible_date_is_refused(tmp_path: Path, cells: str, complaint: str) -> None:
    (tmp_path / "holders.tsv").write_text(f"key\toffice\tperson\tsince\tuntil\n{cells}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=re.escape(complaint)):
        read_table("holders", Holder, tmp_path)


def test_a_form_of_two_rows_is_refused_with_its_line(tmp_path: Path) -> None:
    rows = "id\tname_ar\tname_en\tkind\tvariants\norg:a\tحركة الأمل\tA\tparty\t\n\norg:b\tتيار\tB\tparty\tحركة الامل\n"
    (tmp_path / "orgs.tsv").write_text(rows, encoding="utf-8")
    with pytest.raises(LexiconError, match=re.escape("orgs.tsv:4: 'حركة الامل' stands for org:a already")):
        read_names("orgs", Organization, folder=tmp_path)
    assert set(read_names("orgs", Organization, {fold_text("حركة الأمل")}, tmp_path)) == {"org:a", "org:b"}


def test_what_is_known_of_a_day_bounds_it() -> None:
    assert (str(first_day("2012-02")), str(last_day("2012-02"))) == ("2012-02-01", "2012-02-29")
    assert (str(first_day("2011")), str(last_day("2011"))) == ("2011-01-01", "2011-12-31")
    assert first_day("2017-05-14") == last_day("2017-05-14")


def test_the_tables_say_what_they_hold() -> None:
    for table in ("states", "places", "holders", "persons", "organizations", "outlets", "titles", "ambiguous"):
        assert (KNOWLEDGE / f"{table}.tsv").read_text(encoding="utf-8").startswith("# ")
