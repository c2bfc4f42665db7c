import pytest

from models.regions import find_mentions, gazetteer, is_within, issuing_region


def only(text):
    mentions = find_mentions(text)
    assert len(mentions) == 1
    return mentions[0]


@pytest.mark.parametrize(
    ("text", "level", "code"),
    [
        ("PEMERINTAH KABUPATEN TULANG BAWANG BARAT", "regency", "18.12"),
        ("Dinas Pendidikan Kab. Demak", "regency", "33.21"),
        ("Dinas Pendidikan Kota Binjai", "city", "12.75"),
        ("Kabupaten balangan", "regency", "63.11"),
        ("KABUPATFN BLITAR", "regency", "35.05"),
        ("KabupatenDemak", "regency", "33.21"),
        ("Kabupaten Kota Waringin Barat", "regency", "62.01"),
        ("Kabupaten Pangkajene dan Kepulauan", "regency", "73.10"),
        ("Kota Administrasi Jakarta Pusat", "city", "31.71"),
        ("Kota\nBinjai", "city", "12.75"),
        ("Wali Kota Binjai", "city", "12.75"),
        ("Dinas Tata Kota Binjai", "city", "12.75"),
        ("Peraturan Bupati Banyumas Nomor 22", "regency", "33.02"),
        ("PROVINSI BENGKULU", "province", "17"),
        ("PPID PROV. KALTIM", "province", "64"),
        ("Keputusan Gubernur Kalbar No 7", "province", "61"),
        ("PEMERINTAH PROVISI KALIMANTAN BARAT", "province", "61"),
        ("Provinsi Papua Barat Daya", "province", "96"),
        ("Provinsi Kep. Bangka Belitung", "province", "19"),
        ("Provinsi DKI Jakarta", "province", "31"),
        ("Kabupaten Pontianak", "regency", "61.02"),
    ],
)
def test_regions_named_with_their_kind(text, level, code):
    mention = only(text)
    assert mention.level == level
    assert [entry.code for entry in mention.matches] == [code]
    assert mention.likeness == 1.0
    assert mention.name in " ".join(text[mention.start : mention.end].split())


@pytest.mark.parametrize(
    "text",
    [
        "BPS Kabupaten/Kota",
        "BPS Kabupaten / Kota Blitar",
        "kabupaten dan kota",
        "pemerintah kabupaten setempat",
        "Peraturan Bupati Nomor 10 Tahun 2018",
        "KOTA LAYAK ANAK",
        "Dinas Tata Kota",
        "Kepala Dinas Kabupaten",
        "tingkat kota untuk umum",
    ],
)
def test_text_that_names_no_region(text):
    assert find_mentions(text) == []


def test_a_misread_name_gives_the_nearest_and_says_so():
    mention = only("Kabupaten Dernak")
    assert [entry.name for entry in mention.matches] == ["Kabupaten Demak"]
    assert mention.likeness < 1.0


def test_the_wrong_kind_is_found_elsewhere():
    mention = only("Kota Demak")
    assert mention.matches == ()
    assert [entry.name for entry in mention.elsewhere] == ["Kabupaten Demak"]


def test_an_unknown_name_has_no_match():
    mention = only("Pemerintah Kabupaten Xyzzy Raya tentang")
    assert (mention.kind, mention.name, mention.matches) == ("Kabupaten", "Xyzzy Raya", ())


def test_districts_may_be_several():
    mention = only("Kecamatan Galang")
    assert len(mention.matches) > 1


def test_the_gazetteer_is_whole():
    levels = [entry.level for entry in gazetteer().by_code.values()]
    assert [levels.count(level) for level in ("province", "regency", "city", "district")] == [38, 416, 98, 7285]


def test_within():
    assert is_within("35.05", "35")
    assert is_within("35", "35")
    assert not is_within("35", "35.05")
    assert not is_within("3", "35")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["BADAN PUSAT STATISTIK", "PROVINSI BENGKULU"], "Bengkulu"),
        (["PEMERINTAH KABUPATEN TULANG BAWANG", "Provinsi Lampung"], "Kabupaten Tulang Bawang"),
        (["PEMERINTAH PROVINSI BANTEN", "Jl. Raya 1 Kota Serang 42117"], "Banten"),
        (["PROVINSI JAWA TENGAH", "KABUPATEN DEMAK"], "Kabupaten Demak"),
        (["PEMERINTAH", "", "Kepala Dinas Sosial Kota Binjai"], "Kota Binjai"),
    ],
)
def test_issuing_region(lines, name):
    region = issuing_region(lines)
    assert region is not None
    assert region.name == name
    assert region.code is not None


def test_a_national_agency_has_no_region():
    assert issuing_region(["POLITEKNIK NEGERI", "BEKASI"]) is None


def test_an_unknown_issuing_region_keeps_its_name():
    region = issuing_region(["PEMERINTAH KABUPATEN XYZZY"])
    assert region is not None
    assert (region.name, region.code) == ("KABUPATEN XYZZY", None)
